import { InputError } from "../../../base/errors.ts";
import type { Coordinates } from "../crs/ground.ts";
import type { ControlPoint } from "./georeference.ts";
import type { Pixel } from "./pixel-model.ts";

/** Points moved to their middle and scaled to about 1, so that powers of them keep their digits. */
export interface Centred {
  readonly middle: Pixel;
  /** Pixels of one unit. */
  readonly size: number;
  /** The middle of the coordinates. */
  readonly origin: Coordinates;
  readonly pixels: readonly Pixel[];
  readonly at: readonly Coordinates[];
}

/** Moves and scales control points. */
export function centred(points: readonly ControlPoint[]): Centred {
  const mean = (of: (point: ControlPoint) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const middle: Pixel = [mean((p) => p.pixel[0]), mean((p) => p.pixel[1])];
  const origin: Coordinates = [mean((p) => p.at[0]), mean((p) => p.at[1])];
  const reach = points.map((p) => Math.hypot(p.pixel[0] - middle[0], p.pixel[1] - middle[1]));
  const size = Math.max(...reach) || 1;
  return {
    middle,
    size,
    origin,
    pixels: points.map((p) => [(p.pixel[0] - middle[0]) / size, (p.pixel[1] - middle[1]) / size]),
    at: points.map((p) => [p.at[0] - origin[0], p.at[1] - origin[1]]),
  };
}

/** Below this share of the largest, the smallest diagonal element of R means that the points do not fix the model. */
export const leastConditioning = 1e-6;

/** The error for points that do not fix a model. */
export function degenerate(points: readonly ControlPoint[], shape: string): InputError {
  const shown = points.slice(0, 8).map((p, i) => `${i + 1} (${p.pixel.join(", ")})`);
  const more = points.length > 8 ? ` and ${points.length - 8} more` : "";
  return InputError.of(
    "control points",
    `points ${shown.join(", ")}${more}`,
    `all on or near ${shape}`,
    "points spread over the picture",
  );
}
