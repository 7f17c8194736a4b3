import type { CountedCar } from "../counted.ts";
import type { CanaryResult } from "../picture-reading.ts";

/** What stands on one track of the picture with a known answer. */
export interface CanaryTrack {
  readonly trackId: string;
  readonly cars: number;
  /** Mean length of their bodies; null where none stands. */
  readonly bodyMetres: number | null;
}

/** The cars that were found on one of its tracks. */
export interface CanaryCount {
  readonly trackId: string;
  readonly cars: readonly Pick<CountedCar, "fromMetres" | "toMetres" | "cut">[];
}

/** How the picture with a known answer was counted. */
export interface JudgedCanary {
  readonly result: CanaryResult;
  /** What is wrong, each a sentence; empty when it passed. */
  readonly faults: readonly string[];
}

/** Cars by which the total and each track may be wrong. */
const mostCarsWrong = 1;
/** Share by which the mean length of the cars may be wrong: a wrong scale changes lengths before it changes numbers. */
const mostLengthWrong = 0.1;

/**
 * Holds the count of the picture with a known answer against it: the total and each track within one car, the mean length of bodies within 10 %.
 * Cars that are cut by an edge have no length and are left out of it. A scale that is wrong by less than that, and colours in another order, are not noticed.
 */
export function judgeCanary(expected: readonly CanaryTrack[], found: readonly CanaryCount[]): JudgedCanary {
  const faults: string[] = [];
  const all = { expected: 0, found: 0 };
  for (const { trackId, cars } of expected) {
    const track = found.find((one) => one.trackId === trackId);
    all.expected += cars;
    if (track === undefined) {
      faults.push(`Track ${trackId} was not counted; ${cars} cars stand on it.`);
      continue;
    }
    all.found += track.cars.length;
    if (Math.abs(track.cars.length - cars) > mostCarsWrong)
      faults.push(`On track ${trackId} ${track.cars.length} cars were counted; ${cars} stand on it.`);
  }
  if (Math.abs(all.found - all.expected) > mostCarsWrong)
    faults.push(`${all.found} cars were counted; ${all.expected} stand in the picture.`);
  const lengths = found.flatMap(({ cars }) =>
    cars.filter(({ cut }) => !cut).map(({ fromMetres, toMetres }) => toMetres - fromMetres),
  );
  const length = mean(lengths);
  const trueLength = mean(
    expected.flatMap(({ cars, bodyMetres }) =>
      bodyMetres === null ? [] : Array.from({ length: cars }, () => bodyMetres),
    ),
  );
  if (lengths.length > 0 && Math.abs(length / trueLength - 1) > mostLengthWrong)
    faults.push(
      `The cars are ${length.toFixed(1)} m long on average as counted, and ${trueLength.toFixed(1)} m in truth: the scale is wrong.`,
    );
  return { result: { expected: all.expected, found: all.found, passed: faults.length === 0 }, faults };
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
