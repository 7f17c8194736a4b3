import { InputError, quoted } from "../../../base/errors.ts";
import type { Crs } from "../georeference/georeference.ts";

/** The GeoKeyDirectory of a file, and the texts that it points to (empty: none). */
export interface GeoKeys {
  readonly directory: readonly number[];
  readonly texts: string;
}

const modelType = 1024;
const rasterType = 1025;
const citation = 1026;
const geographicCode = 2048;
const projectedCode = 3072;
const asciiTag = 34_737;

/**
 * GeoKeys (OGC GeoTIFF 1.1) for a CRS with an EPSG code; pixels are areas.
 * @throws InputError when the CRS has no code from 1024 to 32766: words alone would not come back as a place
 */
export function geoKeysOf(crs: Crs): GeoKeys {
  const code = Number(/^EPSG:(\d{4,5})$/.exec(crs.name)?.[1]);
  if (!(code >= 1024 && code <= 32_766))
    throw InputError.of(
      "picture to write",
      "CRS",
      quoted(crs.name),
      "a CRS with an EPSG code, such as EPSG:32652",
    );
  const geographic = /\+proj=(?:longlat|latlong)\b/.test(crs.proj4);
  const texts = `${crs.name}|`;
  const keys = [
    [modelType, 0, 1, geographic ? 2 : 1],
    [rasterType, 0, 1, 1],
    [citation, asciiTag, texts.length, 0],
    [geographic ? geographicCode : projectedCode, 0, 1, code],
  ];
  return { directory: [1, 1, 1, keys.length, ...keys.flat()], texts };
}
