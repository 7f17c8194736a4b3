import { doubtOf } from "./detector-errors.ts";
import { profileOf, sameCarRatio, type CarMix } from "./car-mix.ts";
import type { SideCars } from "./lone-runs.ts";
import type { TrackCars } from "./placed-pairs.ts";
import { middleOf } from "./stay-model.ts";
import { sees, type TrackSide } from "./track-side.ts";
import type { PrintCar, TrainPrint } from "./train-print.ts";

/**
 * Power that the likeness of two cars is raised to: cars of one string share light, dirt and the detector's faults, so they say less than as many
 * independent cars would. For single pairs of simulated cars the likelihood was best as it is (docs/method/turnover.md).
 */
const likenessPower = 0.8;
const leastRatio = 1e-4;
/** A car of one look with what can be said of its place at the other. */
export interface FacedCar {
  readonly car: PrintCar;
  readonly string: TrainPrint;
  /** Its place was not seen at the other look, or it was itself cut. */
  readonly blind: boolean;
}

/** One track at both looks, car against car. */
export interface FacedTrack {
  readonly trackId: string;
  readonly sides: readonly [before: TrackSide, after: TrackSide];
  readonly before: readonly FacedCar[];
  readonly after: readonly FacedCar[];
}

export function facedTrack(trackId: string, before: TrackSide, after: TrackSide): FacedTrack {
  return {
    trackId,
    sides: [before, after],
    before: facing(before, after),
    after: facing(after, before),
  };
}

function facing(side: TrackSide, other: TrackSide): FacedCar[] {
  return side.prints.flatMap((string) =>
    string.cars.map((car) => ({ car, string, blind: car.cut || !sees(other, car) })),
  );
}

/** What the alignment needs of a track. */
export function trackCarsOf({ before, after, sides }: FacedTrack, mix: CarMix): TrackCars {
  const profiles = after.map(({ car }) => profileOf(car, mix));
  return {
    before: sideCars(before),
    after: sideCars(after),
    logRatios: before.map(({ car }) => {
      const own = profileOf(car, mix);
      return Float64Array.from(
        profiles,
        (p) => likenessPower * Math.log(Math.max(leastRatio, sameCarRatio(own, p, mix))),
      );
    }),
    lengthMetres: Math.max(...sides.map(({ track }) => track?.lengthMetres ?? 0)),
  };
}

const sideCars = (cars: readonly FacedCar[]): SideCars => ({
  middles: Float64Array.from(cars, ({ car }) => middleOf(car)),
  strings: cars.map(({ string }) => string.number),
  doubts: Float64Array.from(cars, ({ car }) => doubtOf(car.probability)),
  blind: Uint8Array.from(cars, ({ blind }) => Number(blind)),
});
