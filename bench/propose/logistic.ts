/** So many metres of a line, of which so many are right, with what is known of the line. */
export interface Share {
  readonly values: readonly number[];
  readonly right: number;
  readonly of: number;
}

/** Weights, the bias first, of the logistic regression of the share that is right, by descent with a small ridge. A line counts by the root of its length. */
export function fitLogistic(shares: readonly Share[]): number[] {
  const n = (shares[0]?.values.length ?? 0) + 1;
  let weights = Array.from({ length: n }, () => 0);
  const total = shares.reduce((sum, { of }) => sum + Math.sqrt(of), 0);
  for (let pass = 0; pass < 4000; pass++) {
    const slope = weights.map((w, i) => (i === 0 ? 0 : 1e-3 * w));
    for (const { values, right, of } of shares) {
      const odds = values.reduce((sum, v, i) => sum + v * (weights[i + 1] ?? 0), weights[0] ?? 0);
      const error = ((1 / (1 + Math.exp(-odds)) - right / of) * Math.sqrt(of)) / total;
      slope[0] = (slope[0] ?? 0) + error;
      values.forEach((v, i) => (slope[i + 1] = (slope[i + 1] ?? 0) + error * v));
    }
    weights = weights.map((w, i) => w - 1.5 * (slope[i] ?? 0));
  }
  return weights;
}
