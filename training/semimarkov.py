"""The semi-Markov model over the places of a strip: likelihood for training, posterior over the count.

Runs of empty, car, coupling gap and hidden places; a car carries its boundary potentials and the logarithm
of its length's probability, a car cut by the strip's end or by hidden ground the survival instead.
All in log space, float64, vectorised over strips and lengths; the gradient is by forward and backward messages
(the model read from right to left is the same model with starts and ends exchanged).
"""

from __future__ import annotations

import numpy as np
import torch

from labels import CAR, EMPTY, GAP, HIDDEN, LONGEST, MOST_GAP
from lengths import NEVER, tables

ENTER, LEAVE, COUPLE, TOUCH, HIDE = range(5)
TRANSITIONS = ("enter", "leave", "couple", "touch", "hide")
COUNTED_FROM = 8
"""Places of a cut car that must be seen for it to count (4 m)."""


def _lse(a: np.ndarray) -> np.ndarray:
    """Logarithm of the sum of exponentials over the first axis."""
    m = a.max(0)
    return m + np.log(np.exp(a - m).sum(0))


def _shift(a: np.ndarray) -> np.ndarray:
    """One car more: along the last axis; the last entry gathers what is beyond."""
    if a.shape[-1] == 1:
        return a
    out = np.full_like(a, NEVER)
    out[..., 1:] = a[..., :-1]
    out[..., -1] = np.logaddexp(out[..., -1], a[..., -1])
    return out


def messages(potential: np.ndarray, weights: np.ndarray, most: int = 0) -> dict[str, np.ndarray]:
    """Forward messages [T + 1, N, K] at the edges of places, K = most + 1 car counts (K = 1: not counted).

    `potential` [N, 6, T], `weights` [5]. Keys: E, H, G (run that ends here), N (car ending here, whole at its right),
    X (car cut here), inN and inX (what a car starting here, whole or cut at its left, may follow).
    """
    p = potential.astype(np.float64)
    n, _, t_all = p.shape
    k = most + 1
    length, survival = tables()
    sums = np.concatenate([np.zeros((n, 6, 1)), p.cumsum(2)], 2).transpose(2, 1, 0)[..., None]
    p = p.transpose(2, 1, 0)[..., None]
    m = {name: np.full((t_all + 1, n, k), NEVER) for name in ("E", "H", "G", "N", "X", "inN", "inX", "a", "b")}
    e_, h_, g_, n_, x_, in_n, in_x, a_, b_ = m.values()
    begin = np.full((n, k), NEVER)
    begin[:, 0] = 0
    in_x[0] = b_[0] = begin
    len_back, surv_back = length[::-1, None, None], survival[::-1, None, None]
    for t in range(1, t_all + 1):
        w = min(LONGEST, t)
        lo, short = t - w, min(w, COUNTED_FROM - 1)
        first_surv = surv_back[LONGEST - w : LONGEST]
        wa = a_[lo:t] + len_back[LONGEST - w : LONGEST]
        wb = b_[lo:t] + first_surv
        wc = np.logaddexp(a_[lo:t], b_[lo:t]) + first_surv
        if k == 1:
            whole, cut = _lse(np.concatenate([wa, wb])), _lse(wc)
        else:
            whole = np.logaddexp(_shift(_lse(np.concatenate([wa, wb[: w - short]]))), _lse(wb[w - short :]))
            cut = _lse(wc[w - short :])
            if w > short:
                cut = np.logaddexp(cut, _shift(_lse(wc[: w - short])))
        n_[t] = np.maximum(whole + sums[t, 0] + p[t - 1, 5], NEVER)
        x_[t] = np.maximum(cut + sums[t, 0], NEVER)
        start = begin if t == 1 else NEVER
        e_[t] = p[t - 1, 2] + np.logaddexp(np.logaddexp(e_[t - 1], n_[t - 1] + weights[LEAVE]), np.logaddexp(h_[t - 1] + weights[HIDE], start))
        h_[t] = p[t - 1, 3] + np.logaddexp(np.logaddexp(h_[t - 1], e_[t - 1] + weights[HIDE]), np.logaddexp(x_[t - 1] + weights[HIDE], start))
        g = min(MOST_GAP, t)
        g_[t] = _lse(n_[t - g : t] - sums[t - g : t, 1]) + sums[t, 1] + weights[COUPLE]
        in_n[t] = np.logaddexp(np.logaddexp(e_[t] + weights[ENTER], g_[t]), n_[t] + weights[TOUCH])
        in_x[t] = h_[t] + weights[HIDE]
        if t < t_all:
            a_[t] = in_n[t] + p[t, 4] - sums[t, 0]
            b_[t] = in_x[t] - sums[t, 0]
    return m


