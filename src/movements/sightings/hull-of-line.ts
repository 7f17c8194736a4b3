import { wrapped } from "../../base/geodesy/sphere.ts";
import { bearingDegrees, distanceMetres, positionAt } from "../../base/geodesy/wgs84.ts";
import type { Position } from "../../sites/counting/site.ts";
import type { ErrorEllipse, Measured } from "./sighting.ts";
import { circleOf, measuredWithin, spreadModel, spreadOf } from "./spread.ts";

/** What a line that somebody drew along a hull says of the vessel. */
export interface DrawnHull {
  /** Of the middle of the hull. */
  readonly position: Position;
  readonly error: ErrorEllipse;
  readonly lengthMetres: Measured;
  /** From the first end to the second, degrees clockwise from north. That the second is the bow is for whoever drew it to say. */
  readonly headingDegrees: Measured;
}

/**
 * The vessel along which a line was drawn from stern to bow: place, length and heading by geodesics on WGS 84, with the errors of two ends that
 * were placed to about a pixel each, as those of a marked outline (`from-mark.ts`).
 * @param pixelMetres what a pixel holds of the ground: of the picture or of the screen that it was drawn on, whichever is coarser
 */
export function hullOfLine(stern: Position, bow: Position, pixelMetres: number): DrawnHull {
  const length = distanceMetres(stern, bow);
  const [longitude, latitude] = positionAt(stern, bearingDegrees(stern, bow), length / 2);
  const position: Position = [wrapped(longitude), latitude];
  const turn =
    (Math.atan2(Math.SQRT2 * spreadModel.endPixels * pixelMetres, Math.max(length, pixelMetres)) * 180) /
    Math.PI;
  return {
    position,
    error: circleOf(pixelMetres),
    lengthMetres: measuredWithin(length, spreadOf({ low: null, best: length, high: null }, pixelMetres)),
    headingDegrees: measuredWithin(bearingDegrees(position, bow), turn, -Infinity),
  };
}
