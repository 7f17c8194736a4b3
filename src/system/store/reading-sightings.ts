import type { DatabaseSync } from "node:sqlite";
import { DamageError, messageOf } from "../../base/errors.ts";
import type { Precision, TimeSpan } from "../../base/time/span.ts";
import type { Scene, Sighting } from "../../movements/sightings/sighting.ts";
import { translated } from "./database.ts";
import { newestRevisions } from "./reading-revisions.ts";

// Rows were checked when they were written, and `case verify` finds what was altered since: types are asserted where they enter.
type Row = Record<string, string | number | null>;

/** Which scenes or sightings to read; all that is left out does not limit. */
export interface SeenChoice {
  readonly id?: string;
  /** The scene that sightings were made in. */
  readonly sceneId?: string;
  /** The look that scenes are. */
  readonly lookId?: string;
  /** Those whose time has an instant in common with [fromMs, toMs). */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** Only what trail entries before this one made. */
  readonly beforeTrail?: number;
}

/**
 * Scenes of the case in order of time, as they were last corrected and without those that were withdrawn.
 * @throws DamageError when a row cannot be read
 */
export function readScenes(database: DatabaseSync, choice: Omit<SeenChoice, "sceneId"> = {}): Scene[] {
  const revised = newestRevisions(database, "scene", choice.beforeTrail);
  const stored = rowsOf(database, "scenes", choice).filter((r) => !revised.has(text(r, "id")));
  const { lookId } = choice;
  const corrected = [...revised.values()]
    .flatMap(({ corrected: s }) => s ?? [])
    .filter((s) => isChosen(s, choice) && (lookId === undefined || s.lookId === lookId));
  return inOrder(stored.map(sceneFrom), corrected);
}

/**
 * Sightings that are on record, as they were last corrected and without those that were withdrawn, in order of time. Those that published
 * voyages tell of are not stored: `publishedSightings` gives them.
 * @throws DamageError when a row cannot be read
 */
export function readSightings(database: DatabaseSync, choice: Omit<SeenChoice, "lookId"> = {}): Sighting[] {
  const revised = newestRevisions(database, "sighting", choice.beforeTrail);
  const stored = rowsOf(database, "sightings", choice).filter((r) => !revised.has(text(r, "id")));
  const { sceneId } = choice;
  const corrected = [...revised.values()]
    .flatMap(({ corrected: s }) => s ?? [])
    .filter((s) => isChosen(s, choice) && (sceneId === undefined || s.sceneId === sceneId));
  return inOrder(stored.map(sightingFrom), corrected);
}

/** Whether what was corrected is asked for: a correction may have moved it there, or away. */
const isChosen = (
  { id, at }: Pick<Scene, "id" | "at">,
  { id: only, fromMs = -Infinity, toMs = Infinity }: SeenChoice,
): boolean => (only === undefined || id === only) && at.toMs > fromMs && at.fromMs < toMs;

/** As the rows come in order, with those that were corrected among them. */
const inOrder = <Seen extends Pick<Scene, "id" | "at">>(
  stored: readonly Seen[],
  corrected: readonly Seen[],
): Seen[] =>
  corrected.length === 0
    ? [...stored]
    : [...stored, ...corrected].sort(
        (a, b) => a.at.fromMs - b.at.fromMs || a.at.toMs - b.at.toMs || (a.id < b.id ? -1 : 1),
      );

/** Sightings as they were first put on record, whatever was said of them since. */
export const readFirstSightings = (
  database: DatabaseSync,
  ids: readonly string[],
  beforeTrail?: number,
): Sighting[] =>
  ids.flatMap((id) =>
    rowsOf(database, "sightings", { id, ...(beforeTrail === undefined ? {} : { beforeTrail }) }).map(
      sightingFrom,
    ),
  );

/** Of each scene with sightings, the last trail entry that added one to it. */
export const readLastAdded = (
  database: DatabaseSync,
  beforeTrail = Number.MAX_SAFE_INTEGER,
): { readonly sceneId: string; readonly trail: number }[] =>
  translated("records.sqlite", () =>
    database
      .prepare(
        "SELECT scene, MAX(trail) AS trail FROM sightings WHERE scene IS NOT NULL AND trail < ? GROUP BY scene",
      )
      .all(beforeTrail),
  ).map((r) => ({ sceneId: String(r["scene"]), trail: Number(r["trail"]) }));

