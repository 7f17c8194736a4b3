import { InputError } from "../../../base/errors.ts";
import type { ControlPoint } from "./georeference.ts";
import { fittedModel } from "./pixel-model.ts";

/**
 * Holds that an affine fit lays the picture face up. Pictures from above are never mirrored; a mirrored fit comes from an exchange of
 * axes, and which one shows when north is roughly up.
 * @throws InputError that names the probable exchange.
 */
export function mustBeUpright(points: readonly ControlPoint[]): void {
  const flat = fittedModel(points, "affine");
  const [xc, xr, yc, yr] = flat.slope(flat.middle).jacobian;
  // Rows run down and y runs up, so that a picture face up turns the sense.
  if (xc * yr - xr * yc < 0) return;
  throw InputError.of(
    "control points",
    "axes",
    "points that would lay the picture mirrored",
    exchange(xc, xr, yc, yr),
  );
}

function exchange(xc: number, xr: number, yc: number, yr: number): string {
  if (xc * yr > Math.abs(xr * yc))
    return "rows that count downwards from the top of the picture: they seem to count upwards";
  return xr > 0
    ? "column, then row: they seem to be exchanged"
    : "x, then y (longitude, then latitude): they seem to be exchanged";
}
