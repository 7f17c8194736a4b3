import type { Bracket } from "./bracket.ts";
import type { Candidate } from "./candidate.ts";
import { forecastOf, type Forecast } from "./forecast.ts";
import { fromPlane, toPlane, type EastNorth } from "./plane.ts";
import { isTorn } from "./reach.ts";
import type { MatchSettings } from "./settings.ts";

/** How little reports say that lie beside others that were left out. */
export type DoubtSettings = Pick<MatchSettings, "astray" | "wrongFlags">;

/**
 * Where a candidate is at one of the times. Where reports were left out, it rests on the believable ones, may have gone anywhere within its reach
 * (a ship whose reports are false does what others do not), and is with a small weight where all reports say, since a flag may be wrong. It is never surer
 * than all reports together would make it. Null for a ship without a report.
 */
export function candidateForecast(
  { brackets, doubted, shipClass }: Pick<Candidate, "brackets" | "doubted" | "shipClass">,
  time: number,
  at: number,
  { astray, wrongFlags }: DoubtSettings,
): Forecast | null {
  const bracket = brackets[time];
  if (bracket === undefined) return null;
  const all = doubted?.[time] ?? null;
  if (all === null) return forecastOf(bracket, at, shipClass);
  const said = inOnePiece(all, at);
  const believed = forecastOf(bracket, at, shipClass, astray);
  if (believed === null) return forecastOf(said, at, shipClass, 1 - wrongFlags);
  const asSaid = forecastOf(said, at, shipClass);
  return asSaid === null ? believed : together(believed, asSaid, wrongFlags);
}

/** Reports on both sides that one ship cannot have sent leave the nearer one. */
export function inOnePiece(bracket: Bracket, at: number): Bracket {
  const { before, after } = bracket;
  if (before === null || after === null || !isTorn(bracket)) return bracket;
  return at - before.at <= after.at - at ? { before, after: null } : { before: null, after };
}

/** Sum of the highest densities of the kernels, each with its weight, per square metre: no place is denser than this. */
export const concentration = ({ kernels, weights }: Forecast): number =>
  kernels.reduce((sum, { along, across }, i) => sum + (weights[i] ?? 0) / (2 * Math.PI * along * across), 0);

/** Two forecasts as one in the plane of the first, whose kernels are widened until it is no surer than the second. */
function together(first: Forecast, second: Forecast, share: number): Forecast {
  const wider = Math.max(1, Math.sqrt(concentration(first) / concentration(second)));
  const moved = ({ east, north }: { readonly east: number; readonly north: number }): EastNorth =>
    toPlane(first.plane, fromPlane(second.plane, [east, north]));
  return {
    ...first,
    kernels: [
      ...first.kernels.map((k) => ({ ...k, along: k.along * wider, across: k.across * wider })),
      ...second.kernels.map((k) => {
        const [east, north] = moved(k);
        return { ...k, east, north };
      }),
    ],
    weights: Float64Array.from([
      ...first.weights.map((w) => w * (1 - share)),
      ...second.weights.map((w) => w * share),
    ]),
  };
}
