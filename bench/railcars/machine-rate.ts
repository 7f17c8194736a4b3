import { InferenceSession, Tensor } from "onnxruntime-node";
import { onnxBytes } from "./onnx-bytes.ts";

/** Rows, columns and depth of the product that is timed: what fits the caches, as the layers of the network do. */
const side = 768;

/** How many multiplications a second this machine does in onnxruntime. */
export interface MachineRate {
  /** Of one product of two matrices, on so many threads. */
  readonly measure: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Opens a product of two square matrices, the densest work that onnxruntime has. */
export async function openMachineRate(threads: number): Promise<MachineRate> {
  const values = Float32Array.from({ length: side * side }, (_, i) => ((i * 7) % 13) / 13 - 0.5);
  const session = await InferenceSession.create(
    onnxBytes({
      inputs: { a: [side, side] },
      outputs: { c: [side, side] },
      weights: [{ name: "b", shape: [side, side], values }],
      nodes: [{ op: "MatMul", inputs: ["a", "b"], outputs: ["c"] }],
    }),
    { intraOpNumThreads: threads, executionMode: "sequential", graphOptimizationLevel: "all" },
  );
  const feeds = { a: new Tensor("float32", values, [side, side]) };
  return {
    measure: async () => {
      const rounds = 20;
      await session.run(feeds);
      const began = performance.now();
      for (let i = 0; i < rounds; i++) await session.run(feeds);
      return (rounds * side ** 3) / ((performance.now() - began) / 1000);
    },
    close: () => session.release(),
  };
}
