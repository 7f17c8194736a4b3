import { DamageError, InputError } from "../../base/errors.ts";
import type { Case } from "../files/case-folder.ts";
import { recordHash } from "../store/batch.ts";
import { keptMarks, type readMarks } from "../store/reading-marks.ts";
import { readPlaces } from "../store/reading.ts";
import { recordTables, type RecordTable, type Stored } from "../store/tables.ts";
import { isContextStep, readContext } from "./import-context.ts";
import { knownPlaces, readLooks } from "./import-looks.ts";
import { readPlacesFile } from "./import-places.ts";
import { readPortsFile } from "./import-ports.ts";
import type { LookSettings } from "../looks/look-settings.ts";
import type { CombineSettings } from "./combine-marks.ts";
import type { CountSettings } from "./count-look.ts";
import { readDecisions, type DecideSettings } from "./decide-proposals.ts";
import { readDrawing, type DrawSettings } from "./draw-areas.ts";
import { readOverride } from "./override-look.ts";
import { readEdit } from "./edit-marks.ts";
import { readEdits } from "./edit-together.ts";
import { readFinish } from "./finish-pass.ts";
import { readMarksFile } from "./import-marks.ts";
import { readBorder } from "./add-border.ts";
import { readLines } from "./import-lines.ts";
import { isFixedStep, readFixed, type FixedSettings } from "./fixed-objects.ts";
import { isSeenStep, readSeen } from "./import-sightings.ts";
import { readVessels } from "./import-vessels.ts";
import { readWatchList, type WatchSettings } from "./import-watch-list.ts";
import { isRevisionStep, readRevision, type RevisionSettings } from "./revise-records.ts";
import { readTaken } from "./take-sightings.ts";
import { faultList, type Sink, type SourceFile } from "./import.ts";
import { recordName } from "./verify-records.ts";

export interface Derivation {
  readonly rows: number;
  readonly altered: ReadonlyMap<string, string>;
  readonly damage: readonly string[];
  /** What could not be made anew though nothing is wrong. */
  readonly notes: readonly string[];
}

/** Tables whose every record is made again from evidence or from the records before it. */
const imported = new Set([
  "sites",
  "areas",
  "looks",
  "counts",
  "publications",
  "events",
  "voyages",
  "supplies",
  "views",
  "pictures",
  "clarities",
  "line_ups",
  "repeats",
  "overrides",
  "marks",
  "passes",
  "amendments",
  "proposals",
  "ports",
  "scenes",
  "sightings",
  "revisions",
  "verdicts",
  "vessel_facts",
  "fixed_objects",
  "watch_entries",
  "connections",
  "reference_lines",
  "statements",
]);

/**
 * Makes the records of every import anew from its evidence and holds them against those on record: so an alteration is named with what
 * the evidence says, even where hashes were recomputed to hide it. Imports whose evidence is damaged are passed over.
 */
