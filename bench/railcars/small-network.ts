import { uniform } from "../../src/base/random.ts";
import { answerSizes, carCovers, carKinds } from "../../src/sites/tracks/reading.ts";
import { stripRows } from "../../src/sites/tracks/strip.ts";
import { sha256 } from "../../src/system/hash.ts";
import { onnxBytes } from "./onnx-bytes.ts";

/**
 * A network with the shape of a reader of strips and weights by chance: it knows nothing of cars. Each place sees two columns to both sides of its own.
 * `spoilt`: it answers with what is no number.
 */
export function smallNetwork(seed = 1, spoilt = false): Uint8Array {
  const next = uniform(seed);
  const byChance = (length: number): Float32Array =>
    Float32Array.from({ length }, () => (spoilt ? Number.NaN : (next() - 0.5) / 8));
  const sizes = Object.values(answerSizes);
  const channels = sizes.reduce((sum, size) => sum + size, 0);
  const axis = (value: bigint) => BigInt64Array.of(value);
  return onnxBytes({
    inputs: { strip: ["n", 5, stripRows, "l"], about: ["n", 7] },
    outputs: Object.fromEntries(Object.entries(answerSizes).map(([name, size]) => [name, ["n", size, "t"]])),
    weights: [
      { name: "kernel", shape: [channels, 5, stripRows, 6], values: byChance(channels * 5 * stripRows * 6) },
      { name: "turn", shape: [7, channels], values: byChance(7 * channels) },
      { name: "shift", shape: [channels], values: byChance(channels) },
      { name: "two", shape: [1], values: axis(2n) },
      { name: "sizes", shape: [sizes.length], values: BigInt64Array.from(sizes, BigInt) },
    ],
    nodes: [
      {
        op: "Conv",
        inputs: ["strip", "kernel"],
        outputs: ["seen"],
        ints: { strides: [1, 2], pads: [0, 2, 0, 2], kernel_shape: [stripRows, 6] },
      },
      { op: "Squeeze", inputs: ["seen", "two"], outputs: ["row"] },
      { op: "Gemm", inputs: ["about", "turn", "shift"], outputs: ["told"] },
      { op: "Unsqueeze", inputs: ["told", "two"], outputs: ["toldWide"] },
      { op: "Add", inputs: ["row", "toldWide"], outputs: ["both"] },
      { op: "Split", inputs: ["both", "sizes"], outputs: Object.keys(answerSizes), int: { axis: 1 } },
    ],
  });
}

/** The manifest that goes with a small network, as JSON. */
export function smallManifest(network: Uint8Array): Record<string, unknown> {
  return {
    name: "small",
    version: "1",
    sha256: sha256(network),
    parameters: 0,
    input: {
      metresPerSample: 0.25,
      rows: 64,
      channels: ["red", "green", "blue", "valid", "row"],
      about: 7,
      metresPerPlace: 0.5,
    },
    outputs: { ...answerSizes },
    transitions: { enter: -3, leave: -3, couple: -0.5, touch: -4, hide: -4 },
    lengthMixture: {
      parts: [{ mean: 13, sd: 1, weight: 0.85 }],
      uniform: { weight: 0.15, low: 6, high: 30 },
    },
    gap: { most: 6 },
    validFor: { sampleDistanceMetres: [0.1, 4] },
    kinds: [...carKinds],
    covers: [...carCovers],
    errorModel: {},
  };
}
