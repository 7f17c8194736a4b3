import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { InputError, quoted, type Fault } from "../../base/errors.ts";
import { keysOf, readerFor, type Table } from "../../base/table/table.ts";
import { distanceMetres } from "../../base/geodesy/wgs84.ts";
import { isWithin } from "../../base/geometry/within.ts";
import { featureRows } from "../../movements/sightings/feature-rows.ts";
import { sceneOf, scenesTable } from "../../movements/sightings/scenes-table.ts";
import { sightingOf } from "../../movements/sightings/sighting-of-row.ts";
import type { Scene, Sighting } from "../../movements/sightings/sighting.ts";
import { sightingsTable } from "../../movements/sightings/sightings-table.ts";
import type { Case } from "../files/case-folder.ts";
import { scenes, sightings } from "../store/movement-tables.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { readScenes, readSightings } from "../store/reading-sightings.ts";
import { readPlaces } from "../store/reading.ts";
import { importFiles, type FaultList, type ImportResult, type Sink, type SourceFile } from "./import.ts";
import { readRows } from "./read-table.ts";

/** Steps that put scenes and sightings on record from a file or from what was typed. */
export const seenSteps = ["scene import", "scene add", "sighting import", "sighting add"] as const;
export type SeenStep = (typeof seenSteps)[number];

export const isSeenStep = (step: string): step is SeenStep => seenSteps.some((s) => s === step);

/** Cells of one row by the names of its columns, as they were typed. */
export type TypedCells = Readonly<Record<string, string>>;

/** Imports a CSV or GeoJSON file of scenes or of sightings: all of its rows or none. */
export const importSeen = (
  opened: Case,
  step: "scene import" | "sighting import",
  path: string,
  signal?: AbortSignal,
): Promise<ImportResult> =>
  importFiles(opened, {
    step,
    settings: {},
    paths: [path],
    signal,
    read: (files, sink, faults) => readSeen(opened, step, files, {}, sink, faults, signal),
  });

/** Puts one scene or sighting on record as it was typed. */
export const addSeen = (
  opened: Case,
  step: "scene add" | "sighting add",
  cells: TypedCells,
): Promise<ImportResult> =>
  importFiles(opened, {
    step,
    settings: { cells },
    paths: [],
    read: (files, sink, faults) => readSeen(opened, step, files, { cells }, sink, faults),
  });

/** Also run by `case verify`, against the records. */
export async function readSeen(
  opened: Case,
  step: SeenStep,
  files: readonly SourceFile[],
  { cells }: { readonly cells?: TypedCells },
  sink: Sink,
  faults: FaultList,
  signal?: AbortSignal,
  beforeTrail?: number,
) {
  const summary = { rows: 0, new: 0, onRecord: 0 };
  const warnings: string[] = [];
  const before = beforeTrail === undefined ? {} : { beforeTrail };
  const source: RowSource = cells === undefined ? { file: fileOf(step, files) } : { step, cells };
  const counted = (added: "new" | "same" | "different", where: string, id: string, found: Fault[]): void => {
    if (added === "new") summary.new++;
    else if (added === "same") summary.onRecord++;
    else
      found.push({
        where,
        field: step.startsWith("scene") ? "scene" : "sighting",
        found: `${quoted(id)} with other content than on record`,
        allowed: step.startsWith("scene")
          ? "what is on record under this name, or a new name"
          : "what is on record under this name, a new name, or sighting correct for a change",
      });
  };
  if (step === "scene import" || step === "scene add") {
    const looks = new Set(readPictureLooks(opened.database, before).map((l) => l.look.id));
    summary.rows = await rowsFrom(
      scenesTable,
      "scene",
      source,
      faults,
      warnings,
      signal,
      (row, where, found) => {
        const scene = sceneOf(row, where, (look) => looks.has(look), found);
        if (scene !== null) counted(sink.add(scenes, scene), where, scene.id, found);
      },
    );
    return { summary, warnings };
  }
  const known = new Map(readScenes(opened.database, before).map((s) => [s.id, s]));
  const { sites } = readPlaces(opened.database, before);
  const places = { scene: (id: string) => known.get(id), places: sites.map((s) => s.position) };
  const taken = new Neighbours();
  for (const sighting of readSightings(opened.database, before)) taken.add(sighting);
  summary.rows = await rowsFrom(
    sightingsTable,
    "sighting",
    source,
    faults,
    warnings,
    signal,
    (row, where, found) => {
      const sighting = sightingOf(row, where, places, found);
      if (sighting === null) return;
      // What is on record already was held against its neighbours then, and may have been corrected or withdrawn since.
      if (sink.stored(sightings, sighting.id) === null) {
        remark(sighting, known, taken, where, found, warnings);
        taken.add(sighting);
      }
      counted(sink.add(sightings, sighting), where, sighting.id, found);
    },
  );
  return { summary, warnings: warnings.slice(0, mostWarnings) };
}

/** Warnings beyond this many are not told. */
const mostWarnings = 50;
/** Nearer than this two sightings of one scene are the same one. */
const samePlaceMetres = 1;

