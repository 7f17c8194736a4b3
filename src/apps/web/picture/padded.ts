import type { TileSamples } from "./tile-source.ts";

/** A tile with one more pixel on every side, which repeats the edge until the pixels beyond it are known. */
export function padded({ width, height, channels, samples }: TileSamples): TileSamples {
  const [w, h] = [width + 2, height + 2];
  const out =
    samples instanceof Uint8Array ? new Uint8Array(w * h * channels) : new Float32Array(w * h * channels);
  for (let row = 0; row < h; row++) {
    const own = Math.min(height - 1, Math.max(0, row - 1)) * width * channels;
    const line = row * w * channels;
    out.set(samples.subarray(own, own + width * channels), line + channels);
    out.set(samples.subarray(own, own + channels), line);
    out.set(
      samples.subarray(own + (width - 1) * channels, own + width * channels),
      line + (w - 1) * channels,
    );
  }
  return { width: w, height: h, channels, samples: out };
}

/** A strip of pixels and where it goes into a padded tile. */
export interface EdgeStrip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly samples: Uint8Array | Float32Array;
}

/**
 * The pixels that the tile beside another has next to it: `side` 0 left, 1 right, 2 above, 3 below. null where the two do not meet along a whole edge or hold other
 * samples.
 */
export function edgeStrip(tile: TileSamples, beside: TileSamples, side: number): EdgeStrip | null {
  const { width, height, channels } = tile;
  const isFloat = !(tile.samples instanceof Uint8Array);
  if (beside.channels !== channels || isFloat === beside.samples instanceof Uint8Array) return null;
  const upright = side < 2;
  if (upright ? beside.height !== height : beside.width !== width) return null;
  const length = upright ? height : width;
  const out = isFloat ? new Float32Array(length * channels) : new Uint8Array(length * channels);
  const column = side === 0 ? beside.width - 1 : 0;
  const row = side === 2 ? beside.height - 1 : 0;
  for (let i = 0; i < length; i++) {
    const at = (upright ? i * beside.width + column : row * beside.width + i) * channels;
    out.set(beside.samples.subarray(at, at + channels), i * channels);
  }
  return {
    x: side === 0 ? 0 : side === 1 ? width + 1 : 1,
    y: side === 2 ? 0 : side === 3 ? height + 1 : 1,
    width: upright ? 1 : width,
    height: upright ? height : 1,
    samples: out,
  };
}
