import type { Fault } from "../../base/errors.ts";
import { keysOf } from "../../base/table/table.ts";
import { typedAnew } from "../../base/table/typed-anew.ts";
import { parseSpan, type TimeSpan } from "../../base/time/span.ts";
import { sightingOf, type KnownScenes } from "./sighting-of-row.ts";
import type { Sighting } from "./sighting.ts";
import { sightingsTable, type SightingRow } from "./sightings-table.ts";

/** What goes with a value: typed anew, the value does not keep the interval, axis or clock of the old one. */
export const belongsTo: readonly (readonly [keyof SightingRow, readonly (keyof SightingRow)[]])[] = [
  ["at", ["zone"]],
  ["errorMetres", ["errorMinorMetres", "errorAzimuthDegrees"]],
  ["lengthMetres", ["lengthLowMetres", "lengthHighMetres"]],
  ["widthMetres", ["widthLowMetres", "widthHighMetres"]],
  ["headingDegrees", ["headingLowDegrees", "headingHighDegrees", "headingIs"]],
  ["containers", ["containersLow", "containersHigh"]],
];

/**
 * A sighting with some of its columns typed anew, checked as a row of the table is. An empty cell takes a value away.
 * @param cells by the names of the table's columns
 * @returns null after adding to `faults`
 */
export function correctedSighting(
  before: Sighting,
  cells: Readonly<Record<string, string>>,
  where: string,
  known: KnownScenes,
  faults: Fault[],
): Sighting | null {
  const changes = typedAnew(sightingsTable, "sighting", cells, where, faults);
  if (changes === null) return null;
  const typed = new Set(keysOf(sightingsTable).filter((key) => key in changes));
  const old = rowOf(before);
  const emptied = emptiedBy(typed);
  // A scene has its own sensor; who moves a sighting to another one need not say so.
  if (typed.has("scene") && changes.scene !== null) emptied.sensor = null;
  const row: SightingRow = { ...old, ...emptied, ...changes };
  const keepsTime = !typed.has("at") && !typed.has("zone");
  // The scene's own time needs no second reading.
  const inItsScene = keepsTime && !typed.has("scene") && before.sceneId !== null;
  const made = sightingOf(inItsScene ? { ...row, at: "", zone: "" } : row, where, known, faults);
  if (made === null) return null;
  return { ...made, markId: before.markId, ...(keepsTime ? { at: before.at } : {}) };
}

type Emptied = { -readonly [K in keyof SightingRow]?: SightingRow[K] };

function emptiedBy(typed: ReadonlySet<keyof SightingRow>): Emptied {
  const emptied: Emptied = {};
  for (const [value, parts] of belongsTo)
    if (typed.has(value)) for (const part of parts) Object.assign(emptied, { [part]: emptyPart(part) });
  return emptied;
}

const emptyPart = (key: keyof SightingRow): string | null => (key === "zone" ? "" : null);

/** A sighting as the row that would give it. */
export function rowOf(s: Sighting): SightingRow {
  return {
    sighting: s.id,
    scene: s.sceneId,
    at: s.at.text,
    zone: zoneOf(s.at),
    longitude: s.position[0],
    latitude: s.position[1],
    errorMetres: s.error.semiMajorMetres,
    errorMinorMetres: s.error.semiMinorMetres,
    errorAzimuthDegrees: s.error.azimuthDegrees,
    sensor: s.sensor,
    lengthMetres: s.lengthMetres?.best ?? null,
    lengthLowMetres: s.lengthMetres?.low ?? null,
    lengthHighMetres: s.lengthMetres?.high ?? null,
    widthMetres: s.widthMetres?.best ?? null,
    widthLowMetres: s.widthMetres?.low ?? null,
    widthHighMetres: s.widthMetres?.high ?? null,
    headingDegrees: s.headingDegrees?.best ?? null,
    headingLowDegrees: s.headingDegrees?.low ?? null,
    headingHighDegrees: s.headingDegrees?.high ?? null,
    headingIs: s.headingDegrees === null ? null : s.axisOnly ? "axis" : "bow",
    layout: s.layout,
    colours: s.colours,
    containers: s.containers?.best ?? null,
    containersLow: s.containers?.low ?? null,
    containersHigh: s.containers?.high ?? null,
    by: s.by,
    source: s.source,
    note: s.note,
  };
}

/** The clock by which a day was meant: how far its beginning lies from that of the same day at Greenwich, or its end where only that is a day. */
export function zoneOf(at: TimeSpan): string {
  const read = parseSpan(at.text, 0, true);
  const [begins, ends] = read.ok ? [read.span.fromMs - at.fromMs, read.span.toMs - at.toMs] : [0, 0];
  const minutes = Math.round((begins === 0 ? ends : begins) / 60_000);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}
