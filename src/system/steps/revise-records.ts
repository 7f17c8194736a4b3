import { canonical, isSame } from "../../base/canonical.ts";
import { ConflictError, InputError, quoted, type Fault } from "../../base/errors.ts";
import { textColumn } from "../../base/table/column.ts";
import { timesToCome } from "../../base/time/to-come.ts";
import { correctedSighting } from "../../movements/sightings/corrected.ts";
import type { RevisedThing, Revision } from "../../movements/sightings/revision.ts";
import { correctedFact } from "../../movements/vessels/corrected-fact.ts";
import { factToCome } from "../../movements/vessels/fact-to-come.ts";
import type { Case } from "../files/case-folder.ts";
import { revisions } from "../store/movement-tables.ts";
import { newestRevisions, readRevisions, type StoredRevision } from "../store/reading-revisions.ts";
import { readScenes, readSightings } from "../store/reading-sightings.ts";
import { readVesselFacts } from "../store/reading-vessels.ts";
import { readPlaces } from "../store/reading.ts";
import { Neighbours, remark } from "./import-sightings.ts";
import type { TypedCells } from "./seen-rows.ts";
import { importFiles, type ImportResult, type Sink } from "./import.ts";
import { nothingDiffers, sceneCorrection } from "./scene-correction.ts";
import { notStanding } from "./withdrawn-words.ts";

/** Steps that say of a record that it was wrong, by what they are said of. */
const thingOfStep = {
  "sighting correct": "sighting",
  "sighting withdraw": "sighting",
  "scene correct": "scene",
  "scene withdraw": "scene",
  "vessel correct": "vessel-fact",
  "vessel withdraw": "vessel-fact",
} as const satisfies Readonly<Record<string, RevisedThing>>;
export type RevisionStep = keyof typeof thingOfStep;
export type CorrectStep = "sighting correct" | "scene correct" | "vessel correct";
export type WithdrawStep = Exclude<RevisionStep, CorrectStep>;

const isCorrectStep = (step: RevisionStep): step is CorrectStep => step.endsWith(" correct");

export const isRevisionStep = (step: string): step is RevisionStep => Object.hasOwn(thingOfStep, step);

/** Who says that a record was wrong, and why. */
export interface SaidOfRecord {
  readonly id: string;
  readonly reason: string;
  readonly by: string;
  /** The version that whoever says so has seen, 1 for the record itself; left out: not known, so nothing can be in conflict. */
  readonly since?: number | undefined;
}

/** What stands of a record that somebody else revised first. */
export interface StandingRevision {
  readonly version: number;
  readonly withdrawn: boolean;
  readonly reason: string;
  readonly by: string;
}

/** What a run of the step depends on; kept in its trail entry. */
export interface RevisionSettings {
  readonly of: string;
  readonly version: number;
  readonly cells: TypedCells;
  readonly reason: string;
  readonly by: string;
}

/**
 * Corrects a sighting: what is typed replaces those columns, as a version beside the ones before.
 * @throws InputError when it is not on record or was withdrawn, when nothing would differ, or for what no row of the table may say
 * @throws ConflictError when somebody revised it after `since`
 */
export const correctSighting = (
  opened: Case,
  said: SaidOfRecord & { readonly cells: TypedCells },
): Promise<ImportResult> => revise(opened, "sighting correct", said, said.cells);

/**
 * Corrects a scene: what is typed replaces those columns, as a version beside the ones before. Its sightings follow in what they have from it.
 * @throws InputError when it is not on record or was withdrawn, when nothing would differ, for what no row of the table may say, or naming
 * each sighting that the corrected scene would be at odds with
 * @throws ConflictError when somebody revised it after `since`
 */
export const correctScene = (
  opened: Case,
  said: SaidOfRecord & { readonly cells: TypedCells },
): Promise<ImportResult> => revise(opened, "scene correct", said, said.cells);

