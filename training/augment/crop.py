"""One training example: a crop of a strip, misplaced, disturbed, coarsened, relit and normalised."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from labels import Truth, truth_of
from strips import Scene, Strip

from . import clutter, hidden, recolour, sampling, sleepers, tone

ROWS, PAD = 64, 6
"""Rows of the network's strip, and samples more on every side while it is disturbed."""
MILD = 0.4
"""Share of crops that are only misplaced, scaled, flipped and coarsened."""


@dataclass
class Example:
    """`strip` [5, 64, L] float32, `about` [7] float32, the truth, and (shadowAlong, shadowAcross), and for each place how far to the right of the line
    the track lies, in metres."""

    strip: np.ndarray
    about: np.ndarray
    truth: Truth
    aside: np.ndarray
    line: np.ndarray


@dataclass
class Cut:
    """Pixels at work [64 + 2 PAD, L + 2 PAD, 3]; cars and covered stretches in its columns; the row of the track."""

    work: np.ndarray
    cars: list[tuple[float, float, int, int]]
    hidden: list[tuple[float, float]]
    centre: np.ndarray
    shadow: np.ndarray
    lean: np.ndarray
    have: tuple[float, float]


def cut_out(strip: Strip, columns: int, rng: np.random.Generator, still: bool = False) -> Cut:
    """A stretch of a strip of `columns` samples under a wrong scale, a misplaced, slanting and bent line, and flips."""
    rows_in, cols_in = strip.pixels.shape[:2]
    w, h = columns + 2 * PAD, ROWS + 2 * PAD
    scale = 1.0 if still else float(np.exp(rng.uniform(-0.08, 0.08)))
    spare = cols_in - columns * scale
    start = 0.0 if still else rng.uniform(0, spare) if spare > 0 else rng.uniform(spare, 0)
    u = np.arange(w, dtype=np.float32) - PAD
    if still:
        off = np.zeros(w, np.float32)
    else:
        reach = rng.choice([3.2, 4.8, 6.4], p=[0.7, 0.15, 0.15])
        t = 2 * (u / columns) - 1
        off = np.clip(rng.uniform(-reach, reach) + rng.uniform(-2, 2) * t + rng.normal(0, 1.0) * (t * t - 0.5), -7, 7).astype(np.float32)
    map_x = np.broadcast_to(start + (u + 0.5) * scale - 0.5, (h, w)).astype(np.float32)
    map_y = (rows_in / 2 - 0.5 + off[None, :] + (np.arange(h, dtype=np.float32)[:, None] - (h - 1) / 2) * scale).astype(np.float32)
    work = cv2.remap(strip.pixels, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT).astype(np.float32)
    centre = (h - 1) / 2 - off / scale
    to_column = lambda m: (m * 4 - start) / scale + PAD  # noqa: E731
    cars = [(to_column(c.start), to_column(c.end), c.kind, c.cover) for c in strip.cars]
    hid = [(to_column(a), to_column(b)) for a, b in strip.hidden]
    have = (to_column(0), to_column(cols_in / 4))
    shadow, lean = np.array(strip.shadow), np.array(strip.lean)
    if not still and rng.random() < 0.5:
        work, centre = work[::-1].copy(), h - 1 - centre
        shadow, lean = shadow * [1, -1], lean * [1, -1]
    if not still and rng.random() < 0.5:
        work, centre = work[:, ::-1].copy(), centre[::-1].copy()
        cars = [(w - b, w - a, k, c) for a, b, k, c in cars][::-1]
        hid = [(w - b, w - a) for a, b in hid]
        have = (w - have[1], w - have[0])
        shadow, lean = shadow * [-1, 1], lean * [-1, 1]
    cars = [c for c in cars if c[1] > 0 and c[0] < w]
    return Cut(work, cars, hid, centre, shadow, lean, have)


def disturb(cut: Cut, rng: np.random.Generator) -> None:
    """Other paint, other ground, clutter and covers; in place, before the sensor."""
    spans = [(a, b) for a, b, _, _ in cut.cars]
    work, centre = cut.work, cut.centre
    free = np.ones(work.shape[1], np.float32)
    for a, b in spans:
        free[max(0, int(a) - 1) : max(0, int(b) + 2)] = 0
    if rng.random() < 0.5:
        recolour.ground(work, spans, centre, rng)
    if rng.random() < (0.5 if not spans else 0.3):
        sleepers.beds(work, centre, free, not spans, rng)
    if rng.random() < 0.25:
        clutter.bed(work, centre, free, rng)
    for _ in range(rng.integers(0, 3)):
        if rng.random() < 0.5:
            clutter.along(work, centre + 0, rng) if not spans else _beside(work, centre, spans, rng)
    if rng.random() < 0.5:
        recolour.paint(work, spans, centre, rng)
    if rng.random() < 0.15:
        _off_cars(work, centre, spans, rng, clutter.patches)
    if rng.random() < 0.2:
        clutter.shadows(work, rng)
    if rng.random() < 0.2:
        clutter.gantries(work, rng)
    if rng.random() < 0.2:
        for _ in range(rng.integers(1, 3)):
            cut.hidden.append(hidden.cover(work, centre, rng))
    np.clip(work, 0, 255, out=work)


