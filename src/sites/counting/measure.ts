/** What the figure says: a number of things, metres, percent of the area, a number per month, or seen (1) and seen to be absent (0). */
export const measures = ["count", "length", "share", "monthly", "presence"] as const;
export type Measure = (typeof measures)[number];

/** What of the period the figure says: the value at one look, the largest over all looks in it, or the sum over it. */
export const statistics = ["at-look", "maximum", "total"] as const;
export type Statistic = (typeof statistics)[number];

/** The largest figure that is taken for a slip of the pen above it. */
export const largestFigure: Readonly<Record<Measure, number>> = {
  count: 1_000_000,
  length: 1_000_000,
  share: 100,
  monthly: 1_000_000,
  presence: 1,
};

/** The unit of a measure in words; empty for plain numbers. */
export const unitOf: Readonly<Record<Measure, string>> = {
  count: "",
  length: "m",
  share: "%",
  monthly: "a month",
  presence: "",
};
