import { InputError } from "../../../base/errors.ts";
import type { Coordinates } from "../crs/ground.ts";
import type { Scale } from "./fit.ts";
import type { ControlPoint, FittedModel } from "./georeference.ts";
import { fewestPoints, fittedModel } from "./pixel-model.ts";

/** A point is suspect when leaving it out divides the error of the rest by at least so much. */
const clearlyBetter = 3;
/** Errors below it are never suspect, in pixels: nobody sets points closer. */
const leastPixels = 1;
/** Pairs are tried among at most so many points. */
const mostInPairs = 40;
/** Most suspects that are named. */
const mostSuspects = 10;

/**
 * Indices of points that fit the others badly, the worst first: one after the other the point whose absence helps most is taken out,
 * as long as the leave-one-out error of the rest falls to a third. At most a quarter of the points, and at most ten.
 */
export function suspectsOf(
  points: readonly ControlPoint[],
  model: FittedModel,
  scales: readonly Scale[],
): readonly number[] {
  const suspects: number[] = [];
  // A thin plate costs the cube of the points, once for each point left out; a polynomial of the same points shows the same mistakes.
  if (model === "thin-plate" && points.length > 40) return suspectsOf(points, "second-order", scales);
  let kept = points.map((_, i) => i);
  let error = errorOf(points, kept, model, scales);
  while (
    suspects.length < Math.min(mostSuspects, Math.floor(points.length / 4)) &&
    kept.length > fewestPoints[model] + 1
  ) {
    if (error === null || error.metres < leastPixels * error.pixelMetres) break;
    const without = kept
      .map((left) => ({
        left,
        found: errorOf(
          points,
          kept.filter((i) => i !== left),
          model,
          scales,
        ),
      }))
      .flatMap(({ left, found }) => (found === null ? [] : [{ left, found }]))
      .toSorted((a, b) => a.found.metres - b.found.metres)[0];
    if (without === undefined || without.found.metres * clearlyBetter > error.metres) {
      if (suspects.length === 0) suspects.push(...exchangedPair(points, error.metres, model, scales));
      break;
    }
    suspects.push(without.left);
    kept = kept.filter((i) => i !== without.left);
    error = without.found;
  }
  return suspects;
}

/** Two points whose places on the ground were exchanged with each other: no single point stands out then. */
function exchangedPair(
  points: readonly ControlPoint[],
  metres: number,
  model: FittedModel,
  scales: readonly Scale[],
): readonly number[] {
  if (points.length > mostInPairs) return [];
  // The fewer parameters, the less a mistake bends the model towards itself.
  const tried = model === "thin-plate" ? "affine" : model;
  const all = points.map((_, i) => i);
  let best = metres;
  let pair: readonly number[] = [];
  for (const [i, one] of points.entries())
    for (const [j, other] of points.entries()) {
      if (j <= i) continue;
      const swapped = points
        .with(i, { pixel: one.pixel, at: other.at })
        .with(j, { pixel: other.pixel, at: one.at });
      const found = errorOf(swapped, all, tried, scales)?.metres ?? Infinity;
      if (found * clearlyBetter < metres && found < best) [best, pair] = [found, [i, j]];
    }
  return pair;
}

interface Holding {
  readonly metres: number;
  readonly pixelMetres: number;
}

function errorOf(
  points: readonly ControlPoint[],
  kept: readonly number[],
  model: FittedModel,
  scales: readonly Scale[],
): Holding | null {
  const chosen = kept.flatMap((i) => points[i] ?? []);
  const fitted = fittedOrNull(chosen, model);
  if (fitted === null) return null;
  let squares = 0;
  for (const [k, difference] of fitted.leftOut.entries()) {
    if (difference === null) return null;
    const [dx, dy]: Coordinates = difference;
    const [sx, sy] = scales[kept[k] ?? 0] ?? [0, 0];
    squares += (dx * sx) ** 2 + (dy * sy) ** 2;
  }
  const [xc, , yc] = fitted.slope(fitted.middle).jacobian;
  const [sx, sy] = scales[kept[0] ?? 0] ?? [0, 0];
  return { metres: Math.sqrt(squares / kept.length), pixelMetres: Math.hypot(xc * sx, yc * sy) };
}

function fittedOrNull(
  points: readonly ControlPoint[],
  model: FittedModel,
): ReturnType<typeof fittedModel> | null {
  try {
    return fittedModel(points, model);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
