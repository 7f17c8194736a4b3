import type { GeoKeys } from "../crs/geokeys.ts";

/** Names of the keys of a GeoKeyDirectory (OGC 19-008, annex B; the names of GeoTIFF 1.0). */
const names: Readonly<Record<number, string>> = {
  1024: "GTModelTypeGeoKey",
  1025: "GTRasterTypeGeoKey",
  1026: "GTCitationGeoKey",
  2048: "GeographicTypeGeoKey",
  2049: "GeogCitationGeoKey",
  2050: "GeogGeodeticDatumGeoKey",
  2051: "GeogPrimeMeridianGeoKey",
  2052: "GeogLinearUnitsGeoKey",
  2053: "GeogLinearUnitSizeGeoKey",
  2054: "GeogAngularUnitsGeoKey",
  2055: "GeogAngularUnitSizeGeoKey",
  2056: "GeogEllipsoidGeoKey",
  2057: "GeogSemiMajorAxisGeoKey",
  2058: "GeogSemiMinorAxisGeoKey",
  2059: "GeogInvFlatteningGeoKey",
  2060: "GeogAzimuthUnitsGeoKey",
  2061: "GeogPrimeMeridianLongGeoKey",
  2062: "GeogTOWGS84GeoKey",
  3072: "ProjectedCSTypeGeoKey",
  3073: "PCSCitationGeoKey",
  3074: "ProjectionGeoKey",
  3075: "ProjCoordTransGeoKey",
  3076: "ProjLinearUnitsGeoKey",
  3077: "ProjLinearUnitSizeGeoKey",
  3078: "ProjStdParallel1GeoKey",
  3079: "ProjStdParallel2GeoKey",
  3080: "ProjNatOriginLongGeoKey",
  3081: "ProjNatOriginLatGeoKey",
  3082: "ProjFalseEastingGeoKey",
  3083: "ProjFalseNorthingGeoKey",
  3084: "ProjFalseOriginLongGeoKey",
  3085: "ProjFalseOriginLatGeoKey",
  3086: "ProjFalseOriginEastingGeoKey",
  3087: "ProjFalseOriginNorthingGeoKey",
  3088: "ProjCenterLongGeoKey",
  3089: "ProjCenterLatGeoKey",
  3090: "ProjCenterEastingGeoKey",
  3091: "ProjCenterNorthingGeoKey",
  3092: "ProjScaleAtNatOriginGeoKey",
  3093: "ProjScaleAtCenterGeoKey",
  3094: "ProjAzimuthAngleGeoKey",
  3095: "ProjStraightVertPoleLongGeoKey",
  3096: "ProjRectifiedGridAngleGeoKey",
  4096: "VerticalCSTypeGeoKey",
  4097: "VerticalCitationGeoKey",
  4098: "VerticalDatumGeoKey",
  4099: "VerticalUnitsGeoKey",
};

const doublesTag = 34_736;
const textsTag = 34_737;

/**
 * The keys of a GeoKeyDirectory by name: numbers, texts (without the closing bar) or lists of numbers. Keys that are unknown or whose
 * values lie outside the lists are left out.
 */
export function geoKeysOf(directory: readonly number[], doubles: readonly number[], texts: string): GeoKeys {
  const keys: Record<string, number | string | readonly number[]> = {};
  const count = Math.min(directory[3] ?? 0, Math.floor((directory.length - 4) / 4));
  for (let i = 0; i < count; i++) {
    const [id = 0, place = 0, length = 0, value = 0] = directory.slice(4 + 4 * i, 8 + 4 * i);
    const name = names[id];
    if (name === undefined) continue;
    if (place === 0) keys[name] = value;
    else if (place === doublesTag && value + length <= doubles.length && length > 0) {
      const list = doubles.slice(value, value + length);
      keys[name] = length === 1 ? (list[0] ?? 0) : list;
    } else if (place === textsTag && value + length <= texts.length)
      keys[name] = texts.slice(value, value + length).replace(/[|\0]+$/, "");
  }
  return keys;
}
