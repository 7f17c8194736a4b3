import type { CountedCar } from "../counted.ts";
import { couplingGapMetres, lengthDensity, mixtureOf } from "../decoding/car-lengths.ts";
import type { LengthMixture } from "../reading.ts";
import type { TrackGauge } from "../track-line.ts";

/** Cars of one track, in order of the line, and its gauge. */
export interface ScaleWitness {
  readonly gauge: TrackGauge | null;
  readonly cars: readonly CountedCar[];
}

/** Fewer cars in full view than this do not tell a scale. */
const leastCars = 5;
/** A scale this close to the stated one is left alone: bodies of other types explain it. */
const leastApart = 0.12;
/** How much more probable, in logs, the lengths have to be at the other scale: 6 is 400 times. */
const leastGain = 6;
/** Cars of one train are alike and gaps are all read wrong alike: no more of them than this are taken as independent. */
const independent = { bodies: 3, gaps: 5 } as const;
/** Metres by which a gap between bodies is read wrong. */
const gapSpread = 0.45;

/**
 * Says so when the lengths of the cars and of the gaps between them fit the known ones far better at another sample distance than at the stated one.
 * A train of one type says little: bodies count as no more witnesses than there are different lengths (in whole metres), or three. Changes no figure.
 * @returns a sentence that names both distances, or null
 */
export function scaleRemark(
  witnesses: readonly ScaleWitness[],
  { sampleDistanceMetres, anyLengths }: { sampleDistanceMetres: number; anyLengths: LengthMixture },
): string | null {
  const bodies = witnesses.flatMap(({ gauge, cars }) =>
    cars
      .filter((car) => !car.cut)
      .map((car) => ({ metres: car.toMetres - car.fromMetres, mixture: mixtureOf(gauge, anyLengths) })),
  );
  if (bodies.length < leastCars) return null;
  const gaps = witnesses.flatMap(({ cars }) =>
    cars.slice(1).flatMap((car, i) => {
      const gap = car.fromMetres - (cars[i]?.toMetres ?? -Infinity);
      return gap > 0 && gap <= 3 ? [gap] : [];
    }),
  );
  const types = new Set(bodies.map(({ metres }) => Math.round(metres))).size;
  const bodyShare = Math.min(1, Math.max(independent.bodies, types) / bodies.length);
  const gapShare = Math.min(1, independent.gaps / Math.max(1, gaps.length));
  const fit = (factor: number): number => {
    const ofBodies = bodies.reduce(
      (sum, { metres, mixture }) => sum + Math.log(lengthDensity(mixture, metres * factor) * factor + 1e-6),
      0,
    );
    const ofGaps = gaps.reduce(
      (sum, gap) => sum - 0.5 * ((gap * factor - couplingGapMetres) / gapSpread) ** 2 + Math.log(factor),
      0,
    );
    return bodyShare * ofBodies + gapShare * ofGaps;
  };
  let best = 1;
  for (let factor = 0.5; factor <= 2; factor *= 1.01) if (fit(factor) > fit(best)) best = factor;
  if (Math.abs(best - 1) <= leastApart || fit(best) - fit(1) < leastGain) return null;
  const median = bodies.map(({ metres }) => metres).sort((a, b) => a - b)[bodies.length >> 1] ?? 0;
  return (
    `The stated sample distance is ${sampleDistanceMetres} m, and the cars are ${median.toFixed(1)} m long by it (median of ${bodies.length}); ` +
    `known lengths of cars fit far better at about ${(sampleDistanceMetres * best).toPrecision(2)} m. Check the scale: every length here depends on it.`
  );
}
