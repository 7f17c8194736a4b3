import { comparedWith, type Compared } from "./against-reference.ts";
import { cloudByLevels, type CloudLevels, type SortedByEdges } from "./cloud-levels.ts";
import { cloudShadow, type SunInPicture } from "./cloud-shadow.ts";
import { lightOf, type JudgedPixels, type Light } from "./light.ts";
import { codeOf, type PixelClasses } from "./pixel-class.ts";
import { segmentsOf } from "./segments.ts";
import { classesOfMask, type SupplierMask } from "./supplier-mask.ts";
import { veilOf, type Veil } from "./veil.ts";
import { boxMean, dilation, opening, quantile } from "./window-filters.ts";

export interface JudgeOptions {
  /** The supplier's mask on the picture's grid; it is believed before the pixels. Default null. */
  readonly mask?: SupplierMask | null;
  /** An earlier clear picture of the same ground on the same grid. Default null. */
  readonly reference?: JudgedPixels | null;
  /** Default: not known. */
  readonly sun?: SunInPicture;
}

/** A picture whose brightest part in a hundred stays below this share of white was taken in the dark. */
const darkPicture = 0.1;
/** Sun below which ground is dark whatever the exposure, in degrees: civil twilight begins at -6, and under 3 the shadows of cars are 70 m long. */
const darkSunDegrees = 3;
/** Snow is taken to lie when this share of the picture is as bright and grey as snow and has the edges of things. */
const snowShare = 0.5;
const snowLight = 0.6;
/** With one band, cloud that is less bright than this is left unknown: soil and concrete look the same. */
const sureOneBand = 0.7;
/** Clouds were seen at up to 0.44 where there was nothing to compare with, things from 0.3, mostly above 0.5. */
const alone: CloudLevels = { levels: [0.68, 0.76, 0.84], thing: 0.44 };
/** What is bright now and was not is cloud more often than a thing, so more is believed. */
const beside: CloudLevels = { levels: [0.68, 0.76, 0.84], thing: 0.5 };
/** Correlation with the reference that a cloud leaves at most, on average. */
const mostAlike = 0.4;
/** Share of the way to cloud's light by which a cloud is brighter than the reference at least, on average. */
const leastGained = 0.35;

/**
 * The class of every pixel: from the supplier's mask where there is one, from a comparison with a clear reference where there is one, else from the picture alone.
 * Methods and their failures: docs/method/clarity.md.
 * @param sampleDistanceMetres ground metres from pixel to pixel
 * @throws RangeError when the sizes differ, the sample distance is not positive, or no band shows light
 */
export function judgePixels(
  pixels: JudgedPixels,
  sampleDistanceMetres: number,
  options: JudgeOptions = {},
): PixelClasses {
  const { mask = null, reference = null, sun = { azimuthDegrees: null, elevationDegrees: null } } = options;
  if (!(sampleDistanceMetres > 0))
    throw new RangeError(`judgePixels: a sample distance of ${sampleDistanceMetres} m`);
  const light = lightOf(pixels);
  const { width, height } = light;
  for (const other of [mask?.raster, reference?.raster])
    if (other !== undefined && (other.width !== width || other.height !== height))
      throw new RangeError(
        `judgePixels: ${other.width} x ${other.height} pixels beside a picture of ${width} x ${height}`,
      );
  if (mask !== null) return withPixelFaults(classesOfMask(mask), light, sun);
  const veil = veilOf(light, sampleDistanceMetres);
  const compared =
    reference === null ? null : comparedWith(light, lightOf(reference), veil.opacity, sampleDistanceMetres);
  const sorted =
    compared === null
      ? cloudByLevels(veil.fine, veil.grey, light.brightness, sampleDistanceMetres, alone)
      : cloudBeside(veil, compared, light, sampleDistanceMetres);
  const shadow =
    compared === null
      ? cloudShadow(sorted.cloud, light.brightness, sun, sampleDistanceMetres)
      : darkened(compared, light, sampleDistanceMetres);
  const oneBand = light.colourfulness === null;
  const codes = new Uint8Array(width * height);
  const sure = oneBand && compared === null ? sureCloud(sorted, light) : null;
  const fringe = compared === null ? fringeOf(veil, sorted, width, height, sampleDistanceMetres) : null;
  const snow = snowOf(light, sorted, compared, sampleDistanceMetres);
  for (let i = 0; i < codes.length; i++) {
    const opacity = compared?.opacity.values[i] ?? 0;
    codes[i] =
      sorted.cloud[i] === 1
        ? sure !== null && sure[i] === 0
          ? codeOf.unknown
          : codeOf.cloud
        : snow[i] === 1
          ? codeOf.snow
          : sorted.undecided[i] === 1
            ? codeOf.unknown
            : shadow[i] === 1
              ? codeOf["cloud-shadow"]
              : fringe?.[i] === 1 || (compared !== null && isHaze(compared, i, opacity))
                ? codeOf.haze
                : codeOf.clear;
  }
  const [method, uncertainty] =
    compared !== null && compared.agreed > 0
      ? (["pixels against a reference/1", 0.1] as const)
      : compared !== null
        ? (["pixels against a reference that agrees nowhere/1", 0.25] as const)
        : oneBand
          ? (["pixels, one band/1", 0.25] as const)
          : (["pixels, colours/1", 0.1] as const);
  return withPixelFaults({ width, height, codes, method, uncertainty }, light, sun);
}

