import { quoted, type Fault } from "../../base/errors.ts";
import { distanceMetres } from "../../base/geodesy/wgs84.ts";
import { isWithin } from "../../base/geometry/within.ts";
import { overlaps, type TimeSpan } from "../../base/time/span.ts";
import type { Polygon, Position } from "../../sites/counting/site.ts";
import { contradictingWords } from "../vessels/layout.ts";
import { spanIn } from "./columns.ts";
import type { ErrorEllipse, Measured, Scene, Sighting } from "./sighting.ts";
import type { SightingRow } from "./sightings-table.ts";
import { circleOf } from "./spread.ts";

/** Takes note of what is wrong in a field. */
export type Report = (field: string, found: string, allowed: string) => void;

/** What a row is checked against. */
export interface KnownScenes {
  readonly scene: (id: string) => Scene | undefined;
  /** Positions of the case's sites: a sighting far from all that lies near one the other way round has its axes swapped. */
  readonly places: readonly Position[];
}

/**
 * Makes a sighting of a row: checks what no single cell shows.
 * @returns null after adding to `faults`
 */
export function sightingOf(
  row: SightingRow,
  where: string,
  { scene: sceneOf, places }: KnownScenes,
  faults: Fault[],
): Sighting | null {
  const before = faults.length;
  const fault: Report = (field, found, allowed) => {
    faults.push({ where, field, found, allowed });
  };
  const scene = row.scene === null ? null : (sceneOf(row.scene) ?? null);
  if (row.scene !== null && scene === null)
    fault("scene", quoted(row.scene), "a scene of the case or of this import, or empty");
  const at = timeOf(row, scene, fault);
  const position: Position = [row.longitude, row.latitude];
  const error = errorOf(row, scene, fault);
  if (scene !== null) checkInside(position, error, scene.footprint, fault);
  else checkAxes(position, places, fault);
  if (scene !== null && row.sensor !== null && row.sensor !== scene.sensor)
    fault("sensor", row.sensor, `${scene.sensor}, which took the scene; or empty`);
  const lengthMetres = measured(
    "length",
    "_m",
    row.lengthLowMetres,
    row.lengthMetres,
    row.lengthHighMetres,
    fault,
  );
  const widthMetres = measured(
    "width",
    "_m",
    row.widthLowMetres,
    row.widthMetres,
    row.widthHighMetres,
    fault,
  );
  if (lengthMetres !== null && widthMetres !== null && widthMetres.best > lengthMetres.best)
    fault("width_m", String(widthMetres.best), `at most the length, which is ${lengthMetres.best}`);
  const headingDegrees = measured(
    "heading",
    "_deg",
    row.headingLowDegrees,
    row.headingDegrees,
    row.headingHighDegrees,
    fault,
  );
  if (headingDegrees === null && row.headingIs !== null)
    fault("heading_is", row.headingIs, "empty without heading_deg");
  const containers = measured("containers", "", row.containersLow, row.containers, row.containersHigh, fault);
  const against = contradictingWords(row.layout);
  if (against !== null) fault("layout", against.join(" and "), "one word for one part of the ship");
  if (at === null || error === null || faults.length > before) return null;
  return {
    id: row.sighting,
    sceneId: row.scene,
    markId: null,
    at,
    position,
    error,
    sensor: row.sensor ?? scene?.sensor ?? "other",
    lengthMetres,
    widthMetres,
    headingDegrees,
    axisOnly: row.headingIs !== "bow",
    layout: row.layout,
    colours: row.colours,
    containers,
    by: row.by,
    source: row.source,
    note: row.note,
  };
}

function timeOf(row: SightingRow, scene: Scene | null, fault: Report): TimeSpan | null {
  if (row.at === "") {
    if (row.scene === null) fault("at", "nothing", "a time, or a scene that has one");
    return scene?.at ?? null;
  }
  const parsed = spanIn(row.at, row.zone);
  if (!parsed.ok) {
    fault("at", quoted(row.at), parsed.allowed);
    return null;
  }
  if (scene !== null && !overlaps(parsed.span, scene.at))
    fault("at", quoted(row.at), `the time of scene ${scene.id}, which is ${scene.at.text}; or empty`);
  return parsed.span;
}

