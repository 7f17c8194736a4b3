import fc from "fast-check";
import { expect, test } from "vitest";
import type { Observation } from "../../sites/counting/look.ts";
import type { Site } from "../../sites/counting/site.ts";
import { parseSpan } from "../../base/time/span.ts";
import type { VoyageRow } from "../voyages/voyages-table.ts";
import { madeVoyage } from "../../../test/made-voyage.ts";
import { buildChain } from "./build-chain.ts";
import { chainSettings, strengths, type ChainLink } from "./chain.ts";
import type { ChainRecords } from "./chain-records.ts";
import type { ConnectionRow } from "./connections-table.ts";
import { carriedThrough } from "./quantity.ts";

const site = (id: string, longitude: number, latitude: number): Site => ({
  id,
  name: id,
  names: [],
  country: "",
  zoneMinutes: 540,
  position: [longitude, latitude],
  note: "",
  source: "",
});
const sites = [
  site("quay", 130.3, 42.2),
  site("harbour", 132.3, 42.9),
  site("depot", 40, 45.9),
  site("yard", 130.6, 42.4),
];
const sea = madeVoyage("sea", {
  vessel: "Angler",
  fromPlace: "quay",
  fromAt: "2023-09-07",
  toPlace: "harbour",
  toAt: "2023-09-12",
  containersBest: 300,
});
const rail = madeVoyage("rail", {
  mode: "rail",
  identifiedBy: "inferred",
  fromPlace: "harbour",
  fromAt: "2023-09-12",
  toPlace: "depot",
  toAt: "2023-10-01",
  containersWords: "the same boxes",
});
const connection = (from: string, to: string): ConnectionRow => ({
  connection: `${from}-${to}`,
  fromPlace: from,
  toPlace: to,
  mode: "rail",
  lengthKmLow: null,
  lengthKmHigh: null,
  basis: "a line on the map",
  publisher: "",
  address: "",
  page: "quoting",
});
const records = (voyages: readonly VoyageRow[], more: Partial<ChainRecords> = {}): ChainRecords => ({
  sites,
  voyages,
  connections: [],
  observations: [],
  legs: [],
  ...more,
});

test("sea and rail legs that meet make a way, and the leg that nobody followed is its weakest", () => {
  const { paths } = buildChain(records([rail, sea]));
  expect(paths.map((p) => p.id)).toEqual(["quay>harbour>depot"]);
  const [path] = paths;
  expect(path?.holds).toBe(true);
  expect(path?.strength).toBe("inferred");
  expect(path?.weakest.link).toBe("voyages/rail");
  expect(path?.weakest.wanted.length).toBeGreaterThan(0);
  expect(path?.carried).toEqual([
    { low: 250, high: 350 },
    { low: 0, high: 350 },
  ]);
  expect(path?.joints[0]?.order).toBe("can-be");
});

test("a way without a leg on record is shown as possible and no more", () => {
  const { paths } = buildChain(
    records([sea, rail], { connections: [connection("quay", "yard"), connection("yard", "depot")] }),
    { from: "quay", to: "depot" },
  );
  expect(paths.map((p) => [p.id, p.strength])).toEqual([
    ["quay>harbour>depot", "inferred"],
    ["quay>yard>depot", "possible"],
  ]);
  expect(paths[1]?.carried.every((c) => c.low === null && c.high === null)).toBe(true);
});

test("a load cannot leave before it came, nor come before the way can be run", () => {
  const early = { ...rail, fromAt: "2023-08-01", toAt: "2023-08-20" };
  const [late] = buildChain(records([sea, early])).paths;
  expect(late?.holds).toBe(false);
  expect(late?.joints[0]?.order).toBe("cannot");
  const hasty = { ...rail, fromAt: "2023-09-12", toAt: "2023-09-13" };
  const [fast] = buildChain(records([sea, hasty])).paths;
  expect(fast?.holds).toBe(false);
  expect(fast?.weakest.why[0]).toBe("there was not time enough for the way");
});

test("more that leaves than came needs another source, and is said", () => {
  const grown = { ...rail, containersLow: 900, containersHigh: 950 };
  const [path] = buildChain(records([sea, grown])).paths;
  expect(path?.joints[0]?.quantity).toBe("grows");
  expect(path?.joints[0]?.notes.join(" ")).toContain("a further source");
});

test("of several legs for a step the one is shown that can follow, also where a stronger one cannot", () => {
  const afterwards = madeVoyage("later", {
    ...sea,
    voyage: "later",
    fromAt: "2023-10-10",
    toAt: "2023-10-14",
  });
  const [path] = buildChain(records([afterwards, rail, sea])).paths;
  expect(path?.links).toEqual(["voyages/sea", "voyages/rail"]);
  expect(path?.others[0]).toEqual(["voyages/later"]);
});

test("legs with an end that nobody saw are left out by name", () => {
  const { leftOut, links } = buildChain(
    records([madeVoyage("half", { toPlace: "quay", toAt: "2023-10-01" })]),
  );
  expect(links).toEqual([]);
  expect(leftOut).toEqual([{ id: "half", why: "where it came from was not seen" }]);
});

