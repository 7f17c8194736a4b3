import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chainInWords } from "../../src/apps/cli/commands/chain/in-words.ts";
import { asks } from "../../src/apps/server/movements/asks.ts";
import type { Contradiction } from "../../src/findings/contradictions/contradiction.ts";
import { measureLines } from "../../src/findings/distances/fit.ts";
import { workedOutLegs } from "../../src/movements/voyages/legs/worked-out-legs.ts";
import type { Case } from "../../src/system/files/case-folder.ts";
import { readReferenceLines } from "../../src/system/store/reading-chain.ts";
import { analysePositions, readAnalysis } from "../../src/system/steps/analyse-positions.ts";
import { buildReport } from "../../src/system/steps/build-report.ts";
import { askChain } from "../../src/system/steps/chain-of-case.ts";
import { askContradictions } from "../../src/system/steps/contradictions-of-case.ts";
import { importRoute } from "../../src/system/steps/demo-route.ts";
import { draft } from "../../src/system/steps/finding.ts";
import { importContext } from "../../src/system/steps/import-context.ts";
import { importLines } from "../../src/system/steps/import-lines.ts";
import { importPositions } from "../../src/system/steps/import-positions.ts";
import {
  askLegs,
  askTrips,
  heardCalls,
  shuttleOfCase,
  type HeardCalls,
} from "../../src/system/steps/trips.ts";
import { openAnalysis } from "../../src/system/steps/movements-events.ts";
import { openPositions } from "../../src/system/positions/open-positions.ts";
import { addBorder } from "../../src/system/steps/add-border.ts";
import { matchSightings } from "../../src/system/steps/match-sightings.ts";
import { verifyCase } from "../../src/system/steps/verify-case.ts";
import { publishedCase } from "../demo-records.ts";
import { example, madeFile } from "../made-case.ts";

const launcher = join(import.meta.dirname, "../../bin/yardwatch.js");

let folder: string;
let opened: Case;
let found: readonly Contradiction[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "yardwatch-chain-"));
  opened = await publishedCase(join(folder, "case"));
  await importRoute(opened, example);
  found = await askContradictions(opened);
});
afterAll(() => {
  opened.close();
  rmSync(folder, { recursive: true, force: true });
});

test("from the port to the depot two ways are told: one inferred by its rail leg, one possible and no more", () => {
  const { paths, links } = askChain(opened, { from: "rajin", to: "tikhoretsk" });
  expect(paths.map((p) => [p.id, p.strength, p.holds])).toEqual([
    ["rajin>dunai>tikhoretsk", "inferred", true],
    ["rajin>tumangang>khasan>tikhoretsk", "possible", true],
  ]);
  const [sea] = paths;
  expect(sea?.links).toEqual([
    "voyages/angara-2023-09-07-rajin-dunai",
    "voyages/rail-2023-09-12-dunai-tikhoretsk",
  ]);
  expect(sea?.weakest.link).toBe("voyages/rail-2023-09-12-dunai-tikhoretsk");
  const [first] = sea?.links.flatMap((id) => links.find((l) => l.id === id) ?? []) ?? [];
  expect(first?.strength).toBe("seen-both-ends");
  // Some 180 km: five days are far more than the way takes, at any speed that is allowed.
  expect(first?.travelHours?.high).toBeLessThan(first?.availableHours ?? 0);
  expect(first?.evidence.map((e) => e.id)).toContain("us-2023-09-12-dunai-container");
});

test("that no way is on record is not said as if none had been taken", () => {
  const lines = chainInWords(askChain(opened, { from: "tikhoretsk", to: "rajin" }));
  expect(lines[0]).toMatch(/ 0 ways$/);
  expect(lines[1]).toContain("says nothing of whether one was taken");
});

test("before the first leg began there is no chain of legs", () => {
  const { links } = askChain(opened, { at: "2023-07" });
  expect(links.filter((l) => l.strength !== "possible")).toEqual([]);
  expect(() => askChain(opened, { from: "nowhere" })).toThrow(/a place that a leg touches/);
  expect(() => askChain(opened, { at: "soon" })).toThrow(/--at/);
});

