"""What the network is held to."""

from __future__ import annotations

import torch
from torch.nn import functional as F

from network import Model
from semimarkov import LogPartition


def losses(model: Model, batch: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Cross-entropies of state, kind and cover, L1 of the shadow and of the line's place, and the semi-Markov likelihood per place."""
    strip = batch["strip"].contiguous(memory_format=torch.channels_last)
    # Twice as fast as float32 where the processor multiplies bfloat16, and no slower to learn.
    with torch.autocast("cpu", dtype=torch.bfloat16):
        state, potential, kind, cover, aside, line = model.reader(strip, batch["about"])
    score = (potential * batch["uses"]).double().sum((1, 2)) + (batch["moves"] * model.weights).double().sum(1) + batch["fixed"]
    likelihood = LogPartition.apply(potential, model.weights) - score
    if not bool((likelihood > -1e-4).all()):
        raise AssertionError(f"the truth lies outside of the model: {likelihood.tolist()}")
    cars = (batch["state"] == 0).float()
    seen = (batch["state"] != 3).float()
    share = cars.sum().clamp(min=1)
    return {
        "semi": likelihood.mean().float() / state.shape[2],
        "state": F.cross_entropy(state, batch["state"]),
        "kind": F.cross_entropy(kind, batch["kind"], ignore_index=-1, reduction="sum") / share,
        "cover": F.cross_entropy(cover, batch["cover"], ignore_index=-1, reduction="sum") / share,
        "line": ((line[:, 0] - batch["line"]).abs() * seen).sum() / seen.sum().clamp(min=1),
        "aside": ((aside - batch["aside"][:, :, None]).abs().sum(1) * cars).sum() / share,
    }


WEIGHTS = {"semi": 2.0, "state": 0.5, "kind": 0.3, "cover": 0.25, "aside": 0.04, "line": 0.3}
