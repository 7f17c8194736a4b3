import { toProj4 } from "geotiff-geokeys-to-proj4";
import { InputError, quoted } from "../../../base/errors.ts";
import type { GeoKeys } from "./geokeys.ts";

/** The error for a key whose value is wrong. */
export function refused(key: string, found: string, allowed: string): InputError {
  return InputError.of("GeoTIFF keys", key, found, allowed);
}

/**
 * The number that the first of several keys has that is there; 0 (undefined, by the standard) counts as not there for keys of codes.
 * @throws InputError when it is no number.
 */
export function numberOf(keys: GeoKeys, ...names: readonly string[]): number | null {
  for (const name of names) {
    const value = measureOf(keys, name);
    if (value !== null && value !== 0) return value;
  }
  return null;
}

/** As {@link numberOf}, for keys where 0 is a value. */
export function measureOf(keys: GeoKeys, ...names: readonly string[]): number | null {
  for (const name of names) {
    const value = keys[name];
    if (value === undefined) continue;
    const number = typeof value === "object" && value.length === 1 ? value[0] : value;
    if (typeof number !== "number" || !Number.isFinite(number))
      throw refused(name, quoted(String(value)), "one finite number");
    return number;
  }
  return null;
}

const userDefined = 32767;
const lengthUnits: ReadonlyMap<number, number> = new Map([
  [9001, 1],
  [9002, 0.3048],
  [9003, 1200 / 3937],
  [9036, 1000],
]);

/** Metres of the unit of projected coordinates; null when no key says. */
export function lengthUnitMetres(keys: GeoKeys): number | null {
  const code = numberOf(keys, "ProjLinearUnitsGeoKey");
  if (code === null) return null;
  const metres =
    code === userDefined
      ? measureOf(keys, "ProjLinearUnitSizeGeoKey")
      : (lengthUnits.get(code) ?? lookedUpUnit(code));
  if (metres === null || !(metres > 0))
    throw refused(
      "ProjLinearUnitsGeoKey",
      String(code),
      "the code of a unit of length, with its size when it is 32767",
    );
  return metres;
}

function lookedUpUnit(code: number): number | null {
  const asked = { ProjectedCSTypeGeoKey: 32631, ProjLinearUnitsGeoKey: code };
  // The package's types ask for every key at once.
  const found = toProj4(asked as unknown as Parameters<typeof toProj4>[0]);
  return "ProjLinearUnitsGeoKeyNotSupported" in found.errors ? null : found.coordinatesConversionParameters.x;
}

const angleUnits: ReadonlyMap<number, number> = new Map([
  [9101, 180 / Math.PI],
  [9102, 1],
  [9103, 1 / 60],
  [9104, 1 / 3600],
  [9105, 0.9],
  [9106, 0.9],
  [9122, 1],
]);

/** Degrees of the unit of angles; 1 when no key says. */
export function angleUnitDegrees(keys: GeoKeys): number {
  const code = numberOf(keys, "GeogAngularUnitsGeoKey") ?? 9102;
  if (code !== userDefined) {
    const degrees = angleUnits.get(code);
    if (degrees !== undefined) return degrees;
    throw refused("GeogAngularUnitsGeoKey", String(code), [...angleUnits.keys(), userDefined].join(", "));
  }
  const size = measureOf(keys, "GeogAngularUnitSizeGeoKey");
  if (size === null || !(size > 0))
    throw refused("GeogAngularUnitSizeGeoKey", String(size), "the size of the unit in radians, above 0");
  const degrees = (size * 180) / Math.PI;
  return Math.abs(degrees - 1) < 1e-9 ? 1 : degrees;
}
