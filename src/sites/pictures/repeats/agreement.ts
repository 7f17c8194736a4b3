import type { ShiftPicture } from "../shift/shift-picture.ts";
import { blurred, filled, type Plane } from "./blur.ts";
import type { Placement } from "./placement.ts";
import { sampled } from "./refine.ts";
import { toneCurve } from "./tone-curve.ts";

/** Blocks count for so many typical blocks at most: small errors at the strongest edges are no change. */
const mostEnergy = 4;

/** How far two pictures agree once one lies on the other. */
export interface Agreement {
  /** Share of the smaller picture that both show. */
  readonly common: number;
  /** Blocks with detail that were compared. */
  readonly blocks: number;
  /** 20th percentile of their correlations. */
  readonly detail: number;
  /** Energy of detail that one picture does not have from the other, over the typical energy of a block, in the worst block. */
  readonly unexplained: number;
  /** Correlation of the tones after the best rising curve from one to the other. */
  readonly tone: number;
}

const blockSide = 16;
/** Blurs that detail lies between, in pixels of the coarser picture: below is what compression takes, above is tone. */
const fineBlur = 0.8;
const coarseBlur = 3;
/** A block is left out where the coarse blur reaches pixels that one picture lacks. */
const margin = 3 * coarseBlur;

/**
 * Compares a, laid on b by a placement with scales close to 1: detail block by block, in the half of the blocks with the most of it,
 * and tone over all. Two looks of one place differ somewhere, in shadows, cars, angle or season: that is why a low percentile counts and not the mean.
 */
export function agreement(a: ShiftPicture, b: ShiftPicture, placement: Placement): Agreement {
  const onB = laid(a, b, placement);
  const mean = filled(b.width, b.height, onB.values, onB.valid);
  const own = filled(b.width, b.height, b.values, b.valid);
  const nothing: Agreement = { common: 0, blocks: 0, detail: 0, unexplained: 0, tone: 0 };
  if (mean === null || own === null) return nothing;
  const both = onB.valid.map((seen, i) => (seen !== 0 && (b.valid === null || b.valid[i] !== 0) ? 1 : 0));
  const seen = both.reduce((sum, v) => sum + v, 0);
  const common = seen / Math.min(a.width * a.height, b.width * b.height);
  // Strong edges change their shape under a tone curve: it is taken out first.
  const curve = toneCurve(blurred(mean, fineBlur).values, blurred(own, fineBlur).values, both);
  const toned = { ...mean, values: mean.values.map(curve) };
  const blocks = blocksOf(band(toned), band(own), both, b.width).toSorted((x, y) => y.energy - x.energy);
  const busiest = blocks.slice(0, Math.ceil(blocks.length / 2));
  const typical = blocks.reduce((sum, block) => sum + block.energy, 0) / Math.max(1, blocks.length);
  const correlations = busiest.map((block) => block.correlation).toSorted((x, y) => x - y);
  const unexplained = blocks.reduce((most, { correlation, energy }) => {
    const weight = Math.min(mostEnergy, energy / (typical + 1e-30));
    return Math.max(most, weight * (1 - Math.max(0, correlation) ** 2));
  }, 0);
  return {
    common,
    blocks: busiest.length,
    detail: correlations[Math.floor(0.2 * correlations.length)] ?? 0,
    unexplained,
    tone: toneAgreement(blurred(mean, coarseBlur), blurred(own, coarseBlur), both),
  };
}

function laid(
  a: ShiftPicture,
  b: ShiftPicture,
  p: Placement,
): { readonly values: Float32Array; readonly valid: Uint8Array } {
  const values = new Float32Array(b.width * b.height);
  const valid = new Uint8Array(b.width * b.height);
  for (let row = 0; row < b.height; row++)
    for (let column = 0; column < b.width; column++) {
      const x = (column + 0.5 - p.columnOrigin) / p.columnScale;
      const y = (row + 0.5 - p.rowOrigin) / p.rowScale;
      const value = sampled(a, x, y);
      if (!(value === value)) continue;
      if (a.valid !== null && a.valid[Math.floor(y) * a.width + Math.floor(x)] === 0) continue;
      values[row * b.width + column] = value;
      valid[row * b.width + column] = 1;
    }
  return { values, valid };
}

