import { alignCars, type AlignedPair, type CarAlignment } from "./align-cars.ts";
import { profileOf, sameCarRatio, type CarMix, type TypeProfile } from "./car-mix.ts";
import type { TrainPrint } from "./train-print.ts";

export type TrainDirection = "same order" | "reversed" | "cannot tell";

/** A train of another picture that may be the one that is looked for. */
export interface TrainCandidate {
  readonly id: string;
  readonly print: TrainPrint;
}

/** How well one candidate fits. Cars are numbered from 1 in the order of each train's own line. */
export interface FoundTrain {
  readonly candidate: TrainCandidate;
  /** Natural logarithm of the likelihood ratio "this is the train" to "this is another train of the yard's mix". */
  readonly logLikelihoodRatio: number;
  readonly posterior: number;
  readonly direction: TrainDirection;
  readonly alignedCars: readonly (readonly [inPrint: number, inCandidate: number])[];
  readonly differentCars: {
    readonly onlyInPrint: readonly number[];
    readonly onlyInCandidate: readonly number[];
  };
}

export interface TrainSearch {
  /** By posterior, the most probable first. */
  readonly ranked: readonly FoundTrain[];
  /** Probability that none of the candidates is the train. */
  readonly noneOfThese: number;
  readonly priorPresent: number;
}

/** Odds above which a direction is named. */
const directionOdds = 4;
/**
 * Power that every likelihood ratio is raised to: cars of one train share light, dirt and the detector's faults, so they say less than as many
 * independent cars would. Set so that the posterior is calibrated on simulated yards (docs/method/turnover.md).
 */
export const sharedErrorPower = 0.5;

/**
 * Looks for one train among candidates by the order of its cars, forwards and backwards. At most one candidate is taken to be the train.
 * @param print the train that is looked for
 * @param mix cars of the yards that the candidates stand in: what makes two trains look alike by chance
 * @param priorPresent probability, before looking at cars, that the train is among the candidates; an even chance when left out
 * @throws RangeError when the prior is no probability between 0 and 1
 */
export function findAgain(
  print: TrainPrint,
  candidates: readonly TrainCandidate[],
  mix: CarMix,
  priorPresent = 0.5,
): TrainSearch {
  if (!(priorPresent > 0 && priorPresent < 1))
    throw new RangeError(`findAgain: ${priorPresent} is no prior between 0 and 1`);
  const own = print.cars.map((car) => profileOf(car, mix));
  const fits = candidates.map((candidate) => fitOf(own, candidate, mix));
  const prior = Math.log(priorPresent / Math.max(1, candidates.length));
  const none = Math.log(1 - priorPresent);
  const logs = fits.map((fit) => prior + sharedErrorPower * fit.logLikelihoodRatio);
  const largest = Math.max(none, ...logs);
  const total = logs.reduce((sum, l) => sum + Math.exp(l - largest), Math.exp(none - largest));
  const ranked = fits
    .map((fit, i) => ({ ...fit, posterior: Math.exp((logs[i] ?? 0) - largest) / total }))
    .toSorted(
      (a, b) => b.logLikelihoodRatio - a.logLikelihoodRatio || (a.candidate.id < b.candidate.id ? -1 : 1),
    );
  return {
    ranked,
    noneOfThese: candidates.length === 0 ? 1 : Math.exp(none - largest) / total,
    priorPresent,
  };
}

function fitOf(
  own: readonly TypeProfile[],
  candidate: TrainCandidate,
  mix: CarMix,
): Omit<FoundTrain, "posterior"> {
  const others = candidate.print.cars.map((car) => profileOf(car, mix));
  const ratios = own.map((a) =>
    Float64Array.from(others, (b) => Math.log(Math.max(1e-12, sameCarRatio(a, b, mix)))),
  );
  const forward = alignCars(ratios);
  const backward = alignCars(ratios.map((row) => row.toReversed()));
  const apart = forward.logRatio - backward.logRatio;
  const larger = Math.max(forward.logRatio, backward.logRatio);
  const reversed = apart < 0;
  const { pairs }: CarAlignment = reversed ? backward : forward;
  const last = others.length;
  const numbered = (j: number): number => (reversed ? last - j : j + 1);
  const both = ([i, j]: AlignedPair): boolean => i >= 0 && j >= 0;
  return {
    candidate,
    // Both directions are as probable before the cars are looked at.
    logLikelihoodRatio: larger + Math.log((1 + Math.exp(-Math.abs(apart))) / 2),
    direction:
      Math.abs(apart) < Math.log(directionOdds) ? "cannot tell" : reversed ? "reversed" : "same order",
    alignedCars: pairs.filter(both).map(([i, j]) => [i + 1, numbered(j)] as const),
    differentCars: {
      onlyInPrint: pairs.filter(([, j]) => j < 0).map(([i]) => i + 1),
      onlyInCandidate: pairs
        .filter(([i]) => i < 0)
        .map(([, j]) => numbered(j))
        .toSorted((a, b) => a - b),
    },
  };
}
