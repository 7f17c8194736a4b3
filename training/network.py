"""The reader of strips: 2-D convolutions over the strip's width, then dilated 1-D ones along it."""

from __future__ import annotations

import torch
from torch import nn

DILATIONS = (1, 2, 4, 8, 16, 32, 1, 1)
HEADS = {"state": 4, "potential": 6, "kind": 9, "cover": 4, "aside": 2, "line": 1}
LOOK = 48
"""Channels of the branch that tells kinds and covers, beside what the trunk says of them."""


class Normed(nn.Module):
    """Convolution and batch norm; the norm is folded into the convolution at export."""

    def __init__(self, conv: nn.Module, norm: nn.Module):
        super().__init__()
        self.conv, self.norm = conv, norm

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.norm(self.conv(x))


def conv2(a: int, b: int, size, stride=1, padding=0) -> Normed:
    return Normed(nn.Conv2d(a, b, size, stride, padding, bias=False), nn.BatchNorm2d(b))


def conv1(a: int, b: int, dilation: int) -> Normed:
    return Normed(nn.Conv1d(a, b, 3, padding=dilation, dilation=dilation, bias=False), nn.BatchNorm1d(b))


class Reader(nn.Module):
    """`strip` [N, 5, 64, L] and `about` [N, 7] to the heads, each [N, channels, L / 2]."""

    def __init__(self, width: int = 96):
        super().__init__()
        self.about = nn.Sequential(nn.Linear(7, 32), nn.ReLU(), nn.Linear(32, 16 + 24 + width))
        self.stem = conv2(5, 16, 5, 2, 2)
        self.at_half = conv2(16, 24, 3, (2, 1), 1)
        self.at_half_more = conv2(24, 24, 3, 1, 1)
        self.at_quarter = conv2(24, 40, 3, (2, 1), 1)
        self.at_quarter_more = conv2(40, 40, 3, 1, 1)
        self.fold = conv2(40, width, (8, 1))
        self.trunk = nn.ModuleList(conv1(width, width, d) for d in DILATIONS)
        self.heads = nn.Conv1d(width, sum(HEADS.values()), 1)
        self.look = conv1(width, LOOK, 1)
        self.look_heads = nn.Conv1d(LOOK, HEADS["kind"] + HEADS["cover"], 1)
        # Weights from before this branch are taken as they are: it begins by saying nothing.
        nn.init.zeros_(self.look_heads.weight)
        nn.init.zeros_(self.look_heads.bias)
        self.sizes = [16, 24, width]

    def forward(self, strip: torch.Tensor, about: torch.Tensor) -> tuple[torch.Tensor, ...]:
        first, middle, late = self.about(about).split(self.sizes, 1)
        x = torch.relu(self.stem(strip) + first[:, :, None, None])
        x = torch.relu(self.at_half(x) + middle[:, :, None, None])
        x = x + torch.relu(self.at_half_more(x))
        x = torch.relu(self.at_quarter(x))
        x = x + torch.relu(self.at_quarter_more(x))
        x = torch.relu(self.fold(x).squeeze(2) + late[:, :, None])
        for layer in self.trunk:
            x = x + torch.relu(layer(x))
        look = torch.relu(self.look(x))
        # Answers are whole float32 also where the rest is computed in bfloat16.
        with torch.autocast("cpu", enabled=False):
            state, potential, kind, cover, aside, line = self.heads(x.float()).split(list(HEADS.values()), 1)
            more_kind, more_cover = self.look_heads(look.float()).split([HEADS["kind"], HEADS["cover"]], 1)
        return state, potential, kind + more_kind, cover + more_cover, aside, line


class Model(nn.Module):
    """The reader with the learned transitions of the semi-Markov model."""

    def __init__(self) -> None:
        super().__init__()
        self.reader = Reader()
        self.weights = nn.Parameter(torch.tensor([-3.0, -3.0, -0.5, -4.0, -4.0]))

    def load(self, saved: dict[str, torch.Tensor]) -> None:
        """Takes weights; of the branch that tells kinds and covers, those saved before it have none."""
        own = {k: v for k, v in self.state_dict().items() if k.startswith("reader.look")}
        self.load_state_dict({**own, **saved})
