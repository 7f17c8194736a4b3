import { counted } from "../../base/counted.ts";

/**
 * What a published or computed number of trips counts. Numbers of different rules are never compared as if they were of one.
 * `round-trip`: away from the land side, at the load side, and back at the land side. `loaded-leg`: away from the load side and at the
 * land side next. `ship-visit`: a stay of any ship in the load port. `pier-visit`: a stay of any ship at one pier of it.
 */
export const countingRules = ["round-trip", "loaded-leg", "ship-visit", "pier-visit"] as const;
export type CountingRule = (typeof countingRules)[number];

export const ruleInWords: Readonly<Record<CountingRule, string>> = {
  "round-trip": "round trips",
  "loaded-leg": "loaded legs",
  "ship-visit": "visits of ships",
  "pier-visit": "visits at one pier",
};

const one: Readonly<Record<CountingRule, string>> = {
  "round-trip": "round trip",
  "loaded-leg": "loaded leg",
  "ship-visit": "visit of a ship",
  "pier-visit": "visit at one pier",
};

/** "1 round trip", "4 visits of ships". */
export const countedByRule = (rule: CountingRule, number: number): string =>
  counted(number, one[rule], ruleInWords[rule]);
