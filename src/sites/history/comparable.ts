import { kindInWords } from "../counting/kind.ts";
import { meansChanges, unlikeInWords } from "../counting/means.ts";
import type { Measure } from "../counting/measure.ts";
import { mixDistance, type Mix, type Sample } from "./sample.ts";

/** Mixes further apart than this are not one series: more than half of the things would have to be of another kind. */
export const largestMixDistance = 0.5;
/** Pictures whose sample distances differ by more than this factor do not show the same things. */
export const largestSampleRatio = 2;

/** Names the outline that an area had at a time; changes when the outline was redrawn. Empty for no published outline. */
export type OutlineOf = (sample: Sample) => string;

const measureWords: Readonly<Record<Measure, string>> = {
  count: "things counted",
  length: "metres",
  share: "percent of the area",
  monthly: "a number per month",
  presence: "presence only",
};

/**
 * Why two samples are not like with like, in words; null when they are. Time is left out of it: the caller decides what is before.
 * The rules and their reasons: docs/method/history.md.
 */
export function difference(target: Sample, other: Sample, outlineOf: OutlineOf): string | null {
  if (other.kind !== target.kind)
    return `another kind: ${kindInWords(other.kind, 2)}, not ${kindInWords(target.kind, 2)}`;
  if (other.measure !== target.measure)
    return `measured otherwise: ${measureWords[other.measure]}, not ${measureWords[target.measure]}`;
  if (other.areaId !== target.areaId) {
    if (other.areaId === null) return "another outline: the site as its observer drew it, not published";
    return target.areaId === null
      ? `a part of the site (${other.areaId}); the look under test is of the site as its observer drew it`
      : `another area: ${other.areaId}`;
  }
  if (target.areaId === null && other.look.observer !== target.look.observer)
    return `another outline: drawn by ${other.look.observer}, not published`;
  if (outlineOf(other) !== outlineOf(target))
    return `the outline of ${target.areaId ?? "the site"} changed in between`;
  const [change] = meansChanges(other.byMachine, target.byMachine, target.areaId === null);
  if (change !== undefined) return unlikeInWords(change);
  if (other.statistic === "total") return "a total over a period, not what stood there at one look";
  const [a, b] = [target.look.sampleDistanceMetres, other.look.sampleDistanceMetres];
  if (a !== null && b !== null && Math.max(a, b) > largestSampleRatio * Math.min(a, b))
    return `another sample distance: ${b} m against ${a} m`;
  return mixDifference(target, other);
}

function mixDifference(target: Sample, other: Sample): string | null {
  if (target.mix === null && other.mix === null) return null;
  if (target.mix === null || other.mix === null) {
    const known = target.mix ?? other.mix;
    return `another or an unknown mix: one is ${known === null ? "not told" : mixInWords(known)}, the other is not told by kind`;
  }
  if (mixDistance(target.mix, other.mix) <= largestMixDistance) return null;
  return `another mix: ${mixInWords(other.mix)}, against ${mixInWords(target.mix)}`;
}

/** "68 % ore cars, 26 % tank cars", the largest first; parts below one percent are left out. */
export function mixInWords(mix: Mix): string {
  return [...mix]
    .sort(([, a], [, b]) => b - a)
    .filter(([, share]) => share >= 0.005)
    .map(([kind, share]) => `${Math.round(share * 100)} % ${kindInWords(kind, 2)}`)
    .join(", ");
}
