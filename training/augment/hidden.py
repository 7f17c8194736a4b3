"""Places that cannot be seen: roofs, bridges and clouds over the track, and columns or rows without data."""

from __future__ import annotations

import cv2
import numpy as np

from .clutter import colour_like, oblique


def cover(work: np.ndarray, centre: np.ndarray, rng: np.random.Generator) -> tuple[float, float]:
    """An opaque block over the track, 6 to 40 m long; returns its columns on the track's centre."""
    rows, columns = work.shape[:2]
    length = np.exp(rng.uniform(np.log(24), np.log(160)))
    x = rng.uniform(-0.7 * length, columns - 0.3 * length)
    slope = rng.normal(0, 0.4) if rng.random() < 0.6 else 0.0
    mid = float(centre[int(np.clip(x + length / 2, 0, columns - 1))])
    top, bottom = -5.0, rows + 5.0
    if rng.random() < 0.3:
        top, bottom = mid - rng.uniform(9, 30), mid + rng.uniform(9, 30)
    base = x - slope * mid
    mask = oblique(work.shape, base, length, slope, top, bottom)
    if rng.random() < 0.6:
        away = rng.normal(0, 14)
        work *= 1 - oblique(work.shape, base + away, length, slope, top + rng.normal(0, 6), bottom + rng.normal(0, 6))[..., None] * (1 - mask[..., None]) * np.float32(rng.uniform(0.2, 0.6))
    kind = rng.random()
    if kind < 0.2:
        colour = np.full(3, rng.uniform(190, 255)) + rng.normal(0, 4, 3)
        mask = cv2.GaussianBlur(mask, (0, 0), 3)
        texture = np.zeros((rows, columns, 1), np.float32)
    else:
        colour = colour_like(work, rng, 0.4)
        texture = np.zeros((rows, columns), np.float32)
        pitch = rng.uniform(2, 30)
        if kind < 0.6:
            y, xs = np.mgrid[0:rows, 0:columns].astype(np.float32)
            phase = (y if rng.random() < 0.5 else xs - slope * y) / pitch
            texture = np.sin(2 * np.pi * phase) * rng.uniform(0, 25)
        texture = (texture + rng.standard_normal((rows, columns)) * rng.uniform(0, 8)).astype(np.float32)[..., None]
    work += mask[..., None] * (np.clip(colour.astype(np.float32) + texture, 0, 255) - work)
    if kind > 0.75:
        # A road's line or a roof's ridge along the block.
        work += oblique(work.shape, base + length * rng.uniform(0.3, 0.7), rng.uniform(0.5, 3), slope, top, bottom)[..., None] * (rng.uniform(0, 255) - work) * np.float32(0.8)
    return x, x + length


def no_data(valid: np.ndarray, rng: np.random.Generator) -> None:
    """Zeroes `valid` [rows, columns] at an end or a side, as the picture's edge does."""
    rows, columns = valid.shape
    where = rng.random()
    if where < 0.5:
        slope = rng.normal(0, 0.5)
        edge = rng.uniform(0.02, 0.4) * columns + slope * (np.arange(rows) - rows / 2)
        gone = np.arange(columns)[None, :] < edge[:, None]
        valid[gone if rng.random() < 0.5 else gone[:, ::-1]] = 0
    else:
        n = int(rng.uniform(0.05, 0.4) * rows)
        valid[:n] = 0
        if rng.random() < 0.5:
            valid[:] = valid[::-1].copy()
