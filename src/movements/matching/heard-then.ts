/**
 * That a transponder would have been heard at a time of which only a span is known: the mean over times of it, each as probable. A time of which it is
 * not known counts as one at which it would not have been: then the mean is the least that it can be. Null where it is known of no time.
 */
export function heardThen(times: readonly number[], heardAt: (at: number) => number | null): number | null {
  const heard = times.map(heardAt);
  if (heard.every((h) => h === null)) return null;
  return heard.reduce((sum: number, h) => sum + (h ?? 0), 0) / heard.length;
}
