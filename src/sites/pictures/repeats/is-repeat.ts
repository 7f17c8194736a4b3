import { resampledBy } from "../shift/resample.ts";
import { checkShiftPicture, type ShiftPicture } from "../shift/shift-picture.ts";
import { leastAgreeing } from "./candidates.ts";
import { agreement, type Agreement } from "./agreement.ts";
import { filled } from "./blur.ts";
import { fingerprintOf, pointsOf, type Fingerprint } from "./fingerprint.ts";
import { alike, placementOf, type Placement } from "./placement.ts";
import { refined } from "./refine.ts";

export const repeatMethod = "repeat/1";

export const repeatOutcomes = ["repeat", "different", "cannot-tell"] as const;
export type RepeatOutcome = (typeof repeatOutcomes)[number];

/** Whether two pictures hold the same pixels. */
export interface RepeatAnswer {
  readonly outcome: RepeatOutcome;
  /** How well the detail agrees where it agrees least (the 20th percentile of blocks): 1 the same, 0 nothing in common. null when not compared. */
  readonly score: number | null;
  /** Why, in words. */
  readonly reason: string;
  /** Where the first picture lies in the second; null when no common part was found. */
  readonly placement: Placement | null;
}

export interface RepeatOptions {
  /** The fingerprints, where they are known already; default: made from the pictures. */
  readonly fingerprints?: readonly [Fingerprint, Fingerprint];
}

/** The thresholds of `repeat/1`. */
export const repeatThresholds = {
  /** Points that a picture needs before it can be said to differ. */
  leastPoints: 12,
  /** Share of the smaller picture that must be common to both. */
  leastCommon: 0.3,
  /** Blocks with detail that must be there to compare. */
  leastBlocks: 12,
  /** Score from which the pixels are the same, and below which they are not. */
  repeatFrom: 0.85,
  differentBelow: 0.7,
  /** Correlation of tones, once a rising curve is allowed for, that the same pixels have at least. */
  leastTone: 0.97,
  /**
   * Where more than `calmUnexplained` is left over, tones must agree better: compression disturbs one or the other, another look in the same light both.
   */
  leastToneOtherwise: 0.992,
  calmUnexplained: 0.05,
  /** Tone below which the pixels are not the same. */
  differentToneBelow: 0.93,
  /** Energy of detail that may be left over in the worst block, over that of a typical block: one car that came is far more. */
  mostUnexplained: 0.13,
} as const;

/**
 * Says whether two pictures hold the same pixels: the same exposure, re-encoded, resized, cropped or with another tone curve, and not another look at
 * the same place. docs/method/repeats.md has the method, its sources and figures.
 */
export function isRepeat(a: ShiftPicture, b: ShiftPicture, options: RepeatOptions = {}): RepeatAnswer {
  checkShiftPicture("isRepeat: first", a);
  checkShiftPicture("isRepeat: second", b);
  const [one, two] = options.fingerprints ?? [fingerprintOf(a), fingerprintOf(b)];
  const [first, second] = [pointsOf(one), pointsOf(two)];
  const t = repeatThresholds;
  const poor = Math.min(first.length, second.length);
  if (poor < t.leastPoints)
    return answer("cannot-tell", null, `too few features: ${poor} points, ${t.leastPoints} are needed`, null);
  const placement = placementOf(alike(first, second));
  if (placement === null || placement.agreeing < leastAgreeing)
    return answer("different", null, "no common part was found", null);
  return compared(a, b, placement);
}

const answer = (
  outcome: RepeatOutcome,
  score: number | null,
  reason: string,
  placement: Placement | null,
): RepeatAnswer => ({ outcome, score, reason, placement });

/** Compares two pictures pixel by pixel, given where about the first lies in the second. */
function compared(a: ShiftPicture, b: ShiftPicture, rough: Placement): RepeatAnswer {
  // The finer picture is brought to the coarser one's grid: detail can be lost and not made.
  if (rough.columnScale > 1) {
    const { outcome, score, reason, placement } = compared(b, a, turnedAround(rough));
    return answer(outcome, score, reason, placement === null ? null : turnedAround(placement));
  }
  const t = repeatThresholds;
  const scaled = scaledBy(a, rough.columnScale, rough.rowScale);
  const [planeA, planeB] = [
    filled(scaled.width, scaled.height, scaled.values, scaled.valid),
    filled(b.width, b.height, b.values, b.valid),
  ];
  if (planeA === null || planeB === null) return answer("cannot-tell", null, "no data", rough);
  const fine = refined(planeA, planeB, { ...rough, columnScale: 1, rowScale: 1 });
  const placement: Placement = {
    ...fine,
    columnScale: fine.columnScale * rough.columnScale,
    rowScale: fine.rowScale * rough.rowScale,
  };
  if (
    Math.abs(fine.columnScale - 1) > 0.1 ||
    Math.abs(fine.rowScale - 1) > 0.1 ||
    Math.abs(placement.columnScale / placement.rowScale - 1) > 0.1
  )
    return answer("different", null, "points agree by chance: the pixels do not fit", placement);
  const found: Agreement = agreement(scaled, b, fine);
  if (found.common < t.leastCommon)
    return answer("cannot-tell", null, `only ${percent(found.common)} % is common to both`, placement);
  if (found.blocks < t.leastBlocks)
    return answer("cannot-tell", null, `too little detail in the common part`, placement);
  const facts = `detail agrees to ${found.detail.toFixed(2)} in four of five blocks, tones to ${found.tone.toFixed(3)}, ${found.unexplained.toFixed(2)} of a block is unexplained at the worst`;
  if (found.detail < t.differentBelow || found.tone < t.differentToneBelow)
    return answer("different", found.detail, `another look: ${facts}`, placement);
  if (found.unexplained > t.mostUnexplained)
    return answer(
      "cannot-tell",
      found.detail,
      `like the same pixels, but in parts: retouched, written over, or another look in the same light: ${facts}`,
      placement,
    );
  const leastTone = found.unexplained <= t.calmUnexplained ? t.leastTone : t.leastToneOtherwise;
  if (found.detail < t.repeatFrom || found.tone < leastTone)
    return answer("cannot-tell", found.detail, `between the same and another look: ${facts}`, placement);
  return answer("repeat", found.detail, `the same pixels: ${facts}`, placement);
}

/** A picture at another size, each new pixel the mean of what it covers. */
function scaledBy(picture: ShiftPicture, across: number, down: number): ShiftPicture {
  if (Math.abs(across - 1) < 0.002 && Math.abs(down - 1) < 0.002) return picture;
  const width = Math.max(1, Math.floor(picture.width * across));
  const height = Math.max(1, Math.floor(picture.height * down));
  return resampledBy(picture, [0, 1 / across, 0], [0, 0, 1 / down], width, height);
}

const turnedAround = (p: Placement): Placement => ({
  columnOrigin: -p.columnOrigin / p.columnScale,
  columnScale: 1 / p.columnScale,
  rowOrigin: -p.rowOrigin / p.rowScale,
  rowScale: 1 / p.rowScale,
  agreeing: p.agreeing,
});

const percent = (share: number): string => (100 * share).toFixed(0);
