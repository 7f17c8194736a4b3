import { normalQuantile } from "./normal.ts";

/** Nodes and weights for the expectation of f(Z), Z standard normal: sum of weight * f(node). */
export interface Rule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Gauss-Hermite rule for a standard normal with n nodes (2 to 64): exact for polynomials up to degree 2n - 1.
 * Newton on the orthonormal Hermite recurrence; source: Press et al., Numerical Recipes, section 4.6 (method, not code).
 */
export function gaussHermite(n: number): Rule {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  const norm = Math.PI ** -0.25;
  for (let i = 0; i < Math.ceil(n / 2); i++) {
    // A start between the roots: the asymptotic density of Hermite roots is a semicircle of radius sqrt(2n + 1).
    let x = Math.sqrt(2 * n + 1) * Math.cos(theta(i, n));
    let slope = 0;
    for (let step = 0; step < 100; step++) {
      let last = 0;
      let value = norm;
      for (let j = 0; j < n; j++) {
        const next = x * Math.sqrt(2 / (j + 1)) * value - Math.sqrt(j / (j + 1)) * last;
        last = value;
        value = next;
      }
      slope = Math.sqrt(2 * n) * last;
      const change = value / slope;
      x -= change;
      if (Math.abs(change) < 1e-15) break;
    }
    const weight = 2 / (slope * slope) / Math.sqrt(Math.PI);
    nodes[i] = x * Math.SQRT2;
    nodes[n - 1 - i] = -x * Math.SQRT2;
    weights[i] = weight;
    weights[n - 1 - i] = weight;
  }
  return { nodes, weights };
}

/** Angle of the i-th root from the right: solves theta - sin(2 theta)/2 = (4i + 3) pi / (4n + 2). */
function theta(i: number, n: number): number {
  const target = ((4 * i + 3) * Math.PI) / (4 * n + 2);
  let angle = target ** (1 / 3);
  for (let step = 0; step < 50; step++) {
    const error = angle - Math.sin(2 * angle) / 2 - target;
    const slope = 1 - Math.cos(2 * angle);
    const change = error / Math.max(slope, 1e-9);
    angle -= change;
    if (Math.abs(change) < 1e-13) break;
  }
  return angle;
}

/** Standard normal values at the middles of n equal shares of probability. */
export function normalMidpoints(n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => normalQuantile((i + 0.5) / n));
}
