import type { TileSamples, TileSource } from "./tile-source.ts";

/** A tile to be had: which, of what, and from where. */
export interface WantedTile {
  readonly key: string;
  readonly load: (signal: AbortSignal) => Promise<TileSamples>;
  readonly source: TileSource;
}

/** How a tile fares. */
export type TileState =
  | { readonly type: "there"; readonly samples: TileSamples }
  | { readonly type: "loading" }
  | { readonly type: "failed"; readonly error: Error };

export interface TileStoreOptions {
  /** Most bytes of samples that are kept. */
  readonly mostBytes: number;
  /** Loads at a time. */
  readonly atOnce: number;
  readonly changed: () => void;
  /** Told of every tile that is forgotten, so that what was made of it can be freed. */
  readonly forgotten: (key: string) => void;
}

/** Keeps tiles, loads what is wanted in its order, and stops loading what no longer is. */
export interface TileStore {
  readonly stateOf: (key: string) => TileState | null;
  /** Marks as just used, so that others are forgotten first. */
  readonly touch: (key: string) => void;
  /** What is wanted now, the most urgent first: all else that is under way is stopped. A failed tile is tried again when `again` says so. */
  readonly want: (tiles: readonly WantedTile[]) => void;
  readonly retry: () => void;
  readonly forgetAll: () => void;
}

export function openTileStore({ mostBytes, atOnce, changed, forgotten }: TileStoreOptions): TileStore {
  // In the order of use: the first was used longest ago.
  const there = new Map<string, TileSamples>();
  const failed = new Map<string, Error>();
  const underWay = new Map<string, AbortController>();
  let waiting: readonly WantedTile[] = [];
  let wanted: ReadonlySet<string> = new Set();
  let bytes = 0;

  function keep(key: string, samples: TileSamples): void {
    there.set(key, samples);
    bytes += samples.samples.byteLength;
    for (const [old, { samples: dropped }] of there) {
      if (bytes <= mostBytes) break;
      // What is on the screen stays, also where it is more than may be kept.
      if (wanted.has(old)) continue;
      there.delete(old);
      bytes -= dropped.byteLength;
      forgotten(old);
    }
  }

  function start(tile: WantedTile): void {
    const stop = new AbortController();
    underWay.set(tile.key, stop);
    tile
      .load(stop.signal)
      .then(
        (samples) => {
          if (!stop.signal.aborted) keep(tile.key, samples);
        },
        (error: unknown) => {
          if (!stop.signal.aborted)
            failed.set(tile.key, error instanceof Error ? error : new Error(String(error)));
        },
      )
      .finally(() => {
        if (underWay.get(tile.key) === stop) underWay.delete(tile.key);
        if (!stop.signal.aborted) changed();
        next();
      })
      .catch(() => undefined);
  }

  function next(): void {
    for (const tile of waiting) {
      if (underWay.size >= atOnce) return;
      if (there.has(tile.key) || failed.has(tile.key) || underWay.has(tile.key)) continue;
      start(tile);
    }
  }

  return {
    stateOf: (key) => {
      const samples = there.get(key);
      if (samples !== undefined) return { type: "there", samples };
      const error = failed.get(key);
      if (error !== undefined) return { type: "failed", error };
      return underWay.has(key) ? { type: "loading" } : null;
    },
    touch: (key) => {
      const samples = there.get(key);
      if (samples === undefined) return;
      there.delete(key);
      there.set(key, samples);
    },
    want: (tiles) => {
      waiting = tiles;
      wanted = new Set(tiles.map((t) => t.key));
      for (const [key, stop] of underWay)
        if (!wanted.has(key)) {
          underWay.delete(key);
          stop.abort();
        }
      next();
    },
    retry: () => {
      failed.clear();
      next();
    },
    forgetAll: () => {
      for (const stop of underWay.values()) stop.abort();
      underWay.clear();
      waiting = [];
      for (const key of there.keys()) forgotten(key);
      there.clear();
      failed.clear();
      bytes = 0;
    },
  };
}
