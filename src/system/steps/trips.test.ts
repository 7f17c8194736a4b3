import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { example as examples, standingClock, temporaryFolder } from "../../../test/made-case.ts";
import { InputError } from "../../base/errors.ts";
import type { ExplainedNumber, TripExplanation } from "../../movements/voyages/trips.ts";
import { createCase, type Case } from "../files/case-folder.ts";
import { importContext } from "./import-context.ts";
import { importLooks } from "./import-looks.ts";
import { importPlaces } from "./import-places.ts";
import { readShuttleFile } from "./shuttle-file.ts";
import { askLegs, askLoads, askTrips, shuttleOfCase, type TripsAsked } from "./trips.ts";

let opened: Case;
let asked: TripsAsked;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-"));
  opened = await createCase(join(folder, "case"), "trips", standingClock);
  await importPlaces(opened, join(examples, "sites.geojson"));
  await importLooks(opened, join(examples, "looks.csv"), {
    publications: join(examples, "publications.csv"),
  });
  await importContext(opened, "voyage import", join(examples, "voyages.csv"));
  asked = readShuttleFile(join(examples, "shuttle.json"));
  return () => {
    opened.close();
    rmSync(folder, { recursive: true, force: true });
  };
});

function explained(more: TripsAsked = {}): TripExplanation {
  const explanation = askTrips(opened, { ...asked, ...more });
  if (explanation === null) throw new Error("no shuttle");
  return explanation;
}
const numberIn = (e: TripExplanation, id: string): ExplainedNumber => {
  const found = e.numbers.find((n) => n.published.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

test("trips by mid-October 2023: what the sightings force and allow, and the days that nobody saw", () => {
  const e = explained();
  expect(e.ships).toEqual(["Angara", "Lady R", "Maria"]);
  expect(e.hulls).toMatchObject({ least: 3, exact: true });
  const named = (rule: string) => e.bounds.find((b) => b.rule === rule && b.ships !== null);
  expect(named("round-trip")).toMatchObject({ least: 1, exact: true });
  expect(named("loaded-leg")).toMatchObject({ least: 2, exact: true });
  expect(named("round-trip")?.most).toBeGreaterThan(20);
  expect(e.bounds.filter((b) => b.ships === null).every((b) => b.most === null)).toBe(true);
  const rajin = e.daysSeen.find((d) => d.portId === "rajin");
  expect(rajin).toMatchObject({ days: 50, wholeDays: [] });
  expect(rajin?.stated).toMatchObject([{ days: 12, source: "VOA", areaId: "pier-middle" }]);
  expect(rajin?.unseenDays).toHaveLength(43);
  expect(e.wouldResolve.some((w) => w.includes("which 12 days VOA could not see"))).toBe(true);
});

test("four, five and six trips are explained by their rules, windows and ships, and none is averaged", () => {
  const e = explained();
  expect(numberIn(e, "rusi-2023-10-14-sea-trip-two-ships").published).toMatchObject({
    best: 5,
    rule: "round-trip",
    ships: ["Angara", "Maria"],
    isFloor: true,
  });
  expect(numberIn(e, "kyiv-post-2023-10-sea-trip").published).toMatchObject({
    best: 4,
    publicationOf: "rusi-2023-10-14-sea-trip-two-ships",
  });
  const rusi = numberIn(e, "rusi-2023-10-14-sea-trip");
  expect(rusi.published).toMatchObject({ best: 6, ships: ["Angara", "Maria", "Lady R"] });
  expect(rusi.under[0]?.bounds.least).toBe(2);
  expect(numberIn(e, "csis-2023-10-16-sea-trip")).toMatchObject({ published: { best: 6, rule: null } });
  expect(numberIn(e, "csis-2023-10-16-sea-trip").under.map((u) => u.rule)).toEqual([
    "round-trip",
    "loaded-leg",
  ]);
  expect(numberIn(e, "voa-2023-08-26-to-10-12-rajin-ship-call").published).toMatchObject({
    best: 4,
    rule: "pier-visit",
    areaId: "pier-middle",
  });
  expect(e.numbers.every((n) => n.consistency === "consistent")).toBe(true);
  const relation = (a: string, b: string) =>
    e.apart.find((p) => [p.first, p.second].includes(a) && [p.first, p.second].includes(b));
  expect(relation("kyiv-post-2023-10-sea-trip", "rusi-2023-10-14-sea-trip-two-ships")?.relation).toBe(
    "same-source",
  );
  expect(relation("rusi-2023-10-14-sea-trip", "rusi-2023-10-14-sea-trip-two-ships")?.relation).toBe(
    "apart-by-ships",
  );
  expect(relation("osc-2023-10-sea-trip", "voa-2023-10-rajin-ship-call")?.relation).toBe("apart-by-rule");
  expect(relation("voa-2023-10-26-rajin-ship-call", "voa-2023-10-rajin-ship-call")).toMatchObject({
    relation: "apart-by-window",
    why: expect.stringContaining("at least 1 came") as string,
  });
});

test("64 voyages told over two windows, and loads by division, keep what they rest on", () => {
  const e = explained();
  const why = numberIn(e, "osc-2025-03-sea-trip").why.join("\n");
  expect(why).toContain("Window told as twenty months.");
  expect(why).toContain("Begins the count in August 2023");
  const shuttle = shuttleOfCase(opened, asked);
  if (shuttle === null) throw new Error("no shuttle");
  const loads = askLoads(shuttle).map((l) => [l.observer, Math.round(l.perTrip), l.says]);
  expect(loads).toContainEqual(["Open Source Centre", 247, "at-least"]);
  expect(loads).toContainEqual(["Open Source Centre", 222, "at-most"]);
  expect(loads).toContainEqual(["VOA", 300, "about"]);
  expect(
    askLoads(shuttle)
      .find((l) => l.observer === "VOA")
      ?.why.join(),
  ).toContain("assumption back");
});

test("a floor that no schedule reaches is told to be too many", () => {
  const e = explained({ stayHours: { rajin: 600, dunai: 600 } });
  const six = numberIn(e, "rusi-2023-10-14-sea-trip");
  expect(six.under[0]?.bounds.most).toBeLessThan(6);
  expect(six.consistency).toBe("above-most");
});

test("hulls that nobody named are counted when they are limited", () => {
  const e = explained({ settings: { otherHulls: 1 } });
  const any = e.bounds.find((b) => b.rule === "round-trip" && b.ships === null);
  const named = e.bounds.find((b) => b.rule === "round-trip" && b.ships !== null);
  expect(any?.most).toBeGreaterThan(named?.most ?? Infinity);
});

test("legs: published ones, weak ones with their rivals, and none out of groups of trips", () => {
  const shuttle = shuttleOfCase(opened, {});
  if (shuttle === null) throw new Error("no shuttle");
  expect(shuttle.question.ports.map((p) => p.id)).toEqual(["rajin", "dunai", "vostochny"]);
  const legs = askLegs(shuttle);
  const angara = legs.find((l) => l.ship === "Angara" && l.from.at.text === "2023-09-07");
  expect(angara).toMatchObject({ strength: "seen-both-ends", load: { best: 300, basis: "published" } });
  const weak = legs.filter((l) => l.probability < 1);
  expect(weak.length).toBeGreaterThan(0);
  for (const leg of weak) {
    const sum = leg.probability + leg.rivals.reduce((s, r) => s + r.probability, 0) + leg.noneOfThese;
    expect(sum).toBeCloseTo(1, 9);
    expect(["inferred", "possible"]).toContain(leg.strength);
  }
  expect(legs.some((l) => l.from.id.includes("trips"))).toBe(false);
});

test("wrong input is told by field: a port that is none, a window that is none, a file with other fields", () => {
  expect(() => explained({ load: ["atlantis"] })).toThrow(
    /--load: found "atlantis"; allowed: a site of the case/,
  );
  expect(() => explained({ load: ["dunai"] })).toThrow(InputError);
  expect(() => explained({ from: "2023-10-14", to: "2023-08-26" })).toThrow(/--to/);
  expect(() => askTrips(opened, { land: ["dunai"], load: [] })).toThrow(InputError);
  const file = join(temporaryFolder(), "question.json");
  writeFileSync(
    file,
    JSON.stringify({ loads: ["rajin"], settings: { greatestKnots: 900 }, readings: { a: 1 } }),
  );
  expect(() => readShuttleFile(file)).toThrow(/loads[\s\S]*settings\.greatestKnots[\s\S]*readings\.a/);
  writeFileSync(file, "{");
  expect(() => readShuttleFile(file)).toThrow(InputError);
  expect(() => readShuttleFile(`${file}.none`)).toThrow(InputError);
});
