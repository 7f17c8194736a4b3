import { uniform } from "../../../base/random.ts";
import type { CarCount } from "../counted.ts";
import type { CarMix } from "./car-mix.ts";
import type { StoredCount } from "./stored-count.ts";
import type { Fates, StringFate, TrackDraws } from "./fates.ts";
import { trackTurnover } from "./track-turnover.ts";

/** Cars and metres of cars with one fate, as intervals (central 90 %, median). */
export interface FateTotal {
  /** null where a track was counted by length alone, so that its cars are not in it. */
  readonly cars: CarCount | null;
  readonly metres: CarCount;
}

/** What became of the cars of a site between two looks. */
export interface Turnover {
  readonly before: string;
  readonly after: string;
  readonly totals: Fates<FateTotal>;
  readonly strings: readonly StringFate[];
  /** Tracks of which less can be said, each a sentence. */
  readonly remarks: readonly string[];
}

const draws = 1000;
const fates = ["stayed", "left", "came", "cannotTell"] as const;

/**
 * What stayed, left and came between two counted looks of one site, by place and by the order of cars. What was hidden or cut in either look is
 * "cannot tell", never "left". The same input and seed give the same answer.
 * @param mix cars of both looks, and of others of the site where there are any
 * @param seed of the draws that the intervals rest on
 * @throws RangeError when the looks are of two sites
 */
export function turnoverOf(before: StoredCount, after: StoredCount, mix: CarMix, seed: number): Turnover {
  if (before.siteId !== after.siteId)
    throw new RangeError(`turnoverOf: ${before.lookId} and ${after.lookId} are looks of two sites`);
  const ids = [...before.counted.tracks, ...after.counted.tracks].map((t) => t.trackId);
  const tracks = [...new Set(ids)].map((trackId, i) =>
    trackTurnover(trackId, before, after, mix, {
      lineUpSdMetres: Math.hypot(before.lineUpSdMetres, after.lineUpSdMetres),
      draws,
      next: uniform(seed + i * 7919),
    }),
  );
  const inCars = tracks.every((track) => track.inCars);
  const total = (fate: (typeof fates)[number]): FateTotal => ({
    cars: inCars ? interval(tracks, (track, d) => track.draws[fate].cars[d] ?? 0) : null,
    metres: interval(tracks, (track, d) => track.draws[fate].metres[d] ?? 0),
  });
  return {
    before: before.lookId,
    after: after.lookId,
    totals: {
      stayed: total("stayed"),
      left: total("left"),
      came: total("came"),
      cannotTell: total("cannotTell"),
    },
    strings: tracks.flatMap((track) => track.strings),
    remarks: tracks.flatMap((track) => track.remarks),
  };
}

function interval(
  tracks: readonly TrackDraws[],
  value: (track: TrackDraws, draw: number) => number,
): CarCount {
  const sums = Float64Array.from({ length: draws }, (_, d) =>
    tracks.reduce((sum, track) => sum + value(track, d), 0),
  ).sort();
  const at = (share: number): number => Math.round(10 * (sums[Math.floor(share * (draws - 1))] ?? 0)) / 10;
  return { low: at(0.05), best: at(0.5), high: at(0.95) };
}
