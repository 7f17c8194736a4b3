import { isSame } from "../../base/canonical.ts";
import { quoted, type Fault } from "../../base/errors.ts";
import { typedAnew } from "../../base/table/typed-anew.ts";
import { overlaps } from "../../base/time/span.ts";
import { zoneOf } from "./corrected.ts";
import { longestSceneMs, sceneOf, scenesTable, type SceneRow } from "./scenes-table.ts";
import { checkInside, isShownBy, type Report } from "./sighting-of-row.ts";
import type { Scene, Sighting } from "./sighting.ts";
import { circleOf } from "./spread.ts";

/** What goes with a value: typed anew, the value does not keep the clock or the radar's geometry of the old one. */
export const belongsToScene: readonly (readonly [keyof SceneRow, readonly (keyof SceneRow)[]])[] = [
  ["at", ["zone"]],
  ["sensor", ["lookAzimuthDegrees", "incidenceDegrees", "rangeOverVelocitySeconds"]],
];

/**
 * A scene with some of its columns typed anew, checked as a row of the table is. An empty cell takes a value away.
 * @param cells by the names of the table's columns
 * @param hasLook whether the case has a look of this name
 * @returns null after adding to `faults`
 */
export function correctedScene(
  before: Scene,
  cells: Readonly<Record<string, string>>,
  where: string,
  hasLook: (look: string) => boolean,
  faults: Fault[],
): Scene | null {
  const changes = typedAnew(scenesTable, "scene", cells, where, faults);
  if (changes === null) return null;
  // Marks of that look are taken into it, also those that are drawn later.
  if (before.lookId === before.id && "look" in changes && changes.look !== before.lookId) {
    faults.push({
      where,
      field: "look",
      found: quoted(changes.look ?? ""),
      allowed: `${before.lookId}, from whose marks it was taken`,
    });
    return null;
  }
  const emptied = belongsToScene.flatMap(([value, parts]) => (value in changes ? parts : []));
  const empty = Object.fromEntries(emptied.map((part) => [part, part === "zone" ? "" : null]));
  const row: SceneRow = { ...rowOfScene(before), ...empty, ...changes };
  const keepsTime = !("at" in changes) && !("zone" in changes);
  const made = sceneOf(row, where, hasLook, faults, keepsTime ? Infinity : longestSceneMs);
  if (made === null) return null;
  return keepsTime ? { ...made, at: before.at } : made;
}

/** A scene as the row that would give it. */
export const rowOfScene = (s: Scene): SceneRow => ({
  scene: s.id,
  at: s.at.text,
  zone: zoneOf(s.at),
  sensor: s.sensor,
  platform: s.platform,
  footprint: s.footprint,
  hidden: s.hidden,
  sampleDistanceMetres: s.sampleDistanceMetres,
  foundHalfMetres: s.foundHalfMetres,
  foundNearlyAllMetres: s.foundNearlyAllMetres,
  lookAzimuthDegrees: s.radar?.lookAzimuthDegrees ?? null,
  incidenceDegrees: s.radar?.incidenceDegrees ?? null,
  rangeOverVelocitySeconds: s.radar?.rangeOverVelocitySeconds ?? null,
  look: s.lookId,
  source: s.source,
  licence: s.licence,
});

/** A sighting as it is in the corrected scene, and which of its columns follow the scene. */
export interface InCorrectedScene {
  readonly sighting: Sighting;
  /** Empty cells by the names of the columns: what the scene says. Nothing where it stays as it was. */
  readonly cells: Readonly<Record<string, string>>;
}

/**
 * A sighting of a scene that was corrected. What it had from the scene follows it: the time, the sensor, and an error that was a pixel and
 * 10 m. All else stays, and what an import would refuse of it in the corrected scene is refused here: where the two are at odds one of them
 * is wrong, and which, only a person can say.
 * @returns null after adding to `faults`
 */
export function inCorrectedScene(
  sighting: Sighting,
  before: Scene,
  after: Scene,
  where: string,
  faults: Fault[],
): InCorrectedScene | null {
  const at = faults.length;
  const first = "correct, move or withdraw the sighting first";
  const fault: Report = (field, found, allowed) => {
    faults.push({ where, field, found, allowed: `${allowed}; or ${first}` });
  };
  const follows = {
    at: isSame(sighting.at, before.at) && !isSame(before.at, after.at),
    sensor: sighting.sensor !== after.sensor,
    error_m:
      before.sampleDistanceMetres !== null &&
      before.sampleDistanceMetres !== after.sampleDistanceMetres &&
      isSame(sighting.error, circleOf(before.sampleDistanceMetres)),
  };
  if (follows.error_m && after.sampleDistanceMetres === null)
    fault(
      "error_m",
      "a pixel and 10 m, in a scene without a sample distance",
      "a sample distance of the scene",
    );
  const made: Sighting = {
    ...sighting,
    ...(follows.at ? { at: after.at } : {}),
    ...(follows.error_m ? { error: circleOf(after.sampleDistanceMetres) } : {}),
    sensor: after.sensor,
  };
  if (!overlaps(made.at, after.at) && overlaps(sighting.at, before.at))
    fault("at", quoted(made.at.text), `the time of scene ${after.id}, which is ${after.at.text}`);
  if (isShownBy(before.footprint, sighting)) checkInside(made.position, made.error, after.footprint, fault);
  if (faults.length > at) return null;
  const cells = Object.entries(follows).flatMap(([name, does]): [string, string][] =>
    does ? [[name, ""]] : [],
  );
  return { sighting: made, cells: Object.fromEntries(cells) };
}
