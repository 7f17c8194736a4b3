import type { Correlator, Patch, Surface } from "./correlation-surface.ts";
import type { EdgeField } from "./edge-field.ts";
import { peaks, summit, type Peak } from "./peak.ts";

/** Shifts are looked for this far around the coarse one, in pixels; what lies beyond the peak says how high chance reaches. */
export const fineReach = 16;
/** Tiles along a side at most: more of them cost time and add little. */
const mostTilesAlong = { 64: 6, 128: 5 } as const;
/** Share of its pixels that a tile must show in both pictures. */
const leastKnown = 0.4;
/** Tiles agree when their own highest points lie this near, in pixels along each axis. */
const agreeWithin = 1.5;

/** What independent parts of two pictures say of the shift. */
export interface Consensus {
  /** Where the agreeing tiles together agree best, beyond the coarse shift. */
  readonly top: Peak;
  /** Height of the top over the standard deviation of the pooled surface away from it. */
  readonly sharpness: number;
  /** Height of the next peak, more than 3 pixels away, over that of the top. */
  readonly rival: number;
  readonly usable: number;
  readonly agreeing: number;
  /** In how many rows and columns of tiles those lie that agree: the lower number. */
  readonly breadth: number;
  /** Standard error of the shift from the scatter of the tiles that agree, in pixels. */
  readonly errorPixels: number;
}

/** The side of tiles for pictures of these sides: a power of two. */
export const tileSide = (width: number, height: number): 64 | 128 =>
  Math.min(width, height) >= 384 ? 128 : 64;

/** Tiles spread evenly over a picture, overlapping by half at most. */
export function tilesOver(width: number, height: number, side: 64 | 128): Patch[] {
  const along = (length: number): number[] => {
    const many = Math.max(1, Math.min(mostTilesAlong[side], Math.floor((2 * (length - 2)) / side) - 1));
    return Array.from({ length: many }, (_, i) =>
      many === 1
        ? Math.max(0, Math.floor((length - side) / 2))
        : 1 + Math.floor((i * (length - 2 - side)) / (many - 1)),
    );
  };
  return along(height).flatMap((row) =>
    along(width).map((column) => ({ column, row, width: side, height: side })),
  );
}

/**
 * Correlates tile by tile around a coarse shift in whole pixels, pools the surfaces, keeps the tiles whose own peak is near the pooled one
 * and pools those again: a train that moved, a cloud or a shadow that turned is outvoted and does not pull. null when fewer than
 * four tiles can be compared.
 */
export function consensus(
  correlator: Correlator,
  reference: EdgeField,
  moved: EdgeField,
  tiles: readonly Patch[],
  coarse: readonly [number, number],
): Consensus | null {
  const surfaces: { tile: Patch; surface: Surface; peak: Peak }[] = [];
  for (const tile of tiles) {
    const surface = correlator.surface(reference, moved, tile, coarse, [fineReach, fineReach], leastKnown);
    const [peak] = surface === null ? [] : peaks(surface, 1, 0);
    if (surface !== null && peak !== undefined) surfaces.push({ tile, surface, peak });
  }
  if (surfaces.length < 4) return null;
  const [first] = peaks(pooled(surfaces.map((s) => s.surface)), 1, 0);
  if (first === undefined) return null;
  const agreeing = surfaces.filter(({ peak }) => near(peak, first));
  const pool = pooled((agreeing.length > 0 ? agreeing : surfaces).map((s) => s.surface));
  const [highest, second] = peaks(pool, 2, 3);
  if (highest === undefined || second === undefined) return null;
  const top = summit(pool, highest);
  const own = agreeing.map(({ surface, peak }) => summit(surface, peak));
  const error = (pick: (peak: Peak) => number): number => {
    if (own.length < 2) return fineReach;
    const off = own.map((peak) => Math.abs(pick(peak) - pick(top))).toSorted((a, b) => a - b);
    // 1.48 times the median deviation estimates a normal standard deviation, 1.25 is what the median loses on the mean.
    return (1.48 * 1.25 * (off[off.length >> 1] ?? 0)) / Math.sqrt(own.length);
  };
  return {
    top,
    sharpness: highest.height / deviationAway(pool, highest),
    rival: second.height / highest.height,
    usable: surfaces.length,
    agreeing: agreeing.length,
    breadth: Math.min(
      new Set(agreeing.map(({ tile }) => tile.row)).size,
      new Set(agreeing.map(({ tile }) => tile.column)).size,
    ),
    errorPixels: Math.hypot(
      error((p) => p.columns),
      error((p) => p.rows),
    ),
  };
}

const near = (a: Peak, b: Peak): boolean =>
  Math.abs(a.columns - b.columns) <= agreeWithin && Math.abs(a.rows - b.rows) <= agreeWithin;

function pooled(surfaces: readonly Surface[]): Surface {
  const values = new Float32Array((2 * fineReach + 1) ** 2);
  for (const surface of surfaces)
    for (let i = 0; i < values.length; i++)
      values[i] = (values[i] ?? 0) + (surface.values[i] ?? 0) / surfaces.length;
  return { reachColumns: fineReach, reachRows: fineReach, values };
}

/** Root mean square of a surface more than 3 pixels away from a peak. */
function deviationAway(surface: Surface, peak: Peak): number {
  const across = 2 * surface.reachColumns + 1;
  let [sum, count] = [0, 0];
  surface.values.forEach((value, i) => {
    const columns = (i % across) - surface.reachColumns;
    const rows = Math.floor(i / across) - surface.reachRows;
    if (Math.max(Math.abs(columns - peak.columns), Math.abs(rows - peak.rows)) <= 3) return;
    sum += value * value;
    count++;
  });
  return Math.sqrt(sum / Math.max(1, count)) + 1e-12;
}
