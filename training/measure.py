"""Measures weights on whole strips of held-out scenes. python measure.py --strips FOLDER... --weights weights.pt [--json out.json]

Per sample distance: mean absolute count error per strip and error of the sum in % of the cars, false cars per km of strips
without cars, and the shares of right kinds and covers over car places. Simulated pictures; sun and view known.
"""

from __future__ import annotations

import argparse
import json

import numpy as np
import torch

from augment.crop import example
from decode import median_counts
from export import read_model
from labels import CAR, HIDDEN, PLACE
from strips import read_scenes

DISTANCES = (0.3, 0.5, 0.7, 1.0, 2.0, 3.0)


def true_count(truth) -> int:
    """Cars of which enough is seen, by the rule of the decoder."""
    n = 0
    for i, (state, s, e) in enumerate(truth.runs):
        cut = i == 0 or i == len(truth.runs) - 1 or HIDDEN in (truth.runs[i - 1][0], truth.runs[i + 1][0])
        n += state == CAR and (not cut or e - s >= 8)
    return n


def main() -> None:
    args = argparse.ArgumentParser()
    args.add_argument("--strips", nargs="+", required=True)
    args.add_argument("--weights", required=True)
    args.add_argument("--json")
    args.add_argument("--distances", type=float, nargs="+", default=DISTANCES)
    args.add_argument("--scenes", type=int, help="no more than so many, spread over all")
    args.add_argument("--threads", type=int, default=1)
    a = args.parse_args()
    torch.set_num_threads(a.threads)
    model = read_model(a.weights)
    weights = model.weights.detach().numpy()
    held = read_scenes(a.strips, held=True)
    if a.scenes:
        held = held[:: max(1, len(held) // a.scenes)]
    pairs = [(sc, st) for sc in held for st in sc.strips]
    figures = {}
    for gsd in a.distances:
        rng = np.random.default_rng(7)
        potentials, places, truths, km = [], [], [], []
        right = {"kind": [0, 0], "cover": [0, 0]}
        for scene, strip in pairs:
            columns = strip.pixels.shape[1] // 2 * 2
            e = example(scene, strip, columns, rng, gsd, still=True)
            with torch.no_grad():
                state, potential, kind, cover, _, _ = model.reader(torch.from_numpy(e.strip)[None], torch.from_numpy(e.about)[None])
            for name, head, truth in (("kind", kind, e.truth.kind), ("cover", cover, e.truth.cover)):
                on = truth >= 0
                right[name][0] += int((head[0].argmax(0).numpy()[on] == truth[on]).sum())
                right[name][1] += int(on.sum())
            potentials.append(potential[0].numpy())
            places.append(columns // 2)
            truths.append(true_count(e.truth))
            km.append(columns / 2 * PLACE / 1000)
        longest = max(places)
        padded = np.stack([np.pad(p, ((0, 0), (0, longest - p.shape[1]))) for p in potentials])
        counts = np.concatenate([median_counts(padded[i : i + 16], weights, places[i : i + 16]) for i in range(0, len(places), 16)])
        truth, km = np.array(truths), np.array(km)
        empty = truth == 0
        figures[str(gsd)] = {
            "cars": int(truth.sum()),
            "countErrorPercent": round(100 * float(np.abs(counts - truth).sum() / truth.sum()), 2),
            "sumErrorPercent": round(100 * float((counts - truth).sum() / truth.sum()), 2),
            "falseCarsPerKmEmpty": round(float(counts[empty].sum() / km[empty].sum()), 2),
            "emptyKm": round(float(km[empty].sum()), 1),
            "kindPercent": round(100 * right["kind"][0] / right["kind"][1], 1),
            "coverPercent": round(100 * right["cover"][0] / right["cover"][1], 1),
        }
        print(gsd, figures[str(gsd)], flush=True)
    if a.json:
        with open(a.json, "w") as f:
            json.dump(figures, f, indent=2)


if __name__ == "__main__":
    main()
