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
    """`strip` [N, 5, 64, L] and `about` [N, 7] to the heads, each [N, channels, L / 2].

    Channels come in sixteens, by which the runtime's convolutions are blocked: 24 and 40 took longer than 32 and 64.
    """

    def __init__(self, widths: tuple[int, int, int, int] = (16, 32, 64, 128)):
        super().__init__()
        first, half, quarter, width = widths
        self.sizes = [first, half, width]
        self.about = nn.Sequential(nn.Linear(7, 32), nn.ReLU(), nn.Linear(32, sum(self.sizes)))
        self.stem = conv2(5, first, 5, 2, 2)
        self.at_half = conv2(first, half, 3, (2, 1), 1)
        self.at_half_more = nn.ModuleList([conv2(half, half, 3, 1, 1)])
        self.at_quarter = conv2(half, quarter, 3, (2, 1), 1)
        self.at_quarter_more = nn.ModuleList([conv2(quarter, quarter, 3, 1, 1) for _ in range(2)])
        self.fold = conv2(quarter, width, (8, 1))
        self.trunk = nn.ModuleList(conv1(width, width, d) for d in DILATIONS)
        self.heads = nn.Conv1d(width, sum(HEADS.values()), 1)
        self.look = conv1(width, LOOK, 1)
        self.look_heads = nn.Conv1d(LOOK, HEADS["kind"] + HEADS["cover"], 1)

    def forward(self, strip: torch.Tensor, about: torch.Tensor) -> tuple[torch.Tensor, ...]:
        first, middle, late = self.about(about).split(self.sizes, 1)
        x = torch.relu(self.stem(strip) + first[:, :, None, None])
        x = torch.relu(self.at_half(x) + middle[:, :, None, None])
        for layer in self.at_half_more:
            x = x + torch.relu(layer(x))
        x = torch.relu(self.at_quarter(x))
        for layer in self.at_quarter_more:
            x = x + torch.relu(layer(x))
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
