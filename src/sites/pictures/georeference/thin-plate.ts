import { centred, degenerate, leastConditioning } from "./centred.ts";
import type { ControlPoint } from "./georeference.ts";
import { inverted, leastSquares } from "./least-squares.ts";
import type { PixelModel } from "./pixel-model.ts";

/** r² log r² of the distance r, from its square. */
const kernel = (square: number): number => (square > 0 ? square * Math.log(square) : 0);

/**
 * The thin-plate spline through control points: an affine part and a bend of least energy that meets every point (Bookstein, Principal
 * warps: thin-plate splines and the decomposition of deformations, IEEE PAMI 11, 1989). Errors without a point are weight / diagonal of
 * the inverse (Rippa, An algorithm for selecting a good value for the parameter c in radial basis function interpolation, Advances in
 * Computational Mathematics 11, 1999).
 * @throws InputError when the points lie on one line.
 */
export function fittedThinPlate(points: readonly ControlPoint[]): PixelModel {
  const { middle, size, origin, pixels, at } = centred(points);
  const n = points.length;
  const flat = leastSquares(
    pixels.map(([u, v]) => [1, u, v]),
    [],
  );
  if (!(flat.conditioning > leastConditioning)) throw degenerate(points, "one line");
  const side = n + 3;
  const matrix = new Float64Array(side * side);
  for (const [i, [u, v]] of pixels.entries()) {
    for (const [j, [p, q]] of pixels.entries()) matrix[i * side + j] = kernel((u - p) ** 2 + (v - q) ** 2);
    for (const [k, term] of [1, u, v].entries()) {
      matrix[i * side + n + k] = term;
      matrix[(n + k) * side + i] = term;
    }
  }
  const inverse = inverted(matrix, side);
  if (inverse === null) throw degenerate(points, "one line, or some nearly at one pixel");
  const weights = (of: 0 | 1): Float64Array => {
    const answer = new Float64Array(side);
    for (let i = 0; i < side; i++)
      for (let j = 0; j < n; j++)
        answer[i] = (answer[i] ?? 0) + (inverse[i * side + j] ?? 0) * (at[j]?.[of] ?? 0);
    return answer;
  };
  const [wx, wy] = [weights(0), weights(1)];
  const leftOut = points.map((_, i): readonly [number, number] | null => {
    const own = inverse[i * side + i] ?? 0;
    // Without this point the rest lie on one line.
    if (Math.abs(own) > 1e9 || own === 0) return null;
    return [-(wx[i] ?? 0) / own, -(wy[i] ?? 0) / own];
  });
  return {
    middle,
    leftOut,
    slope: ([column, row]) => {
      const [u, v] = [(column - middle[0]) / size, (row - middle[1]) / size];
      const bent = (w: Float64Array): readonly [number, number, number] => {
        let value = (w[n] ?? 0) + (w[n + 1] ?? 0) * u + (w[n + 2] ?? 0) * v;
        let [byU, byV] = [w[n + 1] ?? 0, w[n + 2] ?? 0];
        for (let i = 0; i < n; i++) {
          const [du, dv] = [u - (pixels[i]?.[0] ?? 0), v - (pixels[i]?.[1] ?? 0)];
          const square = du * du + dv * dv;
          if (square === 0) continue;
          const weight = w[i] ?? 0;
          const log = Math.log(square);
          value += weight * square * log;
          byU += weight * 2 * du * (log + 1);
          byV += weight * 2 * dv * (log + 1);
        }
        return [value, byU, byV];
      };
      const [[x, xu, xv], [y, yu, yv]] = [bent(wx), bent(wy)];
      return {
        at: [origin[0] + x, origin[1] + y],
        jacobian: [xu / size, xv / size, yu / size, yv / size],
      };
    },
  };
}
