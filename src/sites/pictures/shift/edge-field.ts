import type { ShiftPicture } from "./shift-picture.ts";

/** The direction of brightness change at every pixel, as a complex number of a length below one; zero where there is no data. */
export interface EdgeField {
  readonly width: number;
  readonly height: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** One byte a pixel: 1 where the gradient could be taken. */
  readonly known: Uint8Array;
}

/**
 * Edges without their contrast: g / (|g| + e), where g is the gradient by Scharr's 3 x 3 kernels (H. Scharr, dissertation, Heidelberg 2000) and
 * e is the median of |g|. A roof that is bright in one picture and dull in the other then weighs the same in both, and the noise of
 * plain ground weighs little. After the orientation correlation of Fitch, Kadyrov, Christmas and Kittler (British Machine Vision
 * Conference 2002), which divides by |g| alone, and the gradient correlation of Argyriou and Vlachos (2004).
 */
export function edgeField(picture: ShiftPicture): EdgeField {
  const { width, height, values, valid } = picture;
  const x = new Float32Array(width * height);
  const y = new Float32Array(width * height);
  const known = new Uint8Array(width * height);
  const lengths = new Float32Array(width * height);
  for (let row = 1; row < height - 1; row++)
    for (let column = 1; column < width - 1; column++) {
      const at = row * width + column;
      if (valid !== null && !allAround(valid, at, width)) continue;
      const topLeft = values[at - width - 1] ?? 0;
      const topRight = values[at - width + 1] ?? 0;
      const lowLeft = values[at + width - 1] ?? 0;
      const lowRight = values[at + width + 1] ?? 0;
      const gx =
        3 * (topRight - topLeft + lowRight - lowLeft) + 10 * ((values[at + 1] ?? 0) - (values[at - 1] ?? 0));
      const gy =
        3 * (lowLeft - topLeft + lowRight - topRight) +
        10 * ((values[at + width] ?? 0) - (values[at - width] ?? 0));
      const length = Math.sqrt(gx * gx + gy * gy);
      if (!Number.isFinite(length)) continue;
      x[at] = gx;
      y[at] = gy;
      lengths[at] = length;
      known[at] = 1;
    }
  const soft = medianLength(lengths, known);
  for (let at = 0; at < x.length; at++) {
    if (known[at] === 0) continue;
    const scale = 1 / ((lengths[at] ?? 0) + soft + 1e-20);
    x[at] = (x[at] ?? 0) * scale;
    y[at] = (y[at] ?? 0) * scale;
  }
  return { width, height, x, y, known };
}

function allAround(valid: Uint8Array, at: number, width: number): boolean {
  for (let row = at - width; row <= at + width; row += width)
    if (valid[row - 1] === 0 || valid[row] === 0 || valid[row + 1] === 0) return false;
  return true;
}

/** Median of about 20,000 of the lengths, evenly picked. */
function medianLength(lengths: Float32Array, known: Uint8Array): number {
  const step = Math.max(1, Math.floor(lengths.length / 20_000)) | 1;
  const picked: number[] = [];
  for (let at = 0; at < lengths.length; at += step) if (known[at] !== 0) picked.push(lengths[at] ?? 0);
  return Float64Array.from(picked).sort()[picked.length >> 1] ?? 0;
}

/**
 * Smaller over larger eigenvalue of the structure tensor of a whole field (Förstner and Gülch, 1987): 0 where all edges run one way, 1
 * where they run every way alike, 1 also for a field without edges.
 */
export function crossShare({ x, y }: EdgeField): number {
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    const a = x[i] ?? 0;
    const b = y[i] ?? 0;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  const mean = (xx + yy) / 2;
  const apart = Math.sqrt(((xx - yy) / 2) ** 2 + xy * xy);
  return mean > 0 ? (mean - apart) / (mean + apart) : 1;
}
