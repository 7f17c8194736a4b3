import { kindInWords, type Kind } from "../../../../sites/counting/kind.ts";
import { wholeCount } from "../../../../sites/counting/marks/combined-count.ts";
import type { CarCount } from "../../../../sites/tracks/counted.ts";

/** A figure without decimals that say nothing. */
export const figure = (value: number): string => String(Number(value.toFixed(1)));

/** "73 railcars (61 to 85)". Bounds are rounded outwards, so that the interval never becomes narrower by printing. */
export const countInWords = (count: CarCount, kind: Kind): string => {
  const { low, best, high } = wholeCount(count);
  return `${best} ${kindInWords(kind, best)} (${low} to ${high})`;
};
