"""Light, haze, colour and bands; and the normalisation that undoes most of it."""

from __future__ import annotations

import cv2
import numpy as np


def draw_light(rng: np.random.Generator):
    """A pointwise change of colours, to be applied to a crop and to its scene's sample alike; 0..255 to 0..255."""
    # Strips were drawn at a gamma of 1.4 to 2.5: one in four goes back to linear light, as 16-bit pictures have it.
    gamma = np.exp(rng.uniform(np.log(0.6), np.log(1.6))) if rng.random() < 0.75 else rng.uniform(1.5, 2.5)
    gain = np.exp(rng.normal(0, 0.15)) * np.exp(rng.normal(0, 0.06, 3))
    haze = rng.uniform(0, 0.35) if rng.random() < 0.3 else 0.0
    veil = rng.uniform(120, 230) * np.exp(rng.normal(0, 0.05, 3))
    mix = None
    kind = rng.random()
    if kind < 0.35:
        mix = np.tile(rng.dirichlet([3, 4, 3]), (3, 1))
    elif kind < 0.6:
        mean = np.full((3, 3), 1 / 3)
        keep = rng.uniform(0.3, 1.6)
        mix = np.eye(3) * keep + mean * (1 - keep)
    elif kind < 0.65:
        mix = np.eye(3)[rng.permutation(3)]

    gain32, veil32 = (255 * gain).astype(np.float32), veil.astype(np.float32)
    mix32 = None if mix is None else mix.T.astype(np.float32)

    def light(values: np.ndarray) -> np.ndarray:
        v = np.power(np.clip(values, 0, 255) / np.float32(255), np.float32(gamma)) * gain32
        if mix32 is not None:
            v = v @ mix32
        return np.clip(v * np.float32(1 - haze) + veil32 * np.float32(haze), 0, 255)

    return light


def shift_bands(work: np.ndarray, gsd: float, rng: np.random.Generator) -> np.ndarray:
    """Red and blue moved against green by up to 0.8 pixels of `gsd` metres."""
    work = work.copy()
    reach = rng.uniform(0.1, 0.8) * max(gsd, 0.25) / 0.25
    for band in (0, 2):
        dx, dy = rng.uniform(-reach, reach, 2)
        work[..., band] = cv2.warpAffine(np.ascontiguousarray(work[..., band]), np.float32([[1, 0, dx], [0, 1, dy]]), (work.shape[1], work.shape[0]), borderMode=cv2.BORDER_REFLECT)
    return work


def tone_of(pixels: np.ndarray) -> tuple[np.ndarray, float]:
    """Median per channel and spread of the luminance, of pixels [n, 3] (the rule of the specification)."""
    median = np.median(pixels, 0)
    y = pixels.mean(1)
    low, high = np.percentile(y, [10, 90])
    return median, max((high - low) / 2.56, 0.15 * abs(float(np.median(y))), 1e-6)


def normalised(work: np.ndarray, median: np.ndarray, spread: float) -> np.ndarray:
    return np.clip((work - median.astype(np.float32)) / np.float32(spread), -5, 5)
