import type { SenderClass } from "../ais/fixes.ts";
import { velocityOf, type Bracket } from "./bracket.ts";
import { candidateForecast, inOnePiece, type DoubtSettings } from "./doubted-forecast.ts";
import { learntWeights, type Forecast } from "./forecast.ts";
import { bowOf, headingDensity, headingKernels, kernelsOfHeading, type HeadingKernel } from "./heading.ts";
import { learntHeadings } from "./learnt-motion.ts";
import type { LeftOut, MatchedSegment } from "./left-out.ts";
import { isTorn } from "./reach.ts";
import { seenPlaceOf, type SeenPlace } from "./seen-place.ts";
import type { ShipClass } from "./ship-class.ts";
import type { Measured, RadarGeometry } from "../sightings/sighting.ts";

/** A ship of the reports, as far as matching needs it. */
export interface Candidate {
  readonly mmsi: number;
  readonly name: string;
  readonly shipClass: ShipClass;
  readonly senderClass: SenderClass;
  readonly lengthMetres: number | null;
  readonly widthMetres: number | null;
  readonly toBowMetres: number | null;
  /** Its believable reports around each of the times that the picture may be of (`timesOf`). */
  readonly brackets: readonly Bracket[];
  /** Which of the ships of its number it is; left out where the number is one. */
  readonly segment?: MatchedSegment;
  /** True: the number goes on in another segment at the time of the picture. */
  readonly elsewhere?: true;
  /** What was left out between these reports; left out where nothing was. */
  readonly leftOut?: readonly LeftOut[];
  /** For each time what all reports say, those left out too; null where that is the same. */
  readonly doubted?: readonly (Bracket | null)[];
}

/** Its reports around the middle of these times. */
export const middleBracket = ({ brackets }: Candidate): Bracket =>
  brackets[brackets.length >> 1] ?? { before: null, after: null };

/** What all its reports say around the middle of the times, where some of them were left out. */
export function doubtedBracket({ brackets, doubted }: Candidate, at: number): Bracket | null {
  const bracket = doubted?.[brackets.length >> 1] ?? null;
  return bracket === null ? null : inOnePiece(bracket, at);
}

/** A candidate with where it is at the time of a picture and where it would be seen in it. */
export interface Placed {
  readonly candidate: Candidate;
  readonly forecast: Forecast;
  readonly seen: SeenPlace;
  readonly headings: readonly HeadingKernel[];
  readonly headingWeights: Float64Array;
}

/** A ship whose reports cannot be of one ship becomes two: one by what it sent before, one by what it sent after. Others stay as they are. */
export function partedWhereTorn(candidate: Candidate): readonly Candidate[] {
  const { brackets } = candidate;
  if (!brackets.some(isTorn)) return [candidate];
  const one = (side: "before" | "after"): Candidate => ({
    ...candidate,
    brackets: brackets.map((b) =>
      !isTorn(b)
        ? b
        : side === "before"
          ? { before: b.before, after: null }
          : { before: null, after: b.after },
    ),
  });
  return [one("before"), one("after")];
}

/** @returns null for a ship without a report in the window */
export function place(
  candidate: Candidate,
  times: readonly number[],
  radar: RadarGeometry | null,
  betweenMs: number,
  doubts: DoubtSettings,
): Placed | null {
  const forecasts = times.flatMap((at, i) => candidateForecast(candidate, i, at, doubts) ?? []);
  const middle = times.length >> 1;
  const forecast = forecasts[Math.min(middle, forecasts.length - 1)];
  const middleAt = times[middle] ?? 0;
  const around = [middleBracket(candidate), doubtedBracket(candidate, middleAt)].find(
    (b) => b !== null && nearestOf(b, middleAt) !== null,
  ) ?? { before: null, after: null };
  const near = nearestOf(around, middleAt);
  if (forecast === undefined || near === null) return null;
  const seen = seenPlaceOf(forecasts, candidate, bowOf(near), radar, betweenMs);
  if (seen === null) return null;
  const { before, after } = around;
  const headingWeights =
    forecast.headingBin === null
      ? openWeights(Math.abs(middleAt - near.at) / 60_000, velocityOf(near))
      : learntWeights(learntHeadings, [forecast.headingBin], headingKernels);
  return {
    candidate,
    forecast,
    seen,
    headings: kernelsOfHeading(near, near === before ? after : before, forecast.velocity),
    headingWeights,
  };
}

export function nearestOf({ before, after }: Bracket, at: number) {
  if (before === null || after === null) return before ?? after;
  return at - before.at <= after.at - at ? before : after;
}

/** Standard deviation in degrees of a measured heading without an interval. */
const usualHeadingDeviation = 12;

/** Logarithm of the likelihood ratio of a measured heading: if this ship were seen, over any direction. */
export function headingEvidence(
  { headings, headingWeights }: Placed,
  { low, best, high }: Measured,
  axisOnly: boolean,
): number {
  const deviation =
    low === null || high === null
      ? usualHeadingDeviation
      : Math.max(1, ((((high - low) % 360) + 360) % 360) / 3.92);
  let density = 0;
  for (const turn of axisOnly ? [0, 180] : [0])
    for (const [k, kernel] of headings.entries())
      density += (headingWeights[k] ?? 0) * headingDensity(kernel, best + turn, deviation);
  return Math.log(Math.max(density, 1e-6) / (axisOnly ? 2 / 360 : 1 / 360));
}

/** A ship that reported on one side only keeps its bow for a while: half forget it in half an hour, or in two hours where they lie still. */
function openWeights(minutes: number, velocity: readonly [number, number] | null): Float64Array {
  const weights = new Float64Array(headingKernels);
  const still = velocity === null || (velocity[0] === 0 && velocity[1] === 0);
  const kept = 0.9 * Math.exp((-Math.LN2 * minutes) / (still ? 120 : 30));
  weights[1] = kept * 0.6;
  weights[2] = kept * 0.4;
  weights[headingKernels - 1] = 1 - kept;
  return weights;
}
