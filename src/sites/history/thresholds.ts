/** The numbers that words depend on. A change of any of them changes verdicts: it is a breaking change. docs/method/history.md. */
export const thresholds = {
  name: "record-test/1",
  /** Length of the window before the look under test, in years, unless another is asked for. */
  windowYears: 5,
  /** Fewer comparable looks than this, and nothing is said beyond `cannot-tell`. */
  fewestLooks: 8,
  /** Looks needed for `unprecedented`: with 19, a look that is nothing special tops all others one time in twenty. */
  looksForUnprecedented: 19,
  /** Probability that the true value exceeds the largest true value before, at least, for `record`. */
  exceeds: 0.95,
  /** Tail probability at most, for `unprecedented`. */
  tailForUnprecedented: 0.01,
  /** Tail probability at most, for `high` and (the other tail) `unusually-low`. */
  tailForHigh: 0.05,
  /** Looks nearer than this to each other may show the same train standing: trains were seen to stand two to four days. */
  dwellDays: 4,
} as const;

export const verdicts = [
  "unprecedented",
  "record",
  "high",
  "within-range",
  "unusually-low",
  "cannot-tell",
] as const;
export type Verdict = (typeof verdicts)[number];

/** The words of a verdict in a sentence. */
export const verdictInWords: Readonly<Record<Verdict, string>> = {
  unprecedented: "unprecedented",
  record: "a record",
  high: "high",
  "within-range": "within the range",
  "unusually-low": "unusually low",
  "cannot-tell": "cannot tell",
};
