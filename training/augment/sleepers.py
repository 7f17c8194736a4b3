"""Beds of sleepers, each with its own tone, between rails and on ballast of another shade: dark ones read as trains until they were trained on."""

from __future__ import annotations

import numpy as np

from .clutter import _bands, _smooth_noise

STEP = 0.25
FINE = 8
"""Points within a sample, where sleepers are drawn before they are summed to samples."""


def profile(columns: int, rng: np.random.Generator) -> np.ndarray:
    """Share of each sample along the track that sleepers cover, times their own tone (about 1)."""
    pitch = rng.uniform(0.5, 0.78) / STEP * FINE
    thick = rng.uniform(0.2, 0.34) / STEP * FINE
    n = int(columns * FINE / pitch) + 3
    at = (np.arange(n) + rng.random()) * pitch + rng.normal(0, rng.uniform(0, 0.12) * pitch, n)
    tone = np.clip(1 + rng.normal(0, rng.uniform(0, 0.6), n) + rng.uniform(0, 0.6) * _smooth_noise(n, rng.uniform(3, 60), rng), 0, 2.5)
    line = np.zeros(columns * FINE + 1)
    a = np.clip(at - thick / 2, 0, columns * FINE).astype(int)
    b = np.clip(at + thick / 2, 0, columns * FINE).astype(int)
    np.add.at(line, a, tone)
    np.add.at(line, b, -tone)
    return line.cumsum()[:-1].reshape(columns, FINE).mean(1).astype(np.float32)


def bed(work: np.ndarray, centre: np.ndarray, free: np.ndarray, rng: np.random.Generator) -> None:
    """One track's ballast, bed, sleepers and rails, where `free` (0..1 by column); in place."""
    columns = work.shape[1]
    wide = rng.uniform(8.6, 11.5)
    level = max(float(np.median(work)), 8.0)
    tint = np.exp(rng.normal(0, 0.06, 3)).astype(np.float32)
    slow = 1 + rng.uniform(0, 0.25) * _smooth_noise(columns, rng.uniform(20, 250), rng)
    if rng.random() < 0.6:
        shade = np.exp(rng.normal(0.05, 0.22))
        mask = _bands(work.shape, centre, rng.normal(0, 0.7), rng.uniform(12, 28), rng.uniform(0.5, 2.5)) * free
        work += mask[..., None] * (level * shade * tint - work) * np.float32(rng.uniform(0.3, 0.95))
    mask = _bands(work.shape, centre, 0, wide, rng.uniform(0.3, 1)) * free
    dark = rng.random() < 0.7
    if rng.random() < 0.7:
        shade = rng.uniform(0.35, 0.95) if dark else rng.uniform(0.95, 1.4)
        work += mask[..., None] * ((level * shade * slow)[None, :, None] * tint - work) * np.float32(rng.uniform(0.3, 0.95))
    if rng.random() < 0.2:
        _section(work, centre, free, level, rng)
    own = level * (rng.uniform(0.2, 0.8) if dark else rng.uniform(0.9, 1.7)) * np.exp(rng.normal(0, 0.08, 3)).astype(np.float32)
    cover = np.clip(profile(columns, rng) * rng.uniform(0.3, 1), 0, 1)
    work += (mask * cover[None, :])[..., None] * (own - work)
    if rng.random() < 0.6:
        rail = level * np.exp(rng.normal(0.1, 0.5))
        for side in (-1, 1):
            edge = _bands(work.shape, centre, side * 0.75 / STEP, 0.3, 0.7) * free * np.float32(rng.uniform(0.1, 0.5))
            work += edge[..., None] * (rail - work)


def _section(work: np.ndarray, centre: np.ndarray, free: np.ndarray, level: float, rng: np.random.Generator) -> None:
    """A stretch with sharp ends on another deck: a bridge without ballast, a crossing, sleepers renewed."""
    columns = work.shape[1]
    x, length = rng.uniform(-40, columns), rng.uniform(16, 200)
    inside = np.zeros(columns, np.float32)
    inside[max(0, int(x)) : max(0, int(x + length))] = 1
    mask = _bands(work.shape, centre, rng.normal(0, 0.5), rng.uniform(9, 26), 0.6) * free * inside
    shade = level * np.exp(rng.normal(-0.2, 0.4)) * np.exp(rng.normal(0, 0.1, 3)).astype(np.float32)
    work += mask[..., None] * (shade - work) * np.float32(rng.uniform(0.4, 1))


def beds(work: np.ndarray, centre: np.ndarray, free: np.ndarray, empty: bool, rng: np.random.Generator) -> None:
    """The track's own bed, and over an empty strip those of its neighbours."""
    state = rng.bit_generator.state
    bed(work, centre, free, rng)
    if not empty or rng.random() < 0.4:
        return
    apart = rng.uniform(4, 6) / STEP
    for side in (-1, 1):
        if rng.random() < 0.5:
            # Often the same kind of bed as the track's own.
            other = np.random.default_rng(rng.integers(1 << 62))
            if rng.random() < 0.6:
                other.bit_generator.state = state
            bed(work, centre + side * apart, np.ones_like(free), other)
