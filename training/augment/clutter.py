"""What lies over and along tracks: gantries, bands, sleepers, shadows, the boxes that analysts burn in.

`work` [rows, columns, 3] float32 0..255 at 0.25 m, changed in place; `centre` [columns]: the row of the track.
"""

from __future__ import annotations

import cv2
import numpy as np


def _bands(shape, centre: np.ndarray, offset: float, width: float, soft: float) -> np.ndarray:
    """Mask of a band along the track, `offset` rows right of it, `width` rows wide."""
    rows = np.arange(shape[0], dtype=np.float32)[:, None]
    away = np.abs(rows - (centre + offset)[None, :])
    return np.clip((width / 2 + soft - away) / max(soft, 0.3), 0, 1).astype(np.float32)


def _blend(work: np.ndarray, mask: np.ndarray, colour: np.ndarray) -> None:
    work += mask[..., None] * (colour.astype(np.float32) - work)


def _darken(work: np.ndarray, mask: np.ndarray, share: float, rng: np.random.Generator) -> None:
    work *= 1 - mask[..., None] * (np.float32(1 - share) * np.float32([1.05, 1.0, 0.93]))


def colour_like(work: np.ndarray, rng: np.random.Generator, spread: float = 0.5) -> np.ndarray:
    """A colour about as bright as something in the crop, sometimes quite another."""
    if rng.random() < 0.25:
        return np.clip(np.full(3, rng.uniform(10, 245)) + rng.normal(0, 18, 3), 0, 255)
    picked = work[rng.integers(0, work.shape[0]), rng.integers(0, work.shape[1])]
    return np.clip(picked * np.exp(rng.normal(0, spread)) + rng.normal(0, 8, 3), 0, 255)


def _smooth_noise(n: int, length: float, rng: np.random.Generator) -> np.ndarray:
    """Noise along the track that changes over `length` samples, about unit size."""
    knots = rng.standard_normal(max(4, int(n / length) + 3)).astype(np.float32)
    return np.interp(np.linspace(0, len(knots) - 1, n), np.arange(len(knots)), knots).astype(np.float32)


def polygon(shape, corners: np.ndarray) -> np.ndarray:
    mask = np.zeros(shape[:2], np.float32)
    cv2.fillPoly(mask, [np.round(corners * 16).astype(np.int32)], 1.0, lineType=cv2.LINE_AA, shift=4)
    return np.clip(mask, 0, 1)


def oblique(shape, x: float, width: float, slope: float, from_row: float = -5, to_row: float = 200) -> np.ndarray:
    """Mask of a band across the track: at column x on row 0, leaning `slope` columns a row."""
    a, b = from_row, to_row
    return polygon(shape, np.array([[x + slope * a, a], [x + width + slope * a, a], [x + width + slope * b, b], [x + slope * b, b]]))


def gantries(work: np.ndarray, rng: np.random.Generator) -> None:
    """Beams over the track, and their shadows beside them, once or at even steps."""
    rows, columns = work.shape[:2]
    slope = rng.normal(0, 0.25) if rng.random() < 0.6 else rng.normal(0, 1.0)
    pitch = rng.uniform(120, 280)
    share, bright = rng.uniform(0.35, 0.8), rng.random() < 0.5
    width, shadow_width = rng.uniform(0.8, 5), rng.uniform(1, 6)
    away = rng.normal(0, 25)
    shadow_slope = slope + rng.normal(0, 0.3) * (rng.random() < 0.5)
    for x in np.arange(rng.uniform(-pitch, pitch), columns, pitch)[: rng.integers(1, 5)]:
        _darken(work, oblique(work.shape, x + away, shadow_width, shadow_slope), share, rng)
        if rng.random() < 0.8:
            mask = oblique(work.shape, x, width, slope)
            colour = np.full(3, rng.uniform(150, 250) if bright else rng.uniform(10, 110)) + rng.normal(0, 6, 3)
            _blend(work, mask * np.float32(rng.uniform(0.3, 1)), colour)


