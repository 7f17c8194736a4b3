import { nounFor } from "../../base/counted.ts";
import { InputError, quoted, type Fault } from "../../base/errors.ts";
import { distanceMetres } from "../../base/geodesy/wgs84.ts";
import { isWithin } from "../../base/geometry/within.ts";
import { timesToCome } from "../../base/time/to-come.ts";
import { exportedForm, exportMarks, nameElsewhere } from "../../movements/sightings/exported-form.ts";
import { sightingOf } from "../../movements/sightings/sighting-of-row.ts";
import type { Scene, Sighting } from "../../movements/sightings/sighting.ts";
import { sightingsTable } from "../../movements/sightings/sightings-table.ts";
import type { Case } from "../files/case-folder.ts";
import { sightings } from "../store/movement-tables.ts";
import { newestRevisions } from "../store/reading-revisions.ts";
import { readScenes } from "../store/reading-sightings.ts";
import { readPlaces } from "../store/reading.ts";
import { importFiles, type FaultList, type ImportResult, type Sink, type SourceFile } from "./import.ts";
import { readScenesIn, type Counted } from "./read-scenes.ts";
import { OnRecord } from "./sightings-on-record.ts";
import { readSeenRows, type RowSource, type TypedCells } from "./seen-rows.ts";

/** Steps that put scenes and sightings on record from a file or from what was typed. */
export const seenSteps = ["scene import", "scene add", "sighting import", "sighting add"] as const;
export type SeenStep = (typeof seenSteps)[number];

export const isSeenStep = (step: string): step is SeenStep => seenSteps.some((s) => s === step);

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

export type { TypedCells };

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
  const tally: Counted = (added, where, id, found) => {
    if (added === "new") summary.new++;
    else if (added === "same") summary.onRecord++;
    else {
      const thing = step.startsWith("scene") ? "scene" : "sighting";
      found.push({
        where,
        field: thing,
        found: `${quoted(id)} with other content than on record`,
        allowed: `what is on record under this name, a new name, or ${thing} correct for a change`,
      });
    }
  };
  if (step === "scene import" || step === "scene add") {
    summary.rows = await readScenesIn(opened, source, sink, faults, tally, warnings, {
      signal,
      beforeTrail,
    });
    return { summary, warnings };
  }
  const known = new Map(readScenes(opened.database, before).map((s) => [s.id, s]));
  const { sites } = readPlaces(opened.database, before);
  const places = { scene: (id: string) => known.get(id), places: sites.map((s) => s.position) };
  const taken = new Neighbours();
  const onRecord = new OnRecord(opened.database, beforeTrail);
  const corrected = newestRevisions(opened.database, "scene", beforeTrail);
  for (const sighting of onRecord.standing) taken.add(sighting);
  let renamed = 0;
  const read = await readSeenRows(
    {
      table: sightingsTable,
      key: "sighting",
      exported: step === "sighting import" ? { marks: exportMarks, formOf: exportedForm } : null,
    },
    source,
    faults,
    warnings,
    (row, where, found) => {
      // Its scene may say another time or place since, and the row is still what was put on record.
      const then =
        row.scene !== null && corrected.has(row.scene) && known.has(row.scene)
          ? onRecord.sceneThen(row.sighting, row.scene)
          : undefined;
      if (then !== undefined) {
        const first = sightingOf(row, where, { ...places, scene: () => then }, []);
        if (first !== null && onRecord.wasFirst(first)) return tally("same", where, first.id, found);
      }
      const seen = sightingOf(row, where, places, found);
      if (seen === null) return;
      const sighting = { ...seen, id: onRecord.isNameOfMark(seen.id) ? seen.id : nameElsewhere(seen.id) };
      if (sighting.id !== seen.id) {
        renamed++;
        const name = sightingsTable.columns.sighting.read(sighting.id);
        if (!name.ok) {
          found.push({ where, field: "sighting", found: quoted(seen.id), allowed: name.allowed });
          return;
        }
      }
      // As it holds, corrected or from a mark, it is other than what was first stored, and yet on record.
      if (onRecord.holds(sighting)) return tally("same", where, sighting.id, found);
      if (onRecord.isNameOfMark(sighting.id)) return tally("different", where, sighting.id, found);
      // What is on record already was held against its neighbours then, and may have been corrected or withdrawn since.
      if (sink.stored(sightings, sighting.id) === null) {
        remark(sighting, known, taken, where, found, warnings);
        taken.add(sighting);
      }
      const added = sink.add(sightings, sighting);
      // Where no time is written it is that of the scene, which is on record.
      if (added === "new" && row.at !== "")
        found.push(...timesToCome("at", sighting.at, sink.latestMs).map((late) => ({ where, ...late })));
      tally(added, where, sighting.id, found);
    },
    signal,
  );
  if (read.passedOver > 0)
    warnings.unshift(
      `${read.passedOver} ${nounFor(read.passedOver, "sighting")} that publications tell of ${read.passedOver === 1 ? "was" : "were"} passed over: they come with the voyages and looks that tell of them`,
    );
  if (renamed > 0)
    warnings.unshift(
      `${renamed} ${nounFor(renamed, "sighting")} from marks of another case ${renamed === 1 ? "was" : "were"} named without a slash: ${quoted("look/mark-1")} as ${quoted(nameElsewhere("look/mark-1"))}`,
    );
  return {
    summary: {
      ...summary,
      rows: read.rows,
      ...(read.passedOver > 0 ? { toldByPublications: read.passedOver } : {}),
    },
    warnings: warnings.slice(0, mostWarnings),
  };
}

/** Warnings beyond this many are not told. */
export const mostWarnings = 50;
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

function fileOf(step: SeenStep, [file]: readonly SourceFile[]): SourceFile {
  if (file === undefined) throw InputError.of(step, "file", "none", "a CSV or GeoJSON file");
  return file;
}
