"""The semi-Markov messages against the sum over all readings, one by one."""

from __future__ import annotations

import numpy as np
import pytest
import torch

import semimarkov
from labels import CAR, EMPTY, GAP, HIDDEN, LONGEST, MOST_GAP, SHORTEST
from semimarkov import LogPartition, count_posterior, truth_terms


def readings(places: int):
    """Every list of runs that the model allows."""

    def go(at: int, before: int | None, runs):
        if at == places:
            if before != GAP:
                yield runs
            return
        for state in (CAR, GAP, EMPTY, HIDDEN):
            if state in (EMPTY, HIDDEN) and state == before:
                continue
            if state == GAP and before != CAR or before == GAP and state != CAR:
                continue
            for end in range(at + 1, places + 1):
                if state == GAP and end - at > MOST_GAP:
                    break
                yield from go(end, state, [*runs, (state, at, end)])

    for runs in go(0, None, []):
        ok = True
        for i, (state, s, e) in enumerate(runs):
            if state != CAR:
                continue
            before = runs[i - 1][0] if i else None
            after = runs[i + 1][0] if i + 1 < len(runs) else None
            cut = before in (None, HIDDEN) or after in (None, HIDDEN)
            ok = ok and e - s <= LONGEST and (cut or e - s >= SHORTEST)
        if ok:
            yield runs


@pytest.mark.parametrize("places", [1, 2, 7])
def test_sum_gradient_and_counts(places, monkeypatch):
    # Short cars, so that whole ones fit into what can be listed.
    length = np.full(61, -1e30)
    length[2:5] = np.log([0.2, 0.5, 0.3])
    survival = np.full(61, -1e30)
    survival[1:5] = np.log([1.0, 0.9, 0.6, 0.3])
    monkeypatch.setattr(semimarkov, "tables", lambda: (length, survival))
    monkeypatch.setattr(semimarkov, "COUNTED_FROM", 2)
    here = globals()
    monkeypatch.setitem(here, "SHORTEST", 2)
    monkeypatch.setitem(here, "LONGEST", 4)
    torch.manual_seed(places)
    potential = torch.randn(3, 6, places, dtype=torch.float64, requires_grad=True)
    weights = torch.tensor([-1.0, -0.3, 0.2, -0.7, -1.5], dtype=torch.float64, requires_grad=True)
    scores, counts = [], []
    for runs in readings(places):
        uses, moves, fixed = truth_terms(runs, places)
        scores.append((potential * torch.from_numpy(uses)).sum((1, 2)) + (torch.from_numpy(moves) * weights).sum() + fixed)
        n = 0
        for i, (state, s, e) in enumerate(runs):
            cut = i == 0 or i == len(runs) - 1 or HIDDEN in (runs[i - 1][0], runs[i + 1][0])
            n += state == CAR and (not cut or e - s >= 2)
        counts.append(n)
    listed = torch.logsumexp(torch.stack(scores), 0)
    summed = LogPartition.apply(potential, weights)
    assert torch.allclose(listed, summed, atol=1e-9)
    expected = torch.autograd.grad(listed.sum(), [potential, weights])
    found = torch.autograd.grad(summed.sum(), [potential, weights])
    for x, y in zip(expected, found, strict=True):
        assert torch.allclose(x, y, atol=1e-8)
    posterior = count_posterior(potential.detach().numpy(), weights.detach().numpy(), [places] * 3, most=8)
    p = torch.softmax(torch.stack(scores), 0).detach().numpy()
    for n in range(9):
        assert np.allclose(posterior[:, n], p[[c == n for c in counts]].sum(0), atol=1e-9)
