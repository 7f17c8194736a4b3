/** A plane of numbers, row by row. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** A plane blurred by a Gaussian of `deviation` pixels, cut at three deviations; the border repeats. */
export function blurred(plane: Plane, deviation: number): Plane {
  const { width, height, values } = plane;
  const reach = Math.max(1, Math.ceil(3 * deviation));
  const kernel = Float32Array.from({ length: reach + 1 }, (_, i) =>
    Math.exp(-(i * i) / (2 * deviation ** 2)),
  );
  const total = 2 * kernel.reduce((sum, v) => sum + v, 0) - 1;
  const across = new Float32Array(values.length);
  for (let row = 0; row < height; row++) {
    const from = row * width;
    for (let column = 0; column < width; column++) {
      let sum = (values[from + column] ?? 0) * (kernel[0] ?? 0);
      for (let i = 1; i <= reach; i++) {
        const left = column >= i ? column - i : 0;
        const right = column + i < width ? column + i : width - 1;
        sum += ((values[from + left] ?? 0) + (values[from + right] ?? 0)) * (kernel[i] ?? 0);
      }
      across[from + column] = sum / total;
    }
  }
  const down = new Float32Array(values.length);
  for (let row = 0; row < height; row++)
    for (let i = 0; i <= reach; i++) {
      const top = Math.max(0, row - i) * width;
      const low = Math.min(height - 1, row + i) * width;
      const weight = ((kernel[i] ?? 0) / total) * (i === 0 ? 0.5 : 1);
      const to = row * width;
      for (let column = 0; column < width; column++)
        down[to + column] =
          (down[to + column] ?? 0) + weight * ((across[top + column] ?? 0) + (across[low + column] ?? 0));
    }
  return { width, height, values: down };
}

/** Every other pixel of every other row. */
export function halved({ width, height, values }: Plane): Plane {
  const [w, h] = [width >> 1, height >> 1];
  const half = new Float32Array(w * h);
  for (let row = 0; row < h; row++)
    for (let column = 0; column < w; column++)
      half[row * w + column] = values[2 * row * width + 2 * column] ?? 0;
  return { width: w, height: h, values: half };
}

/** A plane with what has no data replaced by the mean of what has. Returns null when nothing has. */
export function filled(
  width: number,
  height: number,
  values: Float32Array,
  valid: Uint8Array | null,
): Plane | null {
  let sum = 0;
  let count = 0;
  const seen = (i: number): boolean =>
    (valid === null || valid[i] !== 0) && Number.isFinite(values[i] ?? Number.NaN);
  for (let i = 0; i < values.length; i++)
    if (seen(i)) {
      sum += values[i] ?? 0;
      count++;
    }
  if (count === 0) return null;
  const mean = sum / count;
  return { width, height, values: values.map((value, i) => (seen(i) ? value : mean)) };
}
