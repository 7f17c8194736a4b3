import type { CountedCar } from "../counted.ts";
import type { DecoderSettings, StripReading } from "../reading.ts";
import { placeMetres } from "../strip.ts";
import { carLooks } from "./car-look.ts";
import { chooseCars } from "./chosen-cars.ts";
import type { CountDistribution } from "./count-distribution.ts";
import { countWays } from "./count-ways.ts";
import { leastSeenPlaces } from "./counting-rule.ts";
import { gated } from "./gate.ts";
import { latticeOf, type Body, type CarsOf } from "./lattice.ts";
import { occupiedLength, type MeasuredLength } from "./occupied-length.ts";
import { withOwnOccupancy } from "./own-occupancy.ts";
import { placeStates } from "./place-states.ts";
import { distanceLimits } from "./sample-distance.ts";
import { waysThrough } from "./semi-markov.ts";
import { joinedStrings, occupiedStrings, type Stretch } from "./strings.ts";
import { stripScores } from "./strip-scores.ts";

/** What one strip holds. */
export interface DecodedStrip {
  /** Probability of each number of cars. */
  readonly distribution: CountDistribution;
  /** In order of the line; exactly as many as the median of the distribution. */
  readonly cars: readonly CountedCar[];
  readonly strings: readonly Stretch[];
  /** Ground under cars and their gaps, by the states of the places: another witness than the distribution. */
  readonly occupied: MeasuredLength;
  /** Strings by the states of the places. */
  readonly occupiedStrings: readonly Stretch[];
  /** Probability of each place to be hidden; 0 where another track answers for it. */
  readonly hidden: Float64Array;
  /** Probability of each place to be under a car or a gap, by the states; 0 where another track answers for it. */
  readonly occupiedAt: Float64Array;
}

/**
 * Cars, strings and occupied length of one strip, with the distribution of the number of cars over all ways to read it. Nothing of it depends on
 * other strips. Cars on ground that another track answers for take part in the reading, but are neither counted nor listed.
 * @throws InputError where the reading does not fit its number of places
 */
export function decodeStrip(
  reading: StripReading,
  { settings, sampleDistanceMetres }: { settings: DecoderSettings; sampleDistanceMetres: number },
): DecodedStrip {
  const scores = stripScores(reading, settings);
  const states = placeStates(reading);
  const lattice = latticeOf(scores, waysThrough(scores), carsOf(reading));
  const stretches = countWays(lattice).map((stretch) => gated(stretch, states.car));
  const chosen = chooseCars(stretches);
  const kindsAllowed = sampleDistanceMetres <= distanceLimits.cars;
  const bodies = chosen.cars.map(({ body, cut }) => ({ body, cut, ...found(body, lattice.car) }));
  const looks = carLooks(reading, bodies, kindsAllowed);
  const cars = bodies.map(({ cut, fromMetres, toMetres, probability }, i): CountedCar => ({
    fromMetres,
    toMetres,
    probability,
    ...(looks[i] ?? noLook()),
    cut,
  }));
  const occupiedAt = ownGround(kindsAllowed ? states.occupied : withOwnOccupancy(states.occupied), reading);
  const occupied = occupiedStrings(occupiedAt, placeMetres);
  return {
    distribution: chosen.distribution,
    cars,
    strings: joinedStrings(cars.map((car) => [car.fromMetres, car.toMetres])),
    occupied: occupiedLength(occupiedAt, { strings: occupied.length, sampleDistanceMetres }),
    occupiedStrings: occupied,
    hidden: ownGround(
      states.hidden.map((p, t) => Math.max(p > 0.5 ? p : 0, lattice.hidden[t] ?? 0)),
      reading,
    ),
    occupiedAt,
  };
}

const noLook = (): never => {
  throw new RangeError("decodeStrip: a car without a look");
};

const found = (
  [from, to]: Body,
  car: Float64Array,
): Pick<CountedCar, "fromMetres" | "toMetres" | "probability"> => ({
  fromMetres: from * placeMetres,
  toMetres: to * placeMetres,
  probability: car[(from + to) >> 1] ?? 0,
});

function carsOf({ elsewhere }: StripReading): CarsOf {
  return ([from, to], cut) => {
    const middle = (from + to) / 2;
    if (elsewhere.some(([first, end]) => middle >= first && middle < end)) return 0;
    return cut && to - from < leastSeenPlaces ? 0 : 1;
  };
}

function ownGround(values: Float64Array, { elsewhere }: StripReading): Float64Array {
  const own = values.slice();
  for (const [from, to] of elsewhere) own.fill(0, from, to);
  return own;
}
