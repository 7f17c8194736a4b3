/** What counts as one car, with its version: a change of it is a break in a history. */
export const countingRule = {
  name: "cars-along-tracks/1",
  text:
    "One car is one body, 6 to 30 m long, that a visible gap parts from the next; an articulated set counts as many cars as it shows bodies, " +
    "and a locomotive counts as a car. A car that is cut by the end of the line, by the edge of the picture or by hidden ground counts where at " +
    "least 4 m of it are seen. A car whose middle lies on ground that another track answers for counts there.",
} as const;

/** Places of a cut car that must be seen: 4 m. */
export const leastSeenPlaces = 8;
