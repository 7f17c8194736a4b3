/** A field of complex numbers on a grid, row by row. */
export interface ComplexGrid {
  readonly width: number;
  readonly height: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** What a grid's transform needs besides the grid: roots of unity and room to work in. Makes no sense to share between threads. */
export interface FourierPlan {
  readonly width: number;
  readonly height: number;
  readonly rowRoots: Roots;
  readonly columnRoots: Roots;
  readonly spareReal: Float64Array;
  readonly spareImaginary: Float64Array;
}

interface Roots {
  readonly cosine: Float64Array;
  readonly sine: Float64Array;
}

/** A grid of zeros. */
export function complexGrid(width: number, height: number): ComplexGrid {
  return {
    width,
    height,
    real: new Float64Array(width * height),
    imaginary: new Float64Array(width * height),
  };
}

/** The smallest power of two that is at least `length`. */
export function powerOfTwoFrom(length: number): number {
  let power = 1;
  while (power < length) power *= 2;
  return power;
}

/**
 * Prepares transforms of grids of one size.
 * @throws RangeError when a side is no power of two
 */
export function fourierPlan(width: number, height: number): FourierPlan {
  for (const side of [width, height])
    if (!Number.isInteger(side) || side < 1 || powerOfTwoFrom(side) !== side)
      throw new RangeError(`fourierPlan: a side of ${side} is no power of two`);
  const rowRoots = rootsOf(width);
  return {
    width,
    height,
    rowRoots,
    columnRoots: height === width ? rowRoots : rootsOf(height),
    spareReal: new Float64Array(width * height),
    spareImaginary: new Float64Array(width * height),
  };
}

function rootsOf(length: number): Roots {
  const cosine = new Float64Array(length);
  const sine = new Float64Array(length);
  for (let k = 0; k < length; k++) {
    cosine[k] = Math.cos((2 * Math.PI * k) / length);
    sine[k] = -Math.sin((2 * Math.PI * k) / length);
  }
  return { cosine, sine };
}

/**
 * Discrete Fourier transform of a grid, in place: F(u, v) = sum over x, y of f(x, y) exp(-2πi (ux / width + vy / height)), not scaled.
 * Columns, then rows, by the self-sorting radix-4 method of Stockham (Van Loan, Computational Frameworks for the Fast Fourier
 * Transform, 1992, section 1.7). Each pass runs along whole rows of the grid, so that memory is read in order; the rows are done as columns
 * of the transposed grid.
 */
export function forward(plan: FourierPlan, grid: ComplexGrid): void {
  transform(plan, grid.real, grid.imaginary);
}

/** The inverse of `forward`, in place, scaled: inverse(forward(f)) = f. */
export function inverse(plan: FourierPlan, grid: ComplexGrid): void {
  const { real, imaginary } = grid;
  // Swapping the parts before and after turns one transform into the other.
  transform(plan, imaginary, real);
  const scale = 1 / real.length;
  for (let i = 0; i < real.length; i++) {
    real[i] = (real[i] ?? 0) * scale;
    imaginary[i] = (imaginary[i] ?? 0) * scale;
  }
}

function transform(plan: FourierPlan, real: Float64Array, imaginary: Float64Array): void {
  const { width, height, rowRoots, columnRoots, spareReal, spareImaginary } = plan;
  if (real.length !== width * height)
    throw new RangeError(`transform: ${real.length} values for a plan of ${width} x ${height}`);
  const odd = columns(height, width, columnRoots, real, imaginary, spareReal, spareImaginary);
  const [fromReal, fromImaginary, toReal, toImaginary] = odd
    ? [spareReal, spareImaginary, real, imaginary]
    : [real, imaginary, spareReal, spareImaginary];
  transpose(fromReal, toReal, width, height);
  transpose(fromImaginary, toImaginary, width, height);
  const oddAgain = columns(width, height, rowRoots, toReal, toImaginary, fromReal, fromImaginary);
  const inSpare = oddAgain ? fromReal === spareReal : toReal === spareReal;
  if (inSpare) {
    transpose(spareReal, real, height, width);
    transpose(spareImaginary, imaginary, height, width);
  } else {
    transpose(real, spareReal, height, width);
    transpose(imaginary, spareImaginary, height, width);
    real.set(spareReal);
    imaginary.set(spareImaginary);
  }
}

/** Transposes blocks of 16 by 16, which stay in the nearest cache. */
function transpose(from: Float64Array, to: Float64Array, width: number, height: number): void {
  const block = 16;
  for (let top = 0; top < height; top += block)
    for (let left = 0; left < width; left += block) {
      const bottom = Math.min(top + block, height);
      const right = Math.min(left + block, width);
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++) to[x * height + y] = from[y * width + x] ?? 0;
    }
}

