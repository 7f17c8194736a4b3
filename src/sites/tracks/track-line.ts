/** Track gauges with cars of their own, in millimetres. */
export const trackGauges = ["1520", "1435"] as const;
export type TrackGauge = (typeof trackGauges)[number];

/** A place on the ground near a picture: metres east and north of the frame's origin. */
export type GroundPoint = readonly [eastMetres: number, northMetres: number];

/** The centre line of one track, in the metres of a frame. */
export interface TrackLine {
  readonly id: string;
  /** The area of the site that the line belongs to; null for a line given without a site. */
  readonly areaId: string | null;
  /** null: not known, and the lengths of cars of every gauge are taken for possible. */
  readonly gauge: TrackGauge | null;
  readonly points: readonly GroundPoint[];
}

/** Between the ground and the pixels of level 0 of one picture. Pixels are [column, row], [0, 0] at the outer corner. */
export interface GroundFrame {
  readonly toPixel: (at: GroundPoint) => readonly [column: number, row: number];
  readonly toGround: (pixel: readonly [column: number, row: number]) => GroundPoint;
  /** Ground metres of one pixel, the geometric mean of both axes. */
  readonly sampleDistanceMetres: number;
}