def shadows(work: np.ndarray, rng: np.random.Generator) -> None:
    """Shadows of things beside the track: masts, buildings, trees, neighbours' cars."""
    rows, columns = work.shape[:2]
    share = rng.uniform(0.3, 0.75)
    for _ in range(rng.integers(1, 4)):
        x, length = rng.uniform(-20, columns), np.exp(rng.uniform(np.log(4), np.log(200)))
        slope = rng.normal(0, 0.7)
        edge = rng.uniform(0.1, 1.1) * rows
        if rng.random() < 0.5:
            mask = oblique(work.shape, x, length, slope, -5, edge)
        else:
            mask = oblique(work.shape, x, length, slope, rows - edge, rows + 5)
        _darken(work, mask, share, rng)


def along(work: np.ndarray, centre: np.ndarray, rng: np.random.Generator) -> None:
    """A path, ditch, wall, trough or cable beside the track; walls with a shadow; patchy or broken."""
    columns = work.shape[1]
    offset = rng.choice([-1, 1]) * rng.uniform(6, 34)
    width = np.exp(rng.uniform(np.log(1), np.log(36)))
    if width > 12:
        offset = np.sign(offset) * (abs(offset) + width / 2)
    mask = _bands(work.shape, centre + _smooth_noise(columns, 150, rng) * rng.uniform(0, 1.5), offset, width, rng.uniform(0.3, 3))
    if rng.random() < 0.4:
        a = rng.uniform(-0.3, 1) * columns
        b = a + rng.uniform(0.05, 0.8) * columns
        mask[:, : max(0, int(a))] = 0
        mask[:, max(0, int(b)) :] = 0
    if rng.random() < 0.4:
        mask *= np.clip(0.6 + 0.5 * _smooth_noise(columns, rng.uniform(6, 60), rng), 0, 1)
    colour = colour_like(work, rng)
    if rng.random() < 0.4:
        _darken(work, _bands(work.shape, centre, offset + rng.choice([-1, 1]) * width, width * rng.uniform(0.5, 2), 0.5) * (mask.max(0) > 0.1), rng.uniform(0.35, 0.8), rng)
    _blend(work, mask * np.float32(rng.uniform(0.25, 1)), colour)


def bed(work: np.ndarray, centre: np.ndarray, free: np.ndarray, rng: np.random.Generator) -> None:
    """Bands on the bed itself where no car stands (`free` [columns] 0..1): stains, dark or pale bed, crisp sleepers, growth."""
    columns = work.shape[1]
    choice = rng.random()
    if choice < 0.4:
        width = rng.uniform(2.5, 14)
        mask = _bands(work.shape, centre, rng.normal(0, 0.8), width, rng.uniform(0.5, 3))
        if rng.random() < 0.7:
            mask *= np.clip(0.5 + rng.uniform(0, 0.9) * _smooth_noise(columns, rng.uniform(8, 160), rng), 0, 1)
        _blend(work, mask * free * np.float32(rng.uniform(0.2, 0.9)), colour_like(work, rng, 0.7))
    elif choice < 0.75:
        pitch = rng.uniform(0.52, 0.75) / 0.25
        wave = np.cos(2 * np.pi * (np.arange(columns) / pitch + rng.random())).astype(np.float32)
        wave = np.clip(wave * rng.uniform(1, 3), -1, 1)
        mask = _bands(work.shape, centre, 0, rng.uniform(9, 11.5), 0.6)
        work += mask[..., None] * (free * wave)[None, :, None] * np.float32(rng.uniform(5, 45))
        _blend(work, mask * free * np.float32(rng.uniform(0, 0.6)), colour_like(work, rng, 0.6))
    else:
        for side in (-1, 1):
            _blend(work, _bands(work.shape, centre, side * 1.5 / 2 / 0.25, rng.uniform(0.3, 1.2), 0.5) * free * np.float32(rng.uniform(0.2, 0.9)), np.full(3, rng.uniform(20, 240)))


def patches(work: np.ndarray, rng: np.random.Generator) -> None:
    """Things beside and on the bed: bushes, boxes, heaps, sheds smaller than a car."""
    for _ in range(rng.integers(1, 8)):
        x, y = rng.uniform(0, work.shape[1]), rng.uniform(0, work.shape[0])
        a, b = np.exp(rng.uniform(np.log(1), np.log(14), 2))
        turn = rng.uniform(0, np.pi) if rng.random() < 0.5 else 0
        c, s = np.cos(turn), np.sin(turn)
        if rng.random() < 0.5:
            corners = np.array([[-a, -b], [a, -b], [a, b], [-a, b]])
        else:
            angle = np.linspace(0, 2 * np.pi, 12, endpoint=False)
            corners = np.stack([a * np.cos(angle), b * np.sin(angle)], 1) * rng.uniform(0.6, 1.2, (12, 1))
        corners = corners / 2 @ np.array([[c, s], [-s, c]]) + [x, y]
        if rng.random() < 0.6:
            _darken(work, polygon(work.shape, corners + rng.normal(0, 5, 2)), rng.uniform(0.35, 0.8), rng)
        _blend(work, polygon(work.shape, corners) * np.float32(rng.uniform(0.5, 1)), colour_like(work, rng, 0.6))


