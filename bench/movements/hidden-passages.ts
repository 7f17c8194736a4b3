import { uniform } from "../../src/base/random.ts";
import type { Bracket, Report } from "../../src/movements/matching/bracket.ts";
import type { RealShip } from "./real-day.ts";

/** A report that was hidden, and the reports on either side of the time around it that was hidden with it. */
export interface HiddenPassage {
  readonly ship: RealShip;
  readonly truth: Report;
  readonly bracket: Bracket;
}

/** First report at or after a time, by halving. */
export function firstFrom(reports: readonly Report[], at: number): number {
  let [low, high] = [0, reports.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((reports[middle]?.at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

const minute = 60_000;

/**
 * Hides made-up stretches of a ship's day: 2 minutes to 14 hours long, evenly by the logarithm, around a time anywhere in the day. Half have the time in
 * their middle, half anywhere. `open` also drops one side.
 */
export function hidePassages(ship: RealShip, count: number, seed: number, open: boolean): HiddenPassage[] {
  const { reports } = ship;
  const random = uniform(seed ^ ship.mmsi);
  const [first, last] = [reports[0], reports.at(-1)];
  if (first === undefined || last === undefined || reports.length < 4) return [];
  const found: HiddenPassage[] = [];
  for (let tries = 0; tries < 4 * count && found.length < count; tries++) {
    const at = first.at + random() * (last.at - first.at);
    const truthIndex = firstFrom(reports, at);
    const truth = reports[truthIndex];
    if (truth === undefined || truth.at - at > 3 * minute) continue;
    const gap = 2 * minute * (14 * 30) ** random();
    const share = random() < 0.5 ? 0.45 + 0.1 * random() : 0.02 + 0.96 * random();
    const beforeIndex = firstFrom(reports, truth.at - share * gap) - 1;
    const afterIndex = firstFrom(reports, truth.at + (1 - share) * gap);
    const before = reports[Math.min(beforeIndex, truthIndex - 1)] ?? null;
    const after = reports[Math.max(afterIndex, truthIndex + 1)] ?? null;
    if (open) {
      const forward = random() < 0.5;
      const bracket = forward ? { before, after: null } : { before: null, after };
      if (bracket.before !== null || bracket.after !== null) found.push({ ship, truth, bracket });
    } else if (before !== null && after !== null) found.push({ ship, truth, bracket: { before, after } });
  }
  return found;
}
