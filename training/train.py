"""Trains the reader. python train.py --strips FOLDER... --out weights.pt (--steps N | --minutes M) [--start weights.pt]

The rate rises over the first steps, holds, and falls over the last share of the run (`--fall`).
What is saved is the running mean of the weights.
"""

from __future__ import annotations

import argparse
import copy
import math
import os
import time

import torch

from batches import Crops, loader
from losses import WEIGHTS, losses
from network import Model
from strips import read_scenes


def rate_at(progress: float, step: int, fall: float) -> float:
    warm = min(1.0, (step + 1) / 100)
    left = 1.0 if progress < 1 - fall else max(0.0, (1 - progress) / fall)
    return warm * (0.5 - 0.5 * math.cos(math.pi * left)) if left < 1 else warm


def main() -> None:
    args = argparse.ArgumentParser()
    args.add_argument("--strips", nargs="+", required=True)
    args.add_argument("--out", required=True)
    args.add_argument("--start")
    args.add_argument("--steps", type=int, default=0)
    args.add_argument("--minutes", type=float, default=0)
    args.add_argument("--batch", type=int, default=16)
    args.add_argument("--columns", type=int, default=448)
    args.add_argument("--rate", type=float, default=2e-3)
    args.add_argument("--fall", type=float, default=0.5)
    args.add_argument("--workers", type=int, default=1)
    args.add_argument("--threads", type=int, default=1)
    args.add_argument("--seed", type=int, default=1)
    a = args.parse_args()
    if not a.steps and not a.minutes:
        args.error("--steps or --minutes")
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    model = Model()
    if a.start:
        model.load_state_dict(torch.load(a.start))
    model.to(memory_format=torch.channels_last)
    mean = copy.deepcopy(model)
    bare = [p for p in model.parameters() if p.ndim < 2]
    heavy = [p for p in model.parameters() if p.ndim >= 2]
    optimiser = torch.optim.AdamW([{"params": heavy, "weight_decay": 0.02}, {"params": bare, "weight_decay": 0.0}], lr=a.rate, betas=(0.9, 0.98))
    train = read_scenes(a.strips, held=False)
    print(f"{len(train)} scenes, {sum(st.pixels.shape[1] for sc in train for st in sc.strips) / 4000:.1f} km", flush=True)
    batches = iter(loader(Crops(train, a.strips, a.batch, a.columns, a.seed), a.workers))
    began, step, shown = time.time(), 0, {}
    waited = 0.0
    while True:
        progress = max(step / a.steps if a.steps else 0, (time.time() - began) / 60 / a.minutes if a.minutes else 0)
        if progress >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = a.rate * rate_at(progress, step, a.fall)
        t = time.time()
        batch = next(batches)
        waited += time.time() - t
        parts = losses(model, batch)
        loss = sum(WEIGHTS[k] * v for k, v in parts.items())
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        keep = min(0.998, (step + 1) / (step + 20))
        with torch.no_grad():
            for m, p in zip(mean.state_dict().values(), model.state_dict().values(), strict=True):
                if m.is_floating_point():
                    m.lerp_(p, 1 - keep)
        for k, v in parts.items():
            shown[k] = shown.get(k, 0) + v.item()
        step += 1
        if step % 50 == 0:
            took = time.time() - began
            print(f"{took / 60:5.1f} min step {step} {took / step * 1000:.0f} ms (waited {waited / step * 1000:.0f}) " + " ".join(f"{k} {v / 50:.4f}" for k, v in shown.items()), flush=True)
            shown = {}
        if step % 200 == 0:
            save(mean, a.out)
    save(mean, a.out)


def save(model: Model, path: str) -> None:
    torch.save(model.state_dict(), path + ".part")
    os.replace(path + ".part", path)


if __name__ == "__main__":
    main()
