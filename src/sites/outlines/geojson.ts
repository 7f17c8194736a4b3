import { InputError, quoted } from "../../base/errors.ts";
import type { Places } from "../counting/site.ts";
import { areaRecord, foldersOf, siteRecord } from "./feature-records.ts";
import { mostFeatures, readFeatures, type ReadPlaces } from "./features.ts";
import { findJsonFault } from "./json-fault.ts";
import { described, isObject, Remarks } from "./remarks.ts";

/** Longest file of outlines, in UTF-16 code units. */
export const longestFile = 64 * 1024 * 1024;

/**
 * Reads sites and areas from a GeoJSON FeatureCollection (RFC 7946) in WGS 84. `file` is the name that errors give.
 * Rings that run the wrong way are turned; elevations and unknown properties are dropped with a warning.
 * @throws InputError with every fault found, each with its feature and field; at most 200 are listed, the rest counted.
 */
export function readGeoJson(text: string, file: string): ReadPlaces {
  if (text.length > longestFile)
    throw InputError.of(file, "file", `${text.length} characters`, `at most ${longestFile} characters`);
  const collection = parseJson(text.replace(/^\ufeff/, ""), file);
  if (
    !isObject(collection) ||
    collection["type"] !== "FeatureCollection" ||
    !Array.isArray(collection["features"])
  ) {
    const found = described(isObject(collection) ? collection["type"] : collection);
    throw InputError.of(file, "type", found, "a FeatureCollection with a list of features");
  }
  const features: readonly unknown[] = collection["features"];
  if (features.length > mostFeatures)
    throw InputError.of(file, "features", `${features.length} features`, `at most ${mostFeatures} features`);
  const remarks = new Remarks();
  checkReferenceSystem(collection, file, remarks);
  const found = features.map((feature, index) => ({ where: `${file} feature ${index + 1}`, feature }));
  for (const { where, feature } of found) {
    checkReferenceSystem(feature, where, remarks);
    if (isObject(feature)) checkReferenceSystem(feature["geometry"], where, remarks);
  }
  // Coordinates of another system would give one fault for every feature, all for one reason.
  remarks.throwIfAny();
  const places = readFeatures(found, remarks);
  remarks.throwIfAny();
  return { places, warnings: remarks.warnings() };
}

/**
 * Writes sites and areas as a GeoJSON FeatureCollection that `readGeoJson` reads without loss: one feature a line, sorted by
 * site, area and first day, rings by the right-hand rule. The same places give the same text, whatever their order.
 */
export function writeGeoJson(places: Places): string {
  const records = foldersOf(places).flatMap(({ site, areas }) => [
    ...(site === null ? [] : [siteRecord(site)]),
    ...areas.map(areaRecord),
  ]);
  const lines = records.map((record) => JSON.stringify(record)).join(",\n");
  return `{"type":"FeatureCollection","features":[\n${lines}${lines === "" ? "" : "\n"}]}\n`;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const fault = findJsonFault(text);
    if (fault === null)
      throw InputError.of(file, "file", "JSON that is nested too deeply", "a GeoJSON FeatureCollection");
    const found = fault.found === null ? "the end of the file" : quoted(fault.found);
    throw InputError.of(`${file} line ${fault.line} column ${fault.column}`, "JSON", found, fault.allowed);
  }
}

const wgs84 = /(?:\bCRS84|\bEPSG:[\d.]*:?4326)$/i;

/** Refuses the `crs` of older GeoJSON unless it says what RFC 7946 says for every file. */
function checkReferenceSystem(value: unknown, where: string, remarks: Remarks): void {
  const crs = isObject(value) ? (value["crs"] ?? null) : null;
  if (crs === null) return;
  const properties = isObject(crs) ? crs["properties"] : undefined;
  const name = isObject(properties) ? properties["name"] : undefined;
  if (typeof name === "string" && wgs84.test(name)) return;
  const allowed = "no crs: longitude and latitude in WGS 84 (CRS84, EPSG:4326); save the file in that system";
  remarks.fault(where, "crs", described(name ?? crs), allowed);
}
