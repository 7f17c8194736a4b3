import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { uniform } from "../../src/base/random.ts";
import { foldName } from "../../src/movements/vessels/names/fold.ts";
import { nameLikeness, nameThresholds } from "../../src/movements/vessels/names/likeness.ts";
import type { Bench, Figure } from "../figure.ts";

const day = fileURLToPath(new URL("../../../shared/data/ais/noaa-2020-01-01.parquet", import.meta.url));

/** One change of a kind that people make when they write a name down: a letter left out, doubled, exchanged with its neighbour, or another one. */
function misspelt(name: string, random: () => number): string {
  const at = 1 + Math.floor(random() * Math.max(1, name.length - 1));
  const letter = String.fromCharCode(65 + Math.floor(random() * 26));
  const kind = Math.floor(random() * 4);
  if (kind === 0) return name.slice(0, at) + name.slice(at + 1);
  if (kind === 1) return name.slice(0, at) + name.charAt(at - 1) + name.slice(at);
  if (kind === 2) return name.slice(0, at - 1) + name.charAt(at) + name.charAt(at - 1) + name.slice(at + 1);
  return name.slice(0, at) + letter + name.slice(at + 1);
}

/**
 * How often two names of different ships are taken for one, and how often a name with one slip is still known: on the names of a real day of ships with ship
 * numbers.
 */
export async function benchLikeness({ quick, note }: Bench): Promise<Figure[]> {
  if (!existsSync(day)) {
    note("likeness: skipped, no ../shared/data/ais");
    return [];
  }
  const database = await DuckDBInstance.create(":memory:");
  const connection = await database.connect();
  const read = await connection.runAndReadAll(
    `select distinct VesselName as name from '${day}' where VesselName is not null and regexp_matches(IMO, '^IMO[1-9][0-9]{6}$') order by 1`,
  );
  connection.closeSync();
  const names = read.getRowObjectsJson().flatMap(({ name }) => (typeof name === "string" ? [name] : []));
  const random = uniform(5);
  const folded = names.map(foldName);
  const queries = quick ? 100 : 600;
  let [pairs, alike, perhaps, withAlike, withPerhaps] = [0, 0, 0, 0, 0];
  let [kept, keptPerhaps, firstRight] = [0, 0, 0];
  const began = performance.now();
  let compared = 0;
  for (let q = 0; q < queries; q++) {
    const index = Math.floor(random() * names.length);
    const own = folded[index];
    const name = names[index];
    if (own === undefined || name === undefined) continue;
    let [a, p] = [0, 0];
    const slip = foldName(misspelt(name, random));
    const likenessOfOwn = nameLikeness(slip, own);
    let better = 0;
    for (const [i, other] of folded.entries()) {
      if (i === index) continue;
      compared += 2;
      const likeness = nameLikeness(own, other);
      pairs++;
      if (likeness >= nameThresholds.alike) a++;
      else if (likeness >= nameThresholds.perhaps) p++;
      if (nameLikeness(slip, other) >= likenessOfOwn) better++;
    }
    alike += a;
    perhaps += p;
    if (a > 0) withAlike++;
    if (a + p > 0) withPerhaps++;
    if (likenessOfOwn >= nameThresholds.alike) kept++;
    if (likenessOfOwn >= nameThresholds.perhaps) keptPerhaps++;
    if (better === 0) firstRight++;
  }
  const perSecond = compared / ((performance.now() - began) / 1000);
  note(
    `likeness: ${names.length} names; of ${pairs} pairs ${alike} alike and ${perhaps} perhaps; of ${queries} names ${withAlike} have another that is alike, ${withPerhaps} one that is perhaps; with one slip ${kept} stay alike, ${keptPerhaps} perhaps, ${firstRight} are still the nearest; ${Math.round(perSecond)} comparisons a second`,
  );
  return [
    { name: "names-alike-by-chance", value: alike / pairs, unit: "", goal: "<0.0002" },
    { name: "names-perhaps-by-chance", value: perhaps / pairs, unit: "", goal: null },
    { name: "names-with-another-alike", value: withAlike / queries, unit: "", goal: null },
    { name: "names-with-slip-alike", value: kept / queries, unit: "", goal: null },
    { name: "names-with-slip-nearest", value: firstRight / queries, unit: "", goal: ">0.9" },
    { name: "names-compared", value: perSecond, unit: "1/s", goal: null },
  ];
}
