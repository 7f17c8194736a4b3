import { knotMetres } from "../../sites/tracks/picture-reading.ts";
import { placeOnWay, type TrackWay, type WayPoint } from "../../sites/tracks/strips/track-way.ts";

/** Knots are told in whole steps of so many degrees: about a millimetre. */
export const knotUnit = 1e-8;
/** Metres to the right of the line at which each knot tells a second place. */
export const knotAsideMetres = 5;

/** One track of a look, as a screen that draws and places marks on its strip needs it. */
export interface ShownStrip {
  readonly track: string;
  readonly area: string | null;
  readonly name: string;
  readonly gauge: string | null;
  /** "reading": where the machine found the track; "drawn": as it is on record. */
  readonly from: "reading" | "drawn";
  readonly metres: number;
  /** Metres of the track from where the picture first shows it to where it does last: only there can cars be seen. */
  readonly seen: readonly [from: number, to: number];
  /** Metres of the track that another one answers for: a car there stands on that one. */
  readonly elsewhere: readonly (readonly [from: number, to: number])[];
  /**
   * Every `knotMetres` along the line: longitude and latitude of its middle, then of the place `knotAsideMetres` to its right; each as steps of `knotUnit`
   * from the value four before it, the first four from 0.
   */
  readonly knots: readonly number[];
  readonly pieces: readonly { readonly fromMetres: number; readonly columns: number }[];
}

export interface ShownStrips {
  readonly look: string;
  readonly sampleDistanceMetres: number;
  /** Metres of one pixel of a strip, along and across. */
  readonly stepMetres: number;
  /** Rows of a strip, the first to the left of the line, the line between the two in the middle. */
  readonly rows: number;
  /** What is to be known of where they lie, in a sentence; empty for nothing. */
  readonly remark: string;
  /** From north to south; each from its western end. */
  readonly tracks: readonly ShownStrip[];
}

/** A way in the pixels of a picture as knots of positions. */
export function tellKnots(way: TrackWay, toPosition: (at: WayPoint) => WayPoint): readonly number[] {
  const told: number[] = [];
  let before = [0, 0, 0, 0];
  for (let k = 0; k < way.knots.length / 2; k++) {
    const metres = knotMetres * k;
    const now = [
      ...toPosition(placeOnWay(way, metres)),
      ...toPosition(placeOnWay(way, metres, knotAsideMetres)),
    ].map((degrees) => Math.round(degrees / knotUnit));
    told.push(...now.map((value, i) => value - (before[i] ?? 0)));
    before = now;
  }
  return told;
}

/** Knots of positions as a way in a plane. */
export function wayOfKnots(
  { knots, metres }: Pick<ShownStrip, "knots" | "metres">,
  toPlane: (position: WayPoint) => WayPoint,
): TrackWay {
  const count = Math.floor(knots.length / 4);
  const at = new Float64Array(2 * count);
  const rights = new Float64Array(2 * count);
  const sum = [0, 0, 0, 0];
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < 4; i++) sum[i] = (sum[i] ?? 0) + (knots[4 * k + i] ?? 0);
    const [lon = 0, lat = 0, lonRight = 0, latRight = 0] = sum.map((steps) => steps * knotUnit);
    const [x, y] = toPlane([lon, lat]);
    const [rx, ry] = toPlane([lonRight, latRight]);
    at.set([x, y], 2 * k);
    rights.set([(rx - x) / knotAsideMetres, (ry - y) / knotAsideMetres], 2 * k);
  }
  return { metres, knots: at, rights };
}
