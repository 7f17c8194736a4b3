import { lookTitle } from "../../../sites/pictures/look-title.ts";
import type { SampleType } from "../../../sites/pictures/raster.ts";
import type { BandMeaning, PictureFormat } from "../../../sites/pictures/picture.ts";
import { geoJson, json, type Link } from "../link.ts";
import { instantText } from "../wire-time.ts";
import type { Geometry } from "../geometry.ts";
import { stacLicence } from "./licence.ts";
import type { StacLook } from "./stac-look.ts";

export const stacVersion = "1.0.0";

const extension = (name: string, version: string): string =>
  `https://stac-extensions.github.io/${name}/v${version}/schema.json`;

/** Where the server has what belongs to a look; null where it has not. */
export interface AssetPlaces {
  readonly file: string | null;
  readonly thumbnail: string | null;
}

export interface StacItem {
  readonly type: "Feature";
  readonly stac_version: string;
  readonly stac_extensions: readonly string[];
  readonly id: string;
  readonly collection: string;
  readonly geometry: Geometry | null;
  readonly bbox?: readonly number[];
  readonly properties: Readonly<Record<string, unknown>>;
  readonly assets: Readonly<Record<string, unknown>>;
  readonly links: readonly Link[];
}

/** The item of a picture look. `base` is the address of the STAC service, without a slash at its end. */
export function stacItem(base: string, stacLook: StacLook, places: AssetPlaces): StacItem {
  const { look, picture, footprint } = stacLook;
  const { id, siteId } = look.look;
  const place = `${base}/collections/${encodeURIComponent(siteId)}`;
  const epsg = epsgOf(stacLook);
  return {
    type: "Feature",
    stac_version: stacVersion,
    stac_extensions: [
      extension("view", "1.0.0"),
      extension("eo", "1.1.0"),
      extension("raster", "1.1.0"),
      extension("file", "2.1.0"),
      ...(picture.georeference === null ? [] : [extension("projection", "1.1.0")]),
    ],
    id,
    collection: siteId,
    geometry: footprint?.geometry ?? null,
    ...(footprint === null ? {} : { bbox: footprint.box }),
    properties: {
      title: lookTitle(look),
      ...timeOf(stacLook),
      ...given({
        platform: look.supply.platform,
        gsd: picture.sampleDistanceMetres,
        "view:off_nadir": look.view?.offNadirDegrees ?? look.supply.offNadirDegrees,
        "view:incidence_angle": look.view?.incidenceDegrees ?? null,
        "view:azimuth": look.view?.azimuthDegrees ?? null,
        "view:sun_azimuth": look.supply.sunAzimuthDegrees,
        "view:sun_elevation": look.supply.sunElevationDegrees,
        license: look.supply.licence === "" ? null : stacLicence([look.supply.licence]),
      }),
      ...(look.look.provider === ""
        ? {}
        : { providers: [{ name: look.look.provider, roles: ["producer"] }] }),
      ...(picture.georeference === null
        ? {}
        : { "proj:epsg": epsg, "proj:shape": [picture.height, picture.width], ...transformOf(stacLook) }),
      ...own(stacLook),
    },
    assets: {
      ...(places.file === null
        ? {}
        : {
            picture: {
              href: places.file,
              type: mediaTypes[picture.format],
              title: "the picture, as it came on record",
              roles: ["data"],
              "eo:bands": picture.bands.map(({ name, meaning }, i) => ({
                name: name === "" ? `band ${i + 1}` : name,
                ...given({ common_name: commonNames[meaning] ?? null }),
              })),
              "raster:bands": picture.bands.map(() => ({
                data_type: picture.sampleType satisfies SampleType,
                ...given({
                  nodata: nodataOf(picture.nodata),
                  spatial_resolution: picture.sampleDistanceMetres,
                }),
              })),
              // A multihash: sha2-256, 32 bytes.
              "file:checksum": `1220${picture.sha256}`,
            },
          }),
      ...(places.thumbnail === null
        ? {}
        : {
            thumbnail: {
              href: places.thumbnail,
              type: "image/png",
              title: "the picture over its site",
              roles: ["thumbnail"],
            },
          }),
    },
    links: [
      { href: `${place}/items/${encodeURIComponent(id)}`, rel: "self", type: geoJson },
      { href: `${base}/`, rel: "root", type: json },
      { href: place, rel: "parent", type: json },
      { href: place, rel: "collection", type: json },
    ],
  };
}

/** An instant where the time is known to the second; else null, with the first and the last instant that it can be. */
function timeOf({ takenAt }: StacLook): Readonly<Record<string, string | null>> {
  return takenAt.precision === "second"
    ? { datetime: instantText(takenAt.fromMs) }
    : {
        datetime: null,
        start_datetime: instantText(takenAt.fromMs),
        end_datetime: instantText(takenAt.toMs - 1),
      };
}

/**
 * What STAC has no name for. The supplier's figure of cloud is one for its scene and says nothing of the site, so it is not given as
 * eo:cloud_cover of this item; what was measured is given for each area, as shares.
 */
function own({ look, picture, takenAt }: StacLook): Readonly<Record<string, unknown>> {
  return {
    "yardwatch:taken_at": takenAt.text,
    "yardwatch:taken_source": look.supply.takenSource,
    "yardwatch:simulated": picture.simulated,
    "yardwatch:observer": look.look.observer,
    ...given({
      "yardwatch:licence": look.supply.licence,
      "yardwatch:attribution": look.supply.attribution,
      "yardwatch:effective_sample_distance": picture.effectiveSampleDistanceMetres,
      "yardwatch:scene_cloud_percent": look.supply.sceneCloudPercent,
      "yardwatch:repeat_of": look.repeat?.of ?? null,
    }),
    "yardwatch:clarity": look.clarities.map(({ area, covered, clear, cloud, shadow, haze, snow }) => ({
      area,
      covered,
      clear,
      cloud,
      shadow,
      haze,
      snow,
    })),
  };
}

/** The code of the projection; null where it has none, as the projection extension says it. */
function epsgOf({ picture }: StacLook): number | null {
  const code = /^EPSG:(\d+)$/.exec(picture.georeference?.crs.name ?? "")?.[1];
  return code === undefined ? null : Number(code);
}

/** From GDAL's order of the six numbers to that of the extension. */
function transformOf({ picture }: StacLook): Readonly<Record<string, readonly number[]>> {
  if (picture.georeference?.type !== "transform") return {};
  const [x, xc, xr, y, yc, yr] = picture.georeference.transform;
  return { "proj:transform": [xc, xr, x, yc, yr, y] };
}

const nodataOf = (nodata: number | null): number | string | null =>
  nodata === null || Number.isFinite(nodata)
    ? nodata
    : Number.isNaN(nodata)
      ? "nan"
      : nodata > 0
        ? "inf"
        : "-inf";

/** Without what is not stated. */
const given = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ""));

const mediaTypes: Readonly<Record<PictureFormat, string>> = {
  geotiff: "image/tiff; application=geotiff",
  png: "image/png",
  jpeg: "image/jpeg",
};

const commonNames: Readonly<Partial<Record<BandMeaning, string>>> = {
  coastal: "coastal",
  blue: "blue",
  green: "green",
  red: "red",
  "red-edge": "rededge",
  "near-infrared": "nir",
  cirrus: "cirrus",
};
