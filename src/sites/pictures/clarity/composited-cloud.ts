import { uniform } from "../../../base/random.ts";
import type { Raster } from "../raster.ts";

/** Cloud laid over a picture by arithmetic, for measuring what is found of it. It is simulated, whatever the picture is. */
export interface CompositedCloud {
  readonly raster: Raster;
  /** 1 where more than half of the light comes from the cloud. */
  readonly cloud: Uint8Array;
  /** 1 where its shadow takes more than a quarter of the light and no cloud lies above. */
  readonly shadow: Uint8Array;
}

export interface CompositeOptions {
  readonly seed: number;
  /** Share of the picture under cloud, 0 to 1. */
  readonly share: number;
  /** Wavelength of the largest clouds, in pixels. */
  readonly wavelengthPixels: number;
  /** Distance over which a cloud grows from nothing to opaque, as a share of the wavelength; default 0.1. */
  readonly softness?: number;
  /** Value of a white surface, and the largest value that the file holds. */
  readonly white: number;
  /** How far the shadow is displaced, [columns, rows]; null: no shadow. */
  readonly shadowShift?: readonly [number, number] | null;
}

/** Lays cloud over a picture: octaves of value noise, cut so that the asked share is more than half opaque. */
export function withCloud(raster: Raster, options: CompositeOptions): CompositedCloud {
  const { width, height } = raster;
  const { seed, share, wavelengthPixels, softness = 0.1, white, shadowShift = null } = options;
  const noise = cloudNoise(seed, wavelengthPixels);
  const field = new Float32Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) field[y * width + x] = noise(x, y);
  const sorted = Float32Array.from(field).sort();
  const cut = sorted[Math.min(sorted.length - 1, Math.floor((1 - share) * sorted.length))] ?? 0;
  const opacityAt = (value: number): number => {
    const t = Math.max(0, Math.min(1, 0.5 + (value - cut) / (4 * softness)));
    return t * t * (3 - 2 * t);
  };
  const cloud = new Uint8Array(width * height);
  const shadow = new Uint8Array(width * height);
  const bands = raster.bands.map((band) => band.slice());
  const shade = cloudNoise(seed + 7919, wavelengthPixels / 2);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const opacity = opacityAt(field[i] ?? 0);
      const above = shadowShift === null ? 0 : opacityAt(noise(x - shadowShift[0], y - shadowShift[1]));
      const light = 1 - 0.6 * above;
      const bright = white * (0.86 + 0.07 * shade(x, y));
      cloud[i] = opacity > 0.5 ? 1 : 0;
      shadow[i] = cloud[i] === 0 && light < 0.75 ? 1 : 0;
      for (const [b, band] of bands.entries()) {
        const ground = (raster.bands[b]?.[i] ?? 0) * light;
        band[i] = Math.round(Math.min(white, ground * (1 - opacity) + bright * opacity));
      }
    }
  return { raster: { ...raster, bands }, cloud, shadow };
}

/** Five octaves of value noise, each of half the wavelength and half the height of the one before; roughly -1 to 1. */
function cloudNoise(seed: number, wavelength: number): (x: number, y: number) => number {
  const draw = uniform(seed);
  const side = 64;
  const lattice = Float32Array.from({ length: side * side }, () => 2 * draw() - 1);
  const at = (column: number, row: number): number =>
    lattice[(row & (side - 1)) * side + (column & (side - 1))] ?? 0;
  const one = (x: number, y: number): number => {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const [u, v] = [x - column, y - row];
    const [a, b] = [u * u * (3 - 2 * u), v * v * (3 - 2 * v)];
    const top = at(column, row) * (1 - a) + at(column + 1, row) * a;
    const bottom = at(column, row + 1) * (1 - a) + at(column + 1, row + 1) * a;
    return top * (1 - b) + bottom * b;
  };
  return (x, y) => {
    let [sum, height, scale] = [0, 1, 1 / wavelength];
    for (let octave = 0; octave < 5; octave++) {
      sum += height * one(x * scale + octave * 11.3, y * scale + octave * 5.9);
      height /= 2;
      scale *= 2;
    }
    return sum;
  };
}
