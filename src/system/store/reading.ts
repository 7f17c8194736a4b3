import type { DatabaseSync } from "node:sqlite";
import type { Precision, TimeSpan } from "../../base/time/span.ts";
import type { Publication } from "../../findings/claims/publications-table.ts";
import type { FindingRecord, JudgementRecord, Part, Question } from "../../findings/judgements/finding.ts";
import type { VoyageRow } from "../../movements/voyages/voyages-table.ts";
import { isKind, type Kind } from "../../sites/counting/kind.ts";
import type { Cover, Observation, ObservedFigure, Page } from "../../sites/counting/look.ts";
import type { Measure, Statistic } from "../../sites/counting/measure.ts";
import type { Outcome } from "../../sites/counting/outcome.ts";
import type { Places, Site } from "../../sites/counting/site.ts";
import type { EventRow } from "../../sites/history/event.ts";
import { heldAreas } from "../../sites/outlines/outline-state.ts";
import { translated } from "./database.ts";
import { readingOfCount, readMachineMeans } from "./reading-means.ts";
import { outlineHistory, readOutlineRecords, statesOf, versionCountedIn } from "./reading-outlines.ts";

// Rows were checked when they were written, and `case verify` finds what was altered since: types are asserted where they enter.
type Row = Record<string, string | number | null>;

const rowsOf = (database: DatabaseSync, sql: string, ...parameters: (string | number)[]): Row[] =>
  translated("records.sqlite", () => database.prepare(sql).all(...parameters) as Row[]);

const text = (row: Row, column: string): string => String(row[column] ?? "");
const number = (row: Row, column: string): number | null => {
  const value = row[column];
  return typeof value === "number" ? value : null;
};

/**
 * Sites, and the outlines of their areas as they are now: corrected, ended, and without those that were withdrawn.
 * @param options.beforeTrail as they were before this trail entry
 */
export function readPlaces(
  database: DatabaseSync,
  { beforeTrail = Number.MAX_SAFE_INTEGER }: { readonly beforeTrail?: number } = {},
): Places {
  return {
    sites: rowsOf(database, "SELECT * FROM sites WHERE trail < ? ORDER BY id", beforeTrail).map(
      (r): Site => ({
        id: text(r, "id"),
        name: text(r, "name"),
        names: JSON.parse(text(r, "names")) as string[],
        country: text(r, "country"),
        zoneMinutes: number(r, "zone_minutes") ?? 0,
        position: [number(r, "longitude") ?? 0, number(r, "latitude") ?? 0],
        note: text(r, "note"),
        source: text(r, "source"),
      }),
    ),
    areas: heldAreas(statesOf(readOutlineRecords(database, { beforeTrail }))),
  };
}

type Cell = string | number | null;

const figureColumns = `
  l.id, l.taken_at, l.taken_precision, l.taken_from_ms, l.taken_to_ms, l.observer, l.sample_distance_m, l.looks_summed,
  c.id, c.area, c.kind, c.measure, c.statistic, c.low, c.best, c.high, c.qualifier, c.outcome, c.reason, c.corrects`;
const printedColumns = "l.provider, c.cover, c.caveats, c.publisher, c.address, c.page, c.published_at";

/** Adds to the counts of a site in which outline they were made, where days alone do not tell. */
function withOutlines<O extends ObservedFigure>(database: DatabaseSync, siteId: string, observed: O[]): O[] {
  const history = outlineHistory(readOutlineRecords(database, { siteId }));
  if (history.isPlain) return observed;
  const trails = new Map(
    rowsOf(
      database,
      "SELECT c.id, c.trail FROM counts c JOIN looks l ON l.id = c.look WHERE l.site = ? AND c.area IS NOT NULL",
      siteId,
    ).map((r) => [text(r, "id"), Number(r["trail"])]),
  );
  const zone = Number(
    rowsOf(database, "SELECT zone_minutes FROM sites WHERE id = ?", siteId)[0]?.["zone_minutes"] ?? 0,
  );
  return observed.map((o) => {
    const { id, areaId } = o.count;
    const trail = trails.get(id);
    return areaId === null || trail === undefined
      ? o
      : { ...o, outline: versionCountedIn(history, areaId, o.look.takenAt, trail, zone) };
  });
}

