import type { Stretch } from "./car-proposal.ts";

/** Lightness along a track: the mean over a car's width of each column of its strip, 0 to 255; NaN where the picture has no data. */
export interface Profile {
  readonly fromMetres: number;
  readonly stepMetres: number;
  readonly lightness: Float32Array;
}

/** Metres to each side of an end within which an edge is taken for it. */
const reachMetres = 1.3;
/** How much stronger than the usual edge of a roof an edge must be. */
const leastContrast = 1.8;

/** The profile of a piece of a strip from its pixels as RGBA, row by row. */
export function profileOf(
  pixels: { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray },
  stepMetres: number,
  fromMetres: number,
): Profile {
  const { width, height, data } = pixels;
  const half = Math.max(1, Math.round(1.2 / stepMetres));
  const [first, end] = [
    Math.max(0, Math.floor(height / 2) - half),
    Math.min(height, Math.floor(height / 2) + half),
  ];
  const lightness = new Float32Array(width);
  for (let column = 0; column < width; column++) {
    let [sum, seen] = [0, 0];
    for (let row = first; row < end; row++) {
      const at = 4 * (row * width + column);
      if (data[at + 3] === 0) continue;
      sum += ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3;
      seen++;
    }
    lightness[column] = seen === 0 ? Number.NaN : sum / seen;
  }
  return { fromMetres, stepMetres, lightness };
}

/** How much the lightness changes at a place between two columns, over a metre or two pixels, whichever is longer. */
function edgeAt({ fromMetres, stepMetres, lightness }: Profile, metres: number): number {
  const at = (metres - fromMetres) / stepMetres - 0.5;
  const reach = Math.max(1, 0.5 / stepMetres);
  const value = (column: number): number => {
    const left = Math.floor(column);
    const a = lightness[left] ?? Number.NaN;
    const b = lightness[left + 1] ?? a;
    return a + (b - a) * (column - left);
  };
  const change = Math.abs(value(at + reach) - value(at - reach));
  return Number.isFinite(change) ? change : 0;
}

/**
 * A body whose ends lie where the picture shows edges near them; an end without a clear edge stays. The beginning is left where `keepsFrom`: it was set by the car
 * before.
 */
export function onVisibleEnds(profile: Profile | null, body: Stretch, keepsFrom = false): Stretch {
  if (profile === null) return body;
  const usual = usualEdge(profile, body);
  const moved = (metres: number): number => {
    let [best, strongest] = [metres, leastContrast * usual];
    for (let d = -reachMetres; d <= reachMetres + 1e-9; d += profile.stepMetres / 2) {
      // An edge farther away must be stronger.
      const strength = edgeAt(profile, metres + d) * (1 - 0.3 * Math.abs(d / reachMetres));
      if (strength > strongest) [best, strongest] = [metres + d, strength];
    }
    return best;
  };
  const from = keepsFrom ? body.fromMetres : moved(body.fromMetres);
  const to = moved(body.toMetres);
  return to - from < 4 ? body : { fromMetres: from, toMetres: to };
}

/** The mean edge along the body and a car's length about it, at least what noise gives. */
function usualEdge(profile: Profile, { fromMetres, toMetres }: Stretch): number {
  let [sum, seen] = [0, 0];
  for (let metres = fromMetres - 5; metres <= toMetres + 5; metres += profile.stepMetres) {
    sum += edgeAt(profile, metres);
    seen++;
  }
  return Math.max(4, seen === 0 ? 0 : sum / seen);
}
