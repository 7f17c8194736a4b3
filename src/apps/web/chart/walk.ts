import type { HistoryPoint } from "../../../findings/screens/history-point.ts";

/** First row whose start is not before a time; points are in order of their starts. */
export function firstFrom(points: readonly Pick<HistoryPoint, "fromMs">[], ms: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.fromMs ?? Infinity) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The next shown row in a direction from a row; from none, the first in the view. null at the end.
 * @param shown whether each row is shown
 */
export function nextShown(
  points: readonly Pick<HistoryPoint, "fromMs">[],
  from: number | null,
  step: 1 | -1,
  shown: (row: number) => boolean,
  view: { readonly fromMs: number; readonly toMs: number },
): number | null {
  const start =
    from === null
      ? step === 1
        ? firstFrom(points, view.fromMs)
        : firstFrom(points, view.toMs) - 1
      : from + step;
  for (let row = start; row >= 0 && row < points.length; row += step) if (shown(row)) return row;
  return null;
}

/** A place in the chart, and how near the pointer must be to it. */
export interface Placed {
  readonly row: number;
  readonly x: number;
  readonly y: number;
}

/** The row whose place is nearest to the pointer, within a reach in pixels; the later drawn one of two as near. */
export function nearest(places: Iterable<Placed>, x: number, y: number, reach: number): number | null {
  let [found, least]: [number | null, number] = [null, reach * reach];
  for (const place of places) {
    const distance = (place.x - x) ** 2 + (place.y - y) ** 2;
    if (distance <= least) [found, least] = [place.row, distance];
  }
  return found;
}