def _off_cars(work, centre, spans, rng, draw) -> None:
    """Draws, and puts back what was drawn over bodies."""
    before = work.copy()
    draw(work, rng)
    at = np.arange(work.shape[0], dtype=np.float32)[:, None]
    for a, b in spans:
        lo, hi = max(0, int(a)), max(0, int(b) + 1)
        if hi > lo:
            inside = np.abs(at - centre[None, lo:hi]) < 7.5
            work[:, lo:hi][inside] = before[:, lo:hi][inside]


def _beside(work, centre, spans, rng) -> None:
    _off_cars(work, centre, spans, rng, lambda w, r: clutter.along(w, centre, r))


def example(scene: Scene, strip: Strip, columns: int, rng: np.random.Generator, gsd: float | None = None, still: bool = False) -> Example:
    """A training example; `still` for measuring: only the sensor, no disturbance, sun and view known."""
    cut = cut_out(strip, columns, rng, still)
    w, h = columns + 2 * PAD, ROWS + 2 * PAD
    # Some crops stay as they were drawn, so that what the sun tells can be learned from shadows that obey it.
    mild = still or rng.random() < MILD
    if not mild:
        disturb(cut, rng)
    light = (lambda v: v.astype(np.float32)) if still or mild and rng.random() < 0.6 else tone.draw_light(rng)
    work = light(cut.work)
    gsd = sampling.draw_distance(rng) if gsd is None else gsd
    if not still and rng.random() < 0.2:
        work = tone.shift_bands(work, gsd, rng)
    work = sampling.coarsen(work, gsd, rng, plain=mild)
    if not mild and rng.random() < 0.06:
        clutter.annotations(work, [(a, b) for a, b, _, _ in cut.cars], cut.centre, rng)
    valid = np.ones((h, w), np.float32)
    valid[:, : max(0, int(round(cut.have[0])))] = 0
    valid[:, min(w, max(0, int(round(cut.have[1])))) :] = 0
    if not mild and rng.random() < 0.1:
        hidden.no_data(valid, rng)
    work, valid, centre = work[PAD:-PAD, PAD:-PAD], valid[PAD:-PAD, PAD:-PAD], cut.centre[PAD:-PAD] - PAD
    known = light(scene.sample)
    if not still and rng.random() < 0.2 and valid.mean() > 0.5:
        known = work[valid > 0]
    median, spread = tone.tone_of(known)
    if not still:
        median = median + rng.normal(0, 0.2) * spread + rng.normal(0, 0.05, 3) * spread
        spread = max(spread * np.exp(rng.normal(0, 0.2)), 0.12 * float(median.mean()))
    colours = tone.normalised(work, median, spread) * valid[..., None]
    row = np.broadcast_to(((np.arange(ROWS) + 0.5 - ROWS / 2) / (ROWS / 2))[:, None], (ROWS, columns))
    net = np.concatenate([colours.transpose(2, 0, 1), valid[None], row[None]]).astype(np.float32)
    places = columns // 2
    unseen = np.zeros(places, bool)
    for a, b in cut.hidden:
        unseen[max(0, round((a - PAD) / 2)) : max(0, round((b - PAD) / 2))] = True
    middle = np.clip(np.round(centre).astype(int), 0, ROWS - 1)
    core = np.stack([valid[np.clip(middle + d, 0, ROWS - 1), np.arange(columns)] for d in (-5, 0, 5)]).mean(0)
    unseen |= core.reshape(places, 2).mean(1) < 0.5
    truth = truth_of([((a - PAD) / 4, (b - PAD) / 4, k, c) for a, b, k, c in cut.cars], places, unseen)
    shadow, lean = np.clip(cut.shadow, -3, 3), np.clip(cut.lean, -3, 3)
    sun, view = (1, 1) if still else (rng.random() < 0.5, rng.random() < 0.5)
    stated = gsd if still else sampling.stated_distance(gsd, rng)
    about = np.array([np.log2(max(stated, 0.25) / 0.5), sun, *(shadow * sun), view, *(lean * view)], np.float32)
    assert np.isfinite(net).all()
    line = ((centre - (ROWS - 1) / 2) / 4).reshape(places, 2).mean(1)
    return Example(net, about, truth, shadow.astype(np.float32), line.astype(np.float32))
