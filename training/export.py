"""Writes the network as ONNX with its manifest. python export.py --weights weights.pt --out ../models/railcars --version 1.0.0

Batch norms are folded into the convolutions; the answer of onnxruntime is compared with torch's before anything is replaced.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from labels import MOST_GAP
from lengths import ANY
from network import HEADS, Model, Normed
from semimarkov import TRANSITIONS
from strips import COVERS, KINDS


class Shifted(nn.Module):
    """A convolution with its norm folded in."""

    def __init__(self, pair: Normed):
        super().__init__()
        conv = pair.conv
        if isinstance(conv, nn.Conv1d):
            scale = pair.norm.weight / torch.sqrt(pair.norm.running_var + pair.norm.eps)
            self.conv = nn.Conv1d(conv.in_channels, conv.out_channels, conv.kernel_size, padding=conv.padding, dilation=conv.dilation)
            self.conv.weight.data = (conv.weight * scale[:, None, None]).detach()
            self.conv.bias.data = (pair.norm.bias - pair.norm.running_mean * scale).detach()
        else:
            self.conv = fuse_conv_bn_eval(conv, pair.norm)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.conv(x)


ANSWERS = {name: size for name, size in HEADS.items() if name != "aside"}
"""What the network answers in use: the shadow of a metre is asked of it in training alone, where it teaches what a shadow is."""


class Answering(nn.Module):
    """The reader as it is used."""

    def __init__(self, reader: nn.Module):
        super().__init__()
        self.reader = reader

    def forward(self, strip: torch.Tensor, about: torch.Tensor) -> tuple[torch.Tensor, ...]:
        return tuple(answer for name, answer in zip(HEADS, self.reader(strip, about), strict=True) if name != "aside")


def folded(model: Model) -> nn.Module:
    """The reader in evaluation without norms."""
    reader = model.reader.eval()
    for parent in list(reader.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, Normed):
                setattr(parent, name, Shifted(child))
    return reader


def read_model(path: str) -> Model:
    model = Model()
    model.load_state_dict(torch.load(path))
    return model.eval()


def main() -> None:
    args = argparse.ArgumentParser()
    args.add_argument("--weights", required=True)
    args.add_argument("--out", required=True)
    args.add_argument("--version", required=True)
    args.add_argument("--measured", help="JSON of measure.py, kept in the manifest")
    a = args.parse_args()
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    model = read_model(a.weights)
    plain = Answering(read_model(a.weights).reader)
    reader = Answering(folded(model))
    strip, about = torch.randn(2, 5, 64, 256), torch.randn(2, 7)
    part = out / "railcars.onnx.part"
    torch.onnx.export(
        reader,
        (strip, about),
        str(part),
        dynamo=False,
        opset_version=17,
        input_names=["strip", "about"],
        output_names=list(ANSWERS),
        dynamic_axes={"strip": {0: "N", 3: "L"}, "about": {0: "N"}, **{h: {0: "N", 2: "T"} for h in ANSWERS}},
    )
    session = onnxruntime.InferenceSession(str(part), providers=["CPUExecutionProvider"])
    worst = 0.0
    for n, length in ((1, 48), (3, 512)):
        strip, about = torch.randn(n, 5, 64, length), torch.randn(n, 7)
        with torch.no_grad():
            expected = plain(strip, about)
        found = session.run(list(ANSWERS), {"strip": strip.numpy(), "about": about.numpy()})
        for x, y in zip(expected, found, strict=True):
            assert x.shape == y.shape
            worst = max(worst, float(np.abs(x.numpy() - y).max() / max(1.0, float(x.abs().max()))))
    if worst > 1e-4:
        raise AssertionError(f"onnxruntime differs from torch by {worst}")
    data = part.read_bytes()
    manifest = {
        "name": "railcars",
        "version": a.version,
        "sha256": hashlib.sha256(data).hexdigest(),
        "parameters": sum(p.numel() for p in reader.parameters()),
        "input": {"metresPerSample": 0.25, "rows": 64, "channels": ["red", "green", "blue", "valid", "row"], "about": 7, "metresPerPlace": 0.5},
        "outputs": ANSWERS,
        "transitions": {k: round(float(v), 6) for k, v in zip(TRANSITIONS, model.weights.detach(), strict=True)},
        "lengthMixture": {"parts": ANY["parts"], "uniform": ANY["uniform"]},
        "gap": {"most": MOST_GAP},
        "validFor": {"sampleDistanceMetres": [0.1, 4]},
        "kinds": list(KINDS),
        "covers": list(COVERS),
        "errorModel": {},
    }
    written = out / "railcars.json"
    if written.exists():
        manifest["errorModel"] = json.loads(written.read_text()).get("errorModel", {})
    if a.measured:
        manifest["measuredInTraining"] = json.loads(Path(a.measured).read_text())
    (out / "railcars.json.part").write_text(json.dumps(manifest, indent=2) + "\n")
    os.replace(part, out / "railcars.onnx")
    os.replace(out / "railcars.json.part", written)
    print(f"{len(data)} bytes, {manifest['parameters']} parameters, onnxruntime against torch {worst:.1e}")


if __name__ == "__main__":
    main()
