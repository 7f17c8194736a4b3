/** A stretch of one strip, in places, half-open. */
export interface SampledRange {
  readonly strip: number;
  readonly from: number;
  readonly to: number;
}

/** Places of a stretch (128 m), and how many stretches are taken at most: 3 km of track. */
const [stretchPlaces, mostStretches] = [256, 24];

/**
 * Stretches of strips from which a picture's sun is learned before all of it is read: everything where there are 3 km or less, else 24 stretches of 128 m, evenly spread
 * over the strips in the order of their ids, so that the order in which they were given makes no difference.
 */
export function sampledRanges(
  strips: readonly { readonly id: string; readonly places: number }[],
): readonly SampledRange[] {
  const ranges = strips
    .map(({ id, places }, strip) => ({ id, places, strip }))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .flatMap(({ places, strip }) =>
      Array.from({ length: Math.ceil(places / stretchPlaces) }, (_, i): SampledRange => ({
        strip,
        from: i * stretchPlaces,
        to: Math.min(places, (i + 1) * stretchPlaces),
      })),
    );
  if (ranges.length <= mostStretches) return ranges;
  return Array.from({ length: mostStretches }, (_, i) => {
    const range = ranges[Math.floor(((i + 0.5) * ranges.length) / mostStretches)];
    if (range === undefined) throw new RangeError("sampledRanges: beyond the last stretch");
    return range;
  });
}