/** What is doubtful about a sighting though nothing is wrong: twice in one scene, or where nothing could be seen. */
export function remark(
  sighting: Sighting,
  scenesById: ReadonlyMap<string, Scene>,
  before: Neighbours,
  where: string,
  found: Fault[],
  warnings: string[],
): void {
  const scene = sighting.sceneId === null ? undefined : scenesById.get(sighting.sceneId);
  if (scene?.hidden.some((polygon) => isWithin(sighting.position, polygon)) === true)
    warnings.push(`${where}: ${sighting.id} lies where its scene says that nothing could be seen`);
  for (const other of before.near(sighting)) {
    const metres = distanceMetres(other.position, sighting.position);
    if (metres < samePlaceMetres)
      found.push({
        where,
        field: "longitude, latitude",
        found: `the place of ${other.id} in the same scene`,
        allowed: "each vessel of a scene once",
      });
    else if (metres < (sighting.lengthMetres?.best ?? 0) / 2)
      warnings.push(
        `${where}: ${sighting.id} lies ${Math.round(metres)} m from ${other.id} in the same scene, less than half its length: one ship twice, or two side by side`,
      );
  }
}

/** Sightings by scene and by strips of latitude, so that a large scene is not compared with itself. */
export class Neighbours {
  readonly #strips = new Map<string, Sighting[]>();

  add(sighting: Sighting): void {
    if (sighting.sceneId === null) return;
    const key = `${sighting.sceneId} ${strip(sighting)}`;
    const known = this.#strips.get(key);
    if (known === undefined) this.#strips.set(key, [sighting]);
    else known.push(sighting);
  }

  near(sighting: Sighting): readonly Sighting[] {
    const middle = strip(sighting);
    return [middle - 1, middle, middle + 1]
      .flatMap((s) => this.#strips.get(`${sighting.sceneId ?? ""} ${s}`) ?? [])
      .filter(
        (other) => other.id !== sighting.id && Math.abs(other.position[0] - sighting.position[0]) < 0.01,
      );
  }
}

/** Strips of some 330 m: half of the longest hull and more. */
const strip = ({ position }: Sighting): number => Math.floor(position[1] * 333);

type RowSource = { readonly file: SourceFile } | { readonly step: SeenStep; readonly cells: TypedCells };

function fileOf(step: SeenStep, [file]: readonly SourceFile[]): SourceFile {
  if (file === undefined) throw InputError.of(step, "file", "none", "a CSV or GeoJSON file");
  return file;
}

/** Longest GeoJSON file, in bytes. */
const longestGeoJson = 128 * 1024 * 1024;

/** Rows of a CSV file, of the features of a GeoJSON file, or the one row that was typed. */
async function rowsFrom<Row>(
  table: Table<Row>,
  key: string,
  source: RowSource,
  faults: FaultList,
  warnings: string[],
  signal: AbortSignal | undefined,
  take: (row: Row, where: string, found: Fault[]) => void,
): Promise<number> {
  const columns = keysOf(table).map((k) => table.columns[k].name);
  if ("cells" in source) {
    const { step, cells } = source;
    oneByOne(table, step, Object.keys(cells), [Object.values(cells)], () => step, faults, take);
    return 1;
  }
  const { file } = source;
  if (!beginsAsJson(file.path)) return readRows(table, file, faults, take, { signal });
  const { size } = statSync(file.path);
  if (size > longestGeoJson)
    throw InputError.of(
      file.name,
      "file",
      `${size} bytes`,
      `at most ${longestGeoJson} bytes; a CSV file may be longer`,
    );
  const { header, rows, leftOut } = featureRows(readFileSync(file.path, "utf8"), file.name, columns, key);
  for (const name of leftOut)
    warnings.push(`the property ${quoted(name)} is none of the table's and was left out`);
  oneByOne(table, file.name, header, rows, (index) => `${file.name} feature ${index + 1}`, faults, take);
  return rows.length;
}

/** Whether the first thing of a file is a brace; no more of it is read, since a table may be long. */
export function beginsAsJson(path: string): boolean {
  const head = new Uint8Array(4_096);
  const file = openSync(path, "r");
  try {
    const read = readSync(file, head, 0, head.length, 0);
    return /^\ufeff?\s*\{/.test(new TextDecoder().decode(head.subarray(0, read)));
  } finally {
    closeSync(file);
  }
}

function oneByOne<Row>(
  table: Table<Row>,
  file: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  whereOf: (index: number) => string,
  faults: FaultList,
  take: (row: Row, where: string, found: Fault[]) => void,
): void {
  const made = readerFor(table, file, header);
  if ("faults" in made) throw new InputError(made.faults.map((f) => ({ ...f, where: file })));
  for (const [index, cells] of rows.entries()) {
    const found: Fault[] = [];
    const where = whereOf(index);
    const row = made.reader.read(cells, index + 1, found);
    if (row !== null) take(row, where, found);
    if (found.length > 0) faults.add(found.map((f) => ({ ...f, where })));
  }
}