/** Adds to the counts of a site how the machine came to its own. */
function withMeans<O extends ObservedFigure>(database: DatabaseSync, siteId: string, observed: O[]): O[] {
  const means = readMachineMeans(database, siteId);
  if (means.size === 0) return observed;
  return observed.map((o) => {
    const reading = readingOfCount(o.count.id);
    const byMachine = reading === null ? undefined : means.get(reading);
    return byMachine === undefined ? o : { ...o, byMachine };
  });
}

/**
 * What a history needs of all observations of a site, in no particular order. A case may hold a hundred thousand looks, and this is the
 * query behind every history: rows come as arrays, one by one, so that a large site is not held twice.
 */
export const readFigures = (database: DatabaseSync, siteId: string): ObservedFigure[] =>
  withOutlines(
    database,
    siteId,
    withMeans(
      database,
      siteId,
      readJoined(database, siteId, figureColumns, (r, shared) => figureFrom(r, siteId, shared)),
    ),
  );

/** All observations of a site in full, or of one of its looks, in no particular order. */
export const readObservations = (database: DatabaseSync, siteId: string, lookId?: string): Observation[] =>
  withOutlines(
    database,
    siteId,
    withMeans(
      database,
      siteId,
      readJoined(
        database,
        siteId,
        `${figureColumns}, ${printedColumns}`,
        (r, shared): Observation => {
          const { look, count } = figureFrom(r, siteId, shared);
          return {
            look: { ...look, provider: shared(r[20]) },
            count: {
              ...count,
              cover: shared(r[21]) as Cover,
              caveats: shared(r[22]),
              publisher: shared(r[23]),
              address: shared(r[24]),
              page: shared(r[25]) as Page,
              publishedAt: shared(r[26]),
            },
          };
        },
        lookId,
      ),
    ),
  );

/** Keeps one of each text: columns of few values come as a new text for each row. */
type Sharing = (cell: Cell | undefined) => string;

function readJoined<T>(
  database: DatabaseSync,
  siteId: string,
  columns: string,
  from: (row: readonly Cell[], shared: Sharing) => T,
  lookId?: string,
): T[] {
  const statement = database.prepare(
    `SELECT ${columns} FROM looks l JOIN counts c ON c.look = l.id WHERE l.site = ?${lookId === undefined ? "" : " AND l.id = ?"}`,
  );
  statement.setReturnArrays(true);
  const known = new Map<string, string>();
  const shared: Sharing = (cell) => {
    const text = String(cell ?? "");
    const found = known.get(text);
    if (found === undefined) known.set(text, text);
    return found ?? text;
  };
  return translated("records.sqlite", () => {
    const read: T[] = [];
    // The types of node:sqlite do not know that rows are arrays now.
    for (const row of statement.iterate(
      ...[siteId, lookId].filter((key) => key !== undefined),
    ) as unknown as Iterable<Cell[]>)
      read.push(from(row, shared));
    return read;
  });
}

function figureFrom(r: readonly Cell[], siteId: string, shared: Sharing): ObservedFigure {
  const id = r[0] as string;
  return {
    look: {
      id,
      siteId,
      takenAt: spanOf(r),
      observer: shared(r[5]),
      sampleDistanceMetres: r[6] as number | null,
      looksSummed: r[7] as number | null,
    },
    count: {
      id: r[8] as string,
      lookId: id,
      areaId: r[9] === null ? null : shared(r[9]),
      kind: kindOf(shared(r[10])),
      measure: shared(r[11]) as Measure,
      statistic: shared(r[12]) as Statistic,
      low: r[13] as number | null,
      best: r[14] as number | null,
      high: r[15] as number | null,
      qualifier: shared(r[16]),
      outcome: shared(r[17]) as Outcome,
      reason: shared(r[18]),
      corrects: r[19] as string | null,
    },
  };
}

function spanOf(r: readonly Cell[]): TimeSpan | null {
  const [, at, precision, from, to] = r;
  return typeof at === "string" && typeof from === "number" && typeof to === "number"
    ? { text: at, precision: precision as Precision, fromMs: from, toMs: to }
    : null;
}

function kindOf(name: string): Kind {
  if (!isKind(name)) throw new RangeError(`counts: kind ${name} is not known to this program`);
  return name;
}