def annotations(work: np.ndarray, cars: list[tuple[float, float]], centre: np.ndarray, rng: np.random.Generator) -> None:
    """Coloured outlines of cars and small boxes with text, as analysts burn them into pictures."""
    before, work = work, np.clip(work, 0, 255).astype(np.uint8)
    colours = [(255, 255, 0), (255, 0, 0), (0, 255, 255), (255, 255, 255), (0, 255, 0), (255, 160, 0)]
    colour = colours[rng.integers(len(colours))]
    thick = int(rng.integers(1, 4))
    grow = rng.normal(0, 1.5)
    last = len(centre) - 1
    turn = rng.uniform(-0.8, 0.8) if rng.random() < 0.5 else None
    for a, b in cars:
        if turn is not None:
            if rng.random() < 0.85:
                _upright((a + b) / 2, float(centre[int(np.clip((a + b) / 2, 0, last))]), b - a, turn, work, colour, thick, rng)
        elif rng.random() < 0.85:
            y = float(centre[int(np.clip((a + b) / 2, 0, last))]) + rng.normal(0, 0.7)
            half = 6 + grow + rng.normal(0, 0.4)
            ends = (a - grow + rng.normal(0, 0.7), b + grow + rng.normal(0, 0.7))
            cv2.rectangle(work, (int(ends[0]), int(y - half)), (int(ends[1]), int(y + half)), colour, thick, cv2.LINE_AA)
        if rng.random() < 0.2:
            label((int(rng.uniform(a, b)), int(centre[int(np.clip(a, 0, last))] + rng.normal(0, 4))), work, rng)
    for _ in range(rng.integers(0, 3)):
        x, y, to = rng.uniform(0, work.shape[1]), *rng.uniform(0, work.shape[0], 2)
        cv2.line(work, (int(x), int(y)), (int(x + rng.normal(0, 60)), int(to)), colour, thick, cv2.LINE_AA)
    before[:] = work


def _upright(x: float, y: float, length: float, turn: float, work: np.ndarray, colour, thick: int, rng: np.random.Generator) -> None:
    """A box that stands upright in the picture, seen from a strip that lies at an angle `turn` in it, with its label."""
    c, s = np.cos(turn), np.sin(turn)
    w, h = (length * c + 12 * abs(s)) / 2, (length * abs(s) + 12 * c) / 2
    back = np.array([[c, s], [-s, c]])
    corners = lambda box: np.round((np.array(box) @ back.T + [x, y]) * 16).astype(np.int32)  # noqa: E731
    cv2.polylines(work, [corners([[-w, -h], [w, -h], [w, h], [-w, h]])], True, colour, thick, cv2.LINE_AA, 4)
    if rng.random() < 0.6:
        wide, tall = rng.uniform(16, 60), rng.uniform(7, 14)
        cv2.fillPoly(work, [corners([[-w, -h - tall], [-w + wide, -h - tall], [-w + wide, -h], [-w, -h]])], (255, 255, 255), cv2.LINE_AA, 4)
        for i in range(int(wide / 6)):
            at = -w + 3 + 6 * i
            cv2.line(work, *(tuple(int(v) for v in q) for q in corners([[at, -h - tall + 2], [at + rng.uniform(0, 4), -h - 2]])), (0, 0, 0), 1, cv2.LINE_AA, 4)


def label(at: tuple[int, int], work: np.ndarray, rng: np.random.Generator) -> None:
    w, h = int(rng.integers(6, 26)), int(rng.integers(6, 14))
    cv2.rectangle(work, at, (at[0] + w, at[1] + h), (255, 255, 255), -1)
    cv2.putText(work, str(rng.integers(1, 99)), (at[0] + 1, at[1] + h - 2), cv2.FONT_HERSHEY_SIMPLEX, h / 32, (0, 0, 0), 1, cv2.LINE_AA)