def total(m: dict[str, np.ndarray], at: int = -1) -> np.ndarray:
    """Log of the sum over all readings [N, K] of strips that end at edge `at`."""
    return np.logaddexp(np.logaddexp(m["E"][at], m["H"][at]), m["X"][at])


def _mirrored(potential: np.ndarray) -> np.ndarray:
    return potential[:, [0, 1, 2, 3, 5, 4], ::-1]


class LogPartition(torch.autograd.Function):
    """log Z [N] of `potential` [N, 6, T] and `weights` [5]."""

    @staticmethod
    def forward(ctx, potential: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
        p = potential.detach().double().numpy()
        w = weights.detach().double().numpy()
        n = len(p)
        mirrored = w[[LEAVE, ENTER, COUPLE, TOUCH, HIDE]]
        # Both directions in one batch: the weights then differ by strip.
        both = np.stack([w] * n + [mirrored] * n, 1)[:, :, None]
        m = messages(np.concatenate([p, _mirrored(p)]), both)
        z = total({key: v[:, :n] for key, v in m.items()})[:, 0]
        f = {key: v[:, :n, 0] for key, v in m.items()}
        b = {key: v[::-1, n:, 0] for key, v in m.items()}
        marginal = np.empty((n, 6, p.shape[2]))
        starts, ends = np.exp(f["inN"] + b["N"] - z), np.exp(b["inN"] + f["N"] - z)
        begun = starts + np.exp(f["inX"] + b["X"] - z)
        ended = ends + np.exp(b["inX"] + f["X"] - z)
        marginal[:, 0] = (begun - ended).cumsum(0)[:-1].T
        marginal[:, 2] = np.exp(f["E"][1:] + b["E"][:-1] - p[:, 2].T - z).T
        marginal[:, 3] = np.exp(f["H"][1:] + b["H"][:-1] - p[:, 3].T - z).T
        marginal[:, 1] = 1 - marginal[:, 0] - marginal[:, 2] - marginal[:, 3]
        marginal[:, 4], marginal[:, 5] = starts[:-1].T, ends[1:].T
        expected = np.stack(
            [
                np.exp(f["E"] + w[ENTER] + b["N"] - z).sum(0),
                np.exp(f["N"] + w[LEAVE] + b["E"] - z).sum(0),
                np.exp(f["G"] + b["N"] - z).sum(0),
                np.exp(f["N"] + w[TOUCH] + b["N"] - z).sum(0),
                sum(np.exp(f[u] + w[HIDE] + b[v] - z).sum(0) for u, v in (("E", "H"), ("H", "E"), ("X", "H"), ("H", "X"))),
            ],
            1,
        )
        ctx.save_for_backward(torch.from_numpy(marginal), torch.from_numpy(expected))
        ctx.kinds = potential.dtype
        return torch.from_numpy(z)

    @staticmethod
    def backward(ctx, grad: torch.Tensor):
        marginal, expected = ctx.saved_tensors
        return (grad[:, None, None] * marginal).to(ctx.kinds), (grad[:, None] * expected).sum(0).to(ctx.kinds)


def truth_terms(runs: list[tuple[int, int, int]], places: int) -> tuple[np.ndarray, np.ndarray, float]:
    """What the truth collects: uses of each potential [6, T], of each transition [5], and its lengths' log probability."""
    uses = np.zeros((6, places), np.float32)
    moves = np.zeros(5, np.float32)
    length, survival = tables()
    fixed = 0.0
    for i, (state, s, e) in enumerate(runs):
        uses[state, s:e] = 1
        before = runs[i - 1][0] if i else None
        after = runs[i + 1][0] if i + 1 < len(runs) else None
        if state == CAR:
            cut_left, cut_right = before in (None, HIDDEN), after in (None, HIDDEN)
            if not cut_left:
                uses[4, s] = 1
            if not cut_right:
                uses[5, e - 1] = 1
            fixed += float((survival if cut_left or cut_right else length)[e - s])
        pair = (before, state)
        if pair == (EMPTY, CAR):
            moves[ENTER] += 1
        elif pair == (CAR, EMPTY):
            moves[LEAVE] += 1
        elif pair == (CAR, GAP):
            moves[COUPLE] += 1
        elif pair == (CAR, CAR):
            moves[TOUCH] += 1
        elif before is not None and HIDDEN in pair:
            moves[HIDE] += 1
    return uses, moves, fixed


def count_posterior(potential: np.ndarray, weights: np.ndarray, places: list[int], most: int = 45) -> np.ndarray:
    """Probability of each count [N, most + 1] of strips padded to one length, each `places` long."""
    m = messages(potential, weights, most)
    out = np.stack([total({key: m[key][:, i : i + 1] for key in "EHX"}, t)[0] for i, t in enumerate(places)])
    out = np.exp(out - out.max(1, keepdims=True))
    return out / out.sum(1, keepdims=True)
