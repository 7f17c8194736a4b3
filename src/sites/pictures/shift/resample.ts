import type { Affine } from "../georeference/georeference.ts";
import type { ShiftPicture } from "./shift-picture.ts";

/** A grid that a picture lies on, or shall. */
export interface PictureGrid {
  readonly width: number;
  readonly height: number;
  /** From pixels to coordinates of a reference system that both grids share. */
  readonly transform: Affine;
}

/**
 * Samples a grey picture onto another grid of the same reference system. Each pixel of the result is the mean of bilinear samples spread
 * evenly over the pixel, as many each way as it spans pixels of the picture: a box filter where the result is coarser, one bilinear sample where it
 * is finer. A sample needs data at all pixels that it is made of, a result at least half of its samples.
 * @throws RangeError when `from` does not fit the picture, or is a grid without area
 */
export function resampleOnto(picture: ShiftPicture, from: PictureGrid, to: PictureGrid): ShiftPicture {
  if (from.width !== picture.width || from.height !== picture.height)
    throw new RangeError(
      `resampleOnto: a grid of ${from.width} x ${from.height} for ${picture.width} x ${picture.height} pixels`,
    );
  const [x0, xc, xr, y0, yc, yr] = to.transform;
  const [u0, uc, ur, v0, vc, vr] = inverted(from.transform);
  // Column and row of the picture, as six numbers over column and row of the result.
  const across: Six = [u0 + uc * x0 + ur * y0, uc * xc + ur * yc, uc * xr + ur * yr];
  const down: Six = [v0 + vc * x0 + vr * y0, vc * xc + vr * yc, vc * xr + vr * yr];
  return resampledBy(picture, across, down, to.width, to.height);
}

type Six = readonly [origin: number, perColumn: number, perRow: number];

/** The same with the way from the result's pixels to the picture's given directly: place = origin + column * perColumn + row * perRow. */
export function resampledBy(
  picture: ShiftPicture,
  across: Six,
  down: Six,
  width: number,
  height: number,
): ShiftPicture {
  const values = new Float32Array(width * height);
  const valid = new Uint8Array(width * height);
  const alongColumns = Math.min(64, Math.max(1, Math.round(Math.hypot(across[1], down[1]))));
  const alongRows = Math.min(64, Math.max(1, Math.round(Math.hypot(across[2], down[2]))));
  const needed = (alongColumns * alongRows) / 2;
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      let sum = 0;
      let count = 0;
      for (let j = 0; j < alongRows; j++)
        for (let i = 0; i < alongColumns; i++) {
          const c = column + (i + 0.5) / alongColumns;
          const r = row + (j + 0.5) / alongRows;
          const value = bilinear(
            picture,
            across[0] + c * across[1] + r * across[2] - 0.5,
            down[0] + c * down[1] + r * down[2] - 0.5,
          );
          if (value === value) {
            sum += value;
            count++;
          }
        }
      if (count < needed) continue;
      values[row * width + column] = sum / count;
      valid[row * width + column] = 1;
    }
  return { width, height, values, valid };
}

/** The value between the centres of four pixels; NaN where one that counts has no data. The outer half pixel repeats its neighbour. */
function bilinear({ width, height, values, valid }: ShiftPicture, x: number, y: number): number {
  if (!(x >= -0.5 && y >= -0.5 && x <= width - 0.5 && y <= height - 0.5)) return Number.NaN;
  const left = Math.min(Math.max(Math.floor(x), 0), Math.max(0, width - 2));
  const top = Math.min(Math.max(Math.floor(y), 0), Math.max(0, height - 2));
  const a = Math.min(1, Math.max(0, x - left));
  const b = Math.min(1, Math.max(0, y - top));
  const right = Math.min(left + 1, width - 1);
  const low = Math.min(top + 1, height - 1);
  const at = [top * width + left, top * width + right, low * width + left, low * width + right] as const;
  const weight = [(1 - a) * (1 - b), a * (1 - b), (1 - a) * b, a * b] as const;
  let sum = 0;
  for (let i = 0; i < 4; i++) {
    const share = weight[i] ?? 0;
    if (share === 0) continue;
    const from = at[i] ?? 0;
    if (valid !== null && valid[from] === 0) return Number.NaN;
    sum += share * (values[from] ?? Number.NaN);
  }
  return sum;
}

function inverted([x0, xc, xr, y0, yc, yr]: Affine): Affine {
  const area = xc * yr - xr * yc;
  if (!Number.isFinite(area) || area === 0) throw new RangeError("resampleOnto: a grid without area");
  return [
    (xr * y0 - x0 * yr) / area,
    yr / area,
    -xr / area,
    (yc * x0 - xc * y0) / area,
    -yc / area,
    xc / area,
  ];
}
