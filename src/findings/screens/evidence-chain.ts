import { spanInWords } from "../../base/time/words.ts";
import { intervalOf, trueValue } from "../../sites/counting/error-model.ts";
import { kindInWords } from "../../sites/counting/kind.ts";
import type { Count, Look, Observation } from "../../sites/counting/look.ts";
import { unitOf } from "../../sites/counting/measure.ts";
import type { Publication } from "../claims/publications-table.ts";
import { boundsInWords, figure, qualified } from "../report/figures.ts";
import type { FindingModel, FindingRecords } from "../judgements/model.ts";
import type { RestingRecord } from "./rests-on.ts";

/** A file of evidence as a screen leads to it. */
export interface EvidenceLink {
  readonly sha256: string;
  readonly name: string;
  readonly bytes: number;
  /** What can be shown of it; "file" is only handed out. */
  readonly view: EvidenceView;
}

export const evidenceViews = ["table", "picture", "file"] as const;
export type EvidenceView = (typeof evidenceViews)[number];

/** How a file may be shown. Nothing that a browser could run is ever shown as what it is: a table is read into cells, a picture drawn anew. */
export const viewOfEvidence = (name: string): EvidenceView =>
  /\.csv$/i.test(name) ? "table" : /\.(?:tiff?|png|jpe?g)$/i.test(name) ? "picture" : "file";

/** One run of a step: what made a record, with which program and settings, out of which files. */
export interface TrailLink {
  readonly id: number;
  readonly step: string;
  readonly program: string;
  readonly madeAt: string;
  readonly records: number;
  readonly settings: readonly (readonly [name: string, text: string])[];
  readonly inputs: readonly EvidenceLink[];
}

/** Where a record came from, as the store knows it. */
export interface Origin {
  readonly trail: number;
  /** True when the record no longer fits the hash that it was written with. */
  readonly altered: boolean;
}

export interface LookPicture {
  readonly look: string;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly simulated: boolean;
  readonly licence: string;
  /** Marks on record in this look, also those that were rejected. */
  readonly marks: number;
}

export interface PublicationLink {
  readonly publisher: string;
  readonly address: string;
  readonly publishedAt: string;
  readonly page: string;
  readonly said: string;
  readonly note: string;
}

/** A record as the end of a number's way: what it says, who published it, in which file it stands, and how it came on record. */
export interface RecordLink {
  readonly key: string;
  readonly table: RestingRecord["table"];
  readonly id: string;
  readonly title: string;
  readonly says: readonly (readonly [name: string, text: string])[];
  readonly altered: boolean;
  /** The count that stands in its place; null for none. */
  readonly correctedBy: string | null;
  readonly look: { readonly id: string; readonly site: string; readonly at: string | null } | null;
  readonly picture: LookPicture | null;
  readonly publications: readonly PublicationLink[];
  /** The trail entry that made it; null where the store does not know the record. */
  readonly trail: number | null;
  /** The file that it was read from, and the cell of its first column that names its row. */
  readonly row: { readonly evidence: EvidenceLink; readonly key: string } | null;
}

export interface ChainContext {
  readonly model: FindingModel | null;
  readonly records: FindingRecords;
  /** By "table id". */
  readonly origins: ReadonlyMap<string, Origin>;
  readonly trails: ReadonlyMap<number, TrailLink>;
  /** By look. */
  readonly pictures: ReadonlyMap<string, LookPicture>;
}

/** The records of a site by their names, as far as a finding rests on them: a site may hold a hundred thousand. */
export interface NamedRecords {
  readonly counts: ReadonlyMap<string, Observation>;
  readonly looks: ReadonlyMap<string, Look>;
  readonly publications: ReadonlyMap<string, readonly Publication[]>;
  /** By the id of a count, the one that corrects it. */
  readonly correctedBy: ReadonlyMap<string, string>;
}

/** Gathers, in one pass each, what is said of some counts and looks, and every correction with the count that corrects. */
export function namedRecords(
  { observations, publications }: FindingRecords,
  resting: Iterable<RestingRecord>,
): NamedRecords {
  const wanted = { counts: new Set<string>(), looks: new Set<string>() };
  for (const { table, id } of resting) if (table === "counts" || table === "looks") wanted[table].add(id);
  const correctedBy = new Map<string, string>();
  for (const { count } of observations)
    if (count.corrects !== null) {
      correctedBy.set(count.corrects, count.id);
      wanted.counts.add(count.id);
    }
  const counts = new Map<string, Observation>();
  const looks = new Map<string, Look>();
  for (const observation of observations) {
    if (wanted.counts.has(observation.count.id)) counts.set(observation.count.id, observation);
    if (wanted.looks.has(observation.look.id)) looks.set(observation.look.id, observation.look);
  }
  return {
    counts,
    looks,
    correctedBy,
    publications: Map.groupBy(
      publications.filter((p) => wanted.counts.has(p.observation)),
      (p) => p.observation,
    ),
  };
}

export const recordKey = ({ table, id }: Pick<RestingRecord, "table" | "id">): string => `${table} ${id}`;