/** Transforms `length` rows of `batch` numbers along the columns. Returns true when the result stands in the spare arrays. */
function columns(
  length: number,
  batch: number,
  roots: Roots,
  real: Float64Array,
  imaginary: Float64Array,
  spareReal: Float64Array,
  spareImaginary: Float64Array,
): boolean {
  let [xr, xi, yr, yi] = [real, imaginary, spareReal, spareImaginary];
  let swapped = false;
  let stride = batch;
  for (let n = length; n > 1;) {
    if (n >= 4) {
      quarters(n, stride, length / n, roots, xr, xi, yr, yi);
      n /= 4;
      stride *= 4;
    } else {
      halves(stride, xr, xi, yr, yi);
      n /= 2;
      stride *= 2;
    }
    [xr, xi, yr, yi] = [yr, yi, xr, xi];
    swapped = !swapped;
  }
  return swapped;
}

function halves(
  stride: number,
  xr: Float64Array,
  xi: Float64Array,
  yr: Float64Array,
  yi: Float64Array,
): void {
  for (let q = 0; q < stride; q++) {
    const ar = xr[q] ?? 0;
    const ai = xi[q] ?? 0;
    const br = xr[q + stride] ?? 0;
    const bi = xi[q + stride] ?? 0;
    yr[q] = ar + br;
    yi[q] = ai + bi;
    yr[q + stride] = ar - br;
    yi[q + stride] = ai - bi;
  }
}

function quarters(
  n: number,
  stride: number,
  rootStep: number,
  { cosine, sine }: Roots,
  xr: Float64Array,
  xi: Float64Array,
  yr: Float64Array,
  yi: Float64Array,
): void {
  const quarter = n >> 2;
  const apart = stride * quarter;
  for (let p = 0; p < quarter; p++) {
    const k = p * rootStep;
    const c1 = cosine[k] ?? 0;
    const s1 = sine[k] ?? 0;
    const c2 = cosine[2 * k] ?? 0;
    const s2 = sine[2 * k] ?? 0;
    const c3 = cosine[3 * k] ?? 0;
    const s3 = sine[3 * k] ?? 0;
    const from = stride * p;
    const to = 4 * from;
    for (let q = 0; q < stride; q++) {
      const i = from + q;
      const ar = xr[i] ?? 0;
      const ai = xi[i] ?? 0;
      const br = xr[i + apart] ?? 0;
      const bi = xi[i + apart] ?? 0;
      const cr = xr[i + 2 * apart] ?? 0;
      const ci = xi[i + 2 * apart] ?? 0;
      const dr = xr[i + 3 * apart] ?? 0;
      const di = xi[i + 3 * apart] ?? 0;
      const sumR = ar + cr;
      const sumI = ai + ci;
      const lessR = ar - cr;
      const lessI = ai - ci;
      const otherSumR = br + dr;
      const otherSumI = bi + di;
      // i times (b - d)
      const turnedR = di - bi;
      const turnedI = br - dr;
      const o = to + q;
      yr[o] = sumR + otherSumR;
      yi[o] = sumI + otherSumI;
      const firstR = lessR - turnedR;
      const firstI = lessI - turnedI;
      yr[o + stride] = c1 * firstR - s1 * firstI;
      yi[o + stride] = c1 * firstI + s1 * firstR;
      const secondR = sumR - otherSumR;
      const secondI = sumI - otherSumI;
      yr[o + 2 * stride] = c2 * secondR - s2 * secondI;
      yi[o + 2 * stride] = c2 * secondI + s2 * secondR;
      const thirdR = lessR + turnedR;
      const thirdI = lessI + turnedI;
      yr[o + 3 * stride] = c3 * thirdR - s3 * thirdI;
      yi[o + 3 * stride] = c3 * thirdI + s3 * thirdR;
    }
  }
}