test("the border is where others measured it: some 195 km at the Sea of Azov, some 274 km at Kerch", () => {
  const measured = new Map(
    measureLines([40.0424, 45.8884], readReferenceLines(opened.database)).map((m) => [
      m.line.id,
      m.metres / 1000,
    ]),
  );
  expect(measured.get("ukraine.land")).toBeGreaterThan(190);
  expect(measured.get("ukraine.land")).toBeLessThan(200);
  expect(Math.abs((measured.get("ukraine-with-crimea.claimed-coast") ?? 0) - 274)).toBeLessThan(5);
  // Whose ground Crimea is changes nothing at the nearest place of the border.
  expect(measured.get("ukraine-with-crimea.land")).toBe(measured.get("ukraine.land"));
});

test("every contradiction is answered, none of its statements names a record that is not there", () => {
  expect(found.length).toBe(38);
  expect(found.flatMap((c) => c.missing)).toEqual([]);
  for (const c of found) {
    expect(c.why, c.id).toMatch(/\.$/);
    expect(c.why, c.id).not.toMatch(/undefined|NaN|Infinity/);
    if (c.standing === "open") expect(c.wanted, c.id).not.toBe("");
  }
});

const answers: Readonly<Record<string, string>> = {
  "rusi-two-or-three-ships": "resolved",
  "trips-by-mid-october": "compatible",
  "calls-in-october": "open",
  "trips-by-february": "compatible",
  "sixty-four-since": "open",
  "rounds-in-one-report": "open",
  "fifteen-thousand-eight-hundred": "resolved",
  "a-thousand-containers": "resolved",
  "three-hundred-containers": "resolved",
  "containers-in-february": "open",
  "start-of-the-thirteen-thousand": "open",
  "five-thousand-containers": "resolved",
  "shells-from-containers": "resolved",
  "flag-of-angara": "resolved",
  "maria-listed": "resolved",
  "lady-r-in-october-2025": "resolved",
  "first-ship-after-the-pause": "compatible",
  "pause-of-2024": "compatible",
  "maia-1-nine-trips": "resolved",
  "calls-of-early-2025": "open",
  "lengths-of-ships": "compatible",
  "angara-or-lady-r": "open",
  "which-way-explosives-went": "resolved",
  "first-leg": "resolved",
  "names-of-piers": "open",
  "nineteen-dark-vessels": "resolved",
  "dunai-or-the-danube": "resolved",
  "how-far-from-ukraine": "open",
  "day-of-the-strike": "resolved",
  "which-depots-were-named": "open",
  "railcars-either-way": "open",
  "two-thousand-tonnes": "open",
  "day-of-the-picture": "resolved",
  "seventy-three-worded": "resolved",
  "horses-on-the-first-train": "resolved",
  "port-or-cosmodrome": "resolved",
  "who-took-the-picture": "resolved",
  "first-train-after-the-closure": "compatible",
};

test("the answers are those that a reading by hand of the sources gave", () => {
  expect(Object.fromEntries(found.map((c) => [c.id, c.standing]))).toEqual(answers);
});

test("120 and 125 miles and 200 km are one distance, to the border; 290 km is another", () => {
  const why = found.find((c) => c.id === "how-far-from-ukraine")?.why ?? "";
  expect(why).toMatch(/^120 miles, 125 miles and 200 km fit the land border of Ukraine with Russia/);
  expect(why).not.toMatch(/290 km[^;]*land border/);
  expect(why).toContain("500 km fits none");
});

test("importing again changes nothing, other content under a known name is refused, and the case verifies", async () => {
  expect((await importLines(opened, join(example, "lines.geojson"))).changed).toBe(false);
  await expect(
    addBorder(opened, {
      id: "x",
      of: "Nowhere",
      facing: "Russia",
      claimed: [],
      site: "tikhoretsk",
      withinKm: 600,
    }),
  ).rejects.toThrow(/--of, --facing/);
  expect((await verifyCase(opened)).damage).toEqual([]);
});

