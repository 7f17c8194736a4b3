import type { Dice } from "../../src/sites/simulated/dice.ts";

/**
 * Errors of the detector on one simulated look, drawn as the shipped network was found to make them on simulated pictures at 0.5 m
 * (docs/method/turnover.md): most looks nearly without, a few bad as a whole, and in runs of neighbours.
 */
export interface LookErrors {
  /** Share of cars that are not found. */
  readonly missed: number;
  /** False cars beside each true one. */
  readonly wrong: number;
}

const mostMissed = 0.5;

/** Lognormal over looks: half miss less than 1.5 % of their cars, one in ten more than 10 %, the mean is about 4 %; false cars about 6 %. */
export const lookErrors = (dice: Dice): LookErrors => ({
  missed: Math.min(mostMissed, 0.015 * Math.exp(1.5 * dice.normal())),
  wrong: Math.min(mostMissed, 0.045 * Math.exp(0.8 * dice.normal())),
});

/** Chance that the next car of a string is missed where the one before it was. */
const missedOn = 0.5;

/** Which cars of a string are found. */
export function found(dice: Dice, cars: number, { missed }: LookErrors): boolean[] {
  // The rate at which runs begin, so that as many cars are missed as the look misses.
  const begins = (missed * (1 - missedOn)) / (1 - missed);
  let last = dice.chance(missed);
  return Array.from({ length: cars }, (_, i) => {
    if (i > 0) last = dice.chance(last ? missedOn : begins);
    return !last;
  });
}

/** The decoder's probability of a car that is one, and of one that is none. */
export function statedProbability(dice: Dice, real: boolean): number {
  const [low, high] = dice.weighted<readonly [number, number]>(
    real
      ? [
          [[0.99, 1], 85],
          [[0.95, 0.99], 9],
          [[0.85, 0.95], 4],
          [[0.4, 0.85], 2],
        ]
      : [
          [[0.99, 1], 14],
          [[0.95, 0.99], 21],
          [[0.85, 0.95], 19],
          [[0.3, 0.85], 46],
        ],
  );
  return dice.between(low, high);
}

/** Error of one end of a body in metres: within the grid of places mostly, a car's end mistaken now and then. */
export const endError = (dice: Dice): number => (dice.chance(0.1) ? 1.5 : 0.35) * dice.normal();
