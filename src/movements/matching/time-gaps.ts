/** Upper ends, in minutes, of the bins in which what was learnt is kept, by the time of the bridge: before x after / (before + after). */
export const bridgeMinutes = [1, 3, 6, 12, 24, 48, 96, Infinity] as const;

/** The same for ships that reported on one side only, by the time since or until that report. */
export const openMinutes = [2, 5, 15, 30, 60, 120, 240, 480, Infinity] as const;

export const binOf = (minutes: number, ends: readonly number[]): number =>
  ends.findIndex((end) => minutes < end);
