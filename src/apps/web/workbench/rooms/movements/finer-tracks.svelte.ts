import { fromWorld, metresPerPixel, type MapCamera } from "../../../map/camera.ts";
import type { Tracks } from "../../../map/tracks.ts";
import type { Stretch } from "../../../time/stretch.ts";
import { readTracksOf } from "./read-tracks.ts";

/** What a map shows, and of which time. */
export interface Shown {
  readonly camera: MapCamera;
  readonly size: { readonly width: number; readonly height: number };
  readonly window: Stretch;
  readonly whole: Stretch;
}

interface Finer {
  readonly tracks: Tracks;
  readonly box: Box;
  readonly window: Stretch;
}

/** Tracks of what the map shows alone, with more reports of each: read where of the tracks of all reports were left out that the view could show. */
export class FinerTracks {
  /** null where the ones of all suffice. Read it by `covering`. */
  held = $state.raw<Finer | null>(null);
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #asked = new AbortController();

  /** Reads them when the map has come to rest. */
  wish(of: () => { readonly all: Tracks; readonly shown: Shown } | null): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      const now = of();
      if (now !== null) void this.#read(now.all, now.shown);
    }, 350);
  }

  end(): void {
    clearTimeout(this.#waiting);
    this.#asked.abort();
  }

  async #read(all: Tracks, { camera, size, window, whole }: Shown): Promise<void> {
    const tolerance = all.columns.toleranceMetres;
    if (tolerance === 0 || metresPerPixel(camera) * 2 > tolerance) {
      this.held = null;
      return;
    }
    const box = boxOf(camera, size, 0.5);
    if (this.#isFineEnough({ camera, size, window }) || box[0] < -180 || box[2] > 180) return;
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    try {
      const time = {
        fromMs: Math.max(whole.fromMs, window.fromMs),
        toMs: Math.min(whole.toMs, window.toMs),
      };
      const tracks = await readTracksOf(time, box, signal);
      if (!signal.aborted) this.held = { tracks, box, window };
    } catch {
      // What is shown stays as it is: coarser, not wrong.
    }
  }

  /** What is held, where it covers the view and the window: beyond it there is nothing of it to be seen. */
  covering({ camera, size, window }: Omit<Shown, "whole">): Tracks | null {
    const had = this.held;
    const own = boxOf(camera, size);
    const covers =
      had !== null &&
      had.box[0] <= own[0] &&
      had.box[1] <= own[1] &&
      had.box[2] >= own[2] &&
      had.box[3] >= own[3] &&
      had.window.fromMs <= window.fromMs &&
      had.window.toMs >= window.toMs;
    return covers ? had.tracks : null;
  }

  #isFineEnough({ camera, ...shown }: Omit<Shown, "whole">): boolean {
    const tracks = this.covering({ camera, ...shown });
    return tracks !== null && tracks.columns.toleranceMetres <= Math.max(metresPerPixel(camera), 25);
  }
}

export type Box = readonly [west: number, south: number, east: number, north: number];

/** The degrees that a map shows, with so much of its size besides. Beyond 180 degrees where it shows what lies there. */
export function boxOf(
  camera: MapCamera,
  { width, height }: { readonly width: number; readonly height: number },
  air = 0,
): Box {
  const [right, down] = [
    ((1 + air) * width) / 2 / camera.worldPixels,
    ((1 + air) * height) / 2 / camera.worldPixels,
  ];
  const [west, north] = fromWorld(camera.x - right, camera.y - down);
  const [east, south] = fromWorld(camera.x + right, camera.y + down);
  return [west, south, east, north];
}
