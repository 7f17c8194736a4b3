"""From cars in metres to what the network and the semi-Markov model are to say of each place of 0.5 m."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

CAR, GAP, EMPTY, HIDDEN = 0, 1, 2, 3
PLACE = 0.5
SHORTEST, LONGEST, MOST_GAP = 12, 60, 6
"""Places of a body, and of a gap between coupled bodies."""


@dataclass
class Truth:
    """`state`, `kind`, `cover` per place (kind and cover -1 off cars); `runs` as (state, from, to)."""

    state: np.ndarray
    kind: np.ndarray
    cover: np.ndarray
    runs: list[tuple[int, int, int]]


def truth_of(cars: list[tuple[float, float, int, int]], places: int, hidden: np.ndarray) -> Truth:
    """The truth of a strip of `places`; `cars` in metres from its start, ascending; `hidden` a mask of places.

    Body edges are rounded to the nearest place edge. A gap is named only between two bodies at most 3 m apart.
    """
    kind = np.full(places, -1, np.int64)
    cover = np.full(places, -1, np.int64)
    owner = np.full(places, -1, np.int64)
    last = 0
    for i, (a, b, k, c) in enumerate(cars):
        s, e = round(a / PLACE), round(b / PLACE)
        e = max(s + SHORTEST, min(e, s + LONGEST))
        s = max(s, last)
        last = e
        s, e = max(s, 0), min(e, places)
        if e > s:
            owner[s:e], kind[s:e], cover[s:e] = i, k, c
    owner[hidden] = -2
    runs: list[tuple[int, int, int]] = []
    edges = [0, *(np.flatnonzero(np.diff(owner)) + 1).tolist(), places]
    for s, e in zip(edges[:-1], edges[1:], strict=True):
        o = owner[s]
        state = HIDDEN if o == -2 else CAR if o >= 0 else EMPTY
        if state == EMPTY and 0 < s and e < places and owner[s - 1] >= 0 and owner[e] >= 0 and e - s <= MOST_GAP:
            state = GAP
        runs.append((state, s, e))
    state = np.empty(places, np.int64)
    for st, s, e in runs:
        state[s:e] = st
    return Truth(state, np.where(state == CAR, kind, -1), np.where(state == CAR, cover, -1), runs)
