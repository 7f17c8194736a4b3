import type { Plane } from "./blur.ts";

/**
 * Standard deviation of a picture's noise, from its plainest tenth of blocks of 16 by 16: the 3 x 3 operator of Immerkær (Computer Vision and Image Understanding
 * 64, 1996), which answers to noise and not to slopes and edges. 0 where compression has flattened plain ground.
 */
export function noiseOf({ width, height, values }: Plane): number {
  const side = 16;
  const found: number[] = [];
  for (let top = 1; top + side < height; top += side)
    for (let left = 1; left + side < width; left += side) {
      let sum = 0;
      for (let row = top; row < top + side; row++)
        for (let at = row * width + left; at < row * width + left + side; at++) {
          const corners =
            (values[at - width - 1] ?? 0) +
            (values[at - width + 1] ?? 0) +
            (values[at + width - 1] ?? 0) +
            (values[at + width + 1] ?? 0);
          const sides =
            (values[at - 1] ?? 0) +
            (values[at + 1] ?? 0) +
            (values[at - width] ?? 0) +
            (values[at + width] ?? 0);
          sum += Math.abs(corners - 2 * sides + 4 * (values[at] ?? 0));
        }
      // The operator's answer to unit noise has a standard deviation of 6, and a mean size of sqrt(2 / pi) times that.
      found.push((sum / (side * side * 6)) * Math.sqrt(Math.PI / 2));
    }
  return found.toSorted((a, b) => a - b)[Math.floor(found.length / 10)] ?? 0;
}
