import { centred, degenerate, leastConditioning } from "./centred.ts";
import type { ControlPoint } from "./georeference.ts";
import { leastSquares } from "./least-squares.ts";
import type { PixelModel } from "./pixel-model.ts";

const terms = (u: number, v: number, order: 1 | 2): number[] =>
  order === 1 ? [1, u, v] : [1, u, v, u * u, u * v, v * v];

/** A leverage this near 1 leaves nothing for the other points to say. */
const decisive = 1 - 1e-9;

/**
 * The polynomial of the first or second order in column and row that fits control points best, by least squares over centred and
 * scaled pixels. Errors without a point come from its leverage h, as residual / (1 - h) (Cook and Weisberg, Residuals and Influence in
 * Regression, 1982, section 2.2).
 * @throws InputError when the points lie on one line, or for the second order on one conic section.
 */
export function fittedPolynomial(points: readonly ControlPoint[], order: 1 | 2): PixelModel {
  const { middle, size, origin, pixels, at } = centred(points);
  const rows = pixels.map(([u, v]) => terms(u, v, order));
  const fit = leastSquares(rows, [at.map(([x]) => x), at.map(([, y]) => y)]);
  if (!(fit.conditioning > leastConditioning))
    throw degenerate(
      points,
      order === 1 ? "one line" : "one line, pair of lines, circle or other conic section",
    );
  const [cx = [], cy = []] = fit.coefficients;
  const dot = (coefficients: ArrayLike<number>, basis: readonly number[]): number =>
    basis.reduce((sum, term, i) => sum + term * (coefficients[i] ?? 0), 0);
  const leftOut = rows.map((basis, i): readonly [number, number] | null => {
    const leverage = fit.leverages[i] ?? 1;
    const [x, y] = at[i] ?? [0, 0];
    return leverage > decisive
      ? null
      : [(dot(cx, basis) - x) / (1 - leverage), (dot(cy, basis) - y) / (1 - leverage)];
  });
  return {
    middle,
    leftOut,
    slope: ([column, row]) => {
      const [u, v] = [(column - middle[0]) / size, (row - middle[1]) / size];
      const basis = terms(u, v, order);
      const byU = order === 1 ? [0, 1, 0] : [0, 1, 0, 2 * u, v, 0];
      const byV = order === 1 ? [0, 0, 1] : [0, 0, 1, 0, u, 2 * v];
      return {
        at: [origin[0] + dot(cx, basis), origin[1] + dot(cy, basis)],
        jacobian: [dot(cx, byU) / size, dot(cx, byV) / size, dot(cy, byU) / size, dot(cy, byV) / size],
      };
    },
  };
}
