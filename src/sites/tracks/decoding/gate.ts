import { countMean, type CountDistribution } from "./count-distribution.ts";
import type { Stretch } from "./count-ways.ts";
import type { Body } from "./lattice.ts";

/** A stretch with fewer cars than this, on average, stands alone on empty ground. */
const fewCars = 2.5;
/** The second witness is believed no further than to these odds. */
const leastSupport = 0.01;

/**
 * Makes a lone car or two on empty ground answer to a second witness. Cars have many ways to stand on a stretch, slightly shifted, and no car has
 * only one; so the number of cars leans upward on ground that is all but empty. There the odds of any car are multiplied by the odds that
 * the states, which were trained on each place by itself, give to the ground under the best of these cars, where those odds are
 * against: nothing becomes more probable than it was.
 * @param carAt probability by the states that a place is under a car
 */
export function gated(stretch: Stretch, carAt: Float64Array): Stretch {
  const { first, probability } = stretch.distribution;
  if (first > 0 || probability.length < 2 || countMean(stretch.distribution) >= fewCars) return stretch;
  const cars = probability.reduce((most, p, k) => (k > 0 && p > (probability[most] ?? 0) ? k : most), 1);
  const bodies = stretch.bestWay(cars).map(({ body }) => body);
  const support = Math.max(leastSupport, meanOver(carAt, bodies));
  const factor = Math.min(1, support / (1 - support));
  if (factor === 1) return stretch;
  const weights = probability.map((p, k) => (k === 0 ? p : p * factor));
  const total = weights.reduce((a, b) => a + b, 0);
  const distribution: CountDistribution = { first, probability: weights.map((w) => w / total) };
  const bestLog = stretch.bestLog.map((log, k) => log + (k === 0 ? 0 : Math.log(factor)));
  return { ...stretch, distribution, bestLog };
}

function meanOver(values: Float64Array, bodies: readonly Body[]): number {
  let [sum, places] = [0, 0];
  for (const [from, to] of bodies) {
    for (let t = from; t < to; t++) sum += values[t] ?? 0;
    places += to - from;
  }
  return places === 0 ? 1 : sum / places;
}