function band(plane: Plane): Float32Array {
  const fine = blurred(plane, fineBlur).values;
  const coarse = blurred(plane, coarseBlur).values;
  return fine.map((value, i) => value - (coarse[i] ?? 0));
}

interface Block {
  readonly correlation: number;
  readonly energy: number;
}

/** The blocks that both show in whole. */
function blocksOf(a: Float32Array, b: Float32Array, both: Uint8Array, width: number): Block[] {
  const blocks: Block[] = [];
  let [allA, allB] = [0, 0];
  for (let i = 0; i < both.length; i++) {
    if (both[i] === 0) continue;
    allA += (a[i] ?? 0) ** 2;
    allB += (b[i] ?? 0) ** 2;
  }
  const contrast = allA > 0 ? allB / allA : 0;
  const height = both.length / width;
  for (let top = margin; top + blockSide + margin <= height; top += blockSide)
    for (let left = margin; left + blockSide + margin <= width; left += blockSide) {
      if (!allSeen(both, width, left - margin, top - margin, blockSide + 2 * margin)) continue;
      const block = blockOf(a, b, width, left, top, contrast);
      if (block !== null) blocks.push(block);
    }
  return blocks;
}

function allSeen(both: Uint8Array, width: number, left: number, top: number, side: number): boolean {
  for (let row = top; row < top + side; row++)
    for (let i = row * width + left; i < row * width + left + side; i++) if (both[i] === 0) return false;
  return true;
}

function blockOf(
  a: Float32Array,
  b: Float32Array,
  width: number,
  left: number,
  top: number,
  contrast: number,
): Block | null {
  let [aa, bb, ab] = [0, 0, 0];
  for (let row = top; row < top + blockSide; row++)
    for (let i = row * width + left; i < row * width + left + blockSide; i++) {
      const x = a[i] ?? 0;
      const y = b[i] ?? 0;
      aa += x * x;
      bb += y * y;
      ab += x * y;
    }
  if (!(aa > 0 && bb > 0)) return null;
  return { correlation: ab / Math.sqrt(aa * bb), energy: Math.max(contrast * aa, bb) };
}

/** Correlation of b with the mean of b among pixels of the same tone in a, and the other way round: the lower of the two. */
function toneAgreement(a: Plane, b: Plane, both: Uint8Array): number {
  const picked: number[] = [];
  for (let i = 0; i < both.length; i += 7) if (both[i] !== 0) picked.push(i);
  return Math.min(explained(a.values, b.values, picked), explained(b.values, a.values, picked));
}

/** Square root of the share of the variance of `of` that a curve over `by` explains; the curve is a mean in each of 48 equal shares. */
function explained(by: Float32Array, of: Float32Array, picked: readonly number[]): number {
  const order = picked.toSorted((i, j) => (by[i] ?? 0) - (by[j] ?? 0));
  const bins = 48;
  const mean = order.reduce((sum, i) => sum + (of[i] ?? 0), 0) / Math.max(1, order.length);
  let [within, total] = [0, 0];
  for (let bin = 0; bin < bins; bin++) {
    const part = order.slice(
      Math.floor((bin * order.length) / bins),
      Math.floor(((bin + 1) * order.length) / bins),
    );
    const own = part.reduce((sum, i) => sum + (of[i] ?? 0), 0) / Math.max(1, part.length);
    for (const i of part) {
      within += ((of[i] ?? 0) - own) ** 2;
      total += ((of[i] ?? 0) - mean) ** 2;
    }
  }
  return total > 0 ? Math.sqrt(Math.max(0, 1 - within / total)) : 0;
}
