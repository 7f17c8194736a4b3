import { placeMetres } from "../strip.ts";
import type { LengthMixture } from "../reading.ts";
import type { TrackGauge } from "../track-line.ts";

/**
 * Metres of ground between the bodies of two coupled cars. A 1520 mm gondola is 13.920 m over couplers and 12.780 m over strikers, so
 * 1.14 m; other types lie between 1.0 and 1.2 m. The pitch of a car, what it takes up in a train, is its body and one gap.
 */
export const couplingGapMetres = 1.1;

/** Shortest and longest body that is taken for one car, in places: 6 to 30 m. */
const shortestCar = 12;
export const longestCar = 60;

/**
 * Body lengths of 1520 mm cars, over couplers less one gap: tank 12.02, gondola 13.92, flats 14.62 and 15.02 with the older box 14.73,
 * box 17.0 with locomotives 16.9 to 17.6, box 19.2, chip gondola 23.2, passenger 24.5. The spread of each part is that of the types in it and
 * of an end that is read to about half a metre. Shares are assumed: gondolas are most of the park.
 */
const broadGauge: LengthMixture = {
  parts: [
    { mean: 10.9, sd: 0.7, weight: 0.15 },
    { mean: 12.8, sd: 0.6, weight: 0.35 },
    { mean: 13.6, sd: 0.7, weight: 0.16 },
    { mean: 15.9, sd: 0.8, weight: 0.11 },
    { mean: 18.1, sd: 0.7, weight: 0.06 },
    { mean: 22.1, sd: 0.8, weight: 0.02 },
    { mean: 23.6, sd: 0.7, weight: 0.05 },
  ],
  even: { weight: 0.1, low: 6, high: 30 },
};

/**
 * Body lengths of 1435 mm cars, kept broad: Chinese tank 12.0, gondolas 13.44 and 13.98, flat 13.97 and box 16.44 m over couplers;
 * European two-axled cars of 9 to 14 m, bogie cars of 13 to 20 m; American cars of 40 to 60 feet, and cars and coaches of 85 and more.
 */
const standardGauge: LengthMixture = {
  parts: [
    { mean: 10.6, sd: 1, weight: 0.12 },
    { mean: 12.8, sd: 0.9, weight: 0.26 },
    { mean: 15.5, sd: 1.6, weight: 0.2 },
    { mean: 18.5, sd: 1.6, weight: 0.14 },
    { mean: 22.5, sd: 1.8, weight: 0.05 },
    { mean: 25.8, sd: 1.1, weight: 0.08 },
  ],
  even: { weight: 0.15, low: 6, high: 30 },
};

/** The body lengths that a decoder goes by: those of the gauge, or where it is not known the ones that the model was trained with. */
export function mixtureOf(gauge: TrackGauge | null, any: LengthMixture): LengthMixture {
  return gauge === "1520" ? broadGauge : gauge === "1435" ? standardGauge : any;
}

/** Density of body length per metre. */
export function lengthDensity(mixture: LengthMixture, metres: number): number {
  const { weight, low, high } = mixture.even;
  let density = metres >= low && metres <= high ? weight / (high - low) : 0;
  for (const part of mixture.parts)
    density +=
      (part.weight * Math.exp(-0.5 * ((metres - part.mean) / part.sd) ** 2)) /
      (part.sd * Math.sqrt(2 * Math.PI));
  return density;
}

/** A term for each number of places, as logs and as plain numbers. */
export interface Terms {
  readonly logs: Float64Array;
  readonly shares: Float64Array;
}

/** Length terms of a car in places; index is the number of places, up to `longestCar`. */
export interface LengthTerms {
  /** Places of the shortest body. */
  readonly shortest: number;
  /** Probability of a body of so many places; 0 below `shortest`. */
  readonly whole: Terms;
  /** Probability of a body of at least so many places: what remains to be said of a car of which only so much is seen. */
  readonly cut: Terms;
}

/** Probability of each number of places: the density at that length, made to sum to 1 over the lengths a car can have. */
export function lengthTerms(mixture: LengthMixture): LengthTerms {
  const probability = Float64Array.from({ length: longestCar + 1 }, (_, n) =>
    n < shortestCar ? 0 : lengthDensity(mixture, n * placeMetres),
  );
  const total = probability.reduce((sum, p) => sum + p, 0);
  const cut = new Float64Array(longestCar + 1);
  const termsOf = (shares: Float64Array): Terms => ({ logs: shares.map(Math.log), shares });
  let atLeast = 0;
  for (let n = longestCar; n >= 0; n--) {
    atLeast = Math.min(1, atLeast + (probability[n] ?? 0) / total);
    cut[n] = n <= shortestCar ? 1 : atLeast;
  }
  return { shortest: shortestCar, whole: termsOf(probability.map((p) => p / total)), cut: termsOf(cut) };
}
