import { InputError, type Fault } from "../../base/errors.ts";
import { offsetMinutes } from "../../base/time/calendar.ts";
import type { TimeSpan } from "../../base/time/span.ts";
import { cellToCome, timesToCome } from "../../base/time/to-come.ts";
import { publicationsTable, type PublicationRow } from "../../findings/claims/publications-table.ts";
import { checkRow, looksTable, type KnownPlaces, type LookRow } from "../../sites/counting/looks-table.ts";
import type { Count, Look } from "../../sites/counting/look.ts";
import type { Places } from "../../sites/counting/site.ts";
import type { Case } from "../files/case-folder.ts";
import { readPlaces } from "../store/reading.ts";
import { counts, looks, publications, type RecordTable } from "../store/tables.ts";
import { importFiles, type FaultList, type ImportResult, type Sink, type SourceFile } from "./import.ts";
import { readRows } from "./read-table.ts";

export interface ImportLooksOptions {
  /** Further publications of the observations, in the same import or of ones on record. */
  readonly publications?: string | undefined;
  readonly onProgress?: (rows: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Imports a table of published looks, and one of their further publications. */
export async function importLooks(
  opened: Case,
  path: string,
  options: ImportLooksOptions = {},
): Promise<ImportResult> {
  const places = knownPlaces(readPlaces(opened.database));
  const paths = options.publications === undefined ? [path] : [path, options.publications];
  return importFiles(opened, {
    step: "look import",
    settings: {},
    paths,
    signal: options.signal,
    read: (files, sink, faults) => readLooks(files, places, sink, faults, options),
  });
}

/** Answers of the case's places to what a row asks. */
export function knownPlaces({ sites, areas }: Places): KnownPlaces {
  const zones = new Map(sites.map((s) => [s.id, s.zoneMinutes]));
  const areaIds = new Map(
    sites.map(({ id }) => [id, [...new Set(areas.filter((a) => a.siteId === id).map((a) => a.id))].sort()]),
  );
  const ms = (day: string | null, open: number, zone: number): number =>
    day === null ? open : Date.parse(`${day}T00:00:00Z`) - zone * 60_000;
  return {
    zoneOf: (id) => zones.get(id),
    siteIds: () => [...zones.keys()].sort(),
    areaIds: (id) => areaIds.get(id) ?? [],
    validity: (siteId, areaId) =>
      areas
        .filter((a) => a.siteId === siteId && a.id === areaId)
        .map((a) => ({
          fromMs: ms(a.validFrom, -Infinity, zones.get(siteId) ?? 0),
          toMs: ms(a.validTo, Infinity, zones.get(siteId) ?? 0),
        })),
  };
}

/** Reads both tables into the sink. Also run by `case verify`, against the records. */
export async function readLooks(
  files: readonly SourceFile[],
  places: KnownPlaces,
  sink: Sink,
  faults: FaultList,
  { onProgress, signal }: Pick<ImportLooksOptions, "onProgress" | "signal"> = {},
): Promise<{ summary: Record<string, number>; warnings: string[] }> {
  const [looksFile, publicationsFile] = files;
  if (looksFile === undefined) throw InputError.of("look import", "file", "none", "a table of looks");
  const summary = { rows: 0, newObservations: 0, onRecord: 0, publications: 0, likelyRepeats: 0 };
  const warnings: string[] = [];
  const attempts = new Map<string, string>();
  const take = (row: LookRow, where: string, found: Fault[]): void => {
    const takenAt = checkRow(row, where, places, found);
    const added = takenAt === undefined ? null : addObservation(row, takenAt, where, sink, found);
    if (added === "new") {
      summary.newObservations++;
      const repeat = repeatOf(row, attempts, where);
      if (repeat !== null && summary.likelyRepeats++ < mostWarnings) warnings.push(repeat);
    } else if (added === "same") summary.onRecord++;
  };
  summary.rows = await readRows(looksTable, looksFile, faults, take, { onProgress, signal });
  if (publicationsFile !== undefined)
    summary.publications = await readPublications(publicationsFile, sink, faults, signal);
  return { summary, warnings };
}

/** A time whose zone the source states for the whole row is kept with that zone. */
function stated(row: LookRow, takenAt: TimeSpan | null): TimeSpan | null {
  if (takenAt === null || row.takenZone === "" || offsetMinutes(row.takenZone) === null) return takenAt;
  return {
    ...takenAt,
    text: takenAt.text.replace(/(T\d{2}:\d{2}(?::\d{2})?)(?=$|\/)/g, `$1${row.takenZone}`),
  };
}

function addObservation(
  row: LookRow,
  takenAt: TimeSpan | null,
  where: string,
  sink: Sink,
  faults: Fault[],
): "new" | "same" | null {
  const look: Look = {
    id: row.look ?? row.observation,
    siteId: row.site,
    takenAt: stated(row, takenAt),
    observer: row.observer,
    provider: row.provider,
    sampleDistanceMetres: row.sampleDistanceMetres,
    looksSummed: row.looksSummed === "unknown" ? null : row.looksSummed,
  };
  const count: Count = {
    id: row.observation,
    lookId: look.id,
    areaId: row.area,
    kind: row.kind,
    measure: row.measure,
    statistic: row.statistic,
    low: row.low,
    best: row.best,
    high: row.high,
    qualifier: row.qualifier,
    cover: row.cover,
    outcome: row.outcome,
    reason: row.reason,
    caveats: row.caveats,
    publisher: row.publisher,
    address: row.address,
    page: row.page,
    publishedAt: row.publishedAt,
    corrects: row.corrects,
  };
  const lookAdded = sink.add(looks, look);
  if (lookAdded === "new")
    faults.push(...timesToCome("taken_at", takenAt, sink.latestMs).map((late) => ({ where, ...late })));
  if (lookAdded === "different") {
    faults.push({
      where,
      field: "look",
      found: `${look.id} with ${differences(sink, looks, look.id, look)}`,
      allowed: "one site, time, observer and picture for all rows of a look",
    });
    return null;
  }
  if (row.corrects !== null && sink.stored(counts, row.corrects) === null)
    faults.push({
      where,
      field: "corrects",
      found: row.corrects,
      allowed: "an observation on record, or on a line above",
    });
  // A look that is new has no figure yet.
  const earlier = lookAdded === "same" ? sink.figureAt(count) : null;
  if (earlier !== null && earlier !== count.id && count.corrects !== earlier) {
    faults.push({
      where,
      field: "observation",
      found: `${count.id}, a second figure beside ${earlier}`,
      allowed:
        "one figure for a kind and measure in an area at a look; a correction names the other in corrects",
    });
    return null;
  }
  const added = sink.add(counts, count);
  if (added === "new")
    faults.push(
      ...cellToCome("published_at", row.publishedAt, sink.latestMs).map((late) => ({ where, ...late })),
    );
  if (added === "different") {
    const found = `${count.id} with ${differences(sink, counts, count.id, count)}`;
    faults.push({
      where,
      field: "observation",
      found,
      allowed: "what is on record under this name; to correct it, a new name with the old one in corrects",
    });
    return null;
  }
  return added;
}

/** "best 80, on record 73": the columns in which a record differs from the one stored under its key. */
function differences<R>(sink: Sink, table: RecordTable<R>, key: string, record: R): string {
  const stored = sink.stored(table, key) ?? {};
  const values = table.values(record);
  const words = table.columns.flatMap((column, i) =>
    stored[column] === values[i]
      ? []
      : [`${column} ${String(values[i] ?? "empty")}, on record ${String(stored[column] ?? "empty")}`],
  );
  return words.slice(0, 4).join("; ");
}

/** Repeats beyond this many are counted and not listed. */
const mostWarnings = 10;

/** The same picture entered twice under two names would count as two looks: said, not refused, since two looks in a day can agree. */
function repeatOf(row: LookRow, attempts: Map<string, string>, where: string): string | null {
  if (row.outcome !== "counted" || row.takenAt === "") return null;
  const key = `${row.takenAt}|${row.site}|${row.observer}|${row.kind}|${row.area ?? ""}|${row.best ?? ""}`;
  const other = attempts.get(key);
  attempts.set(key, where);
  if (other === undefined) return null;
  const line = other.slice(other.lastIndexOf("line "));
  return `${where}: ${row.observation} looks like a repeat of ${line}: same time, observer, kind, area and figure; if it is the same picture, give both rows one look`;
}

async function readPublications(
  file: SourceFile,
  sink: Sink,
  faults: FaultList,
  signal?: AbortSignal,
): Promise<number> {
  let added = 0;
  const take = (row: PublicationRow, where: string, found: Fault[]): void => {
    const figures = [row.low, row.best, row.high].filter((v) => v !== null);
    if (figures.some((v, i) => i > 0 && v < (figures[i - 1] ?? v)))
      found.push({
        where,
        field: "low, best, high",
        found: figures.join(", "),
        allowed: "figures that do not fall",
      });
    if (sink.stored(counts, row.observation) === null) {
      found.push({
        where,
        field: "observation",
        found: row.observation,
        allowed: "an observation on record, or in the table of looks imported with it",
      });
      return;
    }
    const outcome = sink.add(publications, row);
    if (outcome === "new") {
      added++;
      found.push(
        ...cellToCome("published_at", row.publishedAt, sink.latestMs).map((late) => ({ where, ...late })),
      );
    } else if (outcome === "different")
      found.push({
        where,
        field: "publication",
        found: `${row.publication} with ${differences(sink, publications, row.publication, row)}`,
        allowed: "what is on record under this name, or a new name",
      });
  };
  await readRows(publicationsTable, file, faults, take, { signal });
  return added;
}
