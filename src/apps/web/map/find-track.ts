import type { MapCamera } from "./camera.ts";
import { momentOf, reportsOfChunk, rowAt, type Tracks } from "./tracks.ts";
import type { TrackTimes } from "./draw-tracks.ts";

/** A report, or a ship at the moment, near a place of the screen. */
export interface FoundReport {
  readonly track: number;
  readonly row: number;
  readonly isShip: boolean;
  readonly apart: number;
}

/** The ship at the moment, or else the report of the time shown, that is nearest to a place given from the middle of the screen. */
export function findReport(
  tracks: Tracks,
  camera: MapCamera,
  times: TrackTimes,
  [right, down]: readonly [number, number],
  reach = 9,
): FoundReport | null {
  const [x, y] = [camera.x + right / camera.worldPixels, camera.y + down / camera.worldPixels];
  const ships = nearest(tracks, camera, times, x, y, reach, true);
  return ships ?? nearest(tracks, camera, times, x, y, reach, false);
}

function nearest(
  tracks: Tracks,
  camera: MapCamera,
  times: TrackTimes,
  ownX: number,
  y: number,
  reach: number,
  ships: boolean,
): FoundReport | null {
  const radius = reach / camera.worldPixels;
  let best: FoundReport | null = null;
  const take = (track: number, row: number, dx: number, dy: number): void => {
    const apart = Math.hypot(dx, dy) * camera.worldPixels;
    if (apart <= (best?.apart ?? reach)) best = { track, row, isShip: ships, apart };
  };
  const { boxes, first, firstChunk, chunks, columns } = tracks;
  for (let t = 0; t + 1 < first.length; t++)
    for (const turn of [0, -1, 1]) {
      const x = ownX - turn;
      if (!isIn(boxes, t, x, y, radius)) continue;
      if (ships) {
        const moment = momentOf(tracks, t, times.at, times.silence);
        if (moment !== null) take(t, moment.row, moment.x - x, moment.y - y);
        continue;
      }
      const [start, end] = [first[t] ?? 0, first[t + 1] ?? 0];
      const from = rowAt(columns.tenths, start, end, times.from);
      const to = rowAt(columns.tenths, from, end, times.to);
      for (let i = from; i < to;) {
        const part = Math.floor((i - start) / reportsOfChunk);
        const partEnd = Math.min(to, start + (part + 1) * reportsOfChunk);
        if (isIn(chunks, (firstChunk[t] ?? 0) + part, x, y, radius))
          for (; i < partEnd; i++) take(t, i, (tracks.x[i] ?? 0) - x, (tracks.y[i] ?? 0) - y);
        i = partEnd;
      }
    }
  return best;
}

const isIn = (boxes: Float64Array, i: number, x: number, y: number, radius: number): boolean =>
  (boxes[4 * i] ?? 0) <= x + radius &&
  (boxes[4 * i + 1] ?? 0) <= y + radius &&
  (boxes[4 * i + 2] ?? 0) >= x - radius &&
  (boxes[4 * i + 3] ?? 0) >= y - radius;
