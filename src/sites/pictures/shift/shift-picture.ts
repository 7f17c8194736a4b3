/** One grey band of a picture on a grid: what pictures are lined up by and compared by. */
export interface ShiftPicture {
  readonly width: number;
  readonly height: number;
  /** Row by row from the top left. Any scale of brightness; a value that is not finite counts as no data. */
  readonly values: Float32Array;
  /** One byte a pixel: 0 where there is no data or where it shall not take part (cloud, say). null: all take part. */
  readonly valid: Uint8Array | null;
}

/** Refuses arrays that do not fit the sides. */
export function checkShiftPicture(where: string, picture: ShiftPicture): void {
  const { width, height, values, valid } = picture;
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1)
    throw new RangeError(`${where}: a picture of ${width} x ${height}`);
  if (values.length !== width * height)
    throw new RangeError(`${where}: ${values.length} values for ${width} x ${height} pixels`);
  if (valid !== null && valid.length !== width * height)
    throw new RangeError(`${where}: ${valid.length} mask bytes for ${width} x ${height} pixels`);
}

/**
 * A picture with `factor` by `factor` pixels averaged to one; what is left over at the right and the bottom is dropped. A pixel of
 * the result has data where at least half of its pixels have.
 */
export function reduced(picture: ShiftPicture, factor: number): ShiftPicture {
  if (factor === 1) return picture;
  const width = Math.floor(picture.width / factor);
  const height = Math.floor(picture.height / factor);
  const values = new Float32Array(width * height);
  const valid = new Uint8Array(width * height);
  const needed = (factor * factor) / 2;
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      let sum = 0;
      let count = 0;
      for (let y = 0; y < factor; y++) {
        const from = (row * factor + y) * picture.width + column * factor;
        for (let i = from; i < from + factor; i++) {
          const value = picture.values[i] ?? 0;
          if ((picture.valid === null || picture.valid[i] !== 0) && Number.isFinite(value)) {
            sum += value;
            count++;
          }
        }
      }
      const at = row * width + column;
      if (count >= needed) {
        values[at] = sum / count;
        valid[at] = 1;
      }
    }
  return { width, height, values, valid };
}
