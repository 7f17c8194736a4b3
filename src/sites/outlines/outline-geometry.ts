import { selfCrossing } from "../../base/geometry/crossing.ts";
import { isClosed, rightHanded, signedSquareDegrees, type LonLat } from "../../base/geometry/ring.ts";
import type { Outline, Polygon, Position } from "../counting/site.ts";
import { readPosition, readPositions } from "./coordinates.ts";
import { described, isObject, type Remarks, type Report } from "./remarks.ts";

/** About a thousandth of a square metre: less is what rounding makes of a line. */
const leastSquareDegrees = 1e-13;

/** Reads the geometry of a site, a GeoJSON Point. Gives null after a report. */
export function readPoint(geometry: unknown, report: Report, remarks: Remarks): Position | null {
  if (isObject(geometry) && geometry["type"] === "Point")
    return readPosition(geometry["coordinates"], report, remarks);
  report("geometry", typeWords(geometry), "Point, the position of the site");
  return null;
}

/**
 * Reads the geometry of an area: Polygon, MultiPolygon, LineString or MultiLineString. Rings are checked and turned to
 * follow the right-hand rule. Gives null after a report.
 */
export function readOutline(geometry: unknown, report: Report, remarks: Remarks): Outline | null {
  const type = isObject(geometry) ? geometry["type"] : undefined;
  const coordinates = isObject(geometry) ? geometry["coordinates"] : undefined;
  const ringsOf = (value: unknown): Polygon | null =>
    readParts(value, "a polygon of one or more rings", report, (ring, index) =>
      readRing(ring, index === 0, report, remarks),
    );
  if (type === "Polygon" || type === "MultiPolygon") {
    const value = type === "Polygon" ? [coordinates] : coordinates;
    const polygons = readParts(value, "one or more polygons", report, ringsOf);
    return polygons && { type: "polygons", polygons };
  }
  if (type === "LineString" || type === "MultiLineString") {
    const value = type === "LineString" ? [coordinates] : coordinates;
    const lines = readParts(value, "one or more lines", report, (line) => readLine(line, report, remarks));
    return lines && { type: "lines", lines };
  }
  report(
    "geometry",
    typeWords(geometry),
    "Polygon, MultiPolygon, LineString or MultiLineString, the outline of the area",
  );
  return null;
}

function typeWords(geometry: unknown): string {
  return isObject(geometry) ? described(geometry["type"]) : described(geometry);
}

/** Reads every part of a list that must have one; null when a part could not be read. */
function readParts<T>(
  value: unknown,
  allowed: string,
  report: Report,
  read: (part: unknown, index: number) => T | null,
): readonly T[] | null {
  if (!Array.isArray(value) || value.length === 0) {
    report("coordinates", described(value), allowed);
    return null;
  }
  const parts = value.map(read);
  const sound = parts.filter((part) => part !== null);
  return sound.length === parts.length ? sound : null;
}

function readRing(
  value: unknown,
  outer: boolean,
  report: Report,
  remarks: Remarks,
): readonly LonLat[] | null {
  const ring = readPositions(value, report, remarks);
  if (ring === null) return null;
  const refuse = (found: string, allowed: string): null => {
    report("coordinates", `a ring ${found}`, allowed);
    return null;
  };
  if (ring.length < 4)
    return refuse(`of ${ring.length} positions`, "4 positions or more, the last the same as the first");
  if (!isClosed(ring))
    return refuse(
      `from [${ring[0]?.join(", ")}] to [${ring.at(-1)?.join(", ")}]`,
      "a last position that repeats the first",
    );
  if (Math.abs(signedSquareDegrees(ring)) < leastSquareDegrees)
    return refuse("without an area", "a ring that encloses an area");
  const crossing = selfCrossing(ring);
  if (crossing.kind === "crosses")
    return refuse(
      `that crosses or touches itself near [${crossing.near.join(", ")}]`,
      "a ring that meets itself only where it closes",
    );
  if (crossing.kind === "too-tangled") return refuse("too tangled to check", "a simpler outline");
  return rightHanded(ring, outer);
}

function readLine(value: unknown, report: Report, remarks: Remarks): readonly LonLat[] | null {
  const line = readPositions(value, report, remarks);
  if (line === null) return null;
  const [first] = line;
  if (line.some((position) => position[0] !== first?.[0] || position[1] !== first[1])) return line;
  report("coordinates", "a line without a length", "2 different positions or more");
  return null;
}