function errorOf(row: SightingRow, scene: Scene | null, fault: Report): ErrorEllipse | null {
  const { errorMetres: major, errorMinorMetres: minor, errorAzimuthDegrees: azimuth } = row;
  if (major === null) {
    if (minor !== null || azimuth !== null)
      fault("error_minor_m", "given without error_m", "the longer axis too, or neither");
    if (scene?.sampleDistanceMetres !== null && scene !== null) return circleOf(scene.sampleDistanceMetres);
    fault("error_m", "nothing", "metres; only in a scene with a sample distance may it be left out");
    return null;
  }
  if (minor !== null && minor > major)
    fault("error_minor_m", String(minor), `at most error_m, which is ${major}`);
  if (minor !== null && minor < major && azimuth === null)
    fault("error_azimuth_deg", "nothing", "the direction of the longer axis, where the two differ");
  return { semiMajorMetres: major, semiMinorMetres: minor ?? major, azimuthDegrees: (azimuth ?? 0) % 180 };
}

const kilometre = 1_000;
/** Whoever sights a ship this far from all sites of the case, and this near to one with the axes exchanged, exchanged them. */
const far = 300 * kilometre;
const near = 100 * kilometre;

const swapped = ([x, y]: Position): Position | null => (Math.abs(x) <= 90 ? [y, x] : null);

function checkAxes(position: Position, places: readonly Position[], fault: Report): void {
  const turned = swapped(position);
  if (turned === null || places.length === 0) return;
  const nearest = (from: Position): number => Math.min(...places.map((p) => distanceMetres(from, p)));
  if (nearest(position) > far && nearest(turned) < near)
    fault(
      "longitude, latitude",
      `${position[0]}, ${position[1]}: the other way round it lies at a site of the case`,
      "longitude before latitude",
    );
}

/** A position may lie beside the picture by as much as it may be off. */
const sigmasBeside = 3;

/** Whether a picture shows a place, or the place lies beside it by no more than it may be off. */
export function isShownBy(
  footprint: Polygon,
  { position, error }: { readonly position: Position; readonly error: ErrorEllipse | null },
): boolean {
  if (isWithin(position, footprint)) return true;
  const reach = sigmasBeside * (error?.semiMajorMetres ?? 0);
  const degree = 111_320;
  const around = Array.from({ length: 16 }, (_, i): Position => {
    const angle = (i * Math.PI) / 8;
    return [
      position[0] +
        (reach * Math.sin(angle)) / (degree * Math.max(0.01, Math.cos((position[1] * Math.PI) / 180))),
      position[1] + (reach * Math.cos(angle)) / degree,
    ];
  });
  return around.some((p) => isWithin(p, footprint));
}

/** Reports a position that its picture does not show. */
export function checkInside(
  position: Position,
  error: ErrorEllipse | null,
  footprint: Polygon,
  fault: Report,
): void {
  if (isShownBy(footprint, { position, error })) return;
  const turned = swapped(position);
  fault(
    "longitude, latitude",
    turned !== null && isWithin(turned, footprint)
      ? `${position[0]}, ${position[1]}: the other way round it lies in the scene`
      : `${position[0]}, ${position[1]}: outside of the scene`,
    "a position that the scene shows, longitude before latitude",
  );
}

/** @param unit what the names of its columns end with */
function measured(
  name: string,
  unit: string,
  low: number | null,
  best: number | null,
  high: number | null,
  fault: Report,
): Measured | null {
  if (best === null) {
    if (low !== null || high !== null)
      fault(
        `${name}_low${unit}, ${name}_high${unit}`,
        "given without the value itself",
        "the value with its interval, or neither",
      );
    return null;
  }
  if (low !== null && low > best)
    fault(`${name}_low${unit}`, String(low), `at most the value, which is ${best}`);
  if (high !== null && high < best)
    fault(`${name}_high${unit}`, String(high), `at least the value, which is ${best}`);
  return { low, best, high };
}
