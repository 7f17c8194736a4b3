import { describe, expect, it } from "vitest";
import { parseSpan } from "../../base/time/span.ts";
import type { Kind } from "../../sites/counting/kind.ts";
import type { Count, Look, Observation } from "../../sites/counting/look.ts";
import type { Area } from "../../sites/counting/site.ts";
import type { EventRow } from "../../sites/history/event.ts";
import { buildChain } from "../../movements/chain/build-chain.ts";
import type { VerdictRecord } from "../../movements/matching/verdict.ts";
import { madeSighting } from "../../../test/made-sighting.ts";
import type { VoyageRow } from "../../movements/voyages/voyages-table.ts";
import { judgeContradictions } from "../contradictions/judge.ts";
import type { StatementRow } from "../contradictions/statements-table.ts";
import type { Publication } from "../claims/publications-table.ts";
import { piecesOf } from "../judgements/binding.ts";
import { draftFinding, titleOf } from "../judgements/draft.ts";
import { buildModel, type FindingRecords } from "../judgements/model.ts";
import type { ReportInput } from "./input.ts";
import type { ReportMovements } from "./movements-input.ts";
import { renderReport } from "./report.ts";

const site = {
  id: "yard",
  name: "Some yard",
  names: ["Yard"],
  country: "XX",
  zoneMinutes: 540,
  position: [130.6, 42.4],
  note: "A note.",
  source: "https://example.org/site",
} as const;

interface Made {
  readonly id: string;
  readonly at?: string | null;
  readonly look?: string;
  readonly kind?: Kind;
  readonly count?: Partial<Count>;
  readonly looking?: Partial<Look>;
}

function observation({
  id,
  at = "2023-01-01",
  look = id,
  kind = "railcar",
  count = {},
  looking = {},
}: Made): Observation {
  const parsed = at === null ? null : parseSpan(at, site.zoneMinutes);
  if (parsed !== null && !parsed.ok) throw new RangeError(at ?? "");
  return {
    look: {
      id: look,
      siteId: site.id,
      takenAt: parsed === null ? null : parsed.span,
      observer: "Observer",
      provider: "",
      sampleDistanceMetres: null,
      looksSummed: 1,
      ...looking,
    },
    count: {
      id,
      lookId: look,
      areaId: null,
      kind,
      measure: "count",
      statistic: "at-look",
      low: null,
      best: 5,
      high: null,
      qualifier: "",
      cover: "not-stated",
      outcome: "counted",
      reason: "",
      caveats: "",
      publisher: "Publisher",
      address: "",
      page: "primary",
      publishedAt: "",
      corrects: null,
      ...count,
    },
  };
}

const publication = (observed: string, more: Partial<Publication> = {}): Publication => ({
  publication: `p-${observed}`,
  observation: observed,
  publisher: "Publisher",
  address: `https://example.org/${observed}`,
  publishedAt: "2023-10",
  page: "primary",
  qualifier: "about",
  low: null,
  best: 73,
  high: null,
  unitSaid: "cars",
  takenAtSaid: "2023-10-08",
  weekdaySaid: "thursday",
  note: "A note.",
  first: true,
  ...more,
});

const event: EventRow = {
  event: "summit",
  at: "2023-09-13",
  site: "yard",
  place: "Somewhere",
  what: "They meet.",
  matters: "It matters.",
  publisher: "Paper",
  address: "https://example.org/event",
  conflict: "Some say otherwise.",
};

const area: Area = {
  siteId: "yard",
  id: "depot",
  name: "Depot",
  role: "depot",
  outline: {
    type: "polygons",
    polygons: [
      [
        [
          [130.6, 42.4],
          [130.61, 42.4],
          [130.61, 42.41],
          [130.6, 42.4],
        ],
      ],
    ],
  },
  validFrom: null,
  validTo: null,
  approximate: true,
  uncertaintyMetres: 600,
  basis: "placed from words",
  source: "https://example.org/area",
};

const voyage: VoyageRow = {
  voyage: "v1",
  vessel: "",
  imo: "",
  imoSource: null,
  mode: "ship",
  fromPlace: "rajin",
  fromAt: "2023-09",
  toPlace: "",
  toAt: "",
  containersLow: null,
  containersBest: 300,
  containersHigh: null,
  containersWords: "hundreds",
  transponder: "off",
  identifiedBy: "inferred",
  observer: "Observer",
  publisher: "Paper",
  publishedAt: "2023-10",
  address: "https://example.org/voyage",
  page: "quoting",
  caveats: "A caveat.",
};

