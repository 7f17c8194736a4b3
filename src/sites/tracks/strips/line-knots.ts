import { knotMetres } from "../picture-reading.ts";
import { stripStepMetres, type StripPlan } from "../strip.ts";

/** Steps of a pixel that knots are kept in, so that a file of them stays small. */
const steps = 256;

/** The centre line of a plan in the picture, every `knotMetres`: what is kept of where its cars stand. */
export function lineKnots({ columns, centres, across }: StripPlan): {
  readonly knots: Float64Array;
  readonly across: Float64Array;
} {
  const every = knotMetres / stripStepMetres;
  const count = Math.floor(columns / every) + 1;
  const at = (values: Float64Array, knot: number, axis: 0 | 1): number => {
    // A knot lies between two columns, half a step from each; at the ends the line runs on straight.
    const c = Math.min(Math.max(knot * every - 0.5, 0), columns - 1);
    const before = Math.min(Math.floor(c), Math.max(0, columns - 2));
    const a = values[2 * before + axis] ?? Number.NaN;
    const b = values[2 * before + 2 + axis] ?? a;
    return Math.round((a + (b - a) * (knot * every - 0.5 - before)) * steps) / steps;
  };
  const pairs = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: 2 * count }, (_, i) => at(values, i >> 1, i % 2 === 0 ? 0 : 1));
  return { knots: pairs(centres), across: pairs(across) };
}
