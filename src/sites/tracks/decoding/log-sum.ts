/** A term that is this much smaller than another, in logs, is below the last bit of their sum. */
const negligible = 38;

/** log(exp(a) + exp(b)); either may be -Infinity. */
export function logAdd(a: number, b: number): number {
  const most = a > b ? a : b;
  if (most === -Infinity) return most;
  const apart = a > b ? a - b : b - a;
  return apart > negligible ? most : most + Math.log1p(Math.exp(-apart));
}

/** A stretch of sources at fixed distances from one place, each with a term by its distance. */
export interface Window {
  readonly sources: Float64Array;
  readonly terms: Float64Array;
  /** 1: the sources lie ahead of the place, -1: behind it. */
  readonly side: 1 | -1;
}

/** Log of the sum over distances from `least` to `most` (both included) of exp(source + term). */
export function logSumWindow(
  { sources, terms, side }: Window,
  at: number,
  least: number,
  most: number,
): number {
  let top = -Infinity;
  for (let n = least; n <= most; n++) {
    const value = (sources[at + side * n] ?? 0) + (terms[n] ?? 0);
    if (value > top) top = value;
  }
  if (top === -Infinity) return top;
  let sum = 0;
  const floor = top - negligible;
  for (let n = least; n <= most; n++) {
    const value = (sources[at + side * n] ?? 0) + (terms[n] ?? 0);
    if (value > floor) sum += Math.exp(value - top);
  }
  return top + Math.log(sum);
}