/** One look of every sort. */
const full: FindingRecords = {
  site,
  areas: [area],
  observations: [
    observation({
      id: "target",
      at: "2023-10-05",
      count: { best: 73, qualifier: "about", cover: "covered" },
    }),
    observation({
      id: "maximum",
      at: "2018-10-05/2023-10-04",
      count: { best: 20, statistic: "maximum", qualifier: "at most, approximately" },
      looking: { looksSummed: null },
    }),
    observation({ id: "like", at: "2022-03-01", count: { best: 0 } }),
    observation({ id: "part", at: "2022-11-30", count: { best: 8, areaId: "depot" } }),
    observation({
      id: "partial",
      at: "2023-01-05",
      count: { best: 6, outcome: "partial", reason: "cloud over half" },
    }),
    observation({
      id: "cloud",
      at: "2023-02-05",
      count: { best: null, outcome: "not-seen", reason: "cloud" },
    }),
    observation({
      id: "broken",
      at: "2023-02-06",
      count: { best: null, outcome: "failed", reason: "file damaged" },
    }),
    observation({
      id: "nofigure",
      at: "2023-02-07",
      count: { best: null, outcome: "partial", reason: "many" },
    }),
    observation({ id: "train", at: "2023-02-02", kind: "train", count: { best: 495, measure: "length" } }),
    observation({
      id: "quiet",
      at: "2023-09-14",
      kind: "rail-cargo",
      count: { best: 0, measure: "presence", areaId: "depot" },
    }),
    observation({
      id: "cargo",
      at: "2023-09-22",
      kind: "rail-cargo",
      count: { best: 820, measure: "length", areaId: "depot" },
    }),
    observation({ id: "ore", look: "mixed", at: "2024-06-17", kind: "ore-car", count: { best: 175 } }),
    observation({ id: "tank", look: "mixed", at: "2024-06-17", kind: "tank-car", count: { best: 66 } }),
    observation({ id: "undated", at: null, kind: "train", count: { best: 4 } }),
  ],
  publications: [
    publication("target"),
    publication("target", { publication: "p2", first: false, page: "mirror", address: "" }),
  ],
  events: [event],
  voyages: [voyage],
};

function inputOf(records: FindingRecords, lookId = "target", eventId: string | null = "summit"): ReportInput {
  const question = { siteId: site.id, kind: "railcar", lookId, areaId: null, eventId };
  const model = buildModel(question, records);
  return {
    caseTitle: "A case",
    finding: { id: "yard.target.1", title: titleOf(model), question },
    sentences: draftFinding(model).map((s, i) => ({ finding: "yard.target.1", place: i + 1, ...s })),
    model,
    records,
    pictures: [],
    machineCounts: [],
    combinedCounts: [],
    evidence: [{ sha256: "a".repeat(64), name: "looks.csv", bytes: 100 }],
    custodyHead: { seq: 6, hash: "b".repeat(64) },
    builtAt: "2026-11-22T12:00:00.000Z",
    program: "yardwatch 0.1.0",
    script: "",
  };
}

const bare = (observations: readonly Observation[]): FindingRecords => ({
  site,
  areas: [],
  observations,
  publications: [],
  events: [],
  voyages: [],
});

