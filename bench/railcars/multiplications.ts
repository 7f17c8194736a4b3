/** Counts the multiplications of a network from its ONNX file: convolutions, which are all but a thousandth of a reader of strips. */

interface Part {
  readonly field: number;
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** The fields of one protobuf message. */
function* partsOf(bytes: Uint8Array): Generator<Part> {
  let at = 0;
  const varint = (): number => {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const [field, type] = [key >> 3, key & 7];
    const none = new Uint8Array();
    if (type === 0) yield { field, number: varint(), bytes: none };
    else if (type === 2) {
      const length = varint();
      yield { field, number: 0, bytes: bytes.subarray(at, at + length) };
      at += length;
    } else {
      const length = type === 1 ? 8 : 4;
      yield { field, number: 0, bytes: bytes.subarray(at, at + length) };
      at += length;
    }
  }
}

const all = (bytes: Uint8Array, field: number): readonly Part[] =>
  [...partsOf(bytes)].filter((p) => p.field === field);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Whole numbers of a repeated field, packed or not. */
const numbers = (bytes: Uint8Array, field: number): readonly number[] =>
  all(bytes, field).flatMap((part) => {
    if (part.bytes.length === 0) return [part.number];
    // Packed numbers are read as a message that has nothing but values.
    const values: number[] = [];
    let [value, scale] = [0, 1];
    for (const byte of part.bytes) {
      value += (byte & 127) * scale;
      scale *= 128;
      if (byte < 128) {
        values.push(value);
        [value, scale] = [0, 1];
      }
    }
    return values;
  });

/** Rows of a tensor, and its columns for each place. */
interface Extent {
  readonly rows: number;
  readonly columns: number;
}

/**
 * Multiplications for each place of a strip. `rows` and `columnsOfPlace` are those of the input.
 * @throws Error on a convolution whose weights are not in the file
 */
export function multiplicationsPerPlace(network: Uint8Array, rows: number, columnsOfPlace: number): number {
  const graph = all(network, 7)[0]?.bytes ?? new Uint8Array();
  const shapes = new Map(
    all(graph, 5).map(({ bytes }) => [
      textOf(all(bytes, 8)[0]?.bytes ?? new Uint8Array()),
      numbers(bytes, 1),
    ]),
  );
  const extents = new Map<string, Extent>([["strip", { rows, columns: columnsOfPlace }]]);
  let sum = 0;
  for (const { bytes: node } of all(graph, 1)) {
    const inputs = all(node, 1).map(({ bytes }) => textOf(bytes));
    const outputs = all(node, 2).map(({ bytes }) => textOf(bytes));
    const op = textOf(all(node, 4)[0]?.bytes ?? new Uint8Array());
    const known = inputs.flatMap((name) => extents.get(name) ?? []);
    let extent = known.reduce<Extent | null>(
      (most, e) => (most === null || e.rows > most.rows ? e : most),
      null,
    );
    if (extent !== null && op === "Conv") {
      const attributes = new Map(
        all(node, 5).map(({ bytes }) => [
          textOf(all(bytes, 1)[0]?.bytes ?? new Uint8Array()),
          numbers(bytes, 8),
        ]),
      );
      const weights = shapes.get(inputs[1] ?? "");
      if (weights === undefined) throw new Error(`multiplications: ${inputs[1]} has no weights`);
      const isFlat = weights.length === 3;
      const strides = attributes.get("strides") ?? [1, 1];
      const pads = attributes.get("pads") ?? [0, 0, 0, 0];
      const columns = extent.columns / ((isFlat ? strides[0] : strides[1]) ?? 1);
      const tall = isFlat
        ? 1
        : Math.floor(
            (extent.rows + (pads[0] ?? 0) + (pads[2] ?? 0) - (weights[2] ?? 1)) / (strides[0] ?? 1),
          ) + 1;
      sum += weights.reduce((product, d) => product * d, 1) * tall * columns;
      extent = { rows: tall, columns };
    }
    if (extent !== null) for (const output of outputs) extents.set(output, extent);
  }
  return sum;
}
