import {
  complexGrid,
  forward,
  fourierPlan,
  inverse,
  type ComplexGrid,
  type FourierPlan,
} from "../../../base/transform/fourier.ts";
import type { EdgeField } from "./edge-field.ts";

/** A rectangle of a field that one correlation is made of. */
export interface Patch {
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
}

/** How well two fields agree when one is moved by whole pixels: [-1, 1], 1 when they are equal. */
export interface Surface {
  /** Shifts run from -reachColumns to +reachColumns and from -reachRows to +reachRows, row by row. */
  readonly reachColumns: number;
  readonly reachRows: number;
  readonly values: Float32Array;
}

/** Correlates patches of one size. Holds the grids that it works in. */
export class Correlator {
  readonly #plan: FourierPlan;
  readonly #first: ComplexGrid;
  readonly #second: ComplexGrid;
  readonly #acrossTaper: Float64Array;
  readonly #downTaper: Float64Array;
  readonly #acrossPass: Float64Array;
  readonly #downPass: Float64Array;

  /** Patches are at most `width` x `height`, powers of two. `taper`: the share of each side that fades to zero at either end. */
  constructor(width: number, height: number, patchWidth: number, patchHeight: number, taper: number) {
    this.#plan = fourierPlan(width, height);
    this.#first = complexGrid(width, height);
    this.#second = complexGrid(width, height);
    this.#acrossTaper = tukey(patchWidth, taper);
    this.#downTaper = tukey(patchHeight, taper);
    this.#acrossPass = lowPass(width);
    this.#downPass = lowPass(height);
  }

  /**
   * The correlation of a patch of the reference with the patch of the moved field that lies `offset` before it, for shifts up to the
   * reach: the value at (i, j) says how well moved(p) agrees with reference(p + offset + (i, j)). null when either patch shows less
   * than `least` of its pixels, or nothing at all.
   */
  surface(
    reference: EdgeField,
    moved: EdgeField,
    patch: Patch,
    offset: readonly [columns: number, rows: number],
    reach: readonly [columns: number, rows: number],
    least: number,
  ): Surface | null {
    const one = this.#load(this.#first, reference, patch.column, patch.row, patch, least);
    if (one <= 0) return null;
    const two = this.#load(
      this.#second,
      moved,
      patch.column - offset[0],
      patch.row - offset[1],
      patch,
      least,
    );
    if (two <= 0) return null;
    forward(this.#plan, this.#first);
    forward(this.#plan, this.#second);
    const scale = this.#cross();
    inverse(this.#plan, this.#first);
    return this.#cut(reach, scale);
  }

  /**
   * Puts the whitened cross spectrum in place of the first: X / |X|^0.75, times a Gaussian low pass. Returns what makes a correlation of equal
   * fields 1. Whole whitening (phase correlation, Kuglin and Hines 1975) gives the sharpest peak, which broad things such as a turned shadow
   * pull least, and the most noise; this much was the best of what was tried.
   */
  #cross(): number {
    const { width, height, real: ar, imaginary: ai } = this.#first;
    const { real: br, imaginary: bi } = this.#second;
    let sum = 0;
    for (let v = 0; v < height; v++) {
      const down = this.#downPass[v] ?? 0;
      for (let u = 0; u < width; u++) {
        const i = v * width + u;
        const a = ar[i] ?? 0;
        const b = ai[i] ?? 0;
        const c = br[i] ?? 0;
        const d = bi[i] ?? 0;
        const re = a * c + b * d;
        const im = b * c - a * d;
        const root = Math.sqrt(Math.sqrt(re * re + im * im)) + 1e-9;
        const pass = down * (this.#acrossPass[u] ?? 0);
        const weight = pass / (root * Math.sqrt(root));
        ar[i] = re * weight;
        ai[i] = im * weight;
        sum += pass * Math.sqrt(root);
      }
    }
    return (width * height) / sum;
  }

  /** Copies a tapered patch into a grid. Returns its energy, 0 when it shows too little. */
  #load(
    grid: ComplexGrid,
    field: EdgeField,
    column: number,
    row: number,
    { width, height }: Patch,
    least: number,
  ): number {
    grid.real.fill(0);
    grid.imaginary.fill(0);
    let [energy, seen] = [0, 0];
    for (let y = Math.max(0, -row); y < Math.min(height, field.height - row); y++) {
      const down = this.#downTaper[y] ?? 0;
      for (let x = Math.max(0, -column); x < Math.min(width, field.width - column); x++) {
        const from = (row + y) * field.width + column + x;
        if (field.known[from] === 0) continue;
        seen++;
        const weight = down * (this.#acrossTaper[x] ?? 0);
        const to = y * grid.width + x;
        const a = (field.x[from] ?? 0) * weight;
        const b = (field.y[from] ?? 0) * weight;
        grid.real[to] = a;
        grid.imaginary[to] = b;
        energy += a * a + b * b;
      }
    }
    return seen < least * width * height ? 0 : energy;
  }

  #cut([reachColumns, reachRows]: readonly [number, number], scale: number): Surface {
    const { width, height, real } = this.#first;
    const across = 2 * reachColumns + 1;
    const values = new Float32Array(across * (2 * reachRows + 1));
    for (let j = -reachRows; j <= reachRows; j++)
      for (let i = -reachColumns; i <= reachColumns; i++)
        values[(j + reachRows) * across + i + reachColumns] =
          (real[((j + height) % height) * width + ((i + width) % width)] ?? 0) * scale;
    return { reachColumns, reachRows, values };
  }
}

/** A Gaussian with a standard deviation of 0.2 cycles a pixel, in the order of a spectrum. */
function lowPass(length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => {
    const frequency = Math.min(i, length - i) / length;
    return Math.exp(-(frequency ** 2) / (2 * 0.2 ** 2));
  });
}

/** Tukey's window: flat in the middle, half a cosine over `share` of the length at each end. */
function tukey(length: number, share: number): Float64Array {
  const window = new Float64Array(length).fill(1);
  const ramp = Math.max(1, Math.floor(length * share));
  for (let i = 0; i < ramp; i++) {
    const value = 0.5 - 0.5 * Math.cos((Math.PI * (i + 0.5)) / ramp);
    window[i] = value;
    window[length - 1 - i] = value;
  }
  return window;
}

/** The agreement at a shift in whole pixels; 0 beyond the reach. */
export function at(surface: Surface, columns: number, rows: number): number {
  const { reachColumns, reachRows, values } = surface;
  if (Math.abs(columns) > reachColumns || Math.abs(rows) > reachRows) return 0;
  return values[(rows + reachRows) * (2 * reachColumns + 1) + columns + reachColumns] ?? 0;
}
