import { InputError, quoted, type Fault } from "../../base/errors.ts";
import { keysOf, readerFor } from "../../base/table/table.ts";
import { parseSpan } from "../../base/time/span.ts";
import { cellToCome } from "../../base/time/to-come.ts";
import { featureRows } from "../../movements/sightings/feature-rows.ts";
import {
  findFixed,
  findSettings,
  type FindSettings,
  type FoundObject,
} from "../../movements/fixed/find-fixed.ts";
import type { FixedObject } from "../../movements/fixed/fixed-object.ts";
import { fixedTable, type FixedRow } from "../../movements/fixed/fixed-table.ts";
import { readFileSync, statSync } from "node:fs";
import type { Case } from "../files/case-folder.ts";
import { fixedObjects } from "../store/movement-tables.ts";
import { readFixedObjects } from "../store/reading-fixed.ts";
import { readScenes, readSightings } from "../store/reading-sightings.ts";
import { readCurrentVerdicts } from "../store/current-verdicts.ts";
import { importFiles, type FaultList, type ImportResult, type Sink, type SourceFile } from "./import.ts";
import { readRows } from "./read-table.ts";

/** Steps that put fixed objects on record, from a file, from what was typed, or from what was found. */
export const fixedSteps = ["fixed import", "fixed add", "fixed change", "fixed find"] as const;
export type FixedStep = (typeof fixedSteps)[number];
export const isFixedStep = (step: string): step is FixedStep => fixedSteps.some((s) => s === step);

export interface FixedSettings {
  /** Of `fixed add`: one row as typed, by the names of its columns. */
  readonly cells?: Readonly<Record<string, string>>;
  /** Of `fixed change`: which object, to which version, and what is new of it. */
  readonly change?: FixedChange;
  /** Of `fixed find`: how it was looked for, and who keeps what was found. */
  readonly find?: FindSettings;
  readonly by?: string;
  /** The sightings of what was found, so that a later search of the same kind is another entry. */
  readonly after?: readonly string[];
}

export interface FixedChange {
  readonly id: string;
  readonly version: number;
  /** First day on which it no longer stands; null: it was never one and is taken off the list. */
  readonly validTo: string | null;
  readonly reason: string;
  readonly by: string;
}

export const importFixed = (opened: Case, path: string, signal?: AbortSignal): Promise<ImportResult> =>
  importFiles(opened, {
    step: "fixed import",
    settings: {},
    paths: [path],
    signal,
    read: (files, sink, faults) => readFixed(opened, "fixed import", files, {}, sink, faults, signal),
  });

export const addFixed = (opened: Case, cells: Readonly<Record<string, string>>): Promise<ImportResult> =>
  importFiles(opened, {
    step: "fixed add",
    settings: { cells },
    paths: [],
    read: (files, sink, faults) => readFixed(opened, "fixed add", files, { cells }, sink, faults),
  });

/**
 * Ends a fixed object on a day, or takes it off the list: as a new version beside the ones before.
 * @throws InputError when it is not on the list, or the day, reason or name is none
 */
export async function changeFixed(opened: Case, change: Omit<FixedChange, "version">): Promise<ImportResult> {
  const newest = newestOf(readFixedObjects(opened.database, { id: change.id }), change.id);
  const repeated =
    newest.reason === change.reason &&
    newest.by === change.by &&
    (change.validTo === null ? newest.withdrawn : !newest.withdrawn && newest.validTo === change.validTo);
  const settings = { change: { ...change, version: repeated ? newest.version : newest.version + 1 } };
  return importFiles(opened, {
    step: "fixed change",
    settings,
    paths: [],
    read: (files, sink, faults) => readFixed(opened, "fixed change", files, settings, sink, faults),
  });
}

/** What stands in many scenes and is not on the list yet. */
export function proposeFixed(
  opened: Case,
  settings: FindSettings = findSettings,
  beforeTrail?: number,
): readonly FoundObject[] {
  const before = beforeTrail === undefined ? {} : { beforeTrail };
  const known = new Set(readFixedObjects(opened.database, before).flatMap((o) => o.sightings));
  // What a ship that reported explains is no fixed object.
  const words = new Map<string, boolean>();
  for (const v of readCurrentVerdicts(opened.database, before))
    if (v.sightingId !== null) words.set(v.sightingId, v.word === "matched");
  const explained = new Set([...words].filter(([, matched]) => matched).map(([id]) => id));
  return findFixed(
    readScenes(opened.database, before),
    readSightings(opened.database, before),
    explained,
    settings,
  ).filter((found) => !found.sightings.some((id) => known.has(id)));
}

/** Puts what was found on record. */
export function keepFound(
  opened: Case,
  by: string,
  settings: FindSettings = findSettings,
): Promise<ImportResult> {
  const found = { find: settings, by };
  return importFiles(opened, {
    step: "fixed find",
    // Later sightings give another answer to the same question.
    settings: {
      find: { ...settings },
      by,
      after: proposeFixed(opened, settings).flatMap((f) => f.sightings),
    },
    paths: [],
    read: (files, sink, faults) => readFixed(opened, "fixed find", files, found, sink, faults),
  });
}