test("a line whose error was altered is named", async () => {
  const set = opened.database.prepare("UPDATE reference_lines SET error_m = ? WHERE id = 'kerch'");
  set.run(1);
  const { damage } = await verifyCase(opened);
  set.run(5000);
  expect(damage.join("\n")).toContain("kerch");
  expect((await verifyCase(opened)).damage).toEqual([]);
});

test("the report shows both halves, each figure as the answers have it, and is the same when built again", async () => {
  const { finding, sentences } = await draft(opened, {
    site: "tumangang",
    kind: "railcar",
    at: "2023-10-05",
    event: "summit-2023-09-13",
  });
  const told = sentences.map((s) => s.text).join("\n");
  expect(told).toContain("{38|contradictions/total}");
  expect(told).toContain("{Tikhoretsk depot|chain/to}");
  // By the table: 37 legs, of which 15 of ships that no source names; the rail leg has no ship, and two are likened to one with a name.
  expect(told).toContain("{37|voyages/total} published legs");
  expect(told).toContain("{15|voyages/unnamed} whose ship was not named");
  const weighed = await matchSightings(opened, { sceneId: null, sightingId: null });
  const report = await buildReport(opened, { finding: finding.id, script: "" });
  const page = readFileSync(report.path, "utf8");
  // What the ends of trips rest on is told with them, each sighting by its record.
  const rests = page.split('class="trip-sightings"')[1]?.split("</table>")[0] ?? "";
  for (const { id } of askTrips(opened, { from: "2023-08-01", to: "2023-10-05" })?.used ?? [])
    expect(rests).toContain(`<code>${id}</code>`);
  expect(rests).toContain('href="#voyage-angara-2023-09-07-rajin-dunai"');
  expect(page).toContain("Ships that nobody named may have made any number more");
  // Whoever holds legs against reports must not read that nobody did.
  expect(page).not.toMatch(/none was checked/i);
  // Each verdict says what it is of; here publications tell of nearly all.
  expect(page).not.toContain("no sighting");
  for (const id of weighed.flatMap((w) => w.verdicts.map((v) => v.sightingId)))
    expect(page).toContain(`<code>${id}</code>`);
  for (const id of ["sea", "trips", "dark", "chain", "distances", "contradictions"])
    expect(page, id).toContain(`<section id="${id}"`);
  const open = found.filter((c) => c.standing === "open").length;
  expect(page).toContain(`<b>${open}</b> open`);
  for (const c of found)
    expect(page.replaceAll("&#39;", "'"), c.id).toContain(c.about.replaceAll("\u2019", "\u2019"));
  // Links inside the page lead somewhere.
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]));
  const lost = [...page.matchAll(/href="#([^"]+)"/g)].map((m) => m[1]).filter((id) => !ids.has(id));
  expect(lost).toEqual([]);
  expect((await buildReport(opened, { finding: finding.id, script: "" })).changed).toBe(false);
});

test("once another contradiction is on record, the old sentences no longer hold and no report is built", async () => {
  const file = join(folder, "more.csv");
  writeFileSync(
    file,
    [
      "statement,contradiction,about,test,says,low,high,publisher,wanted",
      "more.one,more,How many,one-figure,At least nine.,9,,A,A count.",
      "more.two,more,,one-figure,At most <script>five</script>.,,5,B,",
    ].join("\n"),
  );
  await importContext(opened, "contradiction import", file);
  await expect(buildReport(opened, { script: "" })).rejects.toThrow(/no longer agree/);
  const again = await draft(opened, {
    site: "tumangang",
    kind: "railcar",
    at: "2023-10-05",
    event: "summit-2023-09-13",
  });
  const page = readFileSync(
    (await buildReport(opened, { finding: again.finding.id, script: "" })).path,
    "utf8",
  );
  expect(page).toContain("At most &lt;script&gt;five&lt;/script&gt;.");
  expect(page).not.toContain("<script>five");
});

