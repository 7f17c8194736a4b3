import type { Film } from "./develop.ts";
import { octaves } from "./noise.ts";
import type { Point } from "./plane.ts";
import type { Sun } from "./sky.ts";
import { shadowOf } from "./sky.ts";

export interface Weather {
  /** Share of the picture under thick cloud, 0 to 1. */
  readonly cloud: number;
  /** Share of the picture under thin cloud that lets the ground show, 0 to 1. */
  readonly thinCloud: number;
  /** How much of the ground's contrast an even haze takes, 0 to 1. */
  readonly haze: number;
  readonly cloudHeightMetres: number;
  /** Of the largest clouds. */
  readonly cloudSizeMetres: number;
}

/** What the weather hides, by pixel: 0 none of it, 1 all. */
export interface Hidden {
  readonly cloud: Float32Array;
  readonly cloudShadow: Float32Array;
  readonly haze: Float32Array;
}

/** Where a film lies: its outer north-western corner and its pixels, in metres. */
export interface Frame {
  readonly west: number;
  readonly north: number;
  readonly pixel: number;
  /** Pixels at each edge that are no part of the picture: shares are counted inside. */
  readonly border: number;
}

/** A field of noise over a film, moved by `shift` metres and stretched along the east by `stretch`. */
function field(
  film: Film,
  frame: Frame,
  size: number,
  seed: number,
  shift: Point,
  stretch = 1,
): Float32Array {
  const { width, height } = film;
  // Octaves down to some pixels; computed at every fourth pixel and joined by straight lines between.
  const count = Math.max(2, Math.min(8, Math.ceil(Math.log2(size / (3 * frame.pixel)))));
  const columns = (width >> 2) + 2;
  const rows = (height >> 2) + 2;
  const coarse = new Float32Array(columns * rows);
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const east = frame.west + i * 4 * frame.pixel - shift[0];
      const north = frame.north - j * 4 * frame.pixel - shift[1];
      coarse[j * columns + i] = octaves(east / (size * stretch), north / size, seed, count, 0.56);
    }
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = (y >> 2) * columns;
    const v = (y & 3) / 4;
    for (let x = 0; x < width; x++) {
      const at = row + (x >> 2);
      const u = (x & 3) / 4;
      const top = (coarse[at] ?? 0) * (1 - u) + (coarse[at + 1] ?? 0) * u;
      const below = (coarse[at + columns] ?? 0) * (1 - u) + (coarse[at + columns + 1] ?? 0) * u;
      values[y * width + x] = top * (1 - v) + below * v;
    }
  }
  return values;
}

/** The value that `share` of the picture lies above. */
function thresholdOf(values: Float32Array, film: Film, border: number, share: number): number {
  const across = film.width - 2 * border;
  const sorted = new Float32Array(across * (film.height - 2 * border));
  for (let y = border; y < film.height - border; y++) {
    const from = y * film.width + border;
    sorted.set(values.subarray(from, from + across), (y - border) * across);
  }
  sorted.sort();
  const at = Math.round((1 - share) * sorted.length);
  if (at >= sorted.length) return Infinity;
  return at <= 0 ? -Infinity : (sorted[at] ?? 0);
}

const smooth = (t: number): number => (t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t));

/**
 * Lays haze, thin cloud, thick cloud and the shadows of thick cloud over a film. A pixel is cloud where at least half of its light comes from
 * the cloud: that is the case for exactly the share asked for. The shadow is the same field of cloud, moved by height and sun.
 */
export function cover(film: Film, frame: Frame, weather: Weather, sun: Sun, seed: number): Hidden {
  const count = film.width * film.height;
  const hidden: Hidden = {
    cloud: new Float32Array(count),
    cloudShadow: new Float32Array(count),
    haze: new Float32Array(count).fill(weather.haze),
  };
  const [red, green, blue, infrared] = film.bands;
  if (weather.cloud > 0) {
    const fall = shadowOf(sun);
    const { cloudHeightMetres: up, cloudSizeMetres: size } = weather;
    const values = field(film, frame, size, seed, [0, 0]);
    const threshold = thresholdOf(values, film, frame.border, weather.cloud);
    const below = field(film, frame, size, seed, [fall[0] * up, fall[1] * up]);
    const soft = 0.16;
    // Clouds are brighter where they rise towards the sun: a step of about a fortieth of their size.
    const step = Math.max(1, Math.round(size / 40 / frame.pixel));
    const [stepX, stepY] = [
      Math.sin((sun.azimuth * Math.PI) / 180) * step,
      -Math.cos((sun.azimuth * Math.PI) / 180) * step,
    ];
    const sunward = Math.round(stepX) + Math.round(stepY) * film.width;
    for (let i = 0; i < count; i++) {
      const over = threshold === -Infinity ? 1 : ((values[i] ?? 0) - threshold) / soft + 0.5;
      const alpha = smooth(over);
      const depth = threshold === -Infinity ? 1 : ((below[i] ?? 0) - threshold) / soft + 0.5;
      const shade = smooth(depth * 0.8) * 0.92;
      const dark = 1 - shade;
      hidden.cloud[i] = alpha;
      hidden.cloudShadow[i] = shade * (1 - alpha);
      const thick = Math.min(1.2, Math.max(0, over - 0.5) * 0.12);
      const rise = (values[i] ?? 0) - (values[i + sunward] ?? values[i] ?? 0);
      const bright = Math.max(
        0.35,
        Math.min(0.95, 0.52 + 0.22 * thick + 0.5 * Math.max(-0.3, Math.min(0.3, rise))),
      );
      // Under cloud the blue light of the sky and what the cloud scatters remain.
      red[i] = (red[i] ?? 0) * (0.2 + 0.8 * dark) * (1 - alpha) + bright * alpha;
      green[i] = (green[i] ?? 0) * (0.22 + 0.78 * dark) * (1 - alpha) + bright * alpha;
      blue[i] = (blue[i] ?? 0) * (0.26 + 0.74 * dark) * (1 - alpha) + bright * 1.01 * alpha;
      infrared[i] = (infrared[i] ?? 0) * (0.15 + 0.85 * dark) * (1 - alpha) + bright * 0.98 * alpha;
    }
  }
  if (weather.thinCloud > 0) {
    const values = field(film, frame, weather.cloudSizeMetres * 0.6, seed + 9001, [0, 0], 3);
    const threshold = thresholdOf(values, film, frame.border, weather.thinCloud);
    for (let i = 0; i < count; i++) {
      const over = threshold === -Infinity ? 1 : ((values[i] ?? 0) - threshold) / 0.9;
      const veil = 0.12 * smooth(over * 6) + 0.5 * smooth(over);
      if (over > 0) hidden.haze[i] = 1 - (1 - (hidden.haze[i] ?? 0)) * (1 - veil);
    }
  }
  veil(film, hidden.haze);
  return hidden;
}

/** Takes contrast away and adds the light of the path between ground and sensor, most in blue. */
function veil(film: Film, haze: Float32Array): void {
  const glow = [0.3, 0.315, 0.335, 0.27];
  film.bands.forEach((band, b) => {
    const light = glow[b] ?? 0.3;
    for (let i = 0; i < band.length; i++) {
      const share = haze[i] ?? 0;
      if (share > 0) band[i] = (band[i] ?? 0) * (1 - share) + light * share;
    }
  });
}
