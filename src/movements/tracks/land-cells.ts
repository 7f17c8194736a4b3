import type { Position } from "../../sites/counting/site.ts";
import type { Shore } from "../places/shore.ts";
import { roughBy } from "../places/shore.ts";
import type { TrackSettings } from "./track-settings.ts";

/** Cells far inland from which few identities report: where a ship cannot be. */
export interface LandCells {
  /** The cell's number when it lies so far inland that only a waterway explains a report; -1 elsewhere. */
  readonly inland: (longitude: number, latitude: number) => number;
  /** Notes that an identity reported from an inland cell. Each identity's reports come together. */
  readonly note: (cell: number, mmsi: number) => void;
  /** True when enough identities reported from the cell, or from one beside it: a river, a lake or a port. */
  readonly isWaterway: (cell: number) => boolean;
}

/** Side of a cell in degrees. */
const cellDegrees = 0.1;
const columns = 3600;

/**
 * Polygons of land at 1:10 million leave out rivers, canals and most lakes, and their shores are off by kilometres. So a report is doubted only
 * well inland, away from the rivers that are known, and only where no other identities say that there is water: what several unrelated ships sail is
 * a waterway.
 * @param rivers centre lines of known rivers
 */
export function landCells(
  shore: Shore,
  { landMetres, waterwayShips }: TrackSettings,
  rivers: readonly (readonly Position[])[] = [],
): LandCells {
  const water = cellsAlong(rivers);
  const ships = new Map<number, { count: number; last: number }>();
  const least = -(landMetres + roughBy);
  const countOf = (cell: number): number => ships.get(cell)?.count ?? 0;
  return {
    inland: (longitude, latitude) =>
      shore.rough(longitude, latitude) > least ? -1 : cellOf(longitude, latitude),
    note: (cell, mmsi) => {
      const known = ships.get(cell);
      if (known === undefined) ships.set(cell, { count: 1, last: mmsi });
      else if (known.last !== mmsi) {
        known.count++;
        known.last = mmsi;
      }
    },
    isWaterway: (cell) => {
      for (let row = -1; row <= 1; row++)
        for (let column = -1; column <= 1; column++)
          if (
            water.has(cell + row * columns + column) ||
            countOf(cell + row * columns + column) >= waterwayShips
          )
            return true;
      return false;
    },
  };
}

/**
 * Land where an analysis of all reports has told which inland cells are no waterways: for looking at some of the reports again, of which too few would be left to tell.
 * @param cells cells with reports on land
 */
export const knownLand = (
  shore: Shore,
  { landMetres }: TrackSettings,
  cells: ReadonlySet<number>,
): LandCells => ({
  inland: (longitude, latitude) => {
    const cell = cellOf(longitude, latitude);
    return cells.has(cell) && shore.rough(longitude, latitude) <= -(landMetres + roughBy) ? cell : -1;
  },
  note: () => undefined,
  isWaterway: (cell) => !cells.has(cell),
});

const cellOf = (longitude: number, latitude: number): number =>
  Math.floor((latitude + 90) / cellDegrees) * columns + Math.floor((longitude + 180) / cellDegrees);

function cellsAlong(lines: readonly (readonly Position[])[]): Set<number> {
  const cells = new Set<number>();
  for (const line of lines)
    for (const [i, to] of line.entries()) {
      const from = line[i - 1] ?? to;
      const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / (cellDegrees / 2)));
      for (let k = 0; k <= steps; k++) {
        const share = k / steps;
        cells.add(cellOf(from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share));
      }
    }
  return cells;
}
