import type { Affine, Crs } from "../pictures/georeference/georeference.ts";
import type { BandMeaning } from "../pictures/picture.ts";
import type { Raster, Samples } from "../pictures/raster.ts";
import type { CaptureOptions, CaptureSettings } from "./capture-options.ts";
import { captureSettings } from "./capture-options.ts";
import type { Film } from "./develop.ts";
import { diceOf, seedFrom } from "./dice.ts";
import { render } from "./render.ts";
import type { Scene } from "./scene.ts";
import type { Plane } from "./sensor.ts";
import { addNoise, blurred, quantised, resampled } from "./sensor.ts";
import { leanOf } from "./sky.ts";
import type { Truth } from "./truth.ts";
import { truthOf } from "./truth.ts";
import { cover } from "./weather.ts";

/** What hides the ground, one byte a pixel: 0 none of it, 255 all. */
export interface Masks {
  readonly cloud: Uint8Array;
  /** Of thick cloud, where it is not itself under cloud. */
  readonly cloudShadow: Uint8Array;
  /** The share of each pixel under snow. */
  readonly snow: Uint8Array;
  /** The share of contrast lost to haze and thin cloud. */
  readonly haze: Uint8Array;
}

/** A simulated picture with the whole truth of it. */
export interface Capture {
  readonly simulated: true;
  readonly raster: Raster;
  readonly sampleType: "uint8" | "uint16";
  readonly bands: readonly { readonly name: string; readonly meaning: BandMeaning }[];
  /** What the file says, which is wrong by `misregistrationMetres`. */
  readonly transform: Affine;
  /** Where the pixels really lie. */
  readonly trueTransform: Affine;
  readonly crs: Crs;
  readonly masks: Masks;
  readonly settings: CaptureSettings;
  readonly seed: number;
  readonly truth: Truth;
}

/** Pixels of the sensor beyond each edge of the picture: for blur, shifts between bands and resampling. */
const edge = 8;

function sizeOf(given: number, metres: number, gsd: number): number {
  return given > 0 ? given : Math.max(16, Math.min(1024, Math.round(metres / gsd)));
}

function bytesOf(plane: Plane): Uint8Array {
  const bytes = new Uint8Array(plane.values.length);
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = Math.round(255 * Math.min(1, Math.max(0, plane.values[i] ?? 0)));
  return bytes;
}

function bandsOf(film: Film, settings: CaptureSettings): readonly (readonly [BandMeaning, Float32Array])[] {
  const [red, green, blue, infrared] = film.bands;
  if (settings.bands === "grey") {
    const grey = red.map(
      (r, i) => 0.32 * r + 0.38 * (green[i] ?? 0) + 0.16 * (blue[i] ?? 0) + 0.14 * (infrared[i] ?? 0),
    );
    return [["grey", grey]];
  }
  const colours = [
    ["red", red],
    ["green", green],
    ["blue", blue],
  ] as const;
  return settings.bands === "rgb" ? colours : [...colours, ["near-infrared", infrared]];
}

/**
 * Takes a picture of a scene. The same scene, options and seed give the same bytes. The seed decides clouds, noise and the shifts between bands;
 * what stands in the scene is the scene's own.
 * @throws InputError on an unknown option or a value out of its bounds
 */
