import { uniform } from "../../../base/random.ts";
import type { CarCount } from "../counted.ts";
import { carMixOf } from "./car-mix.ts";
import { qualitiesOf } from "./detector-errors.ts";
import { facedTrack, trackCarsOf, type FacedTrack } from "./faced-track.ts";
import { none, type Drawn, type Fates, type StringFate, type TrackDraws } from "./fates.ts";
import { lengthTurnover } from "./length-turnover.ts";
import { levelled } from "./level-light.ts";
import { carsOfPath } from "./path-cars.ts";
import { drawYard, type YardDraw, type YardErrors } from "./shared-errors.ts";
import type { StoredCount } from "./stored-count.ts";
import { stringFates } from "./string-fates.ts";
import { remarksOn, sideOf, type TrackSide } from "./track-side.ts";

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
/** Cars lean with the view: their tops stand aside of their places, in one view otherwise than in the other; standard deviation in metres. */
const leanSdMetres = 1;

/**
 * What stayed, left and came between two counted looks of one site, by place and by the order of cars. What was hidden or cut in either look is
 * "cannot tell", never "left". The same input and seed give the same answer.
 * @param seed of the draws that the intervals rest on
 * @throws RangeError when the looks are of two sites
 */
export function turnoverOf(before: StoredCount, after: StoredCount, seed: number): Turnover {
  if (before.siteId !== after.siteId)
    throw new RangeError(`turnoverOf: ${before.lookId} and ${after.lookId} are looks of two sites`);
  const next = uniform(seed);
  const ids = [...new Set([...before.counted.tracks, ...after.counted.tracks].map((t) => t.trackId))];
  const sides = ids.map((trackId) => [trackId, sideOf(before, trackId), sideOf(after, trackId)] as const);
  const apart = sides.filter(([, one, two]) => inCars(one) && inCars(two));
  const lineUpSdMetres = Math.hypot(before.lineUpSdMetres, after.lineUpSdMetres);
  const byCars = carTurnover(
    apart.map(([trackId, one, two]) => facedTrack(trackId, one, two)),
    {
      before: qualitiesOf(before.detectorSpread),
      after: qualitiesOf(after.detectorSpread),
      shiftSdMetres: Math.hypot(lineUpSdMetres, leanSdMetres),
    },
    next,
  );
  const byId = new Map(apart.map(([trackId], t) => [trackId, byCars[t]]));
  const tracks = sides.map(([trackId, one, two]): TrackDraws => {
    const remarks = [...remarksOn(trackId, one, before.lookId), ...remarksOn(trackId, two, after.lookId)];
    const own = byId.get(trackId);
    return own === undefined
      ? lengthTurnover(trackId, one, two, { lineUpSdMetres, draws, next })
      : { inCars: true, ...own, remarks };
  });
  const allInCars = tracks.every((track) => track.inCars);
  const total = (fate: (typeof fates)[number]): FateTotal => ({
    cars: allInCars ? interval(tracks, (track, d) => track.draws[fate].cars[d] ?? 0) : null,
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

const inCars = ({ track }: TrackSide): boolean => track === null || track.way === "cars";

/** What became of the cars of tracks where both looks tell cars apart, in the order of the tracks. */
function carTurnover(
  tracks: readonly FacedTrack[],
  errors: YardErrors,
  next: () => number,
): Pick<TrackDraws, "draws" | "strings">[] {
  const level = levelled(tracks, errors, next);
  const cars = level.flatMap(({ before, after }) => [...before, ...after].map(({ car }) => car));
  const mix = cars.length === 0 ? { types: [], weights: [], cars: 0 } : carMixOf(cars);
  const ways = drawYard(
    level.map((track) => trackCarsOf(track, mix)),
    errors,
    draws,
    next,
  );
  return level.map((track, t) => ({
    draws: countedWays(track, ways, t, next),
    strings: [
      ...stringFates(
        track.before,
        track.sides[0].prints,
        "before",
        ways.map((way) => way.tracks[t]?.before ?? []),
      ),
      ...stringFates(
        track.after,
        track.sides[1].prints,
        "after",
        ways.map((way) => way.tracks[t]?.after ?? []),
      ),
    ],
  }));
}

function countedWays(
  track: FacedTrack,
  ways: readonly YardDraw[],
  t: number,
  next: () => number,
): Fates<Drawn> {
  const drawn: Fates<Drawn> = {
    stayed: none(draws),
    left: none(draws),
    came: none(draws),
    cannotTell: none(draws),
  };
  for (const [d, way] of ways.entries()) {
    const path = way.tracks[t];
    if (path === undefined) continue;
    const counted = carsOfPath(track, path, way, next);
    for (const fate of fates) {
      drawn[fate].cars[d] = counted[fate].cars;
      drawn[fate].metres[d] = counted[fate].metres;
    }
  }
  return drawn;
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
