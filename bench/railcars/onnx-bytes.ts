/** Writes the few parts of ONNX (protobuf, opset 17) that networks made by hand need: for tests and for measuring the machine. */

type Field = readonly Uint8Array[];

const varint = (value: number): Uint8Array => {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Uint8Array.of(...bytes, Number(rest));
};
const joined = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const whole = (field: number, value: number): Field => [varint(field << 3), varint(value)];
const bytes = (field: number, value: Uint8Array): Field => [
  varint((field << 3) | 2),
  varint(value.length),
  value,
];
const text = (field: number, value: string): Field => bytes(field, new TextEncoder().encode(value));
const message = (field: number, ...fields: readonly Field[]): Field => bytes(field, joined(fields.flat()));

export interface Weights {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array;
}

export interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly ints?: Readonly<Record<string, readonly number[]>>;
  readonly int?: Readonly<Record<string, number>>;
}

export interface Graph {
  /** Shapes of float32 tensors; a text is a dimension that is not fixed. */
  readonly inputs: Readonly<Record<string, readonly (number | string)[]>>;
  readonly outputs: Readonly<Record<string, readonly (number | string)[]>>;
  readonly weights: readonly Weights[];
  readonly nodes: readonly Node[];
}

/** A network as the bytes of an ONNX file. */
export function onnxBytes({ inputs, outputs, weights, nodes }: Graph): Uint8Array {
  const values = (field: number, all: Graph["inputs"]): Field[] =>
    Object.entries(all).map(([name, shape]) =>
      message(
        field,
        text(1, name),
        message(
          2,
          message(
            1,
            whole(1, 1),
            message(2, ...shape.map((d) => message(1, typeof d === "number" ? whole(1, d) : text(2, d)))),
          ),
        ),
      ),
    );
  const graph = [
    ...nodes.map(({ op, inputs, outputs, ints = {}, int = {} }) =>
      message(
        1,
        ...inputs.map((name) => text(1, name)),
        ...outputs.map((name) => text(2, name)),
        text(4, op),
        ...Object.entries(ints).map(([name, list]) =>
          message(5, text(1, name), ...list.map((i) => whole(8, i)), whole(20, 7)),
        ),
        ...Object.entries(int).map(([name, i]) => message(5, text(1, name), whole(3, i), whole(20, 2))),
      ),
    ),
    text(2, "made"),
    ...weights.map(({ name, shape, values: { buffer, byteOffset, byteLength, constructor } }) =>
      message(
        5,
        ...shape.map((d) => whole(1, d)),
        whole(2, constructor === Float32Array ? 1 : 7),
        text(8, name),
        bytes(9, new Uint8Array(buffer, byteOffset, byteLength)),
      ),
    ),
    ...values(11, inputs),
    ...values(12, outputs),
  ];
  return joined([...whole(1, 8), ...message(8, text(1, ""), whole(2, 17)), ...message(7, ...graph)]);
}
