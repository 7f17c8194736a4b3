"""Strips of the real picture west.png as training data, in the layout of make-strips.ts.

python real_strips.py --pictures FOLDER --lines ../test/real/west.geojson --out FOLDER
The outlines that were burned into the picture are painted over; kinds and covers are not known there; the shadow was measured by hand.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from PIL import Image

from real import unroll, without_yellow

SHADOW = (0.4, 0.75)
"""East and north: metres of shadow for each metre of height, by eye."""
ROWS = 96


def cars_of(line: np.ndarray, outlines: list[np.ndarray], gsd: float) -> list[tuple[float, float, None, None]]:
    """Bodies along a line in metres, from the outlines that lie on it."""
    steps = np.concatenate([p + (q - p) * np.linspace(0, 1, 200, endpoint=False)[:, None] for p, q in zip(line[:-1], line[1:], strict=True)])
    along = np.r_[0, np.hypot(*np.diff(steps, axis=0).T).cumsum()]
    cars = []
    for outline in outlines:
        at = ((outline[:, None] - steps[None]) ** 2).sum(2).argmin(1)
        middle = outline.mean(0)
        if np.hypot(*(steps - middle).T).min() * gsd > 1.5:
            continue
        a, b = along[at].min() * gsd, along[at].max() * gsd
        if b - a > 4:
            cars.append((float(a), float(b), None, None))
    return sorted(cars)


def main() -> None:
    args = argparse.ArgumentParser()
    args.add_argument("--pictures", required=True)
    args.add_argument("--lines", required=True)
    args.add_argument("--out", required=True)
    a = args.parse_args()
    truth = json.loads(Path(a.lines).read_text())
    gsd = truth["sampleDistanceMetres"]
    picture = without_yellow(np.array(Image.open(Path(a.pictures) / truth["picture"]).convert("RGB")))
    wagons = json.loads((Path(a.pictures) / "muttenz/west.wagons.json").read_text())["wagons_px"]
    outlines = [np.array(w, float) for w in wagons]
    out, strips, parts, offset = Path(a.out), [], [], 0
    out.mkdir(parents=True, exist_ok=True)
    for f in truth["features"]:
        line = np.array(f["geometry"]["coordinates"], float)
        cars = cars_of(line, outlines, gsd)
        if len(cars) != f["properties"]["cars"]:
            continue
        colours, _ = unroll(picture, line, gsd, ROWS)
        data = colours.clip(0, 255).round().astype(np.uint8)
        d = line[-1] - line[0]
        d = d / np.hypot(*d)
        strips.append({"offset": offset, "columns": data.shape[1], "along": [d[0], -d[1]], "hidden": [], "cars": cars})
        parts.append(data.tobytes())
        offset += data.size
    (out / "1.bin").write_bytes(b"".join(parts))
    (out / "1.json").write_text(json.dumps({"seed": 1, "rows": ROWS, "step": 0.25, "shadow": SHADOW, "lean": [0, 0], "strips": strips}))
    print(f"{len(strips)} strips, {sum(len(s['cars']) for s in strips)} wagons")


if __name__ == "__main__":
    main()
