import { InputError, quoted } from "../../../base/errors.ts";
import type { Crs } from "../georeference/georeference.ts";
import { crsOfCode, parametersOfCode } from "./epsg.ts";
import { datumOf } from "./geokey-datum.ts";
import { angleUnitDegrees, lengthUnitMetres, numberOf, refused } from "./geokey-values.ts";
import { projectionOf } from "./geokey-projection.ts";
import { isUsable, proj4Text, type Proj4Parameters } from "./proj4-text.ts";

/**
 * The keys of a GeoKeyDirectory by their name in the standard: `GTModelTypeGeoKey`, `ProjectedCRSGeoKey`. Names of version 1.0
 * (`ProjectedCSTypeGeoKey`) are taken too.
 */
export type GeoKeys = Readonly<Record<string, number | string | readonly number[]>>;

/** Value of a key that says: other keys define it. */
const userDefined = 32767;

/**
 * The coordinate reference system that the keys of a GeoTIFF name (OGC GeoTIFF 1.1, 19-008). A code wins over keys that repeat what
 * it stands for, save that another linear unit is obeyed, as GDAL does; without a code the projection is built from its keys.
 * @returns null when they name none
 * @throws InputError with the key that is wrong or whose value cannot be computed with
 */
export function crsOfGeoKeys(keys: GeoKeys): Crs | null {
  const model = numberOf(keys, "GTModelTypeGeoKey") ?? userDefined;
  const projected = numberOf(keys, "ProjectedCRSGeoKey", "ProjectedCSTypeGeoKey");
  const geographic = numberOf(keys, "GeodeticCRSGeoKey", "GeographicTypeGeoKey");
  if (model === 3) throw refused("GTModelTypeGeoKey", "3 (geocentric)", "1 (projected) or 2 (geographic)");
  if (model !== 2 && projected !== null && projected !== userDefined) return codedProjection(keys, projected);
  if (model !== 2 && (projected === userDefined || hasProjection(keys))) return ownProjection(keys);
  const isLonLat = angleUnitDegrees(keys) === 1;
  if (!isLonLat && (geographic !== null || hasDatum(keys)))
    throw refused(
      "GeogAngularUnitsGeoKey",
      "a unit that is not the degree",
      "longitude and latitude in degrees (9102)",
    );
  if (geographic !== null && geographic !== userDefined) return coded("GeodeticCRSGeoKey", geographic);
  if (!hasDatum(keys)) return null;
  return named(keys, "GeogCitationGeoKey", new Map([["proj", "longlat"], ...datumOf(keys)]));
}

function hasProjection(keys: GeoKeys): boolean {
  return numberOf(keys, "ProjMethodGeoKey", "ProjCoordTransGeoKey", "ProjectionGeoKey") !== null;
}

function hasDatum(keys: GeoKeys): boolean {
  return (
    numberOf(
      keys,
      "GeodeticDatumGeoKey",
      "GeogGeodeticDatumGeoKey",
      "EllipsoidGeoKey",
      "GeogEllipsoidGeoKey",
      "EllipsoidSemiMajorAxisGeoKey",
      "GeogSemiMajorAxisGeoKey",
    ) !== null
  );
}

function coded(key: string, code: number): Crs {
  try {
    return crsOfCode(code);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw refused(key, String(code), error.faults[0]?.allowed ?? "an EPSG code");
  }
}

function codedProjection(keys: GeoKeys, code: number): Crs {
  const crs = coded("ProjectedCRSGeoKey", code);
  const unit = lengthUnitMetres(keys);
  const parameters = parametersOfCode(code, crs.name);
  const own = Number(parameters.get("to_meter") ?? 1);
  if (unit === null || parameters.get("proj") === "longlat" || Math.abs(unit / own - 1) < 1e-9) return crs;
  const other = new Map(parameters);
  other.delete("units");
  return {
    name: `${crs.name} in units of ${unit} m`,
    proj4: proj4Text(other.set("to_meter", String(unit))),
  };
}

function ownProjection(keys: GeoKeys): Crs | null {
  if (!hasProjection(keys)) {
    const citation = keys["PCSCitationGeoKey"] ?? keys["GTCitationGeoKey"] ?? "";
    throw refused(
      "ProjMethodGeoKey",
      citation === "" ? "none" : `none, only words: ${quoted(String(citation))}`,
      "the code of a projection method",
    );
  }
  const unit = lengthUnitMetres(keys) ?? 1;
  const parameters = new Map([...projectionOf(keys, unit), ...datumOf(keys)]);
  if (unit !== 1) parameters.set("to_meter", String(unit));
  return named(keys, "PCSCitationGeoKey", parameters);
}

function named(keys: GeoKeys, citationKey: string, parameters: Proj4Parameters): Crs {
  const proj4 = proj4Text(new Map([...parameters, ["no_defs", null]]));
  if (!isUsable(proj4)) throw refused("ProjMethodGeoKey", proj4, "a projection that is built in");
  const words = keys["ProjectedCitationGeoKey"] ?? keys[citationKey] ?? keys["GTCitationGeoKey"];
  const name = typeof words === "string" && /^[\x20-\x7e]{1,100}$/.test(words) ? words : proj4;
  return { name, proj4 };
}