/**
 * Corrects a fact of a vessel: what is typed replaces those columns, as a version beside the ones before.
 * @throws InputError when it is not on record or was withdrawn, when nothing would differ, or for what no row of the table may say
 * @throws ConflictError when somebody revised it after `since`
 */
export const correctFact = (
  opened: Case,
  said: SaidOfRecord & { readonly cells: TypedCells },
): Promise<ImportResult> => revise(opened, "vessel correct", said, said.cells);

/**
 * Withdraws a sighting, a fact of a vessel, or a scene with all sightings that were made in it. They stay on record.
 * @throws InputError when it is not on record or was withdrawn before
 * @throws ConflictError when somebody revised it after `since`
 */
export const withdrawRecord = (opened: Case, step: WithdrawStep, said: SaidOfRecord): Promise<ImportResult> =>
  revise(opened, step, said, {});

function revise(
  opened: Case,
  step: RevisionStep,
  { id, reason, by, since }: SaidOfRecord,
  typed: TypedCells,
): Promise<ImportResult> {
  const cells = Object.fromEntries(Object.entries(typed).sort(([a], [b]) => (a < b ? -1 : 1)));
  const newest = readRevisions(opened.database, { thing: thingOfStep[step], of: id }).at(-1);
  const repeated =
    newest !== undefined &&
    newest.withdrawn === !isCorrectStep(step) &&
    newest.reason === reason &&
    newest.by === by &&
    canonical(newest.cells) === canonical(cells);
  const version = (newest?.version ?? 1) + (repeated ? 0 : 1);
  const settings = { of: id, version, cells, reason, by };
  return importFiles(opened, {
    step,
    settings,
    paths: [],
    read: async (_files, sink) => {
      if (since !== undefined) checkSince(opened, thingOfStep[step], id, since);
      return readRevision(opened, step, settings, sink);
    },
  });
}

function checkSince(opened: Case, thing: RevisedThing, of: string, since: number): void {
  const newest = readRevisions(opened.database, { thing, of }).at(-1);
  const last = newest?.version ?? 1;
  if (since > last)
    throw InputError.of(of, "since", String(since), `a version that there is: at most ${last}`);
  if (newest === undefined || last === since) return;
  const { version, withdrawn, reason, by } = newest;
  const current: StandingRevision = { version, withdrawn, reason, by };
  throw new ConflictError(
    `${of} was ${withdrawn ? "withdrawn" : "corrected"} by ${by} since you opened it: ${quoted(reason)}; nothing was saved`,
    current,
  );
}

const reasonColumn = textColumn({ name: "reason", meaning: "Why it was wrong." }, 2_000);
const byColumn = textColumn({ name: "by", meaning: "Who says so." }, 200);

/** Also run by `case verify`, against the records. */
export function readRevision(
  opened: Case,
  step: RevisionStep,
  settings: RevisionSettings,
  sink: Sink,
  beforeTrail?: number,
) {
  for (const [column, text] of [
    [reasonColumn, settings.reason],
    [byColumn, settings.by],
  ] as const)
    if (text.trim() === "" || !column.read(text).ok)
      throw InputError.of(step, `--${column.name}`, quoted(text), column.allowed);
  const warnings: string[] = [];
  const made: Revision[] =
    step === "sighting correct"
      ? [correction(opened, settings, warnings, sink.latestMs, beforeTrail)]
      : step === "scene correct"
        ? sceneCorrection(opened, settings, warnings, sink.latestMs, beforeTrail)
        : step === "vessel correct"
          ? [factCorrection(opened, settings, sink.latestMs, beforeTrail)]
          : withdrawals(opened, step, settings, beforeTrail);
  for (const revision of made) sink.add(revisions, revision);
  return { summary: { revisions: made.length }, warnings };
}

