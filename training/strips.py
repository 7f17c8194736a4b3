"""Scenes written by make-strips.ts, held in memory as bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

KINDS = ("box", "open", "tank", "flat", "flat-with-containers", "covered-hopper", "locomotive", "passenger", "maintenance")
COVERS = ("open-empty", "open-loaded", "tarp", "closed")
STEP = 0.25
"""Metres per sample of a strip, along and across."""
TEST_SEEDS_FROM = 900_000
"""Seeds from here on are kept for tests: no training on them."""


@dataclass(frozen=True)
class Car:
    """A body on a strip: metres from the strip's start, indices into KINDS and COVERS (-1: not known)."""

    start: float
    end: float
    kind: int
    cover: int


@dataclass(frozen=True)
class Strip:
    """Pixels [rows, columns, 3] as uint8 with the truth of its cars.

    `shadow` and `lean` are (along, across): metres by which one metre of height throws its shadow
    and moves its top, across positive to the right of the line. `hidden` are metres [from, to).
    """

    pixels: np.ndarray
    cars: tuple[Car, ...]
    hidden: tuple[tuple[float, float], ...]
    shadow: tuple[float, float]
    lean: tuple[float, float]


@dataclass(frozen=True)
class Scene:
    seed: int
    strips: tuple[Strip, ...]
    sample: np.ndarray
    """Some thousand pixels of all its strips [n, 3]: what the picture's tone is taken from."""


def in_axes(vector: tuple[float, float], along: tuple[float, float]) -> tuple[float, float]:
    """East and north to along and across (positive to the right) of a unit vector."""
    e, n = vector
    ae, an = along
    return (e * ae + n * an, e * an - n * ae)


def read_scene(path: Path) -> Scene:
    """A scene by its JSON file; the pixels lie beside it as .bin."""
    truth = json.loads(path.read_text())
    if truth["seed"] >= TEST_SEEDS_FROM:
        raise ValueError(f"seed {truth['seed']} is kept for tests")
    data = np.fromfile(path.with_suffix(".bin"), dtype=np.uint8)
    rows = truth["rows"]
    strips = []
    for s in truth["strips"]:
        n = rows * s["columns"] * 3
        pixels = data[s["offset"] : s["offset"] + n].reshape(rows, s["columns"], 3)
        cars = tuple(sorted((Car(a, b, -1 if k is None else KINDS.index(k), -1 if c is None else COVERS.index(c)) for a, b, k, c in s["cars"]), key=lambda c: c.start))
        hidden = tuple((float(a), float(b)) for a, b in s.get("hidden", []))
        along = tuple(s["along"])
        strips.append(Strip(pixels, cars, hidden, in_axes(truth["shadow"], along), in_axes(truth["lean"], along)))
    rng = np.random.default_rng(truth["seed"])
    flat = [s.pixels[16:80].reshape(-1, 3) for s in strips]
    sample = np.concatenate([f[rng.integers(0, len(f), max(200, len(f) * 3000 // sum(map(len, flat))))] for f in flat]) if flat else np.zeros((0, 3), np.uint8)
    return Scene(truth["seed"], tuple(strips), sample)


def held_out(seed: int) -> bool:
    """Every twentieth scene is held out to measure on."""
    return seed % 20 == 0


def scene_files(folders: list[str]) -> list[Path]:
    """The scenes in folders, by seed; a folder named twice counts twice."""
    return [p for folder in folders for p in sorted(Path(folder).glob("*.json"), key=lambda p: int(p.stem))]


def read_scenes(folders: list[str], held: bool) -> list[Scene]:
    """The scenes to train on, or those held out."""
    scenes = [read_scene(p) for p in scene_files(folders) if held_out(int(p.stem)) == held]
    return [s for s in scenes if s.strips]
