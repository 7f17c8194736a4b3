import { parsedJson } from "../../outlines/osm/parsed-json.ts";
import { gaugeStated } from "../../outlines/osm/track-tags.ts";
import { described, isObject, Remarks, type Report } from "../../outlines/remarks.ts";
import { isPlain } from "../../outlines/properties.ts";
import { InputError } from "../../../base/errors.ts";
import { mostPositions } from "../../../base/geometry/ring.ts";
import type { TrackGauge } from "../track-line.ts";

/** Most lines of one file. */
export const mostLines = 10_000;

/** A line of a file: in pixels or in degrees, as its reader takes them. */
export interface GivenLine {
  readonly id: string;
  readonly gauge: TrackGauge | null;
  readonly points: readonly (readonly [number, number])[];
  /** Every property of its feature. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Reads one point, or reports what is wrong with it and gives null. */
export type ReadPoint = (value: unknown, report: Report) => readonly [number, number] | null;

const longestId = 80;

/**
 * Reads the LineString and MultiLineString features of GeoJSON. Properties `id` and `gauge` (1520 or 1435) are optional: a line without an id
 * is called after its place, "line-3"; the second part of a MultiLineString "line-3/2". A point that repeats the one before it is dropped;
 * other geometries are left out with a warning.
 * @throws InputError with every fault: no line at all, lines of fewer than two different points, ids that come twice, unknown gauges, and what
 * `point` refuses
 */
export function readLineFeatures(
  text: string,
  file: string,
  point: ReadPoint,
): { readonly lines: readonly GivenLine[]; readonly warnings: readonly string[] } {
  const remarks = new Remarks();
  const features = featuresOf(parsedJson(text, file), file);
  const lines: GivenLine[] = [];
  const seen = new Map<string, string>();
  features.forEach((feature, index) => {
    const where = `${file} feature ${index + 1}`;
    const properties = isObject(feature) && isObject(feature["properties"]) ? feature["properties"] : {};
    const geometry = isObject(feature) ? feature["geometry"] : undefined;
    const parts = partsOf(geometry);
    if (parts === null) {
      remarks.leftOut(
        `${described(isObject(geometry) ? geometry["type"] : geometry)} is not the line of a track`,
      );
      return;
    }
    const id = idOf(properties["id"] ?? (isObject(feature) ? feature["id"] : null), index);
    const report = remarks.at(id === null ? where : `${where} (line ${id})`);
    if (id === null) {
      report("id", described(properties["id"]), `1 to ${longestId} characters of plain text, or a number`);
      return;
    }
    const gauge = gaugeOf(properties["gauge"], report);
    const before = seen.get(id);
    if (before !== undefined) report("id", described(id), `an id of its own; ${before} has this one`);
    seen.set(id, where);
    parts.forEach((part, i) => {
      const points = pointsOf(part, point, report);
      if (points !== null) lines.push({ id: i === 0 ? id : `${id}/${i + 1}`, gauge, points, properties });
    });
  });
  if (lines.length > mostLines) remarks.fault(file, "lines", `${lines.length} lines`, `at most ${mostLines}`);
  remarks.throwIfAny();
  if (lines.length === 0)
    throw InputError.of(file, "features", "no line", "LineString or MultiLineString features, one a track");
  return { lines, warnings: remarks.warnings() };
}

function featuresOf(value: unknown, file: string): readonly unknown[] {
  const type = isObject(value) ? value["type"] : undefined;
  if (type === "Feature") return [value];
  const features: unknown = isObject(value) ? value["features"] : undefined;
  if (type === "FeatureCollection" && Array.isArray(features)) return features;
  throw InputError.of(
    file,
    "type",
    described(type ?? value),
    "a GeoJSON FeatureCollection of LineString features",
  );
}

function partsOf(geometry: unknown): readonly unknown[] | null {
  if (!isObject(geometry)) return null;
  const { type, coordinates } = geometry;
  if (type === "LineString") return [coordinates];
  return type === "MultiLineString" && Array.isArray(coordinates) ? coordinates : null;
}

function idOf(value: unknown, index: number): string | null {
  if (value === undefined || value === null || value === "") return `line-${index + 1}`;
  const text = typeof value === "number" && Number.isFinite(value) ? String(value) : value;
  return typeof text === "string" && text.length <= longestId && isPlain(text) ? text : null;
}

function gaugeOf(value: unknown, report: Report): TrackGauge | null {
  if (value === undefined || value === null || value === "") return null;
  const gauge = gaugeStated(typeof value === "number" ? String(value) : described(value).replaceAll('"', ""));
  if (gauge === null) report("gauge", described(value), "1520 or 1435, in millimetres; or none");
  return gauge;
}

function pointsOf(
  value: unknown,
  read: ReadPoint,
  report: Report,
): readonly (readonly [number, number])[] | null {
  if (!Array.isArray(value) || value.length > mostPositions) {
    report("coordinates", described(value), `a list of 2 to ${mostPositions} points`);
    return null;
  }
  const points: (readonly [number, number])[] = [];
  for (const item of value) {
    const found = read(item, report);
    if (found === null) return null;
    const before = points.at(-1);
    if (before === undefined || found[0] !== before[0] || found[1] !== before[1]) points.push(found);
  }
  if (points.length >= 2) return points;
  report("coordinates", `a line of ${value.length} points in one place`, "2 different points or more");
  return null;
}
