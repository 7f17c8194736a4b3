import { toProj4 } from "geotiff-geokeys-to-proj4";
import { InputError, quoted } from "../../../base/errors.ts";
import type { Crs } from "../georeference/georeference.ts";
import { datumShiftOf, needsNoShift } from "./datum-shifts.ts";
import { isUsable, parametersOf, proj4Text, type Proj4Parameters } from "./proj4-text.ts";

/**
 * A coordinate reference system by its number in the EPSG dataset. Coordinates are in the order easting, northing or longitude,
 * latitude, whatever order the dataset gives the axes: so GeoTIFF wants it (OGC 19-008, section 7.1.1). Only axes that point south or
 * west keep their own order and sign. Projected coordinates are in the CRS's own unit, which the proj4 text names.
 * @throws InputError when the number is unknown, the CRS is not one of places on the ground (vertical, geocentric), its
 * coordinates are not degrees or lengths, its projection cannot be computed here, or no shift from its datum to WGS 84 is known:
 * positions would be wrong by up to a kilometre, silently.
 */
export function crsOfCode(code: number): Crs {
  const name = `EPSG:${code}`;
  return { name, proj4: proj4Text(parametersOfCode(code, name)) };
}

/** As {@link crsOfCode}, as parameters of proj4. */
export function parametersOfCode(code: number, name: string): Proj4Parameters {
  const found = Number.isInteger(code) && code > 0 && code < 1_000_000 ? lookedUp(code) : null;
  if (found === null || found.proj4.includes("+proj=geocent"))
    throw InputError.of("CRS", "EPSG code", quoted(String(code)), known);
  if (found.isGCS && found.coordinatesConversionParameters.x !== 1)
    throw InputError.of("CRS", name, "an angle that is not in degrees", "longitude and latitude in degrees");
  const parameters = mended(parametersOf(found.proj4.replace(/,\s+/g, ","), name));
  if (fromNaturalOrigin.has(code)) parameters.set("no_uoff", null);
  const shift = datumShiftOf(code);
  if (shift !== null) parameters.set("towgs84", shift.towgs84);
  else if (!parameters.has("towgs84") && !needsNoShift(parameters))
    throw InputError.of("CRS", name, "a datum whose shift to WGS 84 is not known here", elsewhere);
  if (!isUsable(proj4Text(parameters)))
    throw InputError.of("CRS", name, "a projection that is not built in", elsewhere);
  return parameters;
}

const known = "the number of a geographic or projected CRS in the EPSG dataset, such as 4326 or 32652";
const elsewhere = "another CRS: reproject the picture first, for example with gdalwarp -t_srs EPSG:4326";

function lookedUp(code: number): ReturnType<typeof toProj4> | null {
  // The package's types ask for every key at once.
  const found = toProj4({ ProjectedCSTypeGeoKey: code } as GeoKeysAsked);
  return found.errors.CRSNotSupported === undefined ? found : null;
}

type GeoKeysAsked = Parameters<typeof toProj4>[0];

// CRSs of the oblique Mercator whose false coordinates count from its natural origin (EPSG method 9812), not from its centre (9815).
const fromNaturalOrigin: ReadonlySet<number> = new Set([
  3078, 3079, 3167, 3168, 3375, 3376, 3468, 3591, 5247, 6394, 6497, 6808, 6809, 6810, 6811, 6840, 6841, 6842,
  6843, 24571, 26731, 26931, 29874,
]);

const usSurveyFootMetres = 1200 / 3937;

/** Puts right what the looked-up text lacks or says too coarsely. */
function mended(found: Proj4Parameters): Map<string, string | null> {
  const parameters = new Map(found);
  const axis = parameters.get("axis") ?? "";
  parameters.delete("axis");
  if (/^[sw][sw]$/.test(axis)) parameters.set("axis", `${axis}u`);
  // Given by a and b already.
  if (parameters.has("a") && parameters.has("b")) parameters.delete("ellps");
  if (parameters.get("pm") === "0") parameters.delete("pm");
  // Without it proj4 takes a polar projection for one about the equator.
  if (parameters.get("proj") === "stere" && !parameters.has("lat_0"))
    parameters.set("lat_0", Number(parameters.get("lat_ts") ?? 90) < 0 ? "-90" : "90");
  const unit = Number(parameters.get("to_meter") ?? 1);
  if (Math.abs(unit - usSurveyFootMetres) < 1e-9) parameters.set("to_meter", String(usSurveyFootMetres));
  return parameters;
}

/**
 * A coordinate reference system from what a person writes: "EPSG:32652" (any case), or a proj4 text ("+proj=utm +zone=52").
 * @throws InputError when it is neither, or proj4 cannot compute with it.
 */
export function crsOfText(text: string): Crs {
  const code = /^epsg:{1,2}(\d{1,6})$/i.exec(text.trim())?.[1];
  if (code !== undefined) return crsOfCode(Number(code));
  if (!/(?:^|\s)\+proj=/.test(text))
    throw InputError.of("CRS", "text", quoted(text), 'EPSG:n, such as "EPSG:32652", or a proj4 text');
  const proj4 = proj4Text(parametersOf(text, "CRS"));
  if (!isUsable(proj4)) throw InputError.of("CRS", "proj4", quoted(text), "a projection that is built in");
  return { name: proj4, proj4 };
}
