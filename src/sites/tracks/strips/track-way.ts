import { knotMetres } from "../picture-reading.ts";

/** A place in a plane: pixels of a picture, or metres on the ground. */
export type WayPoint = readonly [x: number, y: number];

/**
 * A track as a way in a plane: where its centre line lies every `knotMetres` from its start, and the step that one metre to its right is there. Between knots
 * both are taken straight; beyond the ends the line runs on.
 */
export interface TrackWay {
  /** Length of the line in metres on the ground. */
  readonly metres: number;
  /** x and y, one pair a knot; at least two knots. */
  readonly knots: Float64Array;
  /** x and y of a metre to the right, one pair a knot. */
  readonly rights: Float64Array;
}

/** The place so many metres along a track and so many to the right of it. */
export function placeOnWay({ knots, rights }: TrackWay, metres: number, aside = 0): WayPoint {
  const last = Math.max(0, knots.length / 2 - 2);
  const at = metres / knotMetres;
  const before = Math.min(Math.max(0, Math.floor(at)), last);
  const part = at - before;
  const between = (values: Float64Array, axis: 0 | 1): number => {
    const a = values[2 * before + axis] ?? Number.NaN;
    return a + ((values[2 * before + 2 + axis] ?? a) - a) * part;
  };
  return [between(knots, 0) + aside * between(rights, 0), between(knots, 1) + aside * between(rights, 1)];
}

/** Where a place lies along a track, and how far to its right; `apart`: how far it is from the line, in units of the plane. */
export interface OnWay {
  readonly metres: number;
  readonly aside: number;
  readonly apart: number;
}

/** Rounds by which the place beside a bend is found: each takes the error to a small part of itself. */
const rounds = 4;

/** Metres along a track to each side of where a place is known to be near: a body is shorter. */
const nearMetres = 40;

/**
 * Where a place lies along a track: the other way of `placeOnWay`. null for a way without knots.
 * @param near metres along the track within a body's length of the place, where that is known: only there is looked
 */
export function onWay(way: TrackWay, [x, y]: WayPoint, near: number | null = null): OnWay | null {
  const { knots } = way;
  const last = Math.max(0, knots.length - 4);
  const knotAt = (metres: number): number => Math.min(last, Math.max(0, 2 * Math.floor(metres / knotMetres)));
  const [first, end] = near === null ? [0, last] : [knotAt(near - nearMetres), knotAt(near + nearMetres)];
  let nearest: { readonly metres: number; readonly square: number } | null = null;
  for (let i = first; i <= end && i + 3 < knots.length; i += 2) {
    const [x0, y0] = [knots[i] ?? 0, knots[i + 1] ?? 0];
    const [dx, dy] = [(knots[i + 2] ?? 0) - x0, (knots[i + 3] ?? 0) - y0];
    const length = dx * dx + dy * dy;
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length));
    const [ex, ey] = [x - x0 - share * dx, y - y0 - share * dy];
    const square = ex * ex + ey * ey;
    if (nearest === null || square < nearest.square)
      nearest = { metres: (i / 2 + share) * knotMetres, square };
  }
  if (nearest === null) return null;
  let { metres } = nearest;
  let aside = 0;
  // What is left to the place, in steps along and to the right of the line as it lies there.
  for (let n = 0; n < rounds; n++) {
    const [px, py] = placeOnWay(way, metres, aside);
    const [ax, ay] = placeOnWay(way, metres + 0.5, aside);
    const [bx, by] = placeOnWay(way, metres - 0.5, aside);
    const [rx, ry] = [placeOnWay(way, metres, aside + 1)[0] - px, placeOnWay(way, metres, aside + 1)[1] - py];
    const [ux, uy] = [ax - bx, ay - by];
    const determinant = ux * ry - uy * rx;
    if (!(Math.abs(determinant) > 1e-12)) break;
    const [ex, ey] = [x - px, y - py];
    metres += (ex * ry - ey * rx) / determinant;
    aside += (ux * ey - uy * ex) / determinant;
  }
  return { metres, aside, apart: Math.sqrt(nearest.square) };
}

/** The body of a car as a closed ring: from one end to the other, half its width to each side. */
export function bodyOnWay(
  way: TrackWay,
  fromMetres: number,
  toMetres: number,
  widthMetres: number,
): readonly WayPoint[] {
  const half = widthMetres / 2;
  const first = placeOnWay(way, fromMetres, -half);
  return [
    first,
    placeOnWay(way, toMetres, -half),
    placeOnWay(way, toMetres, half),
    placeOnWay(way, fromMetres, half),
    first,
  ];
}

/** The same track walked from its other end. */
export function turnedWay(way: TrackWay): TrackWay {
  const count = Math.max(2, Math.ceil(way.metres / knotMetres) + 1);
  const knots = new Float64Array(2 * count);
  const rights = new Float64Array(2 * count);
  for (let k = 0; k < count; k++) {
    const metres = way.metres - k * knotMetres;
    const at = placeOnWay(way, metres);
    const beside = placeOnWay(way, metres, -1);
    knots.set(at, 2 * k);
    rights.set([beside[0] - at[0], beside[1] - at[1]], 2 * k);
  }
  return { metres: way.metres, knots, rights };
}
