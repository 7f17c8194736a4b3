import { toProj4 } from "geotiff-geokeys-to-proj4";
import { parametersOfCode } from "./epsg.ts";
import { needsNoShift } from "./datum-shifts.ts";
import { angleUnitDegrees, measureOf, numberOf, refused } from "./geokey-values.ts";
import type { GeoKeys } from "./geokeys.ts";
import { parametersOf, type Proj4Parameters } from "./proj4-text.ts";

const userDefined = 32767;

/**
 * Ellipsoid, prime meridian and shift to WGS 84 from the geodetic keys of a GeoTIFF, as parameters of proj4.
 * @throws InputError with the key that is wrong, or when positions cannot be brought to WGS 84.
 */
export function datumOf(keys: GeoKeys): Proj4Parameters {
  const geographic = numberOf(keys, "GeodeticCRSGeoKey", "GeographicTypeGeoKey");
  if (geographic !== null && geographic !== userDefined)
    return datumPart(parametersOfCode(geographic, "GeodeticCRSGeoKey"));
  const datum = numberOf(keys, "GeodeticDatumGeoKey", "GeogGeodeticDatumGeoKey");
  const found = new Map<string, string | null>();
  // The dataset numbers most datums 2000 above the geographic CRS that stands on them (OGC 19-008, annex D, of version 1.0).
  if (datum !== null && datum > 6000 && datum < 7000)
    for (const [name, value] of datumPart(parametersOfCode(datum - 2000, "GeodeticDatumGeoKey")))
      found.set(name, value);
  for (const [name, value] of ellipsoidOf(keys)) found.set(name, value);
  const meridian = measureOf(keys, "PrimeMeridianLongitudeGeoKey", "GeogPrimeMeridianLongGeoKey");
  if (meridian !== null && meridian !== 0) found.set("pm", String(meridian * angleUnitDegrees(keys)));
  const shift = keys["GeogTOWGS84GeoKey"];
  if (typeof shift === "object") {
    if (shift.length !== 3 && shift.length !== 7)
      throw refused("GeogTOWGS84GeoKey", `${shift.length} numbers`, "3 or 7 numbers");
    found.set("towgs84", shift.join(","));
  }
  if (!found.has("a"))
    throw refused("GeodeticCRSGeoKey", "no ellipsoid", "a geographic CRS, a datum or an ellipsoid");
  if (!found.has("towgs84") && !needsNoShift(found))
    throw refused(
      "GeodeticDatumGeoKey",
      String(datum ?? "none"),
      "a datum whose shift to WGS 84 is known, or GeogTOWGS84GeoKey",
    );
  return found;
}

function datumPart(parameters: Proj4Parameters): Proj4Parameters {
  return new Map([...parameters].filter(([name]) => ["a", "b", "pm", "towgs84"].includes(name)));
}

function ellipsoidOf(keys: GeoKeys): Proj4Parameters {
  const a = measureOf(keys, "EllipsoidSemiMajorAxisGeoKey", "GeogSemiMajorAxisGeoKey");
  if (a === null) {
    const code = numberOf(keys, "EllipsoidGeoKey", "GeogEllipsoidGeoKey");
    if (code === null || code === userDefined) return new Map();
    const asked = { GeogEllipsoidGeoKey: code };
    // The package's types ask for every key at once.
    const text = toProj4(asked as unknown as Parameters<typeof toProj4>[0]).proj4;
    const found = datumPart(parametersOf(text, "EllipsoidGeoKey"));
    if (!found.has("a")) throw refused("EllipsoidGeoKey", String(code), "the EPSG code of an ellipsoid");
    return found;
  }
  const flattening = measureOf(keys, "EllipsoidInvFlatteningGeoKey", "GeogInvFlatteningGeoKey");
  const minor = measureOf(keys, "EllipsoidSemiMinorAxisGeoKey", "GeogSemiMinorAxisGeoKey");
  const b = minor ?? (flattening === null || flattening === 0 ? a : a * (1 - 1 / flattening));
  // Within the sizes of planets, since an error of the unit would otherwise put places anywhere.
  if (!(a > 6.3e6 && a < 6.5e6 && b > 6.3e6 && b < 6.5e6))
    throw refused("EllipsoidSemiMajorAxisGeoKey", `${a} and ${b}`, "the axes of the Earth in metres");
  return new Map([
    ["a", String(a)],
    ["b", String(b)],
  ]);
}