const idsOf = (page: string): Set<string> =>
  new Set([...page.matchAll(/ id="([^"]*)"/g)].map((m) => m[1] ?? ""));
const hrefsOf = (page: string): string[] => [...page.matchAll(/ href="#([^"]*)"/g)].map((m) => m[1] ?? "");

describe("the report", () => {
  const page = renderReport(inputOf(full));

  it("is the same for the same input, whatever the order of the observations", () => {
    expect(renderReport(inputOf(full)) === page).toBe(true);
    const turned = renderReport(inputOf({ ...full, observations: full.observations.toReversed() })).split(
      "\n",
    );
    expect(turned.filter((line, i) => line !== page.split("\n")[i])).toEqual([]);
  });

  it("draws every way in which a look can end with a mark of its own", () => {
    const chart = /<svg\s+class="chart broad"[^]*?<\/svg>/.exec(page)?.[0] ?? "";
    for (const mark of [
      "m-target",
      "m-like",
      "m-part",
      "m-partial",
      "m-converted",
      "m-cargo",
      "m-blind",
      "m-failed",
      "m-nofigure",
      "band-like",
      "mix-part",
    ])
      expect(chart, mark).toContain(`class="${mark}`);
  });

  it("keeps the strip of blind looks when there are none", () => {
    const some = renderReport(inputOf(bare([observation({ id: "target" })]), "target", null));
    expect(some).not.toContain("in the series");
    expect(some).toContain("no look on record as not seen");
    expect(some).toContain("no look on record as failed");
  });

  it("leads every link within the page, from points and from figures, to something that is there", () => {
    const ids = idsOf(page);
    expect(hrefsOf(page).length).toBeGreaterThan(60);
    for (const href of hrefsOf(page)) expect(ids, href).toContain(href);
    expect(ids.size).toBe([...page.matchAll(/ id="/g)].length);
  });

  it("prints every binding of a sentence, and links it to its record", () => {
    const input = inputOf(full);
    for (const { text } of input.sentences)
      for (const piece of piecesOf(text))
        if ("binding" in piece) expect(page).toContain(piece.binding.printed.replaceAll("'", "&#39;"));
    expect(page).toContain('href="#count-target">73</a>');
    expect(page).toContain('href="#count-train">36</a>');
    expect(page).toContain("almost certain: 95 to 99 %");
  });

  it("says why something is not known", () => {
    expect(page).toContain("not known: the number of looks behind the published maximum is not known");
  });

  it("shows a weekday that does not fit its date", () => {
    expect(page).toContain("8 October 2023 was a Sunday");
  });

  it("loads nothing and names no address outside of links", () => {
    expect(page).toContain(
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:",
    );
    expect(page).not.toMatch(/<(?:img|link|iframe|object|embed|base|form)\b|@import|url\((?!#)/i);
    const outside = page.replace(/<a href="https?:[^"]*" rel="noopener noreferrer nofollow">[^<]*<\/a>/g, "");
    expect(outside).not.toMatch(/https?:/);
  });
});

const safe = (page: string): void => {
  expect(page).not.toContain("<script>alert");
  expect(page).not.toContain("<img");
  expect(page).not.toContain("\u202e");
  // Tags are opened by the program alone, and every attribute is closed where it was opened.
  const tags = page.replace(/<style>[^]*?<\/style>/, "").match(/<[^>]*>/g) ?? [];
  for (const tag of tags) expect(tag.replace(/="[^"]*"/g, "")).not.toMatch(/\son(?:error|mouseover)=/);
  for (const href of page.matchAll(/ href="([^"]*)"/g)) expect(href[1]).toMatch(/^(?:#|https?:\/\/)/);
};

describe("hostile text", () => {
  const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>' onmouseover='x \`\${1}\` &lt;\u202e]]>--><!--`;

  function poisoned<T>(value: T, keep: ReadonlySet<string>, name = ""): T {
    if (typeof value === "string") return (keep.has(name) ? value : evil) as T;
    if (Array.isArray(value)) return value.map((v: unknown) => poisoned(v, keep, name)) as T;
    if (typeof value !== "object" || value === null || value instanceof Map) return value;
    return Object.fromEntries(
      Object.entries(value).map(([k, v]) => [k, poisoned(v as unknown, keep, k)]),
    ) as T;
  }

  // Kept are the words of closed lists and what the model is keyed by; those are tried by themselves below.
  const keep = new Set([
    "id",
    "lookId",
    "siteId",
    "areaId",
    "observation",
    "event",
    "kind",
    "measure",
    "statistic",
    "outcome",
    "cover",
    "qualifier",
    "type",
    "role",
    "page",
    "mode",
    "transponder",
    "identifiedBy",
    "imoSource",
    "weekdaySaid",
    "text",
    "precision",
    "at",
    "takenAtSaid",
    "corrects",
    "eventId",
  ]);

  it("stays text in every field of records, finding and case", () => {
    const records = poisoned(full, keep);
    const input = inputOf(records);
    safe(
      renderReport({
        ...poisoned({ ...input, model: null, records: null }, new Set([...keep, "part", "lookId", "script"])),
        model: input.model,
        records,
        sentences: [
          ...input.sentences,
          {
            finding: "f",
            place: 99,
            part: "judgement",
            text: `${evil} {${evil.replaceAll(/[{}|]/g, "")}|counts/${evil.replaceAll(/[{}|]/g, "")}}`,
          },
        ],
      }),
    );
  });

  it("stays text in the names of records", () => {
    const records = {
      ...full,
      observations: full.observations.map(({ look, count }) => ({
        look: { ...look, id: `${look.id}${evil}` },
        count: {
          ...count,
          id: `${count.id}${evil}`,
          lookId: `${look.id}${evil}`,
          areaId: count.areaId === null ? null : evil,
        },
      })),
      events: [{ ...event, event: evil }],
    };
    const model = buildModel(
      { siteId: site.id, kind: "railcar", lookId: `target${evil}`, areaId: null, eventId: evil },
      records,
    );
    const page = renderReport({ ...inputOf(full), records, model, sentences: [] });
    safe(page);
    const ids = idsOf(page);
    for (const href of hrefsOf(page)) expect(ids, href).toContain(href);
  });

  it("makes no link of an address that is none of the web", () => {
    for (const address of [
      "javascript:alert(1)",
      "data:text/html,x",
      "//example.org",
      "https://a b",
      'https://a"b',
    ]) {
      const page = renderReport(inputOf({ ...full, publications: [publication("target", { address })] }));
      safe(page);
      expect(page).not.toContain(`href="${address}`);
    }
  });

  it("does not let a script end its element early", () => {
    const page = renderReport({ ...inputOf(full), script: 'const a = "</script><b>";' });
    expect(page.match(/<\/script>/g)).toHaveLength(1);
  });
});

describe("other cases", () => {
  it("names breaks in the series, in the chart and under it", () => {
    const by = (model: string) => ({
      byMachine: { model, modelSha256: null, rule: "r/1", way: "cars", tracks: [] } as const,
    });
    const page = renderReport(
      inputOf(
        bare([
          { ...observation({ id: "target", at: "2023-10-05" }), ...by("railcars 1.1.0") },
          { ...observation({ id: "first", at: "2023-09-05" }), ...by("railcars 1.0.0") },
        ]),
        "target",
        null,
      ),
    );
    expect(page).toContain("1 break in the series");
    expect(page).toContain("counted by model railcars 1.1.0, before that by model railcars 1.0.0");
    expect(page).toContain("counted by model railcars 1.0.0, not by model railcars 1.1.0");
    expect(page.match(/class="break"/g)).toHaveLength(2);
  });

  it("renders one look with nothing beside it", () => {
    const page = renderReport(
      inputOf(bare([observation({ id: "target", count: { best: 0 } })]), "target", null),
    );
    expect(page).toContain("Cannot tell");
    expect(page).not.toContain('id="onset"');
    expect(page).not.toContain('id="publications"');
    const ids = idsOf(page);
    for (const href of hrefsOf(page)) expect(ids, href).toContain(href);
  });

  it("renders forty comparable looks, some of them not seen, and an event without a rise", () => {
    const looks = Array.from({ length: 40 }, (_, i) =>
      observation({
        id: `l${i}`,
        at: `2022-${String(1 + (i % 12)).padStart(2, "0")}-${String(1 + (i % 28)).padStart(2, "0")}`,
        count: i % 10 === 3 ? { best: null, outcome: "not-seen", reason: "cloud" } : { best: i % 7 },
      }),
    );
    const page = renderReport(
      inputOf({
        ...bare([...looks, observation({ id: "target", at: "2023-10-05", count: { best: 73 } })]),
        events: [event],
      }),
    );
    expect(page).toContain("Unprecedented");
    expect(page).toContain("4 on record as not seen");
    expect(page).toContain("No rise could be bracketed");
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("stays of a bearable size with two thousand looks", () => {
    const looks = Array.from({ length: 2000 }, (_, i) =>
      observation({
        id: `l${i}`,
        at: new Date(Date.UTC(2019, 0, 1) + i * 79_000_000).toISOString().slice(0, 10),
        count: { best: i % 9, areaId: i % 2 === 0 ? null : "depot" },
      }),
    );
    const page = renderReport(
      inputOf({
        ...full,
        observations: [...looks, observation({ id: "target", at: "2024-03-05", count: { best: 73 } })],
      }),
    );
    expect(page.length).toBeLessThan(6_000_000);
    expect(page).toContain("<details>");
  });

  it("never speaks of none where nothing was seen", () => {
    const blind = Array.from({ length: 30 }, (_, i) =>
      observation({
        id: `b${i}`,
        at: `2022-05-${String(1 + i).padStart(2, "0")}`,
        count: { best: null, outcome: "not-seen", reason: "cloud" },
      }),
    );
    const page = renderReport(
      inputOf(bare([...blind, observation({ id: "target", at: "2023-10-05" })]), "target", null),
    );
    expect(page).not.toMatch(/\b(?:zero|no (?:rail)?cars|none) (?:for|in|over) (?:\w+ )?years/i);
    expect(page).toContain("30 on record as not seen");
  });
});

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
