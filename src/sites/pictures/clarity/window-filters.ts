/** A field of one number a pixel, row by row. */
export interface Field {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Mean over a square window of `2 * radius + 1` pixels. At the border the window is cut, not padded. */
export function boxMean({ width, height, values }: Field, radius: number): Field {
  const along = new Float32Array(width * height);
  for (let y = 0; y < height; y++) meanOfLine(values, along, y * width, 1, width, radius);
  const out = new Float32Array(width * height);
  for (let x = 0; x < width; x++) meanOfLine(along, out, x, width, height, radius);
  return { width, height, values: out };
}

function meanOfLine(
  from: Float32Array,
  to: Float32Array,
  start: number,
  step: number,
  count: number,
  radius: number,
): void {
  let sum = 0;
  let held = 0;
  for (let i = 0; i < Math.min(radius, count); i++, held++) sum += from[start + i * step] ?? 0;
  for (let i = 0; i < count; i++) {
    if (i + radius < count) {
      sum += from[start + (i + radius) * step] ?? 0;
      held++;
    }
    if (i - radius - 1 >= 0) {
      sum -= from[start + (i - radius - 1) * step] ?? 0;
      held--;
    }
    to[start + i * step] = sum / held;
  }
}

/** Smallest value in a square window, by van Herk's method (Pattern Recognition Letters 13, 1992): three comparisons a pixel whatever the window. */
export const erosion = (field: Field, radius: number): Field => extreme(field, radius, 1);

/** Largest value in a square window. */
export const dilation = (field: Field, radius: number): Field => extreme(field, radius, -1);

/** What remains of a field when all that is brighter and narrower than the window is taken away. */
export const opening = (field: Field, radius: number): Field => dilation(erosion(field, radius), radius);

function extreme({ width, height, values }: Field, radius: number, sign: 1 | -1): Field {
  if (radius < 1) return { width, height, values };
  const along = new Float32Array(width * height);
  const room = Math.max(width, height) + 2 * radius;
  const [line, left, right] = [new Float32Array(room), new Float32Array(room), new Float32Array(room)];
  for (let y = 0; y < height; y++)
    extremeOfLine(values, along, y * width, 1, width, radius, sign, line, left, right);
  // Columns are turned into rows first: reading them in place misses the cache at every step.
  const turned = transposed(along, width, height);
  for (let x = 0; x < width; x++)
    extremeOfLine(turned, along, x * height, 1, height, radius, sign, line, left, right);
  return { width, height, values: transposed(along, height, width) };
}

function transposed(values: Float32Array, width: number, height: number): Float32Array {
  const out = new Float32Array(values.length);
  const block = 32;
  for (let top = 0; top < height; top += block)
    for (let first = 0; first < width; first += block)
      for (let y = top; y < Math.min(height, top + block); y++)
        for (let x = first; x < Math.min(width, first + block); x++)
          out[x * height + y] = values[y * width + x] ?? 0;
  return out;
}

function extremeOfLine(
  from: Float32Array,
  to: Float32Array,
  start: number,
  step: number,
  count: number,
  radius: number,
  sign: 1 | -1,
  line: Float32Array,
  left: Float32Array,
  right: Float32Array,
): void {
  const side = 2 * radius + 1;
  const room = count + 2 * radius;
  line.fill(Infinity, 0, radius).fill(Infinity, radius + count, room);
  for (let i = 0; i < count; i++) line[radius + i] = sign * (from[start + i * step] ?? 0);
  for (let i = 0, held = 0; i < room; i++) {
    const value = line[i] ?? 0;
    const before = left[i - 1] ?? 0;
    left[i] = held === 0 || value < before ? value : before;
    held = held + 1 === side ? 0 : held + 1;
  }
  for (let i = room - 1, held = room % side; i >= 0; i--) {
    const value = line[i] ?? 0;
    const after = right[i + 1] ?? 0;
    right[i] = i === room - 1 || held === 0 || value < after ? value : after;
    held = held === 0 ? side - 1 : held - 1;
  }
  for (let i = 0; i < count; i++)
    to[start + i * step] = sign * Math.min(right[i] ?? 0, left[i + side - 1] ?? 0);
}

/** The value below which a share of the chosen values lies; NaN when none is chosen. `chosen` null: all. Taken from at most 40,000 values, evenly spread. */
export function quantile(values: Float32Array, share: number, chosen: Uint8Array | null = null): number {
  const step = Math.max(1, Math.floor(values.length / 40_000));
  const taken: number[] = [];
  for (let i = 0; i < values.length; i += step)
    if (chosen === null || chosen[i] === 1) taken.push(values[i] ?? 0);
  if (taken.length === 0) return Number.NaN;
  const sorted = Float32Array.from(taken).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
