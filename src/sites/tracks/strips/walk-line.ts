import { InputError } from "../../../base/errors.ts";
import { stripStepMetres } from "../strip.ts";
import type { TrackLine } from "../track-line.ts";

/** Metres to each side over which the heading of a line is taken. */
export const headingReachMetres = 5;

/** A line walked in steps: one pair (east, north) a column. */
export interface WalkedLine {
  readonly line: TrackLine;
  /** Even. */
  readonly columns: number;
  /** Metres of the frame of the middle of each column. */
  readonly places: Float64Array;
  /** Unit vectors of the smoothed heading. */
  readonly along: Float64Array;
}

interface Corners {
  readonly east: number[];
  readonly north: number[];
  /** Metres from the line's start to each corner, rising. */
  readonly lengths: number[];
}

function cornersOf({ id, points }: TrackLine): Corners {
  const corners: Corners = { east: [], north: [], lengths: [] };
  let length = 0;
  for (const [east, north] of points) {
    if (!Number.isFinite(east) || !Number.isFinite(north))
      throw InputError.of("tracks", `points of ${id}`, `${east}, ${north}`, "finite metres");
    const last = corners.lengths.length - 1;
    const [de, dn] = [east - (corners.east[last] ?? east), north - (corners.north[last] ?? north)];
    const step = Math.sqrt(de * de + dn * dn);
    if (last >= 0 && step === 0) continue;
    length += step;
    corners.east.push(east);
    corners.north.push(north);
    corners.lengths.push(length);
  }
  return corners;
}

/** A walker along a line: asked for lengths that rise, it never looks back. */
function walker({ east, north, lengths }: Corners): (length: number, out: [number, number]) => void {
  let k = 1;
  return (length, out) => {
    while (k < lengths.length - 1 && (lengths[k] ?? 0) < length) k++;
    const before = lengths[k - 1] ?? 0;
    const share = (length - before) / ((lengths[k] ?? 0) - before);
    const [e, n] = [east[k - 1] ?? 0, north[k - 1] ?? 0];
    out[0] = e + share * ((east[k] ?? 0) - e);
    out[1] = n + share * ((north[k] ?? 0) - n);
  };
}

/**
 * Walks a line at `stripStepMetres` along its length; a remainder under two columns is dropped, and a line shorter than that has none. The heading
 * at a column is that of the chord from 5 m behind it to 5 m before it (as far as the line goes): the mean heading over 10 m, so that the corners of a
 * drawn line turn the columns a little each and do not tear the strip, and exact on a circle.
 * @throws InputError when a point is not finite
 */
export function walkLine(line: TrackLine): WalkedLine {
  const corners = cornersOf(line);
  const total = corners.lengths.at(-1) ?? 0;
  // A line of whole steps keeps its last place though its length was summed with rounding.
  const columns = 2 * Math.floor(total / (2 * stripStepMetres) + 1e-9);
  const places = new Float64Array(2 * columns);
  const along = new Float64Array(2 * columns);
  const [middle, behind, ahead] = [walker(corners), walker(corners), walker(corners)];
  const at: [number, number] = [0, 0];
  const from: [number, number] = [0, 0];
  const to: [number, number] = [0, 0];
  let [lastEast, lastNorth] = [1, 0];
  for (let c = 0; c < columns; c++) {
    const length = (c + 0.5) * stripStepMetres;
    middle(length, at);
    behind(Math.max(0, length - headingReachMetres), from);
    ahead(Math.min(total, length + headingReachMetres), to);
    const [de, dn] = [to[0] - from[0], to[1] - from[1]];
    const chord = Math.sqrt(de * de + dn * dn);
    // A line that turns back on itself has no heading of its own there.
    if (chord > 1e-6) [lastEast, lastNorth] = [de / chord, dn / chord];
    places[2 * c] = at[0];
    places[2 * c + 1] = at[1];
    along[2 * c] = lastEast;
    along[2 * c + 1] = lastNorth;
  }
  return { line, columns, places, along };
}
