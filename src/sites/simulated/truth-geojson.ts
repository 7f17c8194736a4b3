import type { LonLat } from "../../base/geometry/ring.ts";
import type { Capture } from "./capture.ts";

type Properties = Readonly<Record<string, unknown>>;

interface Feature {
  readonly type: "Feature";
  readonly id: string;
  readonly properties: Properties;
  readonly geometry: { readonly type: "Polygon" | "LineString"; readonly coordinates: unknown };
}

/** Eight decimals are a millimetre. */
const rounded = ([longitude, latitude]: LonLat): LonLat => [
  Math.round(longitude * 1e8) / 1e8,
  Math.round(latitude * 1e8) / 1e8,
];

const polygon = (outline: readonly LonLat[]): Feature["geometry"] => ({
  type: "Polygon",
  coordinates: [outline.map(rounded)],
});

const hundredths = (pixels: readonly (readonly [number, number])[]): readonly (readonly number[])[] =>
  pixels.map(([column, row]) => [Math.round(column * 100) / 100, Math.round(row * 100) / 100]);

/**
 * The truth of a simulated picture as GeoJSON text (RFC 7946). Every feature and the collection carry `"simulated": true`; coordinates are
 * the true ones, also where the file's own georeference is wrong by intent.
 */
export function truthGeoJson({ truth, settings, crs }: Capture): string {
  const feature = (
    what: string,
    id: string,
    geometry: Feature["geometry"],
    properties: Properties,
  ): Feature => ({
    type: "Feature",
    id: `${what}:${id}`,
    properties: { simulated: true, what, ...properties },
    geometry,
  });
  const features: Feature[] = [
    ...truth.areas.map(({ id, kind, outline, shares }) =>
      feature("area", id, polygon(outline), { kind, shares }),
    ),
    ...truth.tracks.map(({ id, gauge, line, lengthMetres }) =>
      feature("track", id, { type: "LineString", coordinates: line.map(rounded) }, { gauge, lengthMetres }),
    ),
    ...truth.cars.map(({ id, outline, pixels, topPixels, ...rest }) =>
      feature("railcar", id, polygon(outline), {
        ...rest,
        pixels: hundredths(pixels),
        topPixels: hundredths(topPixels),
      }),
    ),
    ...truth.covers.map(({ id, outline, pixels, topPixels, ...rest }) =>
      feature("cover", id, polygon(outline), {
        ...rest,
        pixels: hundredths(pixels),
        topPixels: hundredths(topPixels),
      }),
    ),
    ...truth.stacks.map(({ id, outline, pixels, topPixels, ...rest }) =>
      feature("container-stack", id, polygon(outline), {
        ...rest,
        pixels: hundredths(pixels),
        topPixels: hundredths(topPixels),
      }),
    ),
    ...truth.ships.map(({ id, outline, pixels, topPixels, ...rest }) =>
      feature("ship", id, polygon(outline), {
        ...rest,
        pixels: hundredths(pixels),
        topPixels: hundredths(topPixels),
      }),
    ),
    ...truth.vehicles.map(({ id, outline, pixels, topPixels, ...rest }) =>
      feature("vehicle", id, polygon(outline), {
        ...rest,
        pixels: hundredths(pixels),
        topPixels: hundredths(topPixels),
      }),
    ),
  ];
  return `${JSON.stringify({
    type: "FeatureCollection",
    simulated: true,
    madeBy: "yardwatch",
    note: "Simulated: nothing in this file was seen by anyone.",
    scene: truth.scene,
    seed: truth.seed,
    crsOfPicture: crs.name,
    nativeGsdMetres: truth.nativeGsdMetres,
    settings,
    features,
  })}\n`;
}
