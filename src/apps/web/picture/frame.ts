import { tangentPlane } from "../../../sites/tracks/strips/tangent-plane.ts";

/** Longitude and latitude of the site, after the look's line-up; column and row for a picture without a place on the ground. */
export type PlacePosition = readonly [number, number];

/** Metres east and north of the frame's origin; for a picture without a place, its pixels to the right and upwards. */
export type PlanePoint = readonly [east: number, north: number];

/** The plane that a view shows, and the way between it and positions. */
export interface PictureFrame {
  readonly kind: "ground" | "pixels";
  /** The position at [0, 0] of the plane. */
  readonly origin: PlacePosition;
  readonly toPlane: (position: PlacePosition) => PlanePoint;
  readonly toPosition: (point: PlanePoint) => PlacePosition;
}

/** The plane that touches the ellipsoid at the site's position: lengths in it are those on the ground. */
export function groundFrame(sitePosition: PlacePosition): PictureFrame {
  const plane = tangentPlane(sitePosition);
  return {
    kind: "ground",
    origin: sitePosition,
    toPlane: plane.toGround,
    toPosition: plane.toPosition,
  };
}

/** A picture that lies nowhere is shown in its own pixels, rows downwards. */
export function pixelFrame(): PictureFrame {
  return {
    kind: "pixels",
    origin: [0, 0],
    toPlane: ([column, row]) => [column, 0 - row],
    toPosition: ([east, north]) => [east, 0 - north],
  };
}