/** Also run by `case verify`, against the records. */
export async function readFixed(
  opened: Case,
  step: FixedStep,
  files: readonly SourceFile[],
  settings: FixedSettings,
  sink: Sink,
  faults: FaultList,
  signal?: AbortSignal,
  beforeTrail?: number,
) {
  const summary = { objects: 0, new: 0, onRecord: 0 };
  const put = (object: FixedObject, where: string, found: Fault[]): void => {
    summary.objects++;
    const added = sink.add(fixedObjects, object);
    if (added === "new") {
      summary.new++;
      // Until when it stands may be known ahead.
      const late = cellToCome("valid_from", object.validFrom ?? "", sink.latestMs);
      found.push(...late.map((fault) => ({ where, ...fault })));
    } else if (added === "same") summary.onRecord++;
    else
      found.push({
        where,
        field: "fixed",
        found: `${quoted(object.id)} with other content than on record`,
        allowed:
          "what is on record under this name, a new name, or fixed end and fixed withdraw for a change",
      });
  };
  const take = (row: FixedRow, where: string, found: Fault[]): void => {
    if (row.validFrom !== null && row.validTo !== null && row.validTo <= row.validFrom)
      found.push({ where, field: "valid_to", found: row.validTo, allowed: `a day after ${row.validFrom}` });
    else put(objectOf(row), where, found);
  };
  if (step === "fixed find") {
    const by = settings.by ?? "";
    mustSay("fixed find", "by", by, 200);
    const wrong: Fault[] = [];
    for (const found of proposeFixed(opened, settings.find, beforeTrail))
      put(objectOfFound(found, by), "fixed find", wrong);
    faults.add(wrong);
  } else if (step === "fixed change") {
    const { change } = settings;
    if (change !== undefined) sink.add(fixedObjects, changed(opened, change, beforeTrail));
    summary.objects = 1;
  } else if (settings.cells !== undefined) readTyped(settings.cells, faults, take);
  else {
    const [file] = files;
    if (file === undefined) throw InputError.of(step, "file", "none", "a CSV or GeoJSON file");
    if (/\.(?:geo)?json$/i.test(file.name)) readFeatures(file, faults, take);
    else await readRows(fixedTable, file, faults, take, { signal });
  }
  return { summary, warnings: [] };
}

const objectOf = ({ fixed, longitude, latitude, ...row }: FixedRow): FixedObject => ({
  ...row,
  id: fixed,
  version: 1,
  position: [longitude, latitude],
  withdrawn: false,
  sightings: [],
});

const objectOfFound = (found: FoundObject, by: string): FixedObject => ({
  // Named by where it stands, to about ten metres.
  id: `found.${found.position.map((d) => d.toFixed(4)).join(".")}`,
  version: 1,
  position: found.position,
  radiusMetres: found.radiusMetres,
  kind: "other",
  name: "",
  validFrom: found.validFrom,
  validTo: found.validTo,
  withdrawn: false,
  sightings: found.sightings,
  reason: `seen in ${found.sightings.length} of ${found.looked} scenes that show the place, on ${found.days} days`,
  by,
});

function mustSay(where: string, field: string, text: string, longest: number): void {
  if (text.trim() === "" || text.length > longest)
    throw InputError.of(where, `--${field}`, quoted(text), `some words, at most ${longest} characters`);
}

function newestOf(versions: readonly FixedObject[], id: string): FixedObject {
  const newest = versions.toSorted((a, b) => b.version - a.version)[0];
  if (newest === undefined)
    throw InputError.of("fixed", "object", quoted(id), "a fixed object of the case; fixed list prints them");
  return newest;
}

function changed(opened: Case, change: FixedChange, beforeTrail?: number): FixedObject {
  const versions = readFixedObjects(opened.database, {
    id: change.id,
    ...(beforeTrail === undefined ? {} : { beforeTrail }),
  }).filter((o) => o.version < change.version);
  const before = newestOf(versions, change.id);
  mustSay("fixed", "reason", change.reason, 2000);
  mustSay("fixed", "by", change.by, 200);
  const { reason, by, validTo, version } = change;
  if (validTo === null) return { ...before, version, withdrawn: true, reason, by };
  const parsed = parseSpan(validTo, 0);
  if (!parsed.ok || parsed.span.precision !== "day" || (before.validFrom ?? "") >= validTo)
    throw InputError.of(
      "fixed end",
      "--on",
      quoted(validTo),
      before.validFrom === null ? "a day as 2021-12-31" : `a day after ${before.validFrom}`,
    );
  return { ...before, version, withdrawn: false, validTo, reason, by };
}

type Take = (row: FixedRow, where: string, found: Fault[]) => void;

const columns = keysOf(fixedTable).map((key) => fixedTable.columns[key].name);

function readTyped(cells: Readonly<Record<string, string>>, faults: FaultList, take: Take): void {
  const header = Object.keys(cells);
  readCells("fixed add", header, [header.map((name) => cells[name] ?? "")], faults, take);
}

/** Longest GeoJSON file, in bytes. */
const longestGeoJson = 64 * 1024 * 1024;

function readFeatures(file: SourceFile, faults: FaultList, take: Take): void {
  const { size } = statSync(file.path);
  if (size > longestGeoJson)
    throw InputError.of(file.name, "size", `${size} bytes`, `at most ${longestGeoJson}; CSV may be longer`);
  const { header, rows } = featureRows(readFileSync(file.path, "utf8"), file.name, columns, "fixed");
  readCells(file.name, header, rows, faults, take);
}

function readCells(
  where: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  faults: FaultList,
  take: Take,
): void {
  const made = readerFor(fixedTable, where, header);
  if ("faults" in made) return faults.add(made.faults);
  for (const [i, cells] of rows.entries()) {
    const found: Fault[] = [];
    const row = made.reader.read(cells, i + 1, found);
    if (row !== null) take(row, `${where} ${rows.length === 1 ? "" : `feature ${i + 1}`}`.trim(), found);
    faults.add(found);
  }
}
