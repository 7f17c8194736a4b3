import { parseSpan } from "../src/base/time/span.ts";
import type { Kind } from "../src/sites/counting/kind.ts";
import type { Count, Look, Observation } from "../src/sites/counting/look.ts";
import type { Area } from "../src/sites/counting/site.ts";
import type { EventRow } from "../src/sites/history/event.ts";
import type { VoyageRow } from "../src/movements/voyages/voyages-table.ts";
import type { Publication } from "../src/findings/claims/publications-table.ts";
import { draftFinding, titleOf } from "../src/findings/judgements/draft.ts";
import { buildModel, type FindingRecords } from "../src/findings/judgements/model.ts";
import type { ReportInput } from "../src/findings/report/input.ts";

export const site = {
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

export function observation({
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

export const publication = (observed: string, more: Partial<Publication> = {}): Publication => ({
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

export const event: EventRow = {
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

export const area: Area = {
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

export const voyage: VoyageRow = {
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
/** A yard with every way in which a look can end. */
export const full: FindingRecords = {
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

export function inputOf(
  records: FindingRecords,
  lookId = "target",
  eventId: string | null = "summit",
): ReportInput {
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

export const bare = (observations: readonly Observation[]): FindingRecords => ({
  site,
  areas: [],
  observations,
  publications: [],
  events: [],
  voyages: [],
});

export const idsOf = (page: string): Set<string> =>
  new Set([...page.matchAll(/ id="([^"]*)"/g)].map((m) => m[1] ?? ""));
export const hrefsOf = (page: string): string[] =>
  [...page.matchAll(/ href="#([^"]*)"/g)].map((m) => m[1] ?? "");
