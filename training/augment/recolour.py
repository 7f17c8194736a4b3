"""Other colours for cars and for the ground, so that neither is known by its paint."""

from __future__ import annotations

import cv2
import numpy as np


def paint(work: np.ndarray, cars: list[tuple[float, float]], centre: np.ndarray, rng: np.random.Generator) -> None:
    """Each car's body gets an affine change of colour; whole strings may share one."""
    rows = np.arange(work.shape[0], dtype=np.float32)[:, None]
    shared = _change(rng) if rng.random() < 0.3 else None
    for a, b in cars:
        if rng.random() < 0.4:
            continue
        lo, hi = max(0, int(round(a))), min(work.shape[1], int(round(b)))
        if hi <= lo:
            continue
        gain, offset = shared if shared is not None and rng.random() < 0.8 else _change(rng)
        inside = np.clip(6.5 - np.abs(rows - centre[None, lo:hi]), 0, 1)[..., None]
        part = work[:, lo:hi]
        work[:, lo:hi] = np.clip(part + inside * (part * (gain - 1) + offset), 0, 255)


def _change(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    gain = np.exp(rng.normal(0, 0.35)) * np.exp(rng.normal(0, 0.15, 3))
    return gain.astype(np.float32), (rng.normal(0, 18) + rng.normal(0, 10, 3)).astype(np.float32)


def ground(work: np.ndarray, cars: list[tuple[float, float]], centre: np.ndarray, rng: np.random.Generator) -> None:
    """The ground, and not the cars, changes brightness and colour, slowly over the crop; or gets a grain."""
    rows, columns = work.shape[:2]
    keep = np.ones((rows, columns), np.float32)
    at = np.arange(rows, dtype=np.float32)[:, None]
    for a, b in cars:
        lo, hi = max(0, int(round(a))), min(columns, int(round(b)))
        if hi > lo:
            keep[:, lo:hi] *= np.clip(np.abs(at - centre[None, lo:hi]) - 6, 0, 1)
    field = rng.normal(0, 0.22, (4, 12, 3)) * 0.6 + rng.normal(0, 0.2) + rng.normal(0, 0.06, 3)
    gain = np.exp(cv2.resize(field.astype(np.float32), (columns, rows), interpolation=cv2.INTER_CUBIC))
    work *= 1 + keep[..., None] * (gain - 1)
    if rng.random() < 0.4:
        size = rng.uniform(1, 8)
        grain = cv2.resize(rng.standard_normal((int(rows / size) + 2, int(columns / size) + 2), dtype=np.float32), (columns, rows))
        work += keep[..., None] * grain[..., None] * np.float32(rng.uniform(2, 14))
    np.clip(work, 0, 255, out=work)
