"""Batches of examples, made by a worker process while the network learns."""

from __future__ import annotations

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset

from augment.crop import example
from semimarkov import truth_terms
from strips import KINDS, Scene, held_out, read_scene, scene_files


class Crops(IterableDataset):
    """Endless batches of crops of `columns` samples; `with_cars` is the least share drawn from strips that hold cars.

    Scenes written to `folders` since they were read are added now and then, so that they may still be made during training.
    """

    def __init__(self, scenes: list[Scene], folders: list[str], batch: int, columns: int, seed: int, with_cars: float = 0.6):
        self.scenes, self.folders = list(scenes), folders
        self.batch, self.columns, self.seed, self.with_cars = batch, columns, seed, with_cars
        self.known = len(scene_files(folders))
        self._weigh()

    def _weigh(self) -> None:
        """Strips are drawn by length, those with rare kinds of cars more often."""
        self.all = [(sc, st) for sc in self.scenes for st in sc.strips]
        self.full = [p for p in self.all if p[1].cars]
        seen = np.bincount([c.kind for _, st in self.full for c in st.cars if c.kind >= 0], minlength=len(KINDS)) + 20.0
        worth = 1 / np.sqrt(seen / seen.sum())
        length = lambda pairs: np.array([st.pixels.shape[1] for _, st in pairs], float)  # noqa: E731
        full = length(self.full) * np.array([np.mean([worth[c.kind] if c.kind >= 0 else 1.0 for c in st.cars]) for _, st in self.full])
        every = length(self.all)
        self.full_until, self.all_until = full.cumsum() / full.sum(), every.cumsum() / every.sum()

    def _renew(self) -> None:
        files = scene_files(self.folders)
        if len(files) == self.known:
            return
        self.known = len(files)
        have: dict[int, int] = {}
        for scene in self.scenes:
            have[scene.seed] = have.get(scene.seed, 0) + 1
        for path in files:
            seed = int(path.stem)
            if have.get(seed, 0) > 0:
                have[seed] -= 1
            elif not held_out(seed):
                self.scenes.append(read_scene(path))
        self.scenes = [s for s in self.scenes if s.strips]
        self._weigh()

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        rng = np.random.default_rng([self.seed, worker.id if worker else 0])
        cv2.setNumThreads(1)
        torch.set_num_threads(1)
        made = 0
        while True:
            if made % 300 == 299:
                self._renew()
            made += 1
            yield collate([self._one(rng) for _ in range(self.batch)])

    def _one(self, rng: np.random.Generator):
        pairs, until = (self.full, self.full_until) if rng.random() < self.with_cars else (self.all, self.all_until)
        scene, strip = pairs[min(int(np.searchsorted(until, rng.random())), len(pairs) - 1)]
        return example(scene, strip, self.columns, rng)


def collate(examples) -> dict[str, torch.Tensor]:
    terms = [truth_terms(e.truth.runs, len(e.truth.state)) for e in examples]
    stack = lambda a: torch.from_numpy(np.stack(a))  # noqa: E731
    return {
        "strip": stack([e.strip for e in examples]),
        "about": stack([e.about for e in examples]),
        "state": stack([e.truth.state for e in examples]),
        "kind": stack([e.truth.kind for e in examples]),
        "cover": stack([e.truth.cover for e in examples]),
        "aside": stack([e.aside for e in examples]),
        "line": stack([e.line for e in examples]),
        "uses": stack([t[0] for t in terms]),
        "moves": stack([t[1] for t in terms]),
        "fixed": torch.tensor([t[2] for t in terms], dtype=torch.float64),
    }


def loader(crops: Crops, workers: int) -> DataLoader:
    return DataLoader(crops, batch_size=None, num_workers=workers, prefetch_factor=4 if workers else None)