export async function rederive(
  opened: Case,
  intact: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<Derivation> {
  const altered = new Map<string, string>();
  const damage: string[] = [];
  const notes: string[] = [];
  const notReached = new Set<number>();
  const derived = new Map<string, Set<string>>();
  let complete = true;
  // An edit is made again from the marks before it: of thousands of edits each look's marks are read once.
  const kept = keptMarks(opened.database);
  const marksOf: typeof readMarks = (_database, choice) => kept(choice);
  const trails = opened.database.prepare("SELECT id, step, settings, inputs FROM trail ORDER BY id").all();
  for (const trail of trails) {
    const step = String(trail["step"]);
    if (step === "finding draft") continue;
    // Its source may be larger than a case: what it wrote is held against its hashes (verify-positions.ts).
    if (step === "position import") continue;
    const hashes = JSON.parse(String(trail["inputs"])) as string[];
    if (!hashes.every((h) => intact.has(h))) {
      complete = false;
      continue;
    }
    const names = new Map(
      opened.database
        .prepare("SELECT sha256, name FROM evidence")
        .all()
        .map((r) => [String(r["sha256"]), String(r["name"])]),
    );
    const files = hashes.map((h): SourceFile => ({
      path: opened.evidencePath(h),
      name: names.get(h) ?? h,
      sha256: h,
    }));
    try {
      const note = await readAgain(
        opened,
        step,
        Number(trail["id"]),
        JSON.parse(String(trail["settings"])) as unknown,
        files,
        comparing(opened, files, derived, altered),
        marksOf,
        signal,
      );
      if (note !== null) {
        notReached.add(Number(trail["id"]));
        notes.push(`trail entry ${String(trail["id"])} (${step}): ${note}`);
      }
    } catch (error) {
      if (!(error instanceof InputError) && !(error instanceof DamageError)) throw error;
      complete = false;
      damage.push(
        `trail entry ${String(trail["id"])} (${step}): its evidence can no longer be read as it was: ${error.message.split("\n")[0] ?? ""}`,
      );
    }
  }
  if (complete) damage.push(...withoutOrigin(opened, derived, notReached));
  return { rows: [...derived.values()].reduce((sum, keys) => sum + keys.size, 0), altered, damage, notes };
}

async function readAgain(
  opened: Case,
  step: string,
  trailId: number,
  settings: unknown,
  files: readonly SourceFile[],
  sink: Sink,
  marksOf: typeof readMarks,
  signal?: AbortSignal,
): Promise<string | null> {
  let note: string | null = null;
  const faults = faultList();
  // As they were then: what was drawn or withdrawn since changes nothing of what was read.
  const places = () => readPlaces(opened.database, { beforeTrail: trailId });
  if (step === "look import")
    await readLooks(files, knownPlaces(places()), sink, faults, signal === undefined ? {} : { signal });
  else if (step === "site add")
    readPlacesFile(files, places(), (settings as { readonly site?: string }).site, sink, faults);
  else if (step === "look add" || step === "look pull") {
    // Loaded late: a case without pictures needs no decoder.
    const { readLook } = await import("./add-look.ts");
    await readLook(opened, files, settings as LookSettings, sink, trailId, signal);
  } else if (step === "count") {
    const { readCount } = await import("./count-look.ts");
    readCount(files, settings as CountSettings, sink);
  } else if (step === "mark combine") {
    const { readCombined } = await import("./combine-marks.ts");
    readCombined(opened, settings as CombineSettings, sink, trailId);
  } else if (step === "look override") readOverride(settings as Parameters<typeof readOverride>[0], sink);
  else if (step === "mark edit")
    readEdit(opened, settings as Parameters<typeof readEdit>[1], sink, trailId, marksOf);
  else if (step === "mark edits")
    readEdits(opened, settings as Parameters<typeof readEdits>[1], sink, trailId, marksOf);
  else if (step === "mark finish")
    readFinish(opened, settings as Parameters<typeof readFinish>[1], sink, trailId);
  else if (step === "mark import")
    readMarksFile(opened, files, settings as Parameters<typeof readMarksFile>[2], sink, faults, trailId);
  else if (step === "port import")
    await readPortsFile(files, (settings as { readonly list?: string }).list, sink, faults, { signal });
  else if (step === "site draw") readDrawing(opened, files, settings as DrawSettings, sink, trailId);
  else if (step === "site decide") readDecisions(opened, files, settings as DecideSettings, sink, trailId);
  else if (isSeenStep(step))
    await readSeen(
      opened,
      step,
      files,
      settings as Parameters<typeof readSeen>[3],
      sink,
      faults,
      signal,
      trailId,
    );
  else if (step === "vessel import") await readVessels(files, sink, faults, signal);
  else if (step === "watch import")
    await readWatchList(files, settings as WatchSettings, sink, faults, signal);
  else if (step === "sighting take")
    readTaken(opened, settings as Parameters<typeof readTaken>[1], sink, trailId);
  else if (isRevisionStep(step)) readRevision(opened, step, settings as RevisionSettings, sink, trailId);
  else if (step === "line import") readLines(files, sink, faults);
  else if (step === "line border")
    readBorder(opened, settings as Parameters<typeof readBorder>[1], sink, trailId);
  else if (step === "sighting match") {
    const { readMatch } = await import("./match-sightings.ts");
    note = await readMatch(opened, settings as Parameters<typeof readMatch>[1], sink, trailId, signal);
  } else if (isFixedStep(step))
    await readFixed(opened, step, files, settings as FixedSettings, sink, faults, signal, trailId);
  else if (isContextStep(step)) await readContext(step, files, sink, faults, signal);
  else throw InputError.of("trail", "step", step, "a step of this program");
  faults.throwIfAny();
  return note;
}

/** A sink that stores nothing: it holds each record against the one on record and notes what differs. */
function comparing(
  opened: Case,
  files: readonly SourceFile[],
  derived: Map<string, Set<string>>,
  altered: Map<string, string>,
): Sink {
  const finders = new Map<string, (key: Stored) => Record<string, Stored> | undefined>();
  const finderOf = (table: { readonly name: string; readonly columns: readonly string[] }) => {
    const known = finders.get(table.name);
    if (known !== undefined) return known;
    const statement = opened.database.prepare(
      `SELECT ${table.columns.join(", ")}, hash FROM ${table.name} WHERE ${table.columns[0] ?? "id"} = ?`,
    );
    const made = (key: Stored) => statement.get(key) as Record<string, Stored> | undefined;
    finders.set(table.name, made);
    return made;
  };
  const source = files.map((f) => f.name).join(" and ");
  return {
    add: (table, record) => {
      const values = table.values(record);
      const key = String(values[0]);
      const keys = derived.get(table.name) ?? new Set<string>();
      derived.set(table.name, keys);
      const again = keys.has(key);
      keys.add(key);
      const row = finderOf(table)(key);
      if (row === undefined)
        altered.set(`${table.name} ${key}`, `${recordName(table.name, key)}: missing; ${source} has it`);
      else if (recordHash(table.columns.map((c) => row[c] ?? null)) !== recordHash(values))
        altered.set(
          `${table.name} ${key}`,
          `${recordName(table.name, key)}: altered: ${differences(table, row, values)}${source === "" ? "" : ` (${source})`}`,
        );
      return again ? "same" : "new";
    },
    stored: (table, key) => finderOf(table)(key) ?? null,
    figureAt: () => null,
    latestMs: null,
  };
}

/** "best is 80, the evidence says 73" for each column that differs. */
function differences<R>(
  table: RecordTable<R>,
  row: Record<string, Stored>,
  values: readonly Stored[],
): string {
  const shown = (v: Stored | undefined): string =>
    v === null || v === undefined || v === "" ? "empty" : String(v).slice(0, 80);
  return table.columns
    .flatMap((column, i) =>
      (row[column] ?? null) === (values[i] ?? null)
        ? []
        : [`${column} is ${shown(row[column])}, the evidence says ${shown(values[i])}`],
    )
    .join("; ");
}

/**
 * Records of imported kinds that no evidence gives. Those of entries that could not be made again are passed over: a row that claims to be
 * one of them is found by the number and digest of the entry's records.
 */
function withoutOrigin(
  opened: Case,
  derived: ReadonlyMap<string, ReadonlySet<string>>,
  notReached: ReadonlySet<number>,
): string[] {
  const damage: string[] = [];
  for (const { name, columns } of recordTables) {
    if (!imported.has(name)) continue;
    const keys = derived.get(name);
    for (const row of opened.database
      .prepare(`SELECT ${columns[0] ?? "id"} AS key, trail FROM ${name} ORDER BY rowid`)
      .iterate()) {
      const key = String(row["key"]);
      if (keys?.has(key) !== true && !notReached.has(Number(row["trail"])))
        damage.push(`${recordName(name, key)}: no evidence gives it; it was added from outside`);
    }
  }
  return damage;
}