export function readPublications(database: DatabaseSync, siteId: string): Publication[] {
  // The first page of an observation stands with its count.
  const sql = `
    SELECT c.id || '.first' AS id, c.id AS count, c.publisher, c.address, c.published_at, c.page, c.qualifier, c.low, c.best, c.high,
      '' AS unit_said, '' AS taken_at_said, NULL AS weekday_said, '' AS note, 1 AS first
    FROM counts c JOIN looks l ON l.id = c.look WHERE l.site = ?
    UNION ALL
    SELECT p.id, p.count, p.publisher, p.address, p.published_at, p.page, p.qualifier, p.low, p.best, p.high,
      p.unit_said, p.taken_at_said, p.weekday_said, p.note, 0
    FROM publications p JOIN counts c ON c.id = p.count JOIN looks l ON l.id = c.look WHERE l.site = ?
    ORDER BY count, first DESC, published_at, id`;
  return rowsOf(database, sql, siteId, siteId).map((r): Publication => ({
    publication: text(r, "id"),
    observation: text(r, "count"),
    publisher: text(r, "publisher"),
    address: text(r, "address"),
    publishedAt: text(r, "published_at"),
    page: text(r, "page") as Publication["page"],
    qualifier: text(r, "qualifier"),
    low: number(r, "low"),
    best: number(r, "best"),
    high: number(r, "high"),
    unitSaid: text(r, "unit_said"),
    takenAtSaid: text(r, "taken_at_said"),
    weekdaySaid: (r["weekday_said"] as Publication["weekdaySaid"]) ?? null,
    note: text(r, "note"),
    first: r["first"] === 1,
  }));
}

export function readEvents(database: DatabaseSync): EventRow[] {
  return rowsOf(database, "SELECT * FROM events ORDER BY at, id").map((r) => ({
    event: text(r, "id"),
    at: text(r, "at"),
    site: r["site"] === null ? null : text(r, "site"),
    place: text(r, "place"),
    what: text(r, "what"),
    matters: text(r, "matters"),
    publisher: text(r, "publisher"),
    address: text(r, "address"),
    conflict: text(r, "conflict"),
  }));
}

export function readVoyages(database: DatabaseSync): VoyageRow[] {
  return rowsOf(database, "SELECT * FROM voyages ORDER BY coalesce(nullif(from_at, ''), to_at), id").map(
    (r) => ({
      voyage: text(r, "id"),
      vessel: text(r, "vessel"),
      imo: text(r, "imo"),
      imoSource: (r["imo_source"] as VoyageRow["imoSource"]) ?? null,
      mode: text(r, "mode") as VoyageRow["mode"],
      fromPlace: text(r, "from_place"),
      fromAt: text(r, "from_at"),
      toPlace: text(r, "to_place"),
      toAt: text(r, "to_at"),
      containersLow: number(r, "containers_low"),
      containersBest: number(r, "containers_best"),
      containersHigh: number(r, "containers_high"),
      containersWords: text(r, "containers_words"),
      transponder: text(r, "transponder") as VoyageRow["transponder"],
      identifiedBy: text(r, "identified_by") as VoyageRow["identifiedBy"],
      observer: text(r, "observer"),
      publisher: text(r, "publisher"),
      publishedAt: text(r, "published_at"),
      address: text(r, "address"),
      page: text(r, "page") as VoyageRow["page"],
      caveats: text(r, "caveats"),
    }),
  );
}

export function readFindings(
  database: DatabaseSync,
): { readonly finding: FindingRecord; readonly sentences: JudgementRecord[] }[] {
  return rowsOf(database, "SELECT * FROM findings ORDER BY id").map((f) => ({
    finding: {
      id: text(f, "id"),
      title: text(f, "title"),
      question: JSON.parse(text(f, "question")) as Question,
    },
    sentences: rowsOf(
      database,
      "SELECT * FROM judgements WHERE finding = ? ORDER BY place",
      text(f, "id"),
    ).map((j) => ({
      finding: text(j, "finding"),
      place: number(j, "place") ?? 0,
      part: text(j, "part") as Part,
      text: text(j, "text"),
    })),
  }));
}

/** How many records of each kind a case holds. */
export function readTotals(database: DatabaseSync): Record<string, number> {
  const tables = [
    "sites",
    "areas",
    "looks",
    "counts",
    "publications",
    "events",
    "voyages",
    "findings",
    "judgements",
    "pictures",
    "evidence",
    "custody",
  ];
  return Object.fromEntries(
    tables.map((t) => [t, Number(rowsOf(database, `SELECT count(*) AS n FROM ${t}`)[0]?.["n"] ?? 0)]),
  );
}