test("a look at an end is evidence of it, and one that shows nothing speaks against", () => {
  const look = (id: string, siteId: string, at: string, best: number): Observation => {
    const span = parseSpan(at, 540);
    return {
      look: {
        id,
        siteId,
        takenAt: span.ok ? span.span : null,
        observer: "O",
        provider: "",
        sampleDistanceMetres: null,
        looksSummed: 1,
      },
      count: {
        id: `${id}-count`,
        lookId: id,
        areaId: null,
        kind: "container",
        measure: "presence",
        statistic: "at-look",
        low: null,
        best,
        high: null,
        qualifier: "",
        cover: "not-stated",
        outcome: "counted",
        reason: "",
        caveats: "",
        publisher: "",
        address: "",
        page: "primary",
        publishedAt: "",
        corrects: null,
      },
    };
  };
  const observations = [
    look("a", "quay", "2023-09-06", 1),
    look("b", "quay", "2023-09-08", 0),
    look("c", "harbour", "2023-09-12", 0),
  ];
  const [link] = buildChain(records([sea], { observations })).links;
  expect(link?.evidence).toEqual([
    { table: "voyages", id: "sea", says: "leg" },
    { table: "counts", id: "a-count", says: "at-origin" },
    { table: "counts", id: "b-count", says: "falls-at-origin" },
    { table: "counts", id: "c-count", says: "against" },
  ]);
});

const date = fc
  .integer({ min: 0, max: 700 })
  .map((d) => new Date(Date.UTC(2023, 0, 1 + d)).toISOString().slice(0, 10));
const anyRow = fc.record({
  mode: fc.constantFrom("ship" as const, "rail" as const),
  fromPlace: fc.constantFrom("", "quay", "harbour", "depot", "yard", "elsewhere"),
  toPlace: fc.constantFrom("", "quay", "harbour", "depot", "yard", "elsewhere"),
  fromAt: fc.oneof(fc.constant(""), date),
  toAt: fc.oneof(fc.constant(""), date),
  identifiedBy: fc.constantFrom("named" as const, "likened" as const, "inferred" as const),
  containersBest: fc.option(fc.integer({ min: 0, max: 500 }), { nil: null }),
  containersWords: fc.constantFrom("", "the same boxes"),
});

test("the order of records changes nothing, and no answer becomes surer or larger on its way", () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 12 }), fc.integer(), (fields, seed) => {
      const rows = fields.map((f, i) => madeVoyage(`v${i}`, f));
      const shuffled = [...rows].sort(
        (a, b) => ((seed + a.voyage.length) % 2 === 0 ? 1 : -1) * (a.voyage < b.voyage ? -1 : 1),
      );
      const model = buildChain(records(rows));
      expect(buildChain(records(shuffled))).toEqual(model);
      const byId = new Map(model.links.map((l) => [l.id, l]));
      for (const path of model.paths) {
        const ranks = path.links.map((l) => strengths.indexOf(byId.get(l)?.strength ?? "possible"));
        expect(strengths.indexOf(path.strength)).toBe(Math.max(...ranks));
        for (const [i, after] of path.carried.entries()) {
          const before = path.carried[i - 1];
          if (before === undefined) continue;
          if (before.low !== null && after.low !== null) expect(after.low).toBeLessThanOrEqual(before.low);
          if (before.high !== null) expect(after.high ?? Infinity).toBeLessThanOrEqual(before.high);
          if (before.low === null) expect(after.low === null || after.low === 0).toBe(true);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test("what is carried on is never known better than before, but where fewer can have been carried", () => {
  const end = fc.option(fc.integer({ min: 0, max: 400 }), { nil: null });
  const load = fc.record({
    low: end,
    high: end,
    sameLoad: fc.boolean(),
    group: fc.boolean(),
    strength: fc.constantFrom(...strengths),
  });
  fc.assert(
    fc.property(fc.array(load, { minLength: 2, maxLength: 5 }), (loads) => {
      const links = loads.map(({ low, high, sameLoad, group, strength }) => ({
        containers: {
          low: low !== null && high !== null ? Math.min(low, high) : low,
          high: low !== null && high !== null ? Math.max(low, high) : high,
          best: null,
          words: "",
        },
        sameLoad,
        group,
        strength,
      })) satisfies Pick<ChainLink, "containers" | "sameLoad" | "group" | "strength">[];
      const carried = carriedThrough(links);
      for (const [i, after] of carried.entries()) {
        const before = carried[i - 1];
        if (before === undefined || before.low === null || before.high === null) continue;
        const width = before.high - before.low;
        expect((after.high ?? Infinity) - (after.low ?? 0)).toBeGreaterThanOrEqual(
          Math.min(width, after.high ?? Infinity),
        );
      }
    }),
  );
});

test("without sites and voyages there is no chain", () => {
  expect(buildChain(records([], { sites: [] }))).toEqual({
    places: [],
    links: [],
    paths: [],
    leftOut: [],
    cut: false,
    settings: chainSettings,
  });
});
