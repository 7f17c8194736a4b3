"""A coarser sensor: blur, sampling on a turned grid, noise, bytes, and back to 0.25 m."""

from __future__ import annotations

import cv2
import numpy as np

STEP = 0.25


def draw_distance(rng: np.random.Generator) -> float:
    """A sample distance in metres: three quarters 0.25 to 1.3, the rest to 4, evenly by logarithm."""
    low, high = (0.25, 1.3) if rng.random() < 0.75 else (1.3, 4.0)
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def stated_distance(gsd: float, rng: np.random.Generator) -> float:
    """What a picture of `gsd` metres says of itself: three in ten were resampled from another distance, finer more often than coarser."""
    return gsd / float(rng.uniform(0.85, 1.6)) if rng.random() < 0.3 else gsd


def coarsen(work: np.ndarray, gsd: float, rng: np.random.Generator, plain: bool = False) -> np.ndarray:
    """`work` [rows, columns, 3] float32 0..255 at 0.25 m, as a sensor of `gsd` metres shows it once resampled to 0.25 m.

    `plain`: no sharpening, compression, cubic resampling or further blur.
    """
    scale = gsd / STEP
    rows, columns = work.shape[:2]
    if scale > 1.15:
        sigma = np.sqrt(max((scale * rng.uniform(0.3, 0.95)) ** 2 - 0.3**2, 0.01))
        work = cv2.GaussianBlur(work, (0, 0), sigma, borderType=cv2.BORDER_REFLECT)
    turn = rng.uniform(0, np.pi) if scale > 1.15 else 0.0
    c, s = np.cos(turn), np.sin(turn)
    width = int(np.ceil((abs(c) * columns + abs(s) * rows) / scale)) + 3
    height = int(np.ceil((abs(s) * columns + abs(c) * rows) / scale)) + 3
    # From the coarse grid to the strip: x = R u * scale + offset.
    a = scale * np.array([[c, -s], [s, c]])
    middle = np.array([columns / 2, rows / 2]) + rng.uniform(-0.5, 0.5, 2) * scale
    m = np.hstack([a, (middle - a @ [width / 2, height / 2])[:, None]])
    small = cv2.warpAffine(work, m, (width, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REFLECT) if scale > 1.15 else work
    noise = np.exp(rng.uniform(np.log(0.15), np.log(4.5)))
    # Of each band apart, or one for all as in a grey picture.
    bands = small.shape if rng.random() < 0.5 else (*small.shape[:2], 1)
    small = small + rng.standard_normal(bands, dtype=np.float32) * np.float32(noise)
    if not plain and rng.random() < 0.25:
        # Halos, as sharpening leaves them.
        soft = cv2.GaussianBlur(small, (0, 0), rng.uniform(0.7, 1.4))
        small = small + (small - soft) * np.float32(rng.uniform(0.3, 1.5))
    small = np.clip(small, 0, 255)
    small = np.rint(small).astype(np.uint8)
    if not plain and rng.random() < 0.3:
        small = cv2.imdecode(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(55, 96))])[1], cv2.IMREAD_COLOR)
    if scale > 1.15:
        how = cv2.INTER_CUBIC if not plain and rng.random() < 0.15 else cv2.INTER_LINEAR
        back = cv2.warpAffine(small.astype(np.float32), m, (columns, rows), flags=how, borderMode=cv2.BORDER_REFLECT)
    else:
        back = small.astype(np.float32)
    if not plain and rng.random() < 0.25:
        back = cv2.GaussianBlur(back, (0, 0), rng.uniform(0.3, 1.0))
    return back
