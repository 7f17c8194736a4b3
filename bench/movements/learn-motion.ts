/**
 * Learns how ships move between reports from one half of the ships of a real day and writes src/movements/matching/learnt-motion.ts:
 *     node bench/movements/learn-motion.ts
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  bowOf,
  headingDensity,
  headingKernels,
  kernelsOfHeading,
} from "../../src/movements/matching/heading.ts";
import {
  kernelsOfPassage,
  kernelsOfReckoning,
  logDensity,
  passageKernels,
  reckoningKernels,
  type Kernel,
} from "../../src/movements/matching/kernels.ts";
import { toPlane, type EastNorth } from "../../src/movements/matching/plane.ts";
import { shipClasses } from "../../src/movements/matching/ship-class.ts";
import {
  openSituations,
  passageOf,
  reckoningOf,
  situations,
} from "../../src/movements/matching/situation.ts";
import { binOf, bridgeMinutes, openMinutes } from "../../src/movements/matching/time-gaps.ts";
import { hidePassages } from "./hidden-passages.ts";
import { mixtureWeights } from "./mixture-weights.ts";
import { realShips } from "./real-day.ts";
import { quantile, sentLengths } from "./sent-lengths.ts";

const perShip = 48;
const seed = 20_200_101;

/** Rows of densities by the bin that they are learnt in. */
class Rows {
  readonly byBin = new Map<string, number[]>();
  add(bin: string, row: Iterable<number>): void {
    const rows = this.byBin.get(bin) ?? [];
    this.byBin.set(bin, rows);
    for (const value of row) rows.push(value);
  }
}

const scaled = (kernels: readonly Kernel[], place: EastNorth): Float64Array => {
  const logs = Float64Array.from(kernels, (k) => logDensity(k, place));
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  return logs.map((l) => Math.exp(l - most));
};

const passages = new Rows();
const reckonings = new Rows();
const headings = new Rows();
let ships = 0;

for await (const ship of realShips("learnt")) {
  if (ship.reports.length === 0) continue;
  ships++;
  for (const { truth, bracket } of hidePassages(ship, perShip, seed, false)) {
    const { before, after } = bracket;
    if (before === null || after === null) continue;
    const passage = passageOf(before, after, truth.at);
    const kernels = kernelsOfPassage(passage, ship.shipClass);
    const minutes =
      (passage.nearSeconds * passage.farSeconds) / (passage.nearSeconds + passage.farSeconds) / 60;
    const bin = `${passage.situation}|${binOf(minutes, bridgeMinutes)}`;
    passages.add(`${ship.shipClass}|${bin}`, scaled(kernels, toPlane(passage.plane, truth.position)));
    const bow = bowOf(truth);
    if (bow !== null) {
      const about = kernelsOfHeading(passage.near, passage.far, passage.meanVelocity);
      headings.add(
        bin,
        about.map((kernel) => headingDensity(kernel, bow, 0)),
      );
    }
  }
  for (const { truth, bracket } of hidePassages(ship, perShip / 2, seed + 1, true)) {
    const reckoning = reckoningOf(bracket, truth.at);
    if (reckoning === null) continue;
    const bin = `${reckoning.situation}|${binOf(reckoning.nearSeconds / 60, openMinutes)}`;
    reckonings.add(
      `${ship.shipClass}|${bin}`,
      scaled(kernelsOfReckoning(reckoning, ship.shipClass), toPlane(reckoning.plane, truth.position)),
    );
  }
}

/** Weights of each bin of each class, drawn towards those of all classes together, and these towards level ones. */
function learn(rows: Rows, k: number, bins: readonly string[]): Record<string, Float64Array> {
  const level = new Float64Array(k).fill(1 / k);
  const learnt: Record<string, Float64Array> = {};
  for (const bin of bins) {
    const all = shipClasses.flatMap((c) => rows.byBin.get(`${c}|${bin}`) ?? []);
    const together = mixtureWeights(Float32Array.from(all), k, level, 2);
    learnt[`all|${bin}`] = together;
    for (const shipClass of shipClasses) {
      const own = rows.byBin.get(`${shipClass}|${bin}`) ?? [];
      if (own.length / k >= 30)
        learnt[`${shipClass}|${bin}`] = mixtureWeights(Float32Array.from(own), k, together, 40);
    }
  }
  return learnt;
}

/** Weights in thousandths by place, those of nothing left out: "3:120 7:880". */
const packed = (weights: Float64Array): string =>
  [...weights]
    .map((w, i) => [i, Math.round(w * 1000)] as const)
    .filter(([, w]) => w > 0)
    .map(([i, w]) => `${i}:${w}`)
    .join(" ");

const binsOf = (names: readonly string[], ends: readonly number[]): string[] =>
  names.flatMap((name) => ends.map((_, i) => `${name}|${i}`));
const passageBins = binsOf(situations, bridgeMinutes);
const learntPassages = learn(passages, passageKernels, passageBins);
const learntReckonings = learn(reckonings, reckoningKernels, binsOf(openSituations, openMinutes));
const learntHeadings: Record<string, Float64Array> = {};
const level = new Float64Array(headingKernels).fill(1 / headingKernels);
for (const bin of passageBins)
  learntHeadings[bin] = mixtureWeights(
    Float32Array.from(headings.byBin.get(bin) ?? []),
    headingKernels,
    level,
    4,
  );

const lengths = sentLengths();

const count = (rows: Rows, k: number): number =>
  [...rows.byBin.values()].reduce((n, r) => n + r.length / k, 0);
const table = (name: string, doc: string, of: Record<string, Float64Array>): string =>
  `/** ${doc} */\nexport const ${name}: Readonly<Record<string, string>> = {\n${Object.entries(of)
    .map(([bin, weights]) => `  ${JSON.stringify(bin)}: ${JSON.stringify(packed(weights))},\n`)
    .join("")}};\n`;

writeFileSync(
  fileURLToPath(new URL("../../src/movements/matching/learnt-motion.ts", import.meta.url)),
  `// Made by \`node bench/movements/learn-motion.ts\`; not written by hand. Learnt from ${ships} ships (one half by a hash of their numbers, the other half
// judges it) of one day of coastal reports of the United States, 1 January 2020 (NOAA MarineCadastre, public domain):
// ${count(passages, passageKernels)} hidden passages, ${count(reckonings, reckoningKernels)} hidden ends. One day and one coast: other seas move otherwise.

import type { ShipClass } from "./ship-class.ts";

${table("learntPassages", "Weights of the kernels of a passage in thousandths, as place:weight, by ship class, situation and bin of the bridge's time.", learntPassages)}
${table("learntReckonings", "The same for ships that reported on one side only, by the time to that report.", learntReckonings)}
${table("learntHeadings", "Weights of the kernels of a heading, by situation and bin of the bridge's time.", learntHeadings)}
/** Lengths that ships of each class send, in metres: 21 quantiles from the least to the most, of ${[...lengths.values()].reduce((n, l) => n + l.length, 0)} ships in samples of messages (BertoldVdb/go-ais, MIT). */
export const sentLengthQuantiles: Readonly<Record<ShipClass, readonly number[]>> = {
${shipClasses
  .map(
    (c) =>
      `  ${c}: [${Array.from({ length: 21 }, (_, i) => Math.round(quantile(lengths.get(c) ?? [], i / 20))).join(", ")}],\n`,
  )
  .join("")}};
`,
);
process.stderr.write(`${ships} ships, ${count(passages, passageKernels)} passages\n`);
