import { powerOfTwoFrom } from "../../../base/transform/fourier.ts";
import { Correlator } from "./correlation-surface.ts";
import { crossShare, edgeField, type EdgeField } from "./edge-field.ts";
import { peaks } from "./peak.ts";
import { checkShiftPicture, reduced, type ShiftPicture } from "./shift-picture.ts";
import { consensus, tileSide, tilesOver, type Consensus } from "./tiles.ts";

export const shiftMethod = "shift/1";

export const shiftOutcomes = ["matched", "poor"] as const;
export type ShiftOutcome = (typeof shiftOutcomes)[number];

/** Where a picture lies against its reference. */
export interface Shift {
  /**
   * To be added to the moved picture's pixel coordinates to land on the reference: what stands at (c, r) in the moved picture stands at
   * (c + columns, r + rows) in the reference. To be used only when the outcome is `matched`; 0 when nothing could be compared.
   */
  readonly columns: number;
  readonly rows: number;
  /** Share of the tiles with content that find the same shift by themselves: 0 to 1. */
  readonly quality: number;
  /** Standard error of the shift from the scatter of those tiles, in pixels; null when nothing could be compared. */
  readonly errorPixels: number | null;
  readonly outcome: ShiftOutcome;
  /** Why, in words. */
  readonly reason: string;
}

export interface ShiftOptions {
  /** Largest shift looked for, as a share of each side; default and most 0.25. */
  readonly range?: number;
}

/** The thresholds of `shift/1`. */
export const shiftThresholds = {
  /** Shortest side, in pixels. */
  leastSide: 64,
  /** Tiles that must agree: half of those that can be compared, but no fewer than the first and no more than the second. */
  leastAgreeing: [8, 10],
  /** Least share of the tiles that can be compared. */
  leastQuality: 0.3,
  /** Rows and columns of tiles that the agreeing ones lie in: one strip of tracks looks like another. */
  leastBreadth: 3,
  /** Least height of the pooled peak over the deviation of what lies around it. */
  leastSharpness: 6.5,
  /** Highest next peak, as a share of the peak. */
  mostRival: 0.8,
  /** Least share of what changes across the main direction of edges, of what changes along it (eigenvalues of the structure tensor). */
  leastCross: 0.1,
  /** Largest standard error, in pixels. */
  mostErrorPixels: 0.5,
} as const;

/** The longest side of the picture that the coarse shift is found on. */
const coarseSide = 256;
/** Coarse peaks that are tried at full size. */
const coarseTries = 3;

/**
 * Measures the shift between two pictures of one place on one grid, to a fraction of a pixel: correlation of edge directions, first of
 * the whole pictures at a reduced size, then tile by tile with a vote. docs/method/shift.md has the method, its sources and figures.
 * @throws RangeError when the pictures differ in size, or an option is out of range
 */
export function measureShift(
  reference: ShiftPicture,
  moved: ShiftPicture,
  options: ShiftOptions = {},
): Shift {
  checkShiftPicture("measureShift: reference", reference);
  checkShiftPicture("measureShift: moved", moved);
  const { width, height } = reference;
  if (moved.width !== width || moved.height !== height)
    throw new RangeError(
      `measureShift: ${moved.width} x ${moved.height} pixels against ${width} x ${height} of the reference`,
    );
  const range = options.range ?? 0.25;
  if (!(range > 0 && range <= 0.25))
    throw new RangeError(`measureShift: range ${range}; allowed: above 0, to 0.25`);
  const { leastSide } = shiftThresholds;
  if (Math.min(width, height) < leastSide)
    return nothing(`the pictures are ${width} x ${height} pixels; at least ${leastSide} each way are needed`);

  const factor = Math.ceil(Math.max(width, height) / coarseSide);
  const [first, second] = [edgeField(reference), edgeField(moved)];
  if (Math.min(crossShare(first), crossShare(second)) < shiftThresholds.leastCross)
    return nothing("what is seen runs one way only: the shift along it cannot be known");
  const tries =
    factor === 1
      ? coarseShifts(first, second, range, 1)
      : coarseShifts(edgeField(reduced(reference, factor)), edgeField(reduced(moved, factor)), range, factor);
  const side = tileSide(width, height);
  const tiles = tilesOver(width, height, side);
  const correlator = new Correlator(side, side, side, side, 0.2);
  let best: Shift | null = null;
  for (const coarse of tries) {
    const found = consensus(correlator, first, second, tiles, coarse);
    if (found === null) continue;
    const shift = judged(found, coarse, [width * range, height * range]);
    if (shift.outcome === "matched") return shift;
    if (best === null || shift.quality > best.quality) best = shift;
  }
  return best ?? nothing("too little of the pictures can be compared: no data, cloud, or plain ground");
}

const nothing = (reason: string): Shift => ({
  columns: 0,
  rows: 0,
  quality: 0,
  errorPixels: null,
  outcome: "poor",
  reason,
});

/** The likeliest shifts in whole pixels of the full picture, from the whole pictures at a reduced size. */
function coarseShifts(
  reference: EdgeField,
  moved: EdgeField,
  range: number,
  factor: number,
): [number, number][] {
  const { width, height } = reference;
  const correlator = new Correlator(powerOfTwoFrom(width), powerOfTwoFrom(height), width, height, 0.1);
  const surface = correlator.surface(
    reference,
    moved,
    { column: 0, row: 0, width, height },
    [0, 0],
    [Math.ceil(width * range), Math.ceil(height * range)],
    0.05,
  );
  if (surface === null) return [];
  return peaks(surface, coarseTries, 2).map((p) => [p.columns * factor, p.rows * factor]);
}

function judged(
  found: Consensus,
  coarse: readonly [number, number],
  range: readonly [number, number],
): Shift {
  const columns = coarse[0] + found.top.columns;
  const rows = coarse[1] + found.top.rows;
  const quality = found.agreeing / found.usable;
  const t = shiftThresholds;
  const votes = `${found.agreeing} of ${found.usable} tiles agree`;
  const against =
    found.agreeing < neededOf(found.usable) || quality < t.leastQuality
      ? `only ${votes}`
      : found.breadth < Math.min(t.leastBreadth, Math.sqrt(found.usable))
        ? `${votes}, but in one strip of the picture`
        : found.rival > t.mostRival
          ? `another shift fits nearly as well (${percent(found.rival)} %): what is seen repeats itself or runs one way`
          : found.sharpness < t.leastSharpness
            ? `the best shift stands out only ${found.sharpness.toFixed(1)} times over chance`
            : found.errorPixels > t.mostErrorPixels
              ? `the tiles scatter: ${found.errorPixels.toFixed(2)} pixels of standard error`
              : Math.abs(columns) > range[0] || Math.abs(rows) > range[1]
                ? "the shift is larger than the range that was searched"
                : null;
  return {
    columns,
    rows,
    quality,
    errorPixels: found.errorPixels,
    outcome: against === null ? "matched" : "poor",
    reason: against ?? votes,
  };
}

/** How many of so many tiles must agree; all of them where there are too few to choose. */
function neededOf(usable: number): number {
  const [least, most] = shiftThresholds.leastAgreeing;
  return Math.min(usable, most, Math.max(least, usable / 2));
}

const percent = (share: number): string => (100 * share).toFixed(0);
