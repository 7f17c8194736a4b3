/** A least squares fit of several right sides over one design matrix. */
export interface Fit {
  /** One list of coefficients a right side. */
  readonly coefficients: readonly Float64Array[];
  /** Diagonal of the hat matrix: how far each row decides its own fitted value, from 0 to 1. */
  readonly leverages: Float64Array;
  /** Smallest diagonal element of R over the largest: near 0 when the rows do not fix all coefficients. */
  readonly conditioning: number;
}

/**
 * Solves min |A c - b| for each b by Householder's QR decomposition (Golub and Van Loan, Matrix Computations, 4th edition, 2013, section
 * 5.3.2). Columns of A should be of like size.
 * @param rows A, at least as many rows as columns
 */
export function leastSquares(
  rows: readonly (readonly number[])[],
  rightSides: readonly (readonly number[])[],
): Fit {
  const [m, n] = [rows.length, rows[0]?.length ?? 0];
  if (m < n) throw new RangeError(`leastSquares: ${m} rows for ${n} columns`);
  const a = Float64Array.from(rows.flat());
  const at = (i: number, j: number): number => a[i * n + j] ?? 0;
  const sides = rightSides.map((side) => Float64Array.from(side));
  const reflectors: Float64Array[] = [];
  const diagonal = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const v = new Float64Array(m);
    let square = 0;
    for (let i = k; i < m; i++) {
      v[i] = at(i, k);
      square += at(i, k) ** 2;
    }
    const length = Math.sqrt(square) * (at(k, k) > 0 ? -1 : 1);
    diagonal[k] = length;
    v[k] = at(k, k) - length;
    const norm = v.reduce((sum, x) => sum + x * x, 0);
    if (norm > 0) for (let i = k; i < m; i++) v[i] = (v[i] ?? 0) / Math.sqrt(norm);
    reflectors.push(v);
    for (let j = k + 1; j < n; j++) {
      let dot = 0;
      for (let i = k; i < m; i++) dot += (v[i] ?? 0) * at(i, j);
      for (let i = k; i < m; i++) a[i * n + j] = at(i, j) - 2 * dot * (v[i] ?? 0);
    }
    for (const side of sides) reflect(v, side, k);
  }
  const sizes = [...diagonal].map(Math.abs);
  return {
    coefficients: sides.map((side) => backSubstituted(at, diagonal, side)),
    leverages: leveragesOf(reflectors, m, n),
    conditioning: Math.min(...sizes) / Math.max(...sizes, Number.MIN_VALUE),
  };
}

function reflect(v: Float64Array, target: Float64Array, from: number): void {
  let dot = 0;
  for (let i = from; i < v.length; i++) dot += (v[i] ?? 0) * (target[i] ?? 0);
  for (let i = from; i < v.length; i++) target[i] = (target[i] ?? 0) - 2 * dot * (v[i] ?? 0);
}

function backSubstituted(
  upper: (i: number, j: number) => number,
  diagonal: Float64Array,
  side: Float64Array,
): Float64Array {
  const n = diagonal.length;
  const answer = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let rest = side[i] ?? 0;
    for (let j = i + 1; j < n; j++) rest -= upper(i, j) * (answer[j] ?? 0);
    answer[i] = rest / (diagonal[i] ?? 1);
  }
  return answer;
}

/** Row sums of the squares of Q's first n columns. */
function leveragesOf(reflectors: readonly Float64Array[], m: number, n: number): Float64Array {
  const leverages = new Float64Array(m);
  for (let j = 0; j < n; j++) {
    const column = new Float64Array(m);
    column[j] = 1;
    for (let k = reflectors.length - 1; k >= 0; k--) reflect(reflectors[k] ?? column, column, k);
    for (let i = 0; i < m; i++) leverages[i] = (leverages[i] ?? 0) + (column[i] ?? 0) ** 2;
  }
  return leverages;
}

/** The inverse of a square matrix by Gauss and Jordan with pivots; null when it has none. `matrix` is row by row and is overwritten. */
export function inverted(matrix: Float64Array, n: number): Float64Array | null {
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) inverse[i * n + i] = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++)
      if (Math.abs(matrix[i * n + k] ?? 0) > Math.abs(matrix[pivot * n + k] ?? 0)) pivot = i;
    const size = matrix[pivot * n + k] ?? 0;
    if (Math.abs(size) < 1e-13) return null;
    for (const side of [matrix, inverse]) {
      if (pivot !== k) exchangeRows(side, n, pivot, k);
      for (let j = 0; j < n; j++) side[k * n + j] = (side[k * n + j] ?? 0) / size;
    }
    for (let i = 0; i < n; i++) {
      const factor = matrix[i * n + k] ?? 0;
      if (i === k || factor === 0) continue;
      for (const side of [matrix, inverse])
        for (let j = 0; j < n; j++)
          side[i * n + j] = (side[i * n + j] ?? 0) - factor * (side[k * n + j] ?? 0);
    }
  }
  return inverse;
}

function exchangeRows(matrix: Float64Array, n: number, a: number, b: number): void {
  const row = matrix.slice(a * n, (a + 1) * n);
  matrix.copyWithin(a * n, b * n, (b + 1) * n);
  matrix.set(row, b * n);
}
