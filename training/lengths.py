"""The lengths of bodies: a mixture of the usual wagons of all gauges, as logarithms per place of 0.5 m."""

from __future__ import annotations

import numpy as np

from labels import LONGEST, PLACE, SHORTEST

ANY = {
    "parts": [
        {"mean": 12.8, "sd": 0.9, "weight": 0.28},
        {"mean": 15.5, "sd": 1.8, "weight": 0.22},
        {"mean": 18.5, "sd": 1.8, "weight": 0.14},
        {"mean": 22.5, "sd": 1.8, "weight": 0.08},
        {"mean": 10.3, "sd": 1.0, "weight": 0.08},
        {"mean": 25.5, "sd": 1.2, "weight": 0.05},
    ],
    "uniform": {"weight": 0.15, "low": 6, "high": 30},
}
NEVER = -1e30


def tables(mixture: dict = ANY) -> tuple[np.ndarray, np.ndarray]:
    """(log P(length = n places), log P(length >= n places)) for n = 0..60; NEVER where it cannot be."""
    metres = np.arange(SHORTEST, LONGEST + 1) * PLACE
    density = np.zeros(len(metres))
    for p in mixture["parts"]:
        density += p["weight"] / p["sd"] / np.sqrt(2 * np.pi) * np.exp(-0.5 * ((metres - p["mean"]) / p["sd"]) ** 2)
    u = mixture["uniform"]
    density += np.where((metres >= u["low"]) & (metres <= u["high"]), u["weight"] / (u["high"] - u["low"]), 0)
    density /= density.sum()
    length = np.full(LONGEST + 1, NEVER)
    length[SHORTEST:] = np.log(density)
    survival = np.zeros(LONGEST + 1)
    tail = np.cumsum(density[::-1])[::-1]
    survival[SHORTEST:] = np.log(tail)
    survival[0] = NEVER
    return length, survival
