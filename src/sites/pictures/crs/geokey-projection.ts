import { toProj4 } from "geotiff-geokeys-to-proj4";
import { angleUnitDegrees, measureOf, numberOf, refused } from "./geokey-values.ts";
import type { GeoKeys } from "./geokeys.ts";
import { parametersOf, type Proj4Parameters } from "./proj4-text.ts";

const userDefined = 32767;

/** Parameters of a projection that is given by its keys, with angles in degrees and lengths in metres. */
interface Given {
  readonly latitude: number;
  readonly longitude: number;
  readonly parallel1: number | null;
  readonly parallel2: number | null;
  readonly scale: number;
  readonly azimuth: number | null;
  readonly gridAngle: number | null;
}

type Method = (given: Given) => Readonly<Record<string, number | string>>;

const aboutOrigin =
  (proj: string): Method =>
  ({ latitude, longitude }) => ({ proj, lat_0: latitude, lon_0: longitude });
const aboutMeridian =
  (proj: string): Method =>
  ({ longitude }) => ({ proj, lon_0: longitude });
const withScale =
  (proj: string): Method =>
  ({ latitude, longitude, scale }) => ({ proj, lat_0: latitude, lon_0: longitude, k_0: scale });
const withParallels =
  (proj: string): Method =>
  ({ latitude, longitude, parallel1, parallel2 }) => ({
    proj,
    lat_0: latitude,
    lon_0: longitude,
    lat_1: parallel1 ?? latitude,
    lat_2: parallel2 ?? parallel1 ?? latitude,
  });
const oblique: Method = ({ latitude, longitude, scale, azimuth, gridAngle }) => ({
  proj: "omerc",
  lat_0: latitude,
  lonc: longitude,
  alpha: azimuth ?? 90,
  gamma: gridAngle ?? azimuth ?? 90,
  k_0: scale,
});

/** By the codes of ProjMethodGeoKey (GeoTIFF 1.0, section 6.3.3.3), and 9815, which GDAL writes. */
const methods: ReadonlyMap<number, Method> = new Map<number, Method>([
  [1, withScale("tmerc")],
  [3, (given) => ({ ...oblique(given), no_uoff: "" })],
  [9815, oblique],
  [
    7,
    ({ longitude, parallel1, scale }) =>
      parallel1 === null
        ? { proj: "merc", lon_0: longitude, k_0: scale }
        : { proj: "merc", lon_0: longitude, lat_ts: parallel1 },
  ],
  [8, withParallels("lcc")],
  [9, (given) => ({ ...withScale("lcc")(given), lat_1: given.latitude })],
  [10, aboutOrigin("laea")],
  [11, withParallels("aea")],
  [12, aboutOrigin("aeqd")],
  [13, withParallels("eqdc")],
  [14, withScale("stere")],
  [15, polarStereographic],
  [16, withScale("sterea")],
  [
    17,
    ({ latitude, longitude, parallel1 }) => ({
      proj: "eqc",
      lat_0: parallel1 === null ? 0 : latitude,
      lon_0: longitude,
      lat_ts: parallel1 ?? latitude,
    }),
  ],
  [18, aboutOrigin("cass")],
  [19, aboutOrigin("gnom")],
  [20, aboutMeridian("mill")],
  [21, aboutOrigin("ortho")],
  [22, aboutOrigin("poly")],
  [23, aboutMeridian("robin")],
  [24, aboutMeridian("sinu")],
  [25, aboutMeridian("vandg")],
  [26, aboutOrigin("nzmg")],
  [27, (given) => ({ ...withScale("tmerc")(given), axis: "wsu" })],
  [28, ({ longitude, parallel1 }) => ({ proj: "cea", lon_0: longitude, lat_ts: parallel1 ?? 0 })],
]);

/** The latitude of origin is that of true scale, unless it is the pole: then the scale holds there (EPSG methods 9829 and 9810). */
function polarStereographic({ latitude, longitude, scale }: Given): ReturnType<Method> {
  const pole = latitude < 0 ? -90 : 90;
  const base = { proj: "stere", lat_0: pole, lon_0: longitude };
  return Math.abs(latitude) === 90 ? { ...base, k_0: scale } : { ...base, lat_ts: latitude };
}

/**
 * The projection that the keys of a GeoTIFF define without the code of a CRS, as parameters of proj4.
 * @param unitMetres of the false easting and northing
 * @throws InputError when its method cannot be computed here.
 */
export function projectionOf(keys: GeoKeys, unitMetres: number): Proj4Parameters {
  const conversion = numberOf(keys, "ProjectionGeoKey");
  if (conversion !== null && conversion !== userDefined) return codedConversion(conversion);
  const code = numberOf(keys, "ProjMethodGeoKey", "ProjCoordTransGeoKey");
  const method = code === null ? undefined : methods.get(code);
  if (method === undefined) throw refused("ProjMethodGeoKey", String(code), [...methods.keys()].join(", "));
  const degrees = angleUnitDegrees(keys);
  const angle = (...names: readonly string[]): number | null => {
    const value = measureOf(keys, ...names);
    return value === null ? null : value * degrees;
  };
  const length = (...names: readonly string[]): number => (measureOf(keys, ...names) ?? 0) * unitMetres;
  const parameters = method({
    latitude: angle("ProjNatOriginLatGeoKey", "ProjFalseOriginLatGeoKey", "ProjCenterLatGeoKey") ?? 0,
    longitude:
      angle(
        ...(code === 15 ? ["ProjStraightVertPoleLongGeoKey"] : []),
        "ProjNatOriginLongGeoKey",
        "ProjFalseOriginLongGeoKey",
        "ProjCenterLongGeoKey",
        "ProjStraightVertPoleLongGeoKey",
      ) ?? 0,
    parallel1: angle("ProjStdParallel1GeoKey", "ProjStdParallelGeoKey"),
    parallel2: angle("ProjStdParallel2GeoKey"),
    scale: numberOf(keys, "ProjScaleAtNatOriginGeoKey", "ProjScaleAtCenterGeoKey") ?? 1,
    azimuth: angle("ProjAzimuthAngleGeoKey"),
    gridAngle: angle("ProjRectifiedGridAngleGeoKey"),
  });
  const found = new Map<string, string | null>(
    Object.entries(parameters).map(([name, value]) => [name, value === "" ? null : String(value)]),
  );
  found.set(
    "x_0",
    String(length("ProjFalseEastingGeoKey", "ProjFalseOriginEastingGeoKey", "ProjCenterEastingGeoKey")),
  );
  found.set(
    "y_0",
    String(length("ProjFalseNorthingGeoKey", "ProjFalseOriginNorthingGeoKey", "ProjCenterNorthingGeoKey")),
  );
  return found;
}

function codedConversion(code: number): Proj4Parameters {
  const asked = { ProjectionGeoKey: code };
  // The package's types ask for every key at once.
  const found = toProj4(asked as unknown as Parameters<typeof toProj4>[0]);
  if (found.errors.conversionNotSupported !== undefined || found.isGCS)
    throw refused("ProjectionGeoKey", String(code), "the EPSG code of a map projection");
  const left = ["a", "b", "ellps", "pm", "axis", "no_defs"];
  return new Map([...parametersOf(found.proj4, "ProjectionGeoKey")].filter(([name]) => !left.includes(name)));
}
