import type { Coordinates } from "../crs/ground.ts";
import { InputError } from "../../../base/errors.ts";
import type { ControlPoint, FittedModel } from "./georeference.ts";
import { fittedPolynomial } from "./polynomial.ts";
import { fittedThinPlate } from "./thin-plate.ts";

/** [column, row], in pixels; [0, 0] is the outer corner of the top left pixel. */
export type Pixel = readonly [column: number, row: number];

/** Coordinates at a pixel, with how they change from pixel to pixel. */
export interface Slope {
  readonly at: Coordinates;
  /** dx/dcolumn, dx/drow, dy/dcolumn, dy/drow. */
  readonly jacobian: readonly [number, number, number, number];
}

/** A model that was fitted to control points. */
export interface PixelModel {
  readonly slope: (pixel: Pixel) => Slope;
  /**
   * The difference of the coordinates that a fit without this point gives at its pixel from its own, in the CRS's unit; null
   * where the others do not suffice.
   */
  readonly leftOut: readonly (Coordinates | null)[];
  /** The middle of the points. */
  readonly middle: Pixel;
}

/** Fewest points that a model needs. */
export const fewestPoints: Readonly<Record<FittedModel, number>> = {
  affine: 3,
  "second-order": 6,
  "thin-plate": 4,
};

/** Most points that are taken: a thin plate needs the cube of their number in time. */
export const mostPoints = 500;

/**
 * Fits a model to control points.
 * @throws InputError with the points, numbered from 1, when they are too few, too many, not finite, twice at one pixel, or lie so
 * that the model is not fixed by them (on one line, or for the second order on one conic section).
 */
export function fittedModel(points: readonly ControlPoint[], model: FittedModel): PixelModel {
  mustSuffice(points, model);
  return model === "thin-plate"
    ? fittedThinPlate(points)
    : fittedPolynomial(points, model === "affine" ? 1 : 2);
}

const where = "control points";

function mustSuffice(points: readonly ControlPoint[], model: FittedModel): void {
  if (points.length < fewestPoints[model] || points.length > mostPoints)
    throw InputError.of(
      where,
      "number",
      String(points.length),
      `${fewestPoints[model]} to ${mostPoints} for the model ${model}`,
    );
  const seen = new Map<string, number>();
  for (const [index, { pixel, at }] of points.entries()) {
    if (![...pixel, ...at].every(Number.isFinite))
      throw InputError.of(
        where,
        `point ${index + 1}`,
        `${pixel.join(", ")}, ${at.join(", ")}`,
        "finite numbers",
      );
    const key = `${pixel[0]} ${pixel[1]}`;
    const other = seen.get(key);
    if (other !== undefined)
      throw InputError.of(
        where,
        `points ${other + 1} and ${index + 1}`,
        `both at pixel ${pixel.join(", ")}`,
        "each pixel once",
      );
    seen.set(key, index);
  }
}
