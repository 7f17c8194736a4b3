import fc from "fast-check";
import { expect, test } from "vitest";
import { parseSpan } from "../../base/time/span.ts";
import type { VoyageRow } from "../../movements/voyages/voyages-table.ts";
import type { Observation } from "../../sites/counting/look.ts";
import type { Kind } from "../../sites/counting/kind.ts";
import type { Site } from "../../sites/counting/site.ts";
import { madeVoyage } from "../../../test/made-voyage.ts";
import { judgeContradictions } from "./judge.ts";
import type { ContradictionRecords } from "./statement.ts";
import type { StatementRow } from "./statements-table.ts";
import { testNames, type TestName } from "./test-names.ts";

const row = (test: TestName, statement: string, fields: Partial<StatementRow>): StatementRow => ({
  statement,
  contradiction: "c",
  about: "",
  topic: "sea",
  test,
  says: "It says so.",
  low: null,
  best: null,
  high: null,
  unit: "",
  base: null,
  value: "",
  over: "",
  rule: "",
  subject: "",
  record: "",
  longitude: null,
  latitude: null,
  document: "",
  retrieved: "",
  publisher: statement,
  publishedAt: "",
  address: "",
  page: "quoting",
  wanted: "",
  ...fields,
});
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
const none: ContradictionRecords = {
  statements: [],
  observations: [],
  voyages: [],
  events: [],
  vesselFacts: [],
  sites: [site("port", 130.3, 42.2), site("bay", 132.3, 42.9)],
  areas: [],
  lines: [],
  trips: null,
};
const judge = (
  test: TestName,
  rows: readonly Partial<StatementRow>[],
  records: Partial<ContradictionRecords> = {},
) => {
  const [only] = judgeContradictions({
    ...none,
    ...records,
    statements: rows.map((r, i) => row(test, "abcdefgh"[i] ?? "z", r)),
  });
  if (only === undefined) throw new RangeError("no contradiction");
  return only;
};
const observation = (
  id: string,
  kind: Kind,
  at: string,
  best: number,
  measure: "count" | "length" = "count",
): Observation => {
  const span = parseSpan(at, 540);
  return {
    look: {
      id,
      siteId: "port",
      takenAt: span.ok ? span.span : null,
      observer: "O",
      provider: "",
      sampleDistanceMetres: null,
      looksSummed: null,
    },
    count: {
      id,
      lookId: id,
      areaId: null,
      kind,
      measure,
      statistic: measure === "length" ? "at-look" : "total",
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
const leg = (voyage: string, fields: Partial<VoyageRow>): VoyageRow =>
  madeVoyage(voyage, {
    vessel: "Angler",
    imo: "9179842",
    imoSource: "published",
    fromPlace: "port",
    fromAt: "2023-09-07",
    toPlace: "bay",
    toAt: "2023-09-12",
    ...fields,
  });

test("one text read at two times is two versions; without dates nothing is told", () => {
  const two = { best: 2, document: "report", retrieved: "2023-10-17" };
  const three = { best: 3, document: "report", retrieved: "2023-11-04" };
  expect(judge("versions", [three, two]).standing).toBe("resolved");
  expect(judge("versions", [three, two]).why).toContain("2 when read on 17 October 2023 and 3 when read");
  expect(judge("versions", [{ ...two, retrieved: "" }, three]).standing).toBe("open");
});

test("lower bounds are compatible, the greatest holding for all; a ceiling below one by the same rule is not", () => {
  const floors = judge("floors", [{ low: 4 }, { low: 6 }, { low: 5 }]);
  expect([floors.standing, floors.figures["greatest"]]).toEqual(["compatible", 6]);
  expect(
    judge("floors", [
      { low: 6, rule: "trips" },
      { low: 2, high: 4, rule: "trips" },
    ]).standing,
  ).toBe("open");
  expect(
    judge("floors", [
      { low: 6, rule: "trips" },
      { low: 2, high: 4, rule: "ships" },
    ]).standing,
  ).toBe("compatible");
});

test("totals over time hold together or not, whatever their order", () => {
  const twelve = { best: 12, over: "2023-08-26/2023-10-26", rule: "ships" };
  const eleven = { best: 11, over: "2023-10", rule: "ships" };
  const seven = { best: 7, over: "2023-10", rule: "shipments" };
  const both = judge("totals-over-time", [twelve, eleven]);
  expect(both.standing).toBe("compatible");
  expect([both.figures["implied at least"], both.figures["implied at most"]]).toEqual([1, 12]);
  const apart = judge("totals-over-time", [twelve, eleven, seven]);
  expect(apart.standing).toBe("open");
  expect(apart.why).toContain("Each rule by itself can");
  const inside = judge("totals-over-time", [
    { low: 10_000, over: "2023-09-01/2024-02-23", rule: "boxes" },
    { low: 6_000, high: 7_000, over: "2023-08-01/2024-02-26", rule: "boxes" },
  ]);
  expect([inside.standing, inside.figures["apart by"]]).toEqual(["open", 3000]);
});

test("totals of true arrivals never contradict each other", () => {
  const day = fc.integer({ min: 1, max: 28 });
  fc.assert(
    fc.property(
      fc.array(day, { maxLength: 20 }),
      fc.array(fc.tuple(day, day), { minLength: 2, maxLength: 5 }),
      (arrivals, windows) => {
        const rows = windows.map(([a, b]) => {
          const [from, to] = [Math.min(a, b), Math.max(a, b)];
          const text = (d: number): string => `2023-10-${String(d).padStart(2, "0")}`;
          return {
            best: arrivals.filter((x) => from <= x && x <= to).length,
            over: from === to ? text(from) : `${text(from)}/${text(to)}`,
          };
        });
        expect(judge("totals-over-time", rows).standing).toBe("compatible");
      },
    ),
  );
});

test("one figure for two stretches is weighed by the legs in the difference", () => {
  const rows = [
    { best: 64, over: "2023-09-01/2025-03-31" },
    { best: 64, over: "2023-08-01/2025-03-31" },
  ];
  const open = judge("same-figure-other-time", rows, {
    voyages: [leg("early", { fromAt: "2023-08-20", toAt: "2023-08-25" })],
  });
  expect([open.standing, open.figures["legs in the difference"]]).toEqual(["open", 1]);
  expect(open.restsOn).toContain("voyages/early");
  expect(judge("same-figure-other-time", [rows[0] ?? {}, rows[0] ?? {}]).standing).toBe("compatible");
});

test("figures for one quantity share a value, or a slip of a digit is named", () => {
  expect(judge("one-figure", [{ low: 4, high: 6 }, { best: 5 }]).standing).toBe("compatible");
  const open = judge("one-figure", [{ best: 5.8 }, { best: 5.2 }, { low: 4.2, high: 5.8 }]);
  expect(open.standing).toBe("open");
  expect(open.why).toContain("5.2 and 5.8");
});

test("the words of the nearest source stand", () => {
  const said = judge("wording", [{ low: 15_800, page: "primary" }, { high: 16_000 }, { low: 16_000 }]);
  expect([said.standing, said.falls]).toEqual(["resolved", ["b"]]);
  expect(judge("wording", [{ low: 15_800, page: "primary" }, { high: 17_000 }]).standing).toBe("open");
});

test("a part is no whole where the whole is said to be more", () => {
  const rows = [
    { best: 300, value: "part" },
    { best: 300, value: "whole" },
    { low: 1000, value: "whole" },
  ];
  expect([judge("part-and-whole", rows).standing, judge("part-and-whole", rows).falls]).toEqual([
    "resolved",
    ["b"],
  ]);
  expect(judge("part-and-whole", rows.slice(0, 2)).standing).toBe("open");
  expect(
    judge("part-and-whole", [
      { best: 5, value: "part" },
      { best: 9, value: "whole" },
    ]).standing,
  ).toBe("compatible");
});

test("a load needs so many calls, and as many must be on record", () => {
  const records = {
    voyages: [leg("v", { containersBest: 300 })],
    observations: [
      observation("october", "ship-call", "2023-10", 11),
      observation("autumn", "ship-call", "2023-08-26/2023-12-31", 26),
    ],
  };
  const found = judge(
    "carrying-capacity",
    [
      { best: 5000, over: "2023-10-01/2023-10-31" },
      { best: 5000, over: "2023-08-01/2023-12-31" },
    ],
    records,
  );
  expect([found.standing, found.falls]).toEqual(["resolved", ["a"]]);
  expect(found.figures["calls needed 1"]).toBe(15);
  expect(
    judge("carrying-capacity", [
      { best: 1, over: "2023" },
      { best: 2, over: "2023" },
    ]).standing,
  ).toBe("open");
});

test("figures worked out from others are one family", () => {
  const found = judge("derived-family", [
    { best: 2_300_000, base: 5000 },
    { best: 3_000_000, base: 6700 },
  ]);
  expect([found.standing, found.figures["least"], found.figures["most"]]).toEqual(["resolved", 448, 460]);
  expect(judge("derived-family", [{ best: 2_300_000, base: 5000 }, { best: 9 }]).standing).toBe("open");
});

test("the nearest source decides only where it is alone", () => {
  const near = judge("nearest-source", [{ value: "RU", page: "mirror" }, { value: "KP" }]);
  expect([near.standing, near.falls]).toEqual(["resolved", ["b"]]);
  expect(judge("nearest-source", [{ value: "RU" }, { value: "KP" }]).standing).toBe("open");
  expect(judge("nearest-source", [{ value: "RU" }, { value: "RU" }]).standing).toBe("compatible");
});

test("a state is dated by the event on record", () => {
  const events = [
    {
      event: "listed",
      at: "2023-12-12",
      site: null,
      place: "",
      what: "Listed.",
      matters: "",
      publisher: "",
      address: "",
      conflict: "",
    },
  ];
  const rows = [
    { record: "events/listed" },
    { value: "yes", over: "2022" },
    { value: "no", over: "2023-10-16" },
  ];
  const found = judge("state-in-time", rows, { events });
  expect([found.standing, found.falls]).toEqual(["resolved", ["b"]]);
  const without = judge("state-in-time", rows);
  expect([without.standing, without.missing]).toEqual(["open", ["events/listed"]]);
});

test("weekdays, claimed orders and events on record try dates", () => {
  const weekday = judge("calendar", [
    { over: "2025-10-01" },
    { over: "2025-10-02" },
    { over: "2025-10", value: "wednesday" },
  ]);
  expect([weekday.standing, weekday.falls]).toEqual(["resolved", ["b"]]);
  const order = judge("calendar", [
    { over: "2025-01-01", value: "after 2025-01-20", publishedAt: "2025-02-24" },
    { over: "2025-01-20", value: "after 2025-01-20", publishedAt: "2025-02-24" },
    { over: "2025-01-10", value: "before 2025-01-20", publishedAt: "2025-02-24" },
  ]);
  expect([order.standing, order.falls]).toEqual(["open", ["a"]]);
  expect(order.why).toContain("1 February 2025 would be");
  const events = [
    {
      event: "strike",
      at: "2024-09-21",
      site: null,
      place: "",
      what: "x",
      matters: "",
      publisher: "",
      address: "",
      conflict: "",
    },
  ];
  const slip = judge("calendar", [{ record: "events/strike" }, { over: "2024-08-20/2024-08-21" }], {
    events,
  });
  expect([slip.standing, slip.falls]).toEqual(["resolved", ["b"]]);
});

test("first sightings bound a coming, the earliest best", () => {
  const found = judge(
    "first-seen",
    [
      { over: "2024-03-12", subject: "port" },
      { over: "2024-03-10", subject: "port" },
    ],
    {
      voyages: [leg("v", { vessel: "Lady", toPlace: "port", toAt: "2024-03-10" })],
    },
  );
  expect([found.standing, found.figures["days apart"]]).toEqual(["compatible", 2]);
  expect(found.why).toContain("Lady");
});

test("words that count back from the day of publication are tried on each of those days", () => {
  const voyages = [
    leg("calls", { fromAt: "2023-10-01/2024-02-29", toAt: "2023-10-01/2024-02-29" }),
    leg("away", { fromPlace: "Far", fromAt: "2025-01-05", toPlace: "Farther", toAt: "2025-01-11" }),
  ];
  const found = judge(
    "relative-date",
    [
      { value: "5 months", publishedAt: "2024-02-29", subject: "Angler" },
      { value: "5 months", publishedAt: "2025-02-20", subject: "Angler" },
    ],
    { voyages },
  );
  expect([found.standing, found.falls]).toEqual(["resolved", ["b"]]);
});

test("lengths tell ships apart or keep all candidates", () => {
  const observations = [
    observation("x", "ship", "2023-10-30", 135, "length"),
    observation("y", "ship", "2023-10-31", 118, "length"),
  ];
  const found = judge(
    "lengths",
    [
      { best: 120, subject: "Angler" },
      { best: 138, subject: "Maja" },
    ],
    { observations },
  );
  expect([found.standing, found.figures["fit several"], found.figures["fit none"]]).toEqual([
    "compatible",
    0,
    0,
  ]);
  const named = judge("lengths", [{ value: "Angler" }, { value: "Lady" }], { observations });
  expect([named.standing, named.figures["candidates"]]).toEqual(["open", 2]);
});

test("the earliest dated leg tells which way came first", () => {
  const voyages = [
    leg("out", { fromAt: "2023-09-07" }),
    leg("back", { fromPlace: "bay", toPlace: "port", fromAt: "2023-08-20/2023-08-31" }),
  ];
  const rows = [{ value: "bay>port" }, { value: "port>bay" }];
  const found = judge("legs-on-record", rows, { voyages });
  expect([found.standing, found.falls]).toEqual(["resolved", ["b"]]);
  expect(judge("legs-on-record", rows).standing).toBe("open");
});

test("names of places lead to one area each, or the list of names is wanted", () => {
  const areas = [
    {
      siteId: "port",
      id: "pier-north",
      name: "Northern pier",
      role: "pier" as const,
      outline: { type: "polygons" as const, polygons: [] },
      validFrom: null,
      validTo: null,
      approximate: true,
      uncertaintyMetres: null,
      basis: "",
      source: "",
    },
  ];
  const north = { value: "northern pier", subject: "port" };
  expect(judge("gazetteer", [north, north], { areas }).standing).toBe("resolved");
  expect(judge("gazetteer", [north, { value: "Terminal 1", subject: "port" }], { areas }).standing).toBe(
    "open",
  );
});

test("a number of ships beyond those known is a number of calls where that is on record", () => {
  const voyages = [leg("a", {}), leg("b", { vessel: "Maja" })];
  const rows = [
    { low: 19, unit: "ships" },
    { low: 19, unit: "calls" },
  ];
  expect([judge("unit", rows, { voyages }).standing, judge("unit", rows, { voyages }).falls]).toEqual([
    "resolved",
    ["a"],
  ]);
  expect(
    judge(
      "unit",
      [
        { low: 19, unit: "ships" },
        { low: 20, unit: "ships" },
      ],
      { voyages },
    ).standing,
  ).toBe("open");
  expect(
    judge(
      "unit",
      [
        { low: 2, unit: "ships" },
        { low: 1, unit: "ships" },
      ],
      { voyages },
    ).standing,
  ).toBe("compatible");
});

test("published distances are resolved when each fits a line, and open when one fits none", () => {
  const line = (id: string, longitude: number) => ({
    id,
    name: id,
    parts: [[[longitude, 42.2]]] as const,
    errorMetres: 1000,
    validFrom: null,
    validTo: null,
    basis: "",
    source: "",
  });
  const lines = [line("border", 132), line("front", 134)];
  const rows = [
    { best: 140, unit: "km", subject: "port" },
    { best: 190, unit: "miles", subject: "port" },
  ];
  expect(judge("reference-distance", rows, { lines }).standing).toBe("resolved");
  const odd = judge("reference-distance", [...rows, { best: 900, unit: "km", subject: "port" }], { lines });
  expect(odd.standing).toBe("open");
  expect(odd.why).toContain("900 km fits none of 2 lines tried");
  expect(judge("reference-distance", rows).standing).toBe("open");
});

test("one reading of a rise and a fall could not have been spoken against", () => {
  const rise = { base: 20, best: 73, value: "more" };
  expect(judge("same-reading", [rise, { base: 60, best: 50, value: "more" }]).standing).toBe("open");
  expect(judge("same-reading", [rise, { base: 60, best: 50, value: "fewer" }]).standing).toBe("compatible");
});

test("a place beyond a ship's reach in the time given is another place", () => {
  const danube = {
    value: "the Danube",
    longitude: 29.7,
    latitude: 45.2,
    over: "2023-09-07/2023-09-12",
    subject: "port",
  };
  const bay = {
    value: "the bay",
    longitude: 132.3,
    latitude: 42.9,
    over: "2023-09-07/2023-09-12",
    subject: "port",
  };
  const found = judge("geography", [danube, bay]);
  expect([found.standing, found.falls]).toEqual(["resolved", ["a"]]);
  expect(judge("geography", [bay, bay]).standing).toBe("compatible");
});

test("the figure of a statement is its record's, so that other records give another answer", () => {
  const rows = [
    { record: "counts/first", over: "2023-10" },
    { record: "counts/second", over: "2023-10" },
  ];
  const counts = (second: number) => ({
    observations: [
      observation("first", "ship-call", "2023-10", 11),
      observation("second", "ship-call", "2023-10", second),
    ],
  });
  expect(judge("totals-over-time", rows, counts(7)).standing).toBe("open");
  expect(judge("totals-over-time", rows, counts(11)).standing).toBe("compatible");
  const gone = judge("totals-over-time", rows);
  expect([gone.standing, gone.missing]).toEqual(["open", ["counts/first", "counts/second"]]);
});

test("whatever the statements are, no test throws, and the order of statements changes no standing", () => {
  const number = fc.option(fc.integer({ min: -5, max: 50 }), { nil: null });
  const anyRow = fc.record({
    low: number,
    best: number,
    high: number,
    base: number,
    value: fc.constantFrom(
      "",
      "part",
      "whole",
      "yes",
      "no",
      "monday",
      "after 2023-10-05",
      "port>bay",
      "5 months",
    ),
    over: fc.constantFrom("", "2023", "2023-10", "2023-10-05", "2023-08-01/2023-10-16"),
    unit: fc.constantFrom("", "km", "miles", "ships"),
    subject: fc.constantFrom("", "port", "Angler"),
    rule: fc.constantFrom("", "trips", "flag"),
    record: fc.constantFrom("", "counts/none", "events/none"),
    retrieved: fc.constantFrom("", "2023-10-17"),
    publishedAt: fc.constantFrom("", "2023-10", "2024-02-29"),
    page: fc.constantFrom("primary" as const, "quoting" as const, "aggregator" as const),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...testNames),
      fc.array(anyRow, { minLength: 1, maxLength: 4 }),
      (name, rows) => {
        const found = judge(name, rows, { voyages: [leg("v", {})] });
        expect(found.why).not.toMatch(/undefined|NaN|Infinity|null/);
        const turned = judgeContradictions({
          ...none,
          voyages: [leg("v", {})],
          statements: rows.map((r, i) => row(name, "abcdefgh"[i] ?? "z", r)).toReversed(),
        });
        expect(turned[0]?.standing).toBe(found.standing);
      },
    ),
    { numRuns: 400 },
  );
});
