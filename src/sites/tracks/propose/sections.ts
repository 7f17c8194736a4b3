import { sectionColumns } from "./section-columns.ts";
import { turned, type TurnedFrame, type Wanted } from "./turned.ts";

/** What is seen across each direction, averaged along it. Values of section s stand at s * high + row. */
export interface Sections {
  readonly count: number;
  readonly high: number;
  /** Brightness. */
  readonly mean: Float32Array;
  /** Steepness across: edges of beds, rails and strings of cars, whichever side is brighter. */
  readonly edges: Float32Array;
  /** Change along: cars and their gaps change, beds and rails less. */
  readonly change: Float32Array;
}

/** Sections of a picture along the rows of the wanted part of a turned frame; 0 elsewhere. */
export function sectionsOf(
  contrast: Float32Array,
  width: number,
  height: number,
  frame: TurnedFrame,
  wanted: Wanted,
): Sections {
  const { wide, high } = frame;
  const values = turned(contrast, width, height, frame, wanted);
  const count = Math.ceil(wide / sectionColumns.apart);
  const [mean, edges, change] = [
    new Float32Array(count * high),
    new Float32Array(count * high),
    new Float32Array(count * high),
  ];
  // Over three columns, so that noise and sleepers are less than what runs along.
  const smooth = new Float32Array(values.length);
  for (let v = 0; v < high; v++)
    for (let at = v * wide + (wanted.from[v] ?? 0); at < v * wide + (wanted.to[v] ?? 0); at++)
      smooth[at] = ((values[at - 1] ?? 0) + (values[at] ?? 0) + (values[at + 1] ?? 0)) / 3;
  const [sums, steep, squares] = [
    new Float64Array(wide + 1),
    new Float64Array(wide + 1),
    new Float64Array(wide + 1),
  ];
  for (let v = 1; v < high - 1; v++) {
    const row = v * wide;
    const [first, last] = [wanted.from[v] ?? 0, wanted.to[v] ?? 0];
    [sums[first], squares[first], steep[first]] = [0, 0, 0];
    for (let u = first; u < last; u++) {
      const own = smooth[row + u] ?? 0;
      sums[u + 1] = (sums[u] ?? 0) + own;
      squares[u + 1] = (squares[u] ?? 0) + own * own;
      steep[u + 1] =
        (steep[u] ?? 0) + Math.abs((smooth[row + wide + u] ?? 0) - (smooth[row - wide + u] ?? 0));
    }
    for (let s = Math.ceil(first / sectionColumns.apart); s * sectionColumns.apart < last; s++) {
      const middle = s * sectionColumns.apart;
      const from = Math.max(first, middle - sectionColumns.reach);
      const to = Math.min(last, middle + sectionColumns.reach + 1);
      const n = to - from;
      const average = ((sums[to] ?? 0) - (sums[from] ?? 0)) / n;
      const at = s * high + v;
      mean[at] = average;
      edges[at] = ((steep[to] ?? 0) - (steep[from] ?? 0)) / n;
      change[at] = Math.sqrt(
        Math.max(0, ((squares[to] ?? 0) - (squares[from] ?? 0)) / n - average * average),
      );
    }
  }
  return { count, high, mean, edges, change };
}
