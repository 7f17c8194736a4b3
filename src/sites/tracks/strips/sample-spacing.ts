/** Pixels to a metre above which a sample is the mean over a box: under 0.2 m between pixels, single pixels are finer than a sample. */
const boxFromPixels = 5;
/** Side of the box, in metres. */
const boxMetres = 0.25;

/** The places of a box over which a sample is averaged, along either axis of the picture: so many, `first` to the left, `step` apart, in pixels. */
export interface SampleBox {
  readonly count: number;
  readonly first: number;
  readonly step: number;
}

const point: SampleBox = { count: 1, first: 0, step: 0 };

/** Whether pixels are so fine that samples are means, for a column whose metre to the right is [dx, dy] pixels. */
export const isFine = (dx: number, dy: number): boolean => dx * dx + dy * dy > boxFromPixels * boxFromPixels;

/** The box of a column whose metre to the right is [dx, dy] pixels: a single place where pixels are no finer than 0.2 m. */
export function boxOf(dx: number, dy: number): SampleBox {
  if (!isFine(dx, dy)) return point;
  const pixels = Math.sqrt(dx * dx + dy * dy);
  const count = Math.min(16, Math.ceil(boxMetres * pixels));
  const step = (boxMetres * pixels) / count;
  return { count, first: -((count - 1) / 2) * step, step };
}
