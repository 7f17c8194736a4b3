/**
 * How a train changes between two pictures, as probabilities: cars are added or set out mostly at an end and in cuts; in the middle a car is set
 * out, added, missed or found twice by the detector now and then. Stated, not fitted: no open record of trains seen twice is known.
 */
export const changes = {
  /** That cars were added or set out at one end, and that such a cut goes on by another car. */
  atEnd: 0.2,
  goesOnAtEnd: 0.8,
  /** That after a car one was added, or set out, in the middle; and that it goes on. */
  inside: 0.04,
  goesOnInside: 0.3,
} as const;

/** Cars of the first train against cars of the second: -1 where a car has no counterpart. */
export type AlignedPair = readonly [first: number, second: number];

export interface CarAlignment {
  /**
   * Natural logarithm of the likelihood ratio "the same train" to "two trains drawn from the mix", summed over all alignments and given both
   * numbers of cars.
   */
  readonly logRatio: number;
  /** The most probable alignment, in order of the first train. */
  readonly pairs: readonly AlignedPair[];
}

type Sum = (a: number, b: number) => number;

/** Sums of probabilities for the whole, the larger for the best path. */
const add: Sum = (a, b) => {
  if (a === Number.NEGATIVE_INFINITY) return b;
  if (b === Number.NEGATIVE_INFINITY) return a;
  return a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b));
};

/**
 * Aligns two trains by a pair hidden Markov model with matches, and cars that only one of them has (method: Durbin and others, Biological
 * Sequence Analysis, 1998, chapter 4). The likelihood is divided by that of the same model when no car says anything, so that equal cars carry
 * no identity and a longer train has no advantage for having more places to begin.
 * @param logRatios for each car of the first train, of each car of the second: logarithm of "the same car" to "two cars of the mix"
 */
export function alignCars(logRatios: readonly Float64Array[]): CarAlignment {
  const [n, m] = [logRatios.length, logRatios[0]?.length ?? 0];
  const scored = lattice(n, m, (i, j) => logRatios[i]?.[j] ?? 0, add);
  const blank = lattice(n, m, () => 0, add);
  return { logRatio: scored.all - blank.all, pairs: bestPairs(logRatios, n, m) };
}

interface Lattice {
  /** Best or summed logarithms of states at [i][j], i cars of the first and j of the second used: match, only first, only second. */
  readonly states: readonly [Float64Array, Float64Array, Float64Array];
  readonly all: number;
}

const log = {
  end: Math.log(changes.atEnd),
  noEnd: Math.log(1 - changes.atEnd),
  endOn: Math.log(changes.goesOnAtEnd),
  inside: Math.log(changes.inside),
  on: Math.log(1 - 2 * changes.inside),
  insideOn: Math.log(changes.goesOnInside),
  back: Math.log(1 - changes.goesOnInside),
};

/** Cost of cars that only one train has at an end: 0 cars, or a cut of so many. Both trains may have a cut at the same end. */
const endCost = (cars: number): number =>
  cars === 0 ? log.noEnd : log.end + (cars - 1) * log.endOn + Math.log(1 - changes.goesOnAtEnd);

function lattice(n: number, m: number, logRatio: (i: number, j: number) => number, sum: Sum): Lattice {
  const wide = m + 1;
  const fresh = (): Float64Array => new Float64Array((n + 1) * wide).fill(Number.NEGATIVE_INFINITY);
  const [match, first, second] = [fresh(), fresh(), fresh()];
  let all = Number.NEGATIVE_INFINITY;
  for (let i = 1; i <= n; i++)
    for (let j = 1; j <= m; j++) {
      const at = i * wide + j;
      const [diagonal, up, left] = [at - wide - 1, at - wide, at - 1];
      const value = (states: Float64Array, k: number): number => states[k] ?? Number.NEGATIVE_INFINITY;
      const begun = endCost(i - 1) + endCost(j - 1);
      const inner = sum(
        value(match, diagonal) + log.on,
        sum(value(first, diagonal), value(second, diagonal)) + log.back,
      );
      match[at] = logRatio(i - 1, j - 1) + sum(begun, inner);
      first[at] = sum(value(match, up) + log.inside, value(first, up) + log.insideOn);
      second[at] = sum(
        sum(value(match, left), value(first, left)) + log.inside,
        value(second, left) + log.insideOn,
      );
      all = sum(all, (match[at] ?? 0) + endCost(n - i) + endCost(m - j));
    }
  return { states: [match, first, second], all };
}

function bestPairs(logRatios: readonly Float64Array[], n: number, m: number): AlignedPair[] {
  const { states } = lattice(n, m, (i, j) => logRatios[i]?.[j] ?? 0, Math.max);
  const wide = m + 1;
  const value = (state: 0 | 1 | 2, i: number, j: number): number =>
    i < 0 || j < 0 ? Number.NEGATIVE_INFINITY : (states[state][i * wide + j] ?? Number.NEGATIVE_INFINITY);
  let [i, j] = [0, 0];
  let best = Number.NEGATIVE_INFINITY;
  for (let a = 1; a <= n; a++)
    for (let b = 1; b <= m; b++) {
      const whole = value(0, a, b) + endCost(n - a) + endCost(m - b);
      if (whole > best) [best, i, j] = [whole, a, b];
    }
  const pairs: AlignedPair[] = [];
  for (let b = m; b > j; b--) pairs.unshift([-1, b - 1]);
  for (let a = n; a > i; a--) pairs.unshift([a - 1, -1]);
  let state: 0 | 1 | 2 = 0;
  while (i > 0 && j > 0) {
    if (state === 0) {
      pairs.unshift([i - 1, j - 1]);
      const from = [
        value(0, i - 1, j - 1) + log.on,
        value(1, i - 1, j - 1) + log.back,
        value(2, i - 1, j - 1) + log.back,
      ] as const;
      const begun = endCost(i - 1) + endCost(j - 1);
      i--;
      j--;
      if (begun >= Math.max(...from)) break;
      state = from[1] > from[0] && from[1] >= from[2] ? 1 : from[2] > from[0] ? 2 : 0;
    } else if (state === 1) {
      pairs.unshift([i - 1, -1]);
      state = value(1, i - 1, j) + log.insideOn > value(0, i - 1, j) + log.inside ? 1 : 0;
      i--;
    } else {
      pairs.unshift([-1, j - 1]);
      const from = [
        value(0, i, j - 1) + log.inside,
        value(1, i, j - 1) + log.inside,
        value(2, i, j - 1) + log.insideOn,
      ] as const;
      state = from[2] > Math.max(from[0], from[1]) ? 2 : from[1] > from[0] ? 1 : 0;
      j--;
    }
  }
  for (let b = j; b > 0; b--) pairs.unshift([-1, b - 1]);
  for (let a = i; a > 0; a--) pairs.unshift([a - 1, -1]);
  return pairs;
}
