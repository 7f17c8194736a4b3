import { stripStepMetres } from "../strip.ts";
import type { WalkedLine } from "./walk-line.ts";

/** Lines closer than this lie on the same ground: less than any two tracks with cars on them are apart, more than a switch needs. */
export const sharedGroundMetres = 2.2;
/** Metres to each side of a shared stretch that say how straight a line runs through it. */
const straightReachMetres = 15;
/** Lines whose turns differ by less than about so much run equally straight. */
const straightStep = (3 * Math.PI) / 180;

/** A stretch of one line that lies near others. */
interface Stretch {
  readonly index: number;
  readonly walked: WalkedLine;
  readonly from: number;
  readonly to: number;
  /** 1 for a line that begins or ends here: the other one runs on. */
  readonly ends: 0 | 1;
  /** How far the heading swings, in steps. */
  readonly turn: number;
}

/**
 * The stretches of each line, half-open in columns, where another answers for the ground. A stretch near other lines goes to the one that does not end
 * in it, else runs straighter, else is the longer, else the first by id; a column is given away only where a column that is kept lies within 2.2 m.
 * The order of the lines does not matter, if their ids differ.
 */
export function sharedGround(
  lines: readonly WalkedLine[],
): readonly (readonly (readonly [number, number])[])[] {
  const grid = gridOf(lines);
  const stretches = lines.flatMap((walked, index) => stretchesOf(walked, index, grid));
  stretches.sort(
    (a, b) =>
      a.ends - b.ends ||
      a.turn - b.turn ||
      b.walked.columns - a.walked.columns ||
      (a.walked.line.id < b.walked.line.id ? -1 : a.walked.line.id > b.walked.line.id ? 1 : 0) ||
      a.from - b.from,
  );
  const kept = lines.map(({ columns }) => new Uint8Array(columns).fill(1));
  for (const { index, from, to } of stretches) kept[index]?.fill(0, from, to);
  // The best first: a column of a later stretch is kept where none of an earlier one's lies near.
  for (const { index, walked, from, to } of stretches) {
    const own = kept[index] ?? new Uint8Array();
    const near = new Uint8Array(to - from);
    for (let c = from; c < to; c++) near[c - from] = grid.isNear(walked, index, c, kept) ? 1 : 0;
    for (let c = from; c < to; c++) own[c] = near[c - from] === 1 ? 0 : 1;
  }
  return kept.map(runsOfZeros);
}

function runsOfZeros(kept: Uint8Array): readonly (readonly [number, number])[] {
  const runs: (readonly [number, number])[] = [];
  let from = 0;
  while (from < kept.length) {
    const start = kept.indexOf(0, from);
    if (start === -1) break;
    const end = kept.indexOf(1, start);
    from = end === -1 ? kept.length : end;
    runs.push([start, from]);
  }
  return runs;
}

function stretchesOf(walked: WalkedLine, index: number, grid: Grid): Stretch[] {
  const near = new Uint8Array(walked.columns);
  for (let c = 0; c < near.length; c++) near[c] = grid.isNear(walked, index, c, null) ? 0 : 1;
  return runsOfZeros(near).map(([from, to]) => ({
    index,
    walked,
    from,
    to,
    ends: from === 0 || to === walked.columns ? 1 : 0,
    turn: Math.floor(swing(walked, from, to) / straightStep),
  }));
}

/** The angle between the headings of a stretch that differ most, from the heading at its middle, in radians. */
function swing({ columns, along }: WalkedLine, from: number, to: number): number {
  const reach = straightReachMetres / stripStepMetres;
  const middle = (from + to) >> 1;
  const [east, north] = [along[2 * middle] ?? 1, along[2 * middle + 1] ?? 0];
  let [low, high] = [0, 0];
  for (let c = Math.max(0, from - reach); c < Math.min(columns, to + reach); c++) {
    const [e, n] = [along[2 * c] ?? 1, along[2 * c + 1] ?? 0];
    const angle = Math.atan2(east * n - north * e, east * e + north * n);
    low = Math.min(low, angle);
    high = Math.max(high, angle);
  }
  return high - low;
}

interface Grid {
  /** Whether a column of another line lies within 2.2 m; of those kept alone, unless `kept` is null. */
  readonly isNear: (
    walked: WalkedLine,
    index: number,
    column: number,
    kept: readonly Uint8Array[] | null,
  ) => boolean;
}

/** Columns of a block: 1 m. */
const blockColumns = 4;
/** Metres of a cell: 2.2 m, and half a block's length that its first column lies before its middle. */
const cellMetres = 3.5;

/** Blocks of columns by the cell that their first column lies in. */
function gridOf(lines: readonly WalkedLine[]): Grid {
  const cells = new Map<number, number[]>();
  const key = (x: number, y: number): number => x * 67_108_864 + y;
  for (const [index, { columns, places }] of lines.entries())
    for (let c = 0; c < columns; c += blockColumns) {
      const at = key(
        Math.floor((places[2 * c] ?? 0) / cellMetres),
        Math.floor((places[2 * c + 1] ?? 0) / cellMetres),
      );
      const cell = cells.get(at);
      if (cell === undefined) cells.set(at, [index, c]);
      else cell.push(index, c);
    }
  const limit = sharedGroundMetres * sharedGroundMetres;
  const inCell = (
    cell: readonly number[],
    index: number,
    east: number,
    north: number,
    kept: readonly Uint8Array[] | null,
  ): boolean => {
    for (let k = 0; k < cell.length; k += 2) {
      const other = cell[k] ?? 0;
      const walked = lines[other];
      if (other === index || walked === undefined) continue;
      const first = cell[k + 1] ?? 0;
      const end = Math.min(first + blockColumns, walked.columns);
      for (let c = first; c < end; c++) {
        if (kept !== null && kept[other]?.[c] !== 1) continue;
        const de = (walked.places[2 * c] ?? 0) - east;
        const dn = (walked.places[2 * c + 1] ?? 0) - north;
        if (de * de + dn * dn < limit) return true;
      }
    }
    return false;
  };
  return {
    isNear: (walked, index, column, kept) => {
      const [east, north] = [walked.places[2 * column] ?? 0, walked.places[2 * column + 1] ?? 0];
      const [x, y] = [Math.floor(east / cellMetres), Math.floor(north / cellMetres)];
      for (let i = x - 1; i <= x + 1; i++)
        for (let j = y - 1; j <= y + 1; j++) {
          const cell = cells.get(key(i, j));
          if (cell !== undefined && inCell(cell, index, east, north, kept)) return true;
        }
      return false;
    },
  };
}