/** What is bright and grey is cloud when, as a whole, it gained light since the reference and lost its structure: a white roof that always stood there gained nothing, and snow keeps the structure. */
function cloudBeside(
  veil: Veil,
  compared: Compared,
  light: Light,
  sampleDistanceMetres: number,
): SortedByEdges {
  const [gained, alike] = [compared.fine.values, compared.alike.values];
  return cloudByLevels(veil.fine, veil.grey, light.brightness, sampleDistanceMetres, beside, (pixels) => {
    let [gain, same, known] = [0, 0, 0];
    for (const i of pixels) {
      gain += gained[i] ?? 0;
      const correlation = alike[i] ?? Number.NaN;
      if (Number.isNaN(correlation)) continue;
      same += correlation;
      known++;
    }
    if (gain < leastGained * pixels.length) return false;
    return known < 0.2 * pixels.length || same <= mostAlike * known;
  });
}

const isHaze = (compared: Compared, i: number, opacity: number): boolean =>
  opacity >= 0.3 && (compared.gained.values[i] ?? 0) > 0.15 && (compared.lost.values[i] ?? 0) > 0.25;

/** Half-veiled pixels beside cloud. */
function fringeOf(
  veil: Veil,
  { cloud }: SortedByEdges,
  width: number,
  height: number,
  sampleDistanceMetres: number,
): Uint8Array {
  const reach = Math.max(1, Math.min(Math.round(12 / sampleDistanceMetres), width >> 3));
  const around = dilation({ width, height, values: Float32Array.from(cloud) }, reach).values;
  return cloud.map((on, i) => (on === 0 && around[i] === 1 && (veil.opacity.values[i] ?? 0) >= 0.25 ? 1 : 0));
}

/** Ground that keeps its structure and has less light than the reference lets expect, over stretches of cloud size. */
function darkened(compared: Compared, light: Light, sampleDistanceMetres: number): Uint8Array {
  const { width, height } = light;
  const radius = Math.max(1, Math.round(4 / sampleDistanceMetres));
  const dark = compared.ratio.values.map((r) => (r < 0.7 ? 1 : 0));
  return Uint8Array.from(opening({ width, height, values: dark }, Math.min(radius, width >> 3)).values);
}

/** Segments that are on average as bright as cloud is. */
function sureCloud({ cloud }: SortedByEdges, { brightness, width, height }: Light): Uint8Array {
  const { numbers, count } = segmentsOf(cloud, width, height);
  const sums = new Float64Array(count + 1);
  const sizes = new Float64Array(count + 1);
  for (const [i, number] of numbers.entries()) {
    sums[number] = (sums[number] ?? 0) + (brightness.values[i] ?? 0);
    sizes[number] = (sizes[number] ?? 0) + 1;
  }
  return cloud.map((on, i) => {
    const number = numbers[i] ?? 0;
    return on === 1 && (sums[number] ?? 0) >= sureOneBand * (sizes[number] ?? 1) ? 1 : 0;
  });
}

/** Against a reference: much brighter with its structure kept. Alone: bright grey things over half of the picture. */
function snowOf(
  light: Light,
  { cloud }: SortedByEdges,
  compared: Compared | null,
  sampleDistanceMetres: number,
): Uint8Array {
  const { darkest, brightness, blueOverRed, valid } = light;
  const white = (
    compared === null ? boxMean(darkest, Math.max(1, Math.round(0.75 / sampleDistanceMetres))) : brightness
  ).values;
  const snow = Uint8Array.from(white, (value, i) =>
    valid[i] === 1 &&
    cloud[i] === 0 &&
    value >= snowLight &&
    (blueOverRed === null || (blueOverRed.values[i] ?? 0) >= 0.95) &&
    (compared === null || ((compared.gained.values[i] ?? 0) >= 0.45 && (compared.lost.values[i] ?? 1) < 0.4))
      ? 1
      : 0,
  );
  if (compared !== null) return snow;
  const share = snow.reduce((sum, on) => sum + on, 0) / snow.length;
  return share >= snowShare ? snow : new Uint8Array(snow.length);
}

/** Adds what only pixels show, whoever judged the rest: no data, darkness, values cut off at the top. */
function withPixelFaults(classes: PixelClasses, light: Light, sun: SunInPicture): PixelClasses {
  const high = quantile(light.brightness.values, 0.99, light.valid);
  const night =
    high < darkPicture || (sun.elevationDegrees !== null && sun.elevationDegrees < darkSunDegrees);
  const codes = classes.codes.map((code, i) =>
    light.valid[i] === 0
      ? codeOf["no-data"]
      : code !== codeOf.clear
        ? code
        : night
          ? codeOf.dark
          : light.saturated[i] === 1
            ? codeOf.saturated
            : code,
  );
  return { ...classes, codes };
}
