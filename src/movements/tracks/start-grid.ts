import { metresPerDegree, metresPerSecondOfKnot, sphereMetres } from "../../base/geodesy/sphere.ts";
import type { End } from "./track-ship.ts";

/** First and last report of one identity. */
export interface Span {
  readonly mmsi: number;
  readonly form: number;
  readonly first: End;
  readonly last: End;
}

/** Within so many metres the starts of others are counted, to learn how often one begins by chance. */
export const aroundMetres = 30_000;
const radians = Math.PI / 180;

/** A ship that goes on under another number is not farther off than this and what it can sail, in metres and metres a second. */
export const nearMetres = 2000;
export const fastest = 30 * metresPerSecondOfKnot;
/** One that lies still when it is last heard begins again within so many metres. */
export const stillMetres = 20_000;
export const longestMetres = (longestMs: number): number => nearMetres + (fastest * longestMs) / 1000;
const cellDegrees = 0.5;

export interface StartGrid {
  /** Gives each start that an end can have sailed to, with how many identities begin within `aroundMetres` of it, itself too. */
  readonly eachReachable: (
    end: End,
    metres: number,
    use: (start: Span, around: () => number) => void,
  ) => void;
}

/**
 * Starts by cell and time. Of a cell far away only those are looked at that are late enough: where thousands begin and end at one moment, as when a day's reports
 * begin, each is held against its neighbours and not against all.
 */
export function startGrid(starts: readonly Span[], longestMs: number): StartGrid {
  const cells = new Map<number, Span[]>();
  const columns = 360 / cellDegrees;
  const rowOf = (latitude: number): number => Math.floor((latitude + 90) / cellDegrees);
  const columnOf = (longitude: number): number => Math.floor((longitude + 180) / cellDegrees);
  const cellAt = (row: number, column: number): readonly Span[] =>
    cells.get(row * columns + (((column % columns) + columns) % columns)) ?? none;
  // In order of time in each cell, since they come so.
  for (const start of starts) {
    const key = rowOf(start.first.latitude) * columns + (columnOf(start.first.longitude) % columns);
    const known = cells.get(key);
    if (known === undefined) cells.set(key, [start]);
    else known.push(start);
  }
  const counted = new Map<Span, number>();
  const around = (start: Span): number => {
    const known = counted.get(start);
    if (known !== undefined) return known;
    const { longitude, latitude } = start.first;
    let count = 0;
    eachCell(longitude, latitude, aroundMetres, (row, column) => {
      for (const other of cellAt(row, column))
        if (sphereMetres(longitude, latitude, other.first.longitude, other.first.latitude) <= aroundMetres)
          count++;
    });
    counted.set(start, count);
    return count;
  };
  const eachCell = (
    longitude: number,
    latitude: number,
    metres: number,
    use: (row: number, column: number, metresAway: number) => void,
  ): void => {
    const cosine = Math.max(0.05, Math.cos(latitude * radians));
    const side = cellDegrees * metresPerDegree;
    const [up, aside] = [Math.ceil(metres / side), Math.ceil(metres / side / cosine)];
    const [row, column] = [rowOf(latitude), columnOf(longitude)];
    for (let dy = -up; dy <= up; dy++)
      for (let dx = -aside; dx <= aside; dx++)
        use(
          row + dy,
          column + dx,
          // No nearer than the cells between, taken narrow as they are nearer to a pole.
          side * Math.max(Math.abs(dy) - 1, (Math.abs(dx) - 1) * Math.max(0, cosine - 0.1), 0),
        );
  };
  return {
    eachReachable: (end, metres, use) => {
      eachCell(end.longitude, end.latitude, metres, (row, column, metresAway) => {
        const inCell = cellAt(row, column);
        if (inCell.length === 0) return;
        const soonest = end.at + (Math.max(0, metresAway - nearMetres) / fastest) * 1000;
        for (let k = firstAfter(inCell, Math.max(end.at, soonest - 1)); k < inCell.length; k++) {
          const start = inCell[k];
          if (start === undefined || start.first.at - end.at > longestMs) break;
          use(start, () => around(start));
        }
      });
    },
  };
}

const none: readonly Span[] = [];

/** The first start after a time. */
function firstAfter(starts: readonly Span[], at: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle]?.first.at ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
