import { likelihoodOf } from "./same-car.ts";
import type { PrintCar } from "./train-print.ts";

/** What cars a yard has: types, each stood for by a car that was seen, and how frequent each is. The weights sum to 1. */
export interface CarMix {
  readonly types: readonly PrintCar[];
  readonly weights: readonly number[];
  /** How many cars it was fitted to. */
  readonly cars: number;
}

/** A car joins a type when it would be this probable, beside its own best, as one of that type. */
const alike = 0.3;
const mostTypes = 600;
const rounds = 80;
const leastWeight = 1e-4;

/**
 * The mix of cars behind many observed ones: the distribution over types that makes all observations most probable (nonparametric maximum
 * likelihood by expectation and maximisation: Laird, Journal of the American Statistical Association 73, 1978). Errors of observation are thus
 * taken off: a hundred gondolas of one paint become one type however their measured colours scatter. The order of the cars changes nothing.
 * @throws RangeError without a car
 */
export function carMixOf(cars: readonly PrintCar[]): CarMix {
  if (cars.length === 0) throw new RangeError("carMixOf: there are no cars");
  const sorted = cars.toSorted(inOrder);
  const types = typesAmong(sorted);
  const table = sorted.map((car) => Float64Array.from(types, likelihoodOf(car)));
  let weights = types.map(() => 1 / types.length);
  for (let round = 0; round < rounds; round++) {
    const sums = new Float64Array(types.length);
    for (const row of table) {
      let all = 0;
      for (let k = 0; k < row.length; k++) all += (weights[k] ?? 0) * (row[k] ?? 0);
      if (all > 0) for (let k = 0; k < row.length; k++) sums[k] = (sums[k] ?? 0) + (row[k] ?? 0) / all;
    }
    weights = weights.map((w, k) => (w * (sums[k] ?? 0)) / sorted.length);
  }
  const kept = types.flatMap((type, k) => {
    const weight = weights[k] ?? 0;
    return weight >= leastWeight ? [{ type, weight }] : [];
  });
  const total = kept.reduce((sum, { weight }) => sum + weight, 0);
  return {
    types: kept.map(({ type }) => type),
    weights: kept.map(({ weight }) => weight / total),
    cars: sorted.length,
  };
}

function typesAmong(sorted: readonly PrintCar[]): readonly PrintCar[] {
  const types: PrintCar[] = [];
  for (const car of sorted) {
    if (types.length >= mostTypes) break;
    const likelihood = likelihoodOf(car);
    const own = likelihood(car);
    if (!types.some((type) => likelihood(type) > alike * own)) types.push(car);
  }
  return types;
}

function inOrder(a: PrintCar, b: PrintCar): number {
  const key = (car: PrintCar): readonly (number | string)[] => [
    car.kind ?? "",
    car.cover,
    car.lengthMetres,
    ...(car.tone ?? []).map((x) => x ?? 0),
    car.toneSpread,
  ];
  const [one, two] = [key(a), key(b)];
  for (const [i, x] of one.entries()) {
    const y = two[i] ?? "";
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

/** How probable each type is for a car that was seen, beside how frequent it is: `sum of weight * value` is 1. */
export type TypeProfile = Float64Array;

export function profileOf(car: PrintCar, { types, weights }: CarMix): TypeProfile {
  const profile = Float64Array.from(types, likelihoodOf(car));
  let all = 0;
  for (let k = 0; k < profile.length; k++) all += (weights[k] ?? 0) * (profile[k] ?? 0);
  return all > 0 ? profile.map((p) => p / all) : profile.fill(1);
}

/**
 * How much more probable two observed cars are as one and the same car than as two cars drawn from the mix. Near 1 where the yard has only cars of
 * that type, at most one over the type's frequency where they agree, small where they differ.
 */
export function sameCarRatio(a: TypeProfile, b: TypeProfile, { weights }: CarMix): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) sum += (weights[k] ?? 0) * (a[k] ?? 0) * (b[k] ?? 0);
  return sum;
}
