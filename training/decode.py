"""Counts and best readings of strips, by the semi-Markov model."""

from __future__ import annotations

import numpy as np

from labels import CAR, EMPTY, GAP, HIDDEN, LONGEST, MOST_GAP
from lengths import NEVER, tables
from semimarkov import COUPLE, ENTER, HIDE, LEAVE, TOUCH, count_posterior


def median_counts(potential: np.ndarray, weights: np.ndarray, places: list[int], most: int = 45) -> np.ndarray:
    """Posterior median of the count of each strip."""
    return (count_posterior(potential, weights, places, most).cumsum(1) < 0.5).sum(1)


def best_runs(potential: np.ndarray, weights: np.ndarray) -> list[tuple[int, int, int]]:
    """The most likely runs (state, from, to) of one strip, `potential` [6, T]."""
    p = potential.astype(float)
    t_all = p.shape[1]
    length, survival = tables()
    sums = np.concatenate([np.zeros((6, 1)), p.cumsum(1)], 1)
    names = ("E", "H", "G", "N", "X")
    score = {k: np.full(t_all + 1, NEVER) for k in (*names, "inN", "inX")}
    came: dict[tuple[str, int], tuple[str, int]] = {}
    score["inX"][0] = 0
    came["inX", 0] = ("start", 0)

    def best(options):
        return max(options, key=lambda o: o[0])

    for t in range(1, t_all + 1):
        lo = max(0, t - LONGEST)
        s = np.arange(lo, t)
        n = t - s
        body = sums[0, t] - sums[0, s]
        whole, cut = score["inN"][s] + p[4, s] + body, score["inX"][s] + body
        options = {
            "N": ((whole + length[n], "inN"), (cut + survival[n], "inX")),
            "X": ((whole + survival[n], "inN"), (cut + survival[n], "inX")),
        }
        for name, pair in options.items():
            value, source, at = best([(o.max(), k, int(s[o.argmax()])) for o, k in pair])
            score[name][t] = value + (p[5, t - 1] if name == "N" else 0)
            came[name, t] = (source, at)
        begin = 0.0 if t == 1 else NEVER
        for name, row, sources in (
            ("E", EMPTY, (("E", 0.0), ("N", weights[LEAVE]), ("H", weights[HIDE]))),
            ("H", HIDDEN, (("H", 0.0), ("E", weights[HIDE]), ("X", weights[HIDE]))),
        ):
            value, source = best([(begin, "start"), *((score[k][t - 1] + w, k) for k, w in sources)])
            score[name][t] = value + p[row, t - 1]
            came[name, t] = (source, t - 1)
        value, at = best([(score["N"][t - g] + sums[1, t] - sums[1, t - g], t - g) for g in range(1, min(MOST_GAP, t) + 1)])
        score["G"][t], came["G", t] = value + weights[COUPLE], ("N", at)
        score["inN"][t], source = best([(score["E"][t] + weights[ENTER], "E"), (score["G"][t], "G"), (score["N"][t] + weights[TOUCH], "N")])
        came["inN", t] = (source, t)
        score["inX"][t], came["inX", t] = score["H"][t] + weights[HIDE], ("H", t)
    _, name = best([(score[k][t_all], k) for k in "EHX"])
    runs: list[tuple[int, int, int]] = []
    states = {"E": EMPTY, "H": HIDDEN, "G": GAP, "N": CAR, "X": CAR}
    t = t_all
    while name != "start":
        source, at = came[name, t]
        if name in states:
            if runs and runs[-1][0] == states[name] and name in "EH" and runs[-1][1] == t:
                runs[-1] = (states[name], at, runs[-1][2])
            else:
                runs.append((states[name], at, t))
        name, t = source, at
    return runs[::-1]
