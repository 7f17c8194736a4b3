/**
 * How a look ended.
 * counted: a figure was established, zero included. partial: something was seen and the figure is a lower bound or missing.
 * not-seen: nothing of the area could be seen. failed: the attempt itself broke. Only the first says what was not there.
 */
export const outcomes = ["counted", "partial", "not-seen", "failed"] as const;
export type Outcome = (typeof outcomes)[number];

/** How many looks ended in each way. */
export type Tally = Readonly<Record<Outcome, number>>;

export const emptyTally = (): Record<Outcome, number> => ({
  counted: 0,
  partial: 0,
  "not-seen": 0,
  failed: 0,
});