function correction(
  opened: Case,
  { of, version, cells, reason, by }: RevisionSettings,
  warnings: string[],
  latestMs: number | null,
  beforeTrail?: number,
): Revision {
  const where = "sighting correct";
  const { database } = opened;
  const before = beforeTrail === undefined ? {} : { beforeTrail };
  const [old] = readSightings(database, { id: of, ...before });
  if (old === undefined) throw notStanding(opened, where, "sighting", of, beforeTrail);
  const scenes = new Map(readScenes(database, before).map((s) => [s.id, s]));
  const { sites } = readPlaces(database, before);
  const faults: Fault[] = [];
  const corrected = correctedSighting(
    old,
    cells,
    where,
    { scene: (id) => scenes.get(id), places: sites.map((s) => s.position) },
    faults,
  );
  if (corrected !== null && corrected.sceneId !== null) {
    const others = new Neighbours();
    for (const other of readSightings(database, { sceneId: corrected.sceneId, ...before })) others.add(other);
    remark(corrected, scenes, others, where, faults, warnings);
  }
  // What was let in before stands; only a time that is typed anew is held to the clock.
  if (corrected !== null && (cells["at"] ?? "") !== "" && !isSame(old.at, corrected.at))
    faults.push(...timesToCome("at", corrected.at, latestMs).map((late) => ({ where, ...late })));
  if (faults.length > 0 || corrected === null) throw new InputError(faults);
  if (isSame(old, corrected)) throw nothingDiffers(where);
  return { thing: "sighting", of, version, withdrawn: false, cells, corrected, reason, by };
}

function factCorrection(
  opened: Case,
  { of, version, cells, reason, by }: RevisionSettings,
  latestMs: number | null,
  beforeTrail?: number,
): Revision {
  const where = "vessel correct";
  const old = readVesselFacts(opened.database, beforeTrail === undefined ? {} : { beforeTrail }).find(
    (f) => f.id === of,
  );
  if (old === undefined) throw notStanding(opened, where, "vessel-fact", of, beforeTrail);
  const faults: Fault[] = [];
  const corrected = correctedFact(old, cells, where, faults);
  if (corrected !== null) {
    // What was let in before stands.
    const before = factToCome(old, latestMs);
    const late = factToCome(corrected, latestMs).filter((l) => !before.some((b) => isSame(b, l)));
    faults.push(...late.map((fault) => ({ where, ...fault })));
  }
  if (corrected === null || faults.length > 0) throw new InputError(faults);
  if (isSame(old, corrected)) throw nothingDiffers(where);
  return { thing: "vessel-fact", of, version, withdrawn: false, cells, corrected, reason, by };
}

function withdrawals(
  opened: Case,
  step: WithdrawStep,
  { of, version, reason, by }: RevisionSettings,
  beforeTrail?: number,
): Revision[] {
  const { database } = opened;
  const thing = thingOfStep[step];
  const before = beforeTrail === undefined ? {} : { beforeTrail };
  const stands =
    thing === "sighting"
      ? readSightings(database, { id: of, ...before }).length > 0
      : thing === "scene"
        ? readScenes(database, { id: of, ...before }).length > 0
        : readVesselFacts(database, before).some((f) => f.id === of);
  if (!stands) throw notStanding(opened, step, thing, of, beforeTrail);
  const withdrawn = { withdrawn: true, cells: {}, corrected: null, by } as const;
  if (thing !== "scene") return [{ ...withdrawn, thing, of, version, reason }];
  const first: Revision = { ...withdrawn, thing, of, version, reason };
  // What was seen in a picture falls with it; a sighting that was moved to another scene before does not.
  const known: ReadonlyMap<string, StoredRevision<"sighting">> = newestRevisions(
    database,
    "sighting",
    beforeTrail,
  );
  const fallen = readSightings(database, { sceneId: of, ...before }).map((s): Revision => ({
    ...withdrawn,
    thing: "sighting",
    of: s.id,
    version: (known.get(s.id)?.version ?? 1) + 1,
    reason: `its scene ${of} was withdrawn: ${reason}`,
  }));
  return [first, ...fallen];
}
