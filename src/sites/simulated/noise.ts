/** A tile of noise that repeats without a seam. Its side is a power of two. */
export interface NoiseTile {
  readonly side: number;
  /** Row by row, -127 to 127. */
  readonly values: Int8Array;
}

/** A 32-bit hash of a lattice point. */
export function latticeHash(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Value noise in [-1, 1]: lattice values joined by a quintic curve. `period` makes the lattice repeat (0: it does not). */
export function valueNoise(x: number, y: number, seed: number, period = 0): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const u = x - column;
  const v = y - row;
  const wrap = (i: number): number => (period > 0 ? ((i % period) + period) % period : i);
  const at = (i: number, j: number): number => latticeHash(wrap(i), wrap(j), seed) / 2_147_483_648 - 1;
  const a = u * u * u * (u * (u * 6 - 15) + 10);
  const b = v * v * v * (v * (v * 6 - 15) + 10);
  const top = at(column, row) * (1 - a) + at(column + 1, row) * a;
  const bottom = at(column, row + 1) * (1 - a) + at(column + 1, row + 1) * a;
  return top * (1 - b) + bottom * b;
}

/** Octaves of value noise, each of half the wavelength and `gain` times the height of the one before (fractional Brownian motion). */
export function octaves(x: number, y: number, seed: number, count: number, gain: number): number {
  let [sum, height, scale] = [0, 1, 1];
  for (let i = 0; i < count; i++) {
    // The shift keeps the lattices of the octaves from lying on each other.
    sum += height * valueNoise(x * scale + i * 17.3, y * scale - i * 9.7, seed + i);
    height *= gain;
    scale *= 2;
  }
  return sum;
}

/** Noise without structure, for gravel, grass and sheet metal close by. */
export function grainTile(seed: number, side = 256): NoiseTile {
  const values = new Int8Array(side * side);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const h = latticeHash(x, y, seed);
      // The sum of three bytes is near enough to a normal distribution.
      values[y * side + x] = Math.round(((h & 255) + ((h >>> 8) & 255) + ((h >>> 16) & 255) - 382.5) / 3);
    }
  return { side, values };
}

/** Noise with patches from four cells to a quarter of the tile, spread to use the whole range. */
export function patchTile(seed: number, side = 256): NoiseTile {
  const raw = new Float32Array(side * side);
  let square = 0;
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      let [sum, height] = [0, 1];
      for (let period = 4; period <= side / 4; period *= 2) {
        sum += height * valueNoise((x / side) * period, (y / side) * period, seed + period, period);
        height *= 0.68;
      }
      raw[y * side + x] = sum;
      square += sum * sum;
    }
  const spread = Math.sqrt(square / raw.length);
  const values = new Int8Array(side * side);
  for (let i = 0; i < raw.length; i++)
    values[i] = Math.max(-127, Math.min(127, Math.round(((raw[i] ?? 0) / spread) * 48)));
  return { side, values };
}
