import { describe, expect, it } from "vitest";
import { parseSpan } from "../../base/time/span.ts";
import { buildChain } from "../../movements/chain/build-chain.ts";
import type { VerdictRecord } from "../../movements/matching/verdict.ts";
import { madeSighting } from "../../../test/made-sighting.ts";
import { judgeContradictions } from "../contradictions/judge.ts";
import type { StatementRow } from "../contradictions/statements-table.ts";
import type { FindingRecords } from "../judgements/model.ts";
import type { ReportMovements } from "./movements-input.ts";
import { renderReport } from "./report.ts";
import { site, voyage, full, inputOf, idsOf, hrefsOf } from "../../../test/made-report-input.ts";

describe("the report of ships and loads", () => {
  const hostile = "<img src=x onerror=alert(1)>";
  const records: FindingRecords = {
    ...full,
    voyages: [
      {
        ...voyage,
        voyage: "sea",
        fromPlace: "yard",
        fromAt: "2023-09-07",
        toPlace: "bay",
        toAt: "2023-09-12",
      },
      {
        ...voyage,
        voyage: "rail",
        mode: "rail",
        vessel: "",
        identifiedBy: "inferred",
        fromPlace: "bay",
        fromAt: "2023-09-12",
        toPlace: "depot",
        toAt: "2023-10-01",
      },
    ],
  };
  const places = [
    site,
    { ...site, id: "bay", name: hostile, position: [132.3, 42.9] as const },
    { ...site, id: "depot", name: "Depot", position: [40, 45.9] as const },
  ];
  const chain = buildChain({
    sites: places,
    voyages: records.voyages,
    connections: [],
    observations: [],
    legs: [],
  });
  const statement = (id: string, low: number | null, high: number | null): StatementRow => ({
    statement: id,
    contradiction: "how-many",
    about: "How many",
    topic: "sea",
    test: "one-figure",
    says: `${hostile} says ${id}.`,
    low,
    best: null,
    high,
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
    publisher: "Paper",
    publishedAt: "",
    address: "https://example.org/how-many",
    page: "primary",
    wanted: "A count.",
  });
  const contradictions = judgeContradictions({
    statements: [statement("a", 9, null), statement("b", null, 5)],
    observations: [],
    voyages: [],
    events: [],
    vesselFacts: [],
    sites: [],
    areas: [],
    lines: [],
    trips: null,
  });
  const parsed = parseSpan("2023-10-05T10:24+09:00", 540);
  if (!parsed.ok) throw new RangeError("no span");
  const seen = madeSighting({
    id: "s1",
    sceneId: null,
    at: parsed.span,
    error: { semiMajorMetres: 10, semiMinorMetres: 10, azimuthDegrees: 0 },
    sensor: "optical",
    lengthMetres: null,
    by: "",
    source: "",
  });
  const undecided: VerdictRecord = {
    id: "",
    sightingId: null,
    sceneId: null,
    word: "cannot-tell",
    probability: 1,
    rivals: [],
    heard: null,
    reasons: [],
    settings: "{}",
    positions: "",
  };
  const movements: ReportMovements = {
    chain,
    heardLinks: 0,
    trips: null,
    visits: "no-reports",
    contradictions,
    distances: [],
    vesselFacts: [],
    verdicts: [
      {
        id: "v1",
        sightingId: "s1",
        sceneId: null,
        word: "cannot-tell",
        probability: 0.62,
        rivals: [
          {
            mmsi: 273000000,
            fixedObjectId: null,
            name: hostile,
            probability: 0.3,
            expected: null,
            minutesBefore: null,
            minutesAfter: null,
            distanceMetres: null,
            evidence: {},
          },
        ],
        heard: null,
        reasons: ["no report would have been heard there"],
        settings: "{}",
        positions: "",
      },
      { ...undecided, id: "v2", sightingId: "voyage/v-end/to" },
      { ...undecided, id: "v3", sightingId: null, sceneId: "the-scene", word: "report-without-ship" },
    ],
    sightings: [
      { sighting: seen, origin: null, vessel: "" },
      {
        sighting: { ...seen, id: "voyage/v-end/to", source: "https://example.org/told" },
        origin: { record: "voyage", id: records.voyages[0]?.voyage ?? "", end: "to" },
        vessel: "Angara",
      },
    ],
    scenes: [{ id: "the-scene", at: parsed.span, source: "" }],
    positionDays: 1,
  };
  const page = renderReport({ ...inputOf({ ...records, chain }), movements });

  it("shows the chain with its weakest link, verdicts with their rivals, and disagreements with their answers", () => {
    expect(page).toContain("weakest link");
    expect(page).toContain("no train was followed");
    expect(page).toContain("cannot tell");
    expect(page).toContain("no report would have been heard there");
    expect(page).toMatch(/<b>1<\/b> open/);
    for (const href of hrefsOf(page)) expect(idsOf(page), href).toContain(href);
  });

  it("names with each verdict what was seen, when, and where it is on record, also what a publication tells", () => {
    const rows = page.split("<tr").filter((r) => r.includes("voyage/v-end/to") || r.includes("the-scene"));
    expect(rows).toHaveLength(2);
    const [told = "", missed = ""] = rows;
    expect(told).toContain("5 October 2023");
    expect(told).toContain("Angara");
    expect(told).toContain("https://example.org/told");
    expect(told).toContain(`href="#voyage-${records.voyages[0]?.voyage}"`);
    expect(told).not.toContain("no sighting");
    expect(missed).toContain("5 October 2023");
    expect(missed).toContain("no sighting");
  });

  it("escapes what comes from others, and leaves the sections out where there is nothing", () => {
    expect(page).not.toContain("<img");
    expect(page).toContain("&lt;img");
    const without = renderReport(inputOf(full));
    for (const id of ["sea", "trips", "dark", "chain", "distances", "contradictions"])
      expect(without).not.toContain(`<section id="${id}"`);
  });
});