test("trips in the report are those of voyage explain, with the visits that analysed reports tell of", async () => {
  const [rajin, dunai] = [
    [130.295, 42.225],
    [132.3375, 42.88028],
  ] as const;
  // Invented: 14 hours at Rajin, 8 under way, 14 at Dunai.
  const share = (hours: number): number => Math.min(1, Math.max(0, (hours - 14) / 8));
  const rows = Array.from({ length: 36 * 6 }, (_, i) => {
    const [at, of] = [i / 6, share(i / 6)];
    const time = new Date(Date.UTC(2023, 8, 20) + at * 3_600_000).toISOString().slice(0, 19);
    const [x, y] = [rajin[0] + of * (dunai[0] - rajin[0]), rajin[1] + of * (dunai[1] - rajin[1])];
    return `273000009,${time}Z,${x.toFixed(5)},${y.toFixed(5)},${of > 0 && of < 1 ? 12.3 : 0},66`;
  });
  await importPositions(
    opened,
    madeFile(
      "reports.csv",
      `${["mmsi,at,longitude,latitude,speed_knots,course_degrees", ...rows].join("\n")}\n`,
    ),
  );
  const pageOf = async () => {
    const { finding } = await draft(opened, {
      site: "tumangang",
      kind: "railcar",
      at: "2023-10-05",
      event: "summit-2023-09-13",
    });
    const { path } = await buildReport(opened, { finding: finding.id, script: "" });
    return readFileSync(path, "utf8");
  };
  /** "At least" and "Room for", row by row. */
  const rowsOf = (page: string): string[] => {
    const [, table = ""] = page.split('class="trip-bounds"');
    const cells = [...(table.split("</table>")[0] ?? "").matchAll(/<td class="figure">(.*?)<\/td>/gs)];
    return cells.map((c) => (c[1] ?? "").replace(/<[^>]+>/g, "").trim());
  };
  const expected = (heard: HeardCalls): string[] =>
    (askTrips(opened, { from: "2023-08-01", to: "2023-10-05", ...heard })?.bounds ?? []).flatMap((b) => [
      String(b.least),
      b.most === null ? "nothing bounds it" : String(b.most),
    ]);
  expect(readAnalysis(opened)).toBeNull();
  const page = await pageOf();
  expect(page).toContain("Visits that position reports tell of are counted in");
  const heard = heardCalls(await analysePositions(opened, null));
  expect(rowsOf(page)).toEqual(expected(heard));
  expect(rowsOf(page)).not.toEqual(expected({}));
  // What is derived of the reports may be deleted, and the report is the same.
  rmSync(join(opened.folder, "positions", "derived"), { recursive: true });
  expect(readAnalysis(opened)).toBeNull();
  expect(await pageOf()).toBe(page);

  // The chain has the legs that voyage list has, in the report as by chain show.
  const shuttle = shuttleOfCase(opened, heard);
  const legs = workedOutLegs(shuttle === null ? [] : askLegs(shuttle)).map((l) => l.id);
  const linksOf = (calls: HeardCalls): string[] => askChain(opened, calls).links.map((l) => l.id);
  const added = linksOf(heard).filter((id) => !linksOf({}).includes(id));
  expect(added).toHaveLength(1);
  expect(legs.map((id) => `legs/${id}`)).toContain(added[0]);
  const shown = spawnSync(process.execPath, [launcher, "chain", "show", "--case", opened.folder, "--json"], {
    encoding: "utf8",
  });
  const inShow = JSON.parse(shown.stdout) as { readonly links: readonly { readonly id: string }[] };
  expect(inShow.links.map((l) => l.id)).toEqual(linksOf(heard));
  const asked = await openPositions(opened);
  try {
    const inRoom = asks.chain({ opened, source: asked, analysis: openAnalysis(opened) }, null);
    expect(inRoom.links.map((l) => l.id)).toEqual(linksOf(heard));
  } finally {
    asked.close();
  }
  expect(page).toContain("Of the links, 1 rests");
  expect(page).toContain("on visits that position reports tell of; the sentences of the finding rest on");
}, 60_000);
