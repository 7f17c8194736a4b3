import { InputError } from "../../../base/errors.ts";
import type { Coordinates } from "../crs/ground.ts";
import type { Pixel, PixelModel } from "./pixel-model.ts";

/** Steps of Newton's method end when they are shorter than so many pixels. */
export const inverseTolerancePixels = 1e-9;
/** Doubles hold coordinates no closer than this: steps that no longer shrink are taken as arrived below it. */
const noisePixels = 1e-6;
const mostSteps = 40;

/**
 * The way back from coordinates to the pixel of a fitted model, by Newton's method from the middle of its points, with steps halved
 * while they lead away.
 * @returns a function that throws InputError when it does not arrive within 40 steps, or arrives where the model is folded over
 */
export function inverseOf(model: PixelModel): (at: Coordinates) => Pixel {
  const upright = Math.sign(determinant(model.slope(model.middle).jacobian));
  return (target) => {
    let pixel = model.middle;
    let slope = model.slope(pixel);
    let lastStep = Infinity;
    for (let count = 0; count < mostSteps; count++) {
      const [column, row] = stepOf(slope, target);
      const step = Math.hypot(column, row);
      const arrived = step < inverseTolerancePixels || (step < noisePixels && step >= lastStep);
      if (arrived) {
        if (Math.sign(determinant(slope.jacobian)) !== upright) break;
        return pixel;
      }
      lastStep = step;
      let next: Pixel = [pixel[0] + column, pixel[1] + row];
      let found = model.slope(next);
      for (let half = 0.5; half > 1e-3 && !isNearer(found, slope, target); half /= 2) {
        next = [pixel[0] + half * column, pixel[1] + half * row];
        found = model.slope(next);
      }
      [pixel, slope] = [next, found];
    }
    throw InputError.of(
      "georeference",
      "coordinates",
      target.join(", "),
      "a place that the fitted model shows once",
    );
  };
}

type Slope = ReturnType<PixelModel["slope"]>;

const determinant = ([a, b, c, d]: Slope["jacobian"]): number => a * d - b * c;

function stepOf({ at, jacobian }: Slope, target: Coordinates): readonly [number, number] {
  const [a, b, c, d] = jacobian;
  const [dx, dy] = [target[0] - at[0], target[1] - at[1]];
  const all = determinant(jacobian);
  return [(d * dx - b * dy) / all, (a * dy - c * dx) / all];
}

function isNearer(next: Slope, now: Slope, target: Coordinates): boolean {
  const miss = ({ at }: Slope): number => Math.hypot(target[0] - at[0], target[1] - at[1]);
  const before = miss(now);
  // Below this the rounding of the coordinates themselves decides.
  return miss(next) < before || before < 1e-12 * Math.hypot(...target);
}
