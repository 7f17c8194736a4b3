"""Reads real pictures along hand-drawn lines: a test, never a reason to choose weights.

python real.py --weights weights.pt --lines ../test/real --pictures FOLDER [--draw FOLDER] [--json out.json]
Each .geojson names its picture and sample distance; its features are centre lines in pixels with `cars` counted by hand.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from PIL import Image

from augment.tone import normalised, tone_of
from decode import best_runs, median_counts
from export import read_model
from labels import CAR, PLACE
from network import Model
from strips import KINDS

ROWS, STEP = 64, 0.25


@dataclass
class Unrolled:
    """One line: colours [64, L, 3] float32 and the mask of picture data [64, L]."""

    id: str
    cars: int
    colours: np.ndarray
    valid: np.ndarray


def unroll(picture: np.ndarray, line: np.ndarray, gsd: float, rows: int = ROWS) -> tuple[np.ndarray, np.ndarray]:
    """Samples at 0.25 m along a polyline in pixels; a finer picture is smoothed first."""
    dense = [line[0]]
    for p, q in zip(line[:-1], line[1:], strict=True):
        n = max(1, int(np.hypot(*(q - p))))
        dense += [p + (q - p) * i / n for i in range(1, n + 1)]
    dense = np.array(dense)
    length = np.r_[0, np.hypot(*np.diff(dense, axis=0).T).cumsum()]
    # Corners of a hand-drawn line are rounded off over some metres.
    at = np.arange(0, int(length[-1] * gsd / STEP) // 2 * 2) * (STEP / gsd) + STEP / gsd / 2
    x, y = (np.interp(at, length, dense[:, i]) for i in (0, 1))
    size = min(len(at) // 2 * 2 - 1, 41)
    if size >= 3:
        pad = size // 2
        x, y = (np.convolve(np.r_[2 * v[0] - v[pad:0:-1], v, 2 * v[-1] - v[-2 : -pad - 2 : -1]], np.ones(size) / size, "valid") for v in (x, y))
    dx, dy = np.gradient(x), np.gradient(y)
    norm = np.hypot(dx, dy)
    dx, dy = dx / norm, dy / norm
    across = ((np.arange(rows) + 0.5 - rows / 2) * STEP / gsd)[:, None]
    map_x, map_y = (x - dy * across).astype(np.float32), (y + dx * across).astype(np.float32)
    work = picture.astype(np.float32)
    if gsd < STEP:
        work = cv2.GaussianBlur(work, (0, 0), 0.45 * STEP / gsd)
    h, w = picture.shape[:2]
    colours = cv2.remap(work, map_x - 0.5, map_y - 0.5, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    valid = ((map_x >= 0.5) & (map_y >= 0.5) & (map_x <= w - 0.5) & (map_y <= h - 0.5)).astype(np.float32)
    return colours, valid


def read_lines(path: Path, pictures: Path, masked: bool) -> tuple[list[Unrolled], float]:
    truth = json.loads(path.read_text())
    picture = np.array(Image.open(pictures / truth["picture"]).convert("RGB"))
    if masked:
        picture = without_yellow(picture)
    gsd = truth["sampleDistanceMetres"]
    out = []
    for f in truth["features"]:
        colours, valid = unroll(picture, np.array(f["geometry"]["coordinates"], float), gsd)
        out.append(Unrolled(f["properties"]["id"], f["properties"]["cars"], colours, valid))
    return out, gsd


def without_yellow(picture: np.ndarray) -> np.ndarray:
    """Burned-in yellow outlines painted over from what lies beside them."""
    r, g, b = (picture[..., i].astype(int) for i in range(3))
    mask = ((np.minimum(r, g) - b > 60) & (abs(r - g) < 70)).astype(np.uint8)
    return cv2.inpaint(picture, cv2.dilate(mask, np.ones((3, 3), np.uint8)), 3, cv2.INPAINT_TELEA)


def read_strips(model: Model, lines: list[Unrolled], gsd: float) -> list[dict]:
    """Network and decoder over the lines of one picture; sun and view unknown."""
    seen = np.concatenate([u.colours[u.valid > 0] for u in lines])
    median, spread = tone_of(seen)
    weights = model.weights.detach().numpy()
    row = ((np.arange(ROWS) + 0.5 - ROWS / 2) / (ROWS / 2)).astype(np.float32)[:, None]
    about = torch.tensor([[np.log2(max(gsd, 0.25) / 0.5), 0, 0, 0, 0, 0, 0]], dtype=torch.float32)
    out = []
    for u in lines:
        colours = normalised(u.colours, median, spread) * u.valid[..., None]
        net = np.concatenate([colours.transpose(2, 0, 1), u.valid[None], np.broadcast_to(row, u.valid.shape)[None]]).astype(np.float32)
        with torch.no_grad():
            state, potential, kind, cover, aside, _ = model.reader(torch.from_numpy(net)[None], about)
        p = potential.numpy()
        runs = best_runs(p[0], weights)
        out.append(
            {
                "colours": colours,
                "state": torch.softmax(state[0], 0).numpy(),
                "count": int(median_counts(p, weights, [p.shape[2]])[0]),
                "runs": runs,
                "kinds": [KINDS[int(kind[0, :, s:e].mean(1).argmax())] for st, s, e in runs if st == CAR],
                "aside": aside[0].mean(1).tolist(),
            }
        )
    return out


def draw(lines: list[Unrolled], found: list[dict], path: Path) -> None:
    """The strips with the probabilities of the states above and the best reading below."""
    colours = np.array([[0, 220, 0], [255, 255, 0], [70, 70, 70], [255, 0, 255]], np.float32)
    width = max(u.valid.shape[1] for u in lines) * 2
    rows = []
    for u, f in zip(lines, found, strict=True):
        image = (f["colours"] * 45 + 115).clip(0, 255).astype(np.uint8).repeat(2, 0).repeat(2, 1).copy()
        for state, s, e in f["runs"]:
            if state == CAR:
                cv2.rectangle(image, (s * 4 + 1, 46), (e * 4 - 2, 82), (0, 255, 0), 1)
            elif state == 3:
                cv2.rectangle(image, (s * 4, 40), (e * 4, 88), (255, 0, 255), 1)
        bar = (f["state"].T @ colours).astype(np.uint8).repeat(4, 0)[None].repeat(8, 0)
        part = np.concatenate([bar, image])
        cv2.putText(part, f"{u.id}: {f['count']} ({u.cars})", (4, 24), 0, 0.5, (255, 60, 60), 1)
        rows.append(np.pad(part, ((0, 4), (0, width - part.shape[1]), (0, 0))))
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), np.concatenate(rows)[..., ::-1])


def main() -> None:
    args = argparse.ArgumentParser()
    args.add_argument("--weights", required=True)
    args.add_argument("--lines", required=True)
    args.add_argument("--pictures", required=True)
    args.add_argument("--draw")
    args.add_argument("--json")
    a = args.parse_args()
    torch.set_num_threads(1)
    model = read_model(a.weights)
    table = []
    for path in sorted(Path(a.lines).glob("*.geojson")):
        for masked in (False, True) if path.stem == "west" else (False,):
            lines, gsd = read_lines(path, Path(a.pictures), masked)
            found = read_strips(model, lines, gsd)
            name = path.stem + ("-masked" if masked else "")
            row = {
                "picture": name,
                "hand": sum(u.cars for u in lines),
                "found": sum(f["count"] for f in found),
                "perTrack": {u.id: [f["count"], u.cars] for u, f in zip(lines, found, strict=True)},
                "km": round(sum(u.valid.shape[1] for u in lines) / 2 * PLACE / 1000, 3),
            }
            table.append(row)
            print(json.dumps(row), flush=True)
            if a.draw:
                draw(lines, found, Path(a.draw) / f"{name}.png")
    empty = [r for r in table if r["hand"] == 0]
    print(f"empty: {sum(r['found'] for r in empty)} false cars on {sum(r['km'] for r in empty):.2f} km")
    if a.json:
        Path(a.json).write_text(json.dumps(table, indent=1))


if __name__ == "__main__":
    main()