/** Scenes as they were first put on record, whatever was said of them since. */
export const readFirstScenes = (
  database: DatabaseSync,
  ids: readonly string[],
  beforeTrail?: number,
): Scene[] =>
  ids.flatMap((id) =>
    rowsOf(database, "scenes", { id, ...(beforeTrail === undefined ? {} : { beforeTrail }) }).map(sceneFrom),
  );

/** The trail entry that put a sighting on record; null for none, or for one that is not before `beforeTrail`. */
export function trailOfSighting(database: DatabaseSync, id: string, beforeTrail?: number): number | null {
  const [row] = rowsOf(database, "sightings", { id, ...(beforeTrail === undefined ? {} : { beforeTrail }) });
  return row === undefined ? null : number(row, "trail");
}

function rowsOf(
  database: DatabaseSync,
  table: "scenes" | "sightings",
  { id, sceneId, lookId, fromMs, toMs, beforeTrail }: SeenChoice,
): Row[] {
  const limits = [
    ["id = ?", id],
    ["scene = ?", sceneId],
    ["look = ?", lookId],
    ["at_to_ms > ?", fromMs],
    ["at_from_ms < ?", toMs],
    ["trail < ?", beforeTrail],
  ] as const;
  const set = limits.filter(([, value]) => value !== undefined);
  const where = set.length === 0 ? "" : ` WHERE ${set.map(([clause]) => clause).join(" AND ")}`;
  const values = set.flatMap(([, value]) => (value === undefined ? [] : [value]));
  return translated(
    "records.sqlite",
    () =>
      database
        .prepare(`SELECT * FROM ${table}${where} ORDER BY at_from_ms, at_to_ms, id`)
        .all(...values) as Row[],
  );
}

const text = (row: Row, column: string): string => String(row[column] ?? "");
const textOrNull = (row: Row, column: string): string | null =>
  row[column] === null ? null : text(row, column);
const number = (row: Row, column: string): number | null => {
  const value = row[column];
  return typeof value === "number" ? value : null;
};

function json(row: Row, column: string): unknown {
  if (row[column] === null) return null;
  try {
    return JSON.parse(text(row, column));
  } catch (error) {
    throw new DamageError("the records of sightings cannot be read", [
      `${text(row, "id")}: ${column}: ${messageOf(error)}`,
    ]);
  }
}

const spanFrom = (row: Row): TimeSpan => ({
  fromMs: number(row, "at_from_ms") ?? 0,
  toMs: number(row, "at_to_ms") ?? 0,
  precision: text(row, "at_precision") as Precision,
  text: text(row, "at_text"),
});

const sceneFrom = (r: Row): Scene => ({
  id: text(r, "id"),
  at: spanFrom(r),
  sensor: text(r, "sensor") as Scene["sensor"],
  platform: text(r, "platform"),
  footprint: json(r, "footprint") as Scene["footprint"],
  sampleDistanceMetres: number(r, "sample_distance_m"),
  hidden: json(r, "hidden") as Scene["hidden"],
  foundHalfMetres: number(r, "found_half_m"),
  foundNearlyAllMetres: number(r, "found_nearly_all_m"),
  radar: json(r, "radar") as Scene["radar"],
  lookId: textOrNull(r, "look"),
  source: text(r, "source"),
  licence: text(r, "licence"),
});

const sightingFrom = (r: Row): Sighting => ({
  id: text(r, "id"),
  sceneId: textOrNull(r, "scene"),
  markId: textOrNull(r, "mark"),
  at: spanFrom(r),
  position: [number(r, "longitude") ?? 0, number(r, "latitude") ?? 0],
  error: json(r, "error") as Sighting["error"],
  sensor: text(r, "sensor") as Sighting["sensor"],
  lengthMetres: json(r, "length") as Sighting["lengthMetres"],
  widthMetres: json(r, "width") as Sighting["widthMetres"],
  headingDegrees: json(r, "heading") as Sighting["headingDegrees"],
  axisOnly: r["axis_only"] === 1,
  layout: json(r, "layout") as Sighting["layout"],
  colours: json(r, "colours") as Sighting["colours"],
  containers: json(r, "containers") as Sighting["containers"],
  by: text(r, "by_whom"),
  source: text(r, "source"),
  note: text(r, "note"),
});
