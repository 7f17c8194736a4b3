import { reduced, type ShiftPicture } from "../shift/shift-picture.ts";
import { resampledBy } from "../shift/resample.ts";
import { blurred, filled, halved, type Plane } from "./blur.ts";
import { noiseOf } from "./noise.ts";

/** A blob of the picture with its size, and what lies around it in 60 bits. */
export interface KeyPoint {
  /** In pixels of the picture. */
  readonly column: number;
  readonly row: number;
  /** Standard deviation of the blob, in pixels of the picture. */
  readonly size: number;
  /** Signs of brightness differences to the right (30 bits) and downwards (30 bits). */
  readonly across: number;
  readonly down: number;
  readonly strength: number;
}

/** The longest side of the picture that points are looked for on. */
const workingSide = 512;
const firstDeviation = 1.6;
const step = Math.SQRT2;
/** Least strength, as a share of the picture's own spread of brightness. */
const leastStrength = 0.015;
/** Distance of the samples of a descriptor, in deviations of the blob. */
const sampleDistance = 1.6;

/**
 * The strongest blobs of a picture: extrema of differences of Gaussians in place and scale, edges left out (Lowe, International Journal of Computer Vision 60,
 * 2004), each described by the signs of differences between 6 by 6 samples around it (after the binary descriptors of Calonder and
 * others, BRIEF, 2010). Signs outlast any rising tone curve, blobs with their size outlast resizing. Turned pictures are not matched.
 */
export function keyPoints(picture: ShiftPicture, most: number): KeyPoint[] {
  const side = Math.max(picture.width, picture.height);
  // Small pictures are doubled, so that their finest detail gives points too.
  const factor = side <= workingSide / 2 ? 0.5 : Math.ceil(side / workingSide);
  const given = factor < 1 ? picture : reduced(picture, factor);
  const plain = filled(given.width, given.height, given.values, given.valid);
  if (plain === null) return [];
  const least = leastStrength * spread(plain.values);
  if (least <= 0) return [];
  const small = factor < 1 ? doubled(picture) : given;
  const plane = factor < 1 ? filled(small.width, small.height, small.values, small.valid) : plain;
  if (plane === null) return [];
  const ground: Ground = { small, factor, least, noise: noiseOf(plain) };
  const found: KeyPoint[] = [];
  const blurThere = factor < 1 ? 1 : 0.5;
  let base = blurred(plane, Math.sqrt(firstDeviation ** 2 - blurThere ** 2));
  for (let scale = factor; Math.min(base.width, base.height) >= 20; scale *= 2) {
    const levels = [base];
    for (let i = 1; i < 4; i++) levels.push(blurred(levels[i - 1] ?? base, firstDeviation * step ** (i - 1)));
    // Two more than are searched: a difference needs neighbours in scale.
    levels.push(blurred(levels[3] ?? base, firstDeviation * step ** 3));
    for (const level of [1, 2]) search(levels, level, scale, ground, found);
    base = halved(levels[2] ?? base);
  }
  return found.toSorted((a, b) => b.strength - a.strength).slice(0, most);
}

/** What every level of the search needs to know of the picture. */
interface Ground {
  /** As it is searched. */
  readonly small: ShiftPicture;
  /** Pixels of the picture in one that is searched. */
  readonly factor: number;
  readonly least: number;
  /** Standard deviation of the noise before any doubling. */
  readonly noise: number;
}

const doubled = (picture: ShiftPicture): ShiftPicture =>
  resampledBy(picture, [0, 0.5, 0], [0, 0, 0.5], 2 * picture.width, 2 * picture.height);

/** Range from the 5th to the 95th percentile. */
function spread(values: Float32Array): number {
  const sorted = values.filter((_, i) => i % 7 === 0).sort();
  return (sorted[Math.floor(0.95 * sorted.length)] ?? 0) - (sorted[Math.floor(0.05 * sorted.length)] ?? 0);
}

