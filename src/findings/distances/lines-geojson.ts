import type { Fault } from "../../base/errors.ts";
import { isId } from "../../base/table/column.ts";
import { parseSpan } from "../../base/time/span.ts";
import type { Position } from "../../sites/counting/site.ts";
import type { ReferenceLine } from "./reference-line.ts";

/** Most positions of one line: a border at 1:10 million has a few thousand. */
export const mostLinePositions = 100_000;

type Unknown = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Reads reference lines from the value of a GeoJSON document: features with an id, a Point, LineString or MultiLineString, and the
 * properties name, error_m, valid_from, valid_to, basis and source.
 * @param file what to call it in a fault
 */
export function linesOfGeoJson(value: unknown, file: string, faults: Fault[]): ReferenceLine[] {
  const features = isObject(value) && value["type"] === "FeatureCollection" ? value["features"] : null;
  if (!Array.isArray(features)) {
    faults.push({
      where: file,
      field: "type",
      found: shown(isObject(value) ? value["type"] : value),
      allowed: "a FeatureCollection with features",
    });
    return [];
  }
  return features.flatMap((feature: unknown, i) => {
    const where = `${file} feature ${i + 1}`;
    const before = faults.length;
    const line = isObject(feature) ? lineOf(feature, where, faults) : null;
    if (!isObject(feature))
      faults.push({ where, field: "feature", found: shown(feature), allowed: "an object" });
    return line === null || faults.length > before ? [] : [line];
  });
}

function lineOf(feature: Unknown, where: string, faults: Fault[]): ReferenceLine {
  const properties = isObject(feature["properties"]) ? feature["properties"] : {};
  const fault = (field: string, found: unknown, allowed: string): void => {
    faults.push({ where, field, found: shown(found), allowed });
  };
  const text = (field: string, longest: number, needed: boolean): string => {
    const found = properties[field] ?? "";
    if (typeof found !== "string" || found.length > longest || (needed && found.trim() === "")) {
      fault(field, found, `${needed ? "1" : "0"} to ${longest} characters`);
      return "";
    }
    return found;
  };
  const day = (field: string): string | null => {
    const found = properties[field] ?? null;
    if (found === null) return null;
    const parsed = typeof found === "string" ? parseSpan(found, 0) : null;
    if (typeof found === "string" && parsed?.ok === true && parsed.span.precision === "day") return found;
    fault(field, found, "a day such as 2023-10-05, or null");
    return null;
  };
  const id = feature["id"];
  if (typeof id !== "string" || !isId(id)) fault("id", id, "1 to 80 of a-z, 0-9, . and -");
  const error = properties["error_m"];
  if (typeof error !== "number" || !(error >= 0 && error <= 1_000_000))
    fault("error_m", error, "metres by which the line may be off, from 0 to 1000000");
  return {
    id: typeof id === "string" ? id : "",
    name: text("name", 120, true),
    parts: partsOf(feature["geometry"], fault),
    errorMetres: typeof error === "number" ? error : 0,
    validFrom: day("valid_from"),
    validTo: day("valid_to"),
    basis: text("basis", 600, true),
    source: text("source", 2000, false),
  };
}

function partsOf(
  geometry: unknown,
  fault: (field: string, found: unknown, allowed: string) => void,
): Position[][] {
  const allowed = "a Point, LineString or MultiLineString of [longitude, latitude] in degrees";
  const type = isObject(geometry) ? geometry["type"] : null;
  const coordinates = isObject(geometry) ? geometry["coordinates"] : null;
  const parts: unknown =
    type === "Point"
      ? [[coordinates]]
      : type === "LineString"
        ? [coordinates]
        : type === "MultiLineString"
          ? coordinates
          : null;
  if (!Array.isArray(parts) || parts.length === 0) {
    fault("geometry", type, allowed);
    return [];
  }
  const read: Position[][] = [];
  let positions = 0;
  for (const part of parts as readonly unknown[]) {
    const line: Position[] = [];
    for (const position of Array.isArray(part) ? (part as readonly unknown[]) : [null]) {
      const [longitude, latitude]: readonly unknown[] = Array.isArray(position) ? position : [];
      if (
        typeof longitude !== "number" ||
        typeof latitude !== "number" ||
        !(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) ||
        ++positions > mostLinePositions
      ) {
        fault(
          "coordinates",
          positions > mostLinePositions ? `${positions} positions` : position,
          positions > mostLinePositions ? `at most ${mostLinePositions}` : allowed,
        );
        return [];
      }
      line.push([longitude, latitude]);
    }
    read.push(line);
  }
  return read;
}

const shown = (value: unknown): string =>
  value === undefined ? "nothing" : (JSON.stringify(value)?.slice(0, 80) ?? "nothing");
