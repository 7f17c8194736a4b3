import type { TileSamples } from "./tile-source.ts";

/** Samples of 16 bits as floating point, which textures can smooth; validity becomes 1. All whole numbers of 16 bits stay exact. */
export function singlePrecision(tile: TileSamples): TileSamples {
  const { samples, channels } = tile;
  if (!(samples instanceof Uint16Array)) return tile;
  const out = Float32Array.from(samples);
  for (let i = channels - 1; i < out.length; i += channels) if (out[i] !== 0) out[i] = 1;
  return { ...tile, samples: out };
}
