/**
 * How well the detector did on one look: the share of cars that stand there and were not found, and the share of found cars that are none. What
 * misleads it (light, blur, snow) misleads it on a whole look, so each look has a quality of its own, which is not known.
 */
export interface LookQuality {
  readonly missed: number;
  readonly wrong: number;
  /** How probable this quality is before the looks are compared; those of a list sum to 1. */
  readonly weight: number;
}

/**
 * Qualities in multiples of the detector's spread over pictures, as measured over simulated looks (docs/method/turnover.md): half of them miss nothing,
 * a few miss much.
 */
const grades = [
  { missed: 0.08, wrong: 0.4, weight: 0.5 },
  { missed: 0.6, wrong: 1, weight: 0.32 },
  { missed: 2.5, wrong: 2, weight: 0.12 },
  { missed: 6, wrong: 4, weight: 0.06 },
] as const;
const most = 0.45;
/** No detector is taken to be better than this. */
const leastSpread = 0.04;
/** Taken where nothing was measured. */
export const unmeasuredSpread = 0.15;

/** @param spread relative standard deviation of the detector's counts over pictures at this sample distance (`ErrorTerms.sharedSd`) */
export function qualitiesOf(spread: number): LookQuality[] {
  const share = (times: number): number => Math.min(most, times * Math.max(leastSpread, spread));
  return grades.map(({ missed, wrong, weight }) => ({ missed: share(missed), wrong: share(wrong), weight }));
}

/** Odds that a found car is none, in multiples of the look's own, by the decoder's probability of it: a seventh at 1, two at 0.97, twelve at 0.8. */
export const doubtOf = (probability: number): number =>
  Math.min(20, 0.15 + 60 * (1 - Math.min(1, Math.max(0, probability))));
