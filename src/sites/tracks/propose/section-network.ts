/** A small network of two hidden layers, each weight row after row, the bias last in its row. The first layer is of a multiple of four. */
export interface SectionNetwork {
  /** What the numbers below are multiplied by. */
  readonly unit: number;
  readonly first: readonly (readonly number[])[];
  readonly second: readonly (readonly number[])[];
  readonly last: readonly number[];
}

/**
 * Answers the log-odds that a track runs through the middle of a section, along it.
 * @throws RangeError where the first layer cannot be taken by fours
 */
export function oddsBy({ unit, first, second, last }: SectionNetwork): (inputs: Float32Array) => number {
  const [wide, narrow] = [first.length, second.length];
  if (wide === 0 || wide % 4 !== 0) throw new RangeError(`a first layer of ${wide}`);
  const inputCount = (first[0]?.length ?? 1) - 1;
  const a = byFours(first, unit);
  const b = Float64Array.from(second.flat(), (w) => unit * w);
  const c = Float64Array.from(last, (w) => unit * w);
  const hidden = new Float64Array(wide);
  return (inputs) => {
    let at = 0;
    for (let h = 0; h < wide; h += 4) {
      // Four sums at once: each addition need not wait for the one before it.
      let s0 = a[at] ?? 0;
      let s1 = a[at + 1] ?? 0;
      let s2 = a[at + 2] ?? 0;
      let s3 = a[at + 3] ?? 0;
      for (let i = 0; i < inputCount; i++) {
        at += 4;
        const x = inputs[i] ?? 0;
        s0 += (a[at] ?? 0) * x;
        s1 += (a[at + 1] ?? 0) * x;
        s2 += (a[at + 2] ?? 0) * x;
        s3 += (a[at + 3] ?? 0) * x;
      }
      at += 4;
      hidden[h] = s0 > 0 ? s0 : 0;
      hidden[h + 1] = s1 > 0 ? s1 : 0;
      hidden[h + 2] = s2 > 0 ? s2 : 0;
      hidden[h + 3] = s3 > 0 ? s3 : 0;
    }
    at = 0;
    let odds = c[narrow] ?? 0;
    for (let h = 0; h < narrow; h++) {
      let even = b[at + wide] ?? 0;
      let odd = 0;
      for (let i = 0; i < wide; i += 2) {
        even += (b[at + i] ?? 0) * (hidden[i] ?? 0);
        odd += (b[at + i + 1] ?? 0) * (hidden[i + 1] ?? 0);
      }
      at += wide + 1;
      if (even + odd > 0) odds += (c[h] ?? 0) * (even + odd);
    }
    return odds;
  };
}

/** Rows four by four: their biases, then their weights of each input. */
function byFours(rows: readonly (readonly number[])[], unit: number): Float64Array {
  const count = rows[0]?.length ?? 0;
  const order = [count - 1, ...Array.from({ length: count - 1 }, (_, i) => i)];
  const blocks = Array.from({ length: rows.length / 4 }, (_, n) => rows.slice(4 * n, 4 * n + 4));
  return Float64Array.from(
    blocks.flatMap((block) => order.flatMap((i) => block.map((row) => unit * (row[i] ?? 0)))),
  );
}