function search(
  levels: readonly Plane[],
  level: number,
  scale: number,
  { small, factor, least: relative, noise }: Ground,
  found: KeyPoint[],
): void {
  const [a, b, c, d] = [levels[level - 1], levels[level], levels[level + 1], levels[level + 2]];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return;
  const { width, height } = b;
  const [va, vb, vc, vd] = [a.values, b.values, c.values, d.values];
  const less = (i: number): number => (vb[i] ?? 0) - (va[i] ?? 0);
  const here = (i: number): number => (vc[i] ?? 0) - (vb[i] ?? 0);
  const more = (i: number): number => (vd[i] ?? 0) - (vc[i] ?? 0);
  // The blob that answers most strongly lies between the two blurs of a difference.
  const deviation = firstDeviation * step ** (level + 0.5);
  // White noise has a standard deviation of 0.115 / s in the difference of blurs by s and 1.41 s; five of them are chance no more.
  const unit = scale / Math.max(1, factor);
  const least = Math.max(relative, (5 * 0.115 * noise) / (firstDeviation * step ** level * unit));
  const reach = Math.ceil(2.6 * sampleDistance * deviation);
  for (let row = reach; row < height - reach; row++)
    for (let column = reach; column < width - reach; column++) {
      const at = row * width + column;
      const value = here(at);
      if (Math.abs(value) < least || !extremum(value, at, width, less, here, more)) continue;
      const [l, r, t, u] = [here(at - 1), here(at + 1), here(at - width), here(at + width)];
      const [xx, yy] = [l + r - 2 * value, t + u - 2 * value];
      const xy =
        (here(at + width + 1) + here(at - width - 1) - here(at + width - 1) - here(at - width + 1)) / 4;
      const determinant = xx * yy - xy * xy;
      // Lowe's test: a ratio of curvatures above ten is an edge.
      if (determinant <= 0 || (xx + yy) ** 2 / determinant > 12.1) continue;
      const ratio = scale / factor;
      const place = (offset: number, pixel: number): number =>
        (pixel + offset + 0.5) * ratio - 0.5 * (ratio - 1);
      const x = place((l - r) / (2 * xx), column);
      const y = place((t - u) / (2 * yy), row);
      const inner = Math.floor(y) * small.width + Math.floor(x);
      if (small.valid !== null && small.valid[inner] === 0) continue;
      const [across, down] = described(b, column, row, deviation);
      found.push({
        column: x * factor,
        row: y * factor,
        size: deviation * scale,
        across,
        down,
        strength: Math.abs(value),
      });
    }
}

function extremum(
  value: number,
  at: number,
  width: number,
  less: (i: number) => number,
  here: (i: number) => number,
  more: (i: number) => number,
): boolean {
  const sign = value > 0 ? 1 : -1;
  for (let row = at - width; row <= at + width; row += width)
    for (let i = row - 1; i <= row + 1; i++) {
      if (i !== at && sign * here(i) >= sign * value) return false;
      if (sign * less(i) >= sign * value || sign * more(i) >= sign * value) return false;
    }
  return true;
}

function described(
  { width, values }: Plane,
  column: number,
  row: number,
  deviation: number,
): [number, number] {
  const distance = sampleDistance * deviation;
  const sample = (i: number, j: number): number => {
    const x = column + (i - 2.5) * distance;
    const y = row + (j - 2.5) * distance;
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [a, b] = [x - left, y - top];
    const at = top * width + left;
    return (
      ((values[at] ?? 0) * (1 - a) + (values[at + 1] ?? 0) * a) * (1 - b) +
      ((values[at + width] ?? 0) * (1 - a) + (values[at + width + 1] ?? 0) * a) * b
    );
  };
  const grid = Array.from({ length: 36 }, (_, k) => sample(k % 6, Math.floor(k / 6)));
  let [across, down] = [0, 0];
  for (let j = 0; j < 6; j++)
    for (let i = 0; i < 5; i++) {
      across = (across << 1) | Number((grid[6 * j + i + 1] ?? 0) > (grid[6 * j + i] ?? 0));
      down = (down << 1) | Number((grid[6 * (i + 1) + j] ?? 0) > (grid[6 * i + j] ?? 0));
    }
  return [across, down];
}
