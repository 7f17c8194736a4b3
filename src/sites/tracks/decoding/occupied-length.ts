import { placeMetres } from "../strip.ts";

/** A length in metres with its standard deviation. */
export interface MeasuredLength {
  readonly metres: number;
  readonly sdMetres: number;
}

/** Standard deviation of where one end of a string is read, in sample distances: a pixel's third. */
const endSpread = 0.3;
/** Probabilities beyond these are sure, and part one uncertain stretch from the next. */
const sure = 0.02;

/**
 * Length of ground under cars and the gaps between them: the sum of the probabilities over all places. Its variance: neighbouring places are right or
 * wrong together, so within each stretch of places that are not sure one and the same chance decides all (the widest that these probabilities
 * allow); and both ends of each string are read to a third of a sample distance.
 */
export function occupiedLength(
  occupied: Float64Array,
  { strings, sampleDistanceMetres }: { strings: number; sampleDistanceMetres: number },
): MeasuredLength {
  let places = 0;
  let variance = 0;
  let unsure: number[] = [];
  for (let t = 0; t <= occupied.length; t++) {
    const p = occupied[t] ?? 0;
    places += p;
    if (p > sure && p < 1 - sure) {
      unsure.push(p);
      continue;
    }
    if (unsure.length > 0) variance += togetherVariance(unsure);
    unsure = [];
  }
  const ends = 2 * strings * (endSpread * sampleDistanceMetres) ** 2;
  return { metres: places * placeMetres, sdMetres: Math.sqrt(variance * placeMetres ** 2 + ends) };
}

/** Variance of how many of these happen where one chance u decides all: the i-th happens when u is below its probability. */
function togetherVariance(probabilities: readonly number[]): number {
  const falling = probabilities.toSorted((a, b) => b - a);
  let [mean, square] = [0, 0];
  for (const [i, p] of falling.entries()) {
    mean += p;
    square += (2 * i + 1) * p;
  }
  return square - mean * mean;
}
