/**
 * Holds the learnt sum of kernels against two simpler forecasts on the ships that it was not learnt from: how probable each makes the place where the ship was.
 *     node bench/movements/compare-motion.ts
 * The place is measured with an error of 20 m, as of a good picture, and each forecast is widened by it. The peers are fitted here, each class of ship apart, on the half that the kernels were learnt from.
 */
import { uniform } from "../../src/base/random.ts";
import { normalQuantile } from "../../src/base/probability/normal.ts";
import { forecastOf, forecastLogDensity } from "../../src/movements/matching/forecast.ts";
import { kernelsOfPassage } from "../../src/movements/matching/kernels.ts";
import { fromPlane, toPlane } from "../../src/movements/matching/plane.ts";
import { passageOf, situations } from "../../src/movements/matching/situation.ts";
import { hidePassages } from "./hidden-passages.ts";
import { realShips } from "./real-day.ts";

interface Seen {
  readonly shipClass: string;
  readonly situation: string;
  readonly minutes: number;
  readonly gapHours: number;
  /** Distance from the straight way and from the curved one, and the density of the kernels (judged half only). */
  readonly offStraight: number;
  readonly offCurved: number;
  readonly learnt: number;
}

const sightingMetres = 20;
const random = uniform(11);

async function collect(half: "learnt" | "judged"): Promise<Seen[]> {
  const seen: Seen[] = [];
  for await (const ship of realShips(half))
    for (const { truth, bracket } of hidePassages(ship, 24, half === "learnt" ? 7 : 8, false)) {
      const { before, after } = bracket;
      if (before === null || after === null) continue;
      const passage = passageOf(before, after, truth.at);
      const kernels = kernelsOfPassage(passage, ship.shipClass);
      const [trueEast, trueNorth] = toPlane(passage.plane, truth.position);
      const e = trueEast + sightingMetres * normalQuantile(random());
      const n = trueNorth + sightingMetres * normalQuantile(random());
      // The first kernels of the curved and of the straight way stand at their places 10 and 19.
      const [curved, straight] = [kernels[10], kernels[19]];
      if (curved === undefined || straight === undefined) continue;
      const forecast = forecastOf(bracket, truth.at, ship.shipClass);
      seen.push({
        shipClass: ship.shipClass,
        situation: passage.situation,
        minutes: (passage.nearSeconds * passage.farSeconds) / (passage.nearSeconds + passage.farSeconds) / 60,
        gapHours: (after.at - before.at) / 3_600_000,
        offStraight: Math.hypot(e - straight.east, n - straight.north),
        offCurved: Math.hypot(e - curved.east, n - curved.north),
        learnt:
          forecast === null
            ? Number.NaN
            : forecastLogDensity(
                {
                  ...forecast,
                  kernels: forecast.kernels.map((k) => ({
                    ...k,
                    along: Math.hypot(k.along, sightingMetres),
                    across: Math.hypot(k.across, sightingMetres),
                  })),
                },
                fromPlane(passage.plane, [e, n]),
              ),
      });
    }
  return seen;
}

/** Log density of distance r in the plane under a normal and a Student distribution with scale^2 = floor^2 + (a T^p)^2. */
const scaleOf = (minutes: number, [a, p, floor]: readonly number[]): number =>
  Math.hypot(sightingMetres, floor ?? 0, (a ?? 0) * minutes ** (p ?? 1));
const normal = (r: number, s: number): number => -Math.log(2 * Math.PI * s * s) - (r * r) / (2 * s * s);
const student = (r: number, s: number, dof: number): number =>
  -Math.log(2 * Math.PI * s * s) - ((dof + 2) / 2) * Math.log1p((r * r) / (dof * s * s));

/** Best parameters of a grid, refined three times. */
function fit(score: (p: readonly number[]) => number, start: readonly number[]): readonly number[] {
  let best = start;
  let bestScore = score(best);
  for (let step = 1; step > 0.05; step /= 2)
    for (let round = 0; round < 6; round++)
      for (const [i] of start.entries())
        for (const factor of [1 + step, 1 / (1 + step)]) {
          const trial = best.map((v, j) => (i === j ? v * factor : v));
          const s = score(trial);
          if (s > bestScore) [best, bestScore] = [trial, s];
        }
  return best;
}

const learning = await collect("learnt");
const judged = await collect("judged");
const rows: Record<string, string[]> = {};
const peers = {
  "bridge, normal": {
    off: (s: Seen) => s.offCurved,
    log: (r: number, m: number, p: readonly number[]) => normal(r, scaleOf(m, p)),
    start: [50, 1, 50],
  },
  "bridge, student": {
    off: (s: Seen) => s.offCurved,
    log: (r: number, m: number, p: readonly number[]) => student(r, scaleOf(m, p), p[3] ?? 1),
    start: [10, 1, 20, 1],
  },
  "straight, student": {
    off: (s: Seen) => s.offStraight,
    log: (r: number, m: number, p: readonly number[]) => student(r, scaleOf(m, p), p[3] ?? 1),
    start: [10, 1, 20, 1],
  },
};
const mean = (of: readonly number[]): string => (of.reduce((a, b) => a + b, 0) / of.length).toFixed(2);
const groups: [string, (s: Seen) => boolean][] = [
  ["all", () => true],
  ...[0.75, 1.5, 3, 6, 10].map((h): [string, (s: Seen) => boolean] => [
    `gap ${(h / 1.5).toFixed(1)} to ${h} h`,
    (s) => s.gapHours >= h / 1.5 && s.gapHours < h,
  ]),
  ...situations.map((w): [string, (s: Seen) => boolean] => [w, (s) => s.situation === w]),
];
for (const [name, test] of groups)
  rows[name] = [String(judged.filter(test).length), mean(judged.filter(test).map((s) => s.learnt))];
for (const { off, log, start } of Object.values(peers)) {
  const byClass = new Map<string, readonly number[]>();
  for (const shipClass of new Set(learning.map((s) => s.shipClass))) {
    const own = learning.filter((s) => s.shipClass === shipClass).slice(0, 15_000);
    byClass.set(
      shipClass,
      fit((p) => own.reduce((sum, s) => sum + log(off(s), s.minutes, p), 0), start),
    );
  }
  for (const [group, test] of groups)
    rows[group]?.push(
      mean(judged.filter(test).map((s) => log(off(s), s.minutes, byClass.get(s.shipClass) ?? start))),
    );
}
process.stdout.write(`nats per place: passages, kernels learnt, ${Object.keys(peers).join(", ")}\n`);
for (const [group, values] of Object.entries(rows))
  process.stdout.write(`${group.padEnd(22)} ${values.join("  ")}\n`);
