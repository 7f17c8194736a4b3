import { kindInWords, type Kind } from "../../../../sites/counting/kind.ts";
import type { CarCount } from "../../../../sites/tracks/counted.ts";

/** A figure without decimals that say nothing. */
export const figure = (value: number): string => String(Number(value.toFixed(1)));

/** "73 railcars (61 to 85)". Bounds are rounded outwards, so that the interval never becomes narrower by printing. */
export const countInWords = ({ low, best, high }: CarCount, kind: Kind): string => {
  const middle = Math.round(best);
  return `${middle} ${kindInWords(kind, middle)} (${Math.floor(low + 1e-9)} to ${Math.ceil(high - 1e-9)})`;
};