/** Finds what there is to say of a record; one that is gone is said to be gone. */
export function recordLink(resting: RestingRecord, context: ChainContext, named: NamedRecords): RecordLink {
  const { table, id } = resting;
  const key = recordKey(resting);
  const { records, origins, trails, pictures } = context;
  const origin = origins.get(key) ?? null;
  const trail = origin === null ? null : (trails.get(origin.trail) ?? null);
  const described = describe(resting, records, named);
  const { look } = described;
  return {
    key,
    table,
    id,
    title: described.title,
    says: described.says,
    altered: origin?.altered ?? false,
    correctedBy: table === "counts" ? (named.correctedBy.get(id) ?? null) : null,
    look: look === null ? null : { id: look.id, site: look.siteId, at: look.takenAt?.text ?? null },
    picture: look === null ? null : (pictures.get(look.id) ?? null),
    publications: table === "counts" ? (named.publications.get(id) ?? []).map(publicationLink) : [],
    trail: trail?.id ?? null,
    row: trail === null ? null : rowOf(table, id, trail),
  };
}

interface Described {
  readonly title: string;
  readonly says: readonly (readonly [string, string])[];
  readonly look: Look | null;
}

function describe({ table, id }: RestingRecord, records: FindingRecords, named: NamedRecords): Described {
  const gone: Described = { title: `${id}: not on record any more`, says: [], look: null };
  switch (table) {
    case "counts": {
      const found = named.counts.get(id);
      return found === undefined ? gone : describeCount(found.count, found.look);
    }
    case "looks": {
      const found = named.looks.get(id);
      return found === undefined
        ? gone
        : {
            title: `Look by ${found.observer}, ${spanInWords(found.takenAt)}`,
            says: lookSays(found),
            look: found,
          };
    }
    case "events": {
      const found = records.events.find((e) => e.event === id);
      return found === undefined
        ? gone
        : {
            title: found.what,
            says: said([
              ["on", found.at],
              ["at", found.place],
              ["published by", found.publisher],
              ["reports differ", found.conflict],
            ]),
            look: null,
          };
    }
    case "sites":
      return {
        title: records.site.name,
        says: said([
          ["country", records.site.country],
          ["areas", String(records.areas.length)],
          ["source", records.site.source],
        ]),
        look: null,
      };
    case "voyages":
      return {
        title: "Sea and rail legs as published",
        says: [["legs", String(records.voyages.length)]],
        look: null,
      };
  }
}

const said = (pairs: readonly (readonly [string, string])[]): (readonly [string, string])[] =>
  pairs.filter(([, text]) => text !== "");

const lookSays = (look: Look): (readonly [string, string])[] =>
  said([
    ["taken", spanInWords(look.takenAt)],
    ["observer", look.observer],
    ["picture by", look.provider],
    [
      "detail",
      look.sampleDistanceMetres === null
        ? ""
        : `${Math.round(look.sampleDistanceMetres * 100) / 100} m a pixel`,
    ],
    [
      "single looks",
      look.looksSummed === 1
        ? ""
        : look.looksSummed === null
          ? "number not published"
          : `${look.looksSummed}`,
    ],
  ]);

function describeCount(count: Count, look: Look): Described {
  const amount = figuresOf(count);
  const titled = count.best === null ? amount : qualified(count.best, count.qualifier);
  const unit = unitOf[count.measure];
  const many = kindInWords(count.kind, count.best ?? 2);
  const value = trueValue(count);
  return {
    title: `${titled}${unit === "" ? "" : ` ${unit}`} ${count.measure === "count" ? many : `of ${many}`}, ${spanInWords(look.takenAt)}`,
    says: said([
      ["figure", amount],
      ["wording", count.qualifier],
      ["read as", value === null ? "" : `${boundsInWords(intervalOf(value))} (central 90 %)`],
      ["counted by", look.observer],
      ["area", count.areaId ?? "the site as its observer drew it"],
      ["loads", count.cover === "not-stated" ? "" : count.cover],
      ["outcome", count.outcome === "counted" ? "" : `${count.outcome}: ${count.reason}`],
      ["caveats", count.caveats],
      ...lookSays(look).filter(([name]) => name !== "observer" && name !== "taken"),
    ]),
    look,
  };
}

/** "73", "20 to 30", "at most 20": the figures that a record or a page gives, and no more. */
function figuresOf({ low, best, high }: Pick<Count, "low" | "best" | "high">): string {
  const range = low !== null && high !== null ? `${figure(low)} to ${figure(high)}` : "";
  if (best !== null) return range === "" ? figure(best) : `${figure(best)} (${range})`;
  if (range !== "") return range;
  if (low !== null) return `at least ${figure(low)}`;
  return high === null ? "no figure" : `at most ${figure(high)}`;
}

const publicationLink = (p: Publication): PublicationLink => ({
  publisher: p.publisher,
  address: p.address,
  publishedAt: p.publishedAt,
  page: p.page,
  said: [p.qualifier, figuresOf(p)].filter((t) => t !== "").join(" "),
  note: p.note,
});

/** What an import of rows reads from the first of its files. */
const firstFileOf: Readonly<Record<string, readonly RestingRecord["table"][]>> = {
  look: ["counts", "looks"],
  event: ["events"],
  voyage: ["voyages"],
};

function rowOf(table: RestingRecord["table"], id: string, trail: TrailLink): RecordLink["row"] {
  const [, of = ""] = /^(\w+) import$/.exec(trail.step) ?? [];
  const [evidence] = trail.inputs;
  return evidence?.view === "table" && (firstFileOf[of]?.includes(table) ?? false)
    ? { evidence, key: id }
    : null;
}