export function capture(scene: Scene, options: CaptureOptions, seed: number): Capture {
  const settings = captureSettings(options);
  const { gsdMetres: gsd } = settings;
  const native = settings.nativeGsdMetres > 0 ? settings.nativeGsdMetres : gsd;
  const width = sizeOf(settings.widthPixels, scene.widthMetres, gsd);
  const height = sizeOf(settings.heightPixels, scene.heightMetres, gsd);
  const ratio = gsd / native;
  const filmWidth = Math.ceil(width * ratio) + 2 * edge;
  const filmHeight = Math.ceil(height * ratio) + 2 * edge;
  const [east, north] = settings.middleMetres;
  const film = render(scene, settings, {
    middle: [east, north],
    pixel: native,
    width: filmWidth,
    height: filmHeight,
  });

  const west = east - (filmWidth * native) / 2;
  const top = north + (filmHeight * native) / 2;
  const sun = { azimuth: settings.sunAzimuth, elevation: settings.sunElevation };
  const size =
    settings.cloudSizeMetres > 0
      ? settings.cloudSizeMetres
      : Math.max(20, 0.5 * gsd * Math.max(width, height));
  const hidden = cover(
    film,
    { west, north: top, pixel: native, border: edge },
    { ...settings, cloudSizeMetres: size },
    sun,
    seedFrom(seed, "clouds"),
  );

  // The picture's corner on the film, in the film's pixels.
  const left = filmWidth / 2 - (width * ratio) / 2;
  const upper = filmHeight / 2 - (height * ratio) / 2;
  const dice = diceOf(seed, "sensor");
  const planeOf = (values: Float32Array): Plane => ({ width: filmWidth, height: filmHeight, values });
  const cut = (plane: Plane, dx = 0, dy = 0): Plane =>
    ratio === 1 && dx === 0 && dy === 0
      ? cropped(plane, Math.round(left), Math.round(upper), width, height)
      : resampled(plane, left + dx, upper + dy, ratio, width, height);
  const shift = (): number => settings.bandShiftPixels * dice.between(-1, 1);
  const bands: Samples[] = [];
  const names: { name: string; meaning: BandMeaning }[] = [];
  bandsOf(film, settings).forEach(([meaning, values], index) => {
    const soft = blurred(planeOf(values), settings.blurPixels);
    const [dx, dy] = settings.bandShiftPixels > 0 ? [shift(), shift()] : [0, 0];
    const noisy = (plane: Plane): Plane => {
      addNoise(plane, settings.noise, seedFrom(seed, "noise", index));
      return plane;
    };
    // Noise arises on the sensor: before resampling to the file's pixels, after the bands' own shifts.
    const plane =
      ratio === 1
        ? noisy(copied(cut(soft, dx, dy)))
        : cut(noisy(copied(dx === 0 && dy === 0 ? soft : resampled(soft, dx, dy, 1, filmWidth, filmHeight))));
    bands.push(quantised(plane, settings.sampleType, settings.gain, settings.gamma));
    names.push({ name: meaning, meaning });
  });

  const { easting, northing, crs } = scene.place;
  const corner = [easting + east - (width * gsd) / 2, northing + north + (height * gsd) / 2] as const;
  const [wrongEast, wrongNorth] = settings.misregistrationMetres;
  const trueTransform: Affine = [corner[0], gsd, 0, corner[1], 0, -gsd];
  const masks: Masks = {
    cloud: bytesOf(cut(planeOf(hidden.cloud))),
    cloudShadow: bytesOf(cut(planeOf(hidden.cloudShadow))),
    snow: film.snow === null ? new Uint8Array(width * height) : bytesOf(cut(planeOf(film.snow))),
    haze: bytesOf(cut(planeOf(hidden.haze))),
  };
  const raster: Raster = { width, height, bands, valid: null };
  return {
    simulated: true,
    raster,
    sampleType: settings.sampleType,
    bands: names,
    transform: [corner[0] + wrongEast, gsd, 0, corner[1] + wrongNorth, 0, -gsd],
    trueTransform,
    crs,
    masks,
    settings,
    seed,
    truth: truthOf(scene, settings, seed, {
      trueTransform,
      width,
      height,
      native,
      masks,
      lean: leanOf({ azimuth: settings.viewAzimuth, offNadir: settings.offNadir }),
    }),
  };
}

const copied = (plane: Plane): Plane => ({ ...plane, values: plane.values.slice() });

function cropped(plane: Plane, left: number, top: number, width: number, height: number): Plane {
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    values.set(
      plane.values.subarray((top + y) * plane.width + left, (top + y) * plane.width + left + width),
      y * width,
    );
  return { width, height, values };
}
