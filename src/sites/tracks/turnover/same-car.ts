import { carKinds } from "../reading.ts";
import { toneSd } from "./car-colour.ts";
import type { PrintCar } from "./train-print.ts";

/** Share of cars whose answer is taken to be wrong, or changed between looks, whatever the figures say: no single feature decides alone. */
export const unreliable = { kind: 0.1, length: 0.05, cover: 0.3, tone: 0.15 } as const;

/** Over what a feature is spread when it is unreliable: metres of length, spreads of tone. */
const broad = { middleMetres: 15, lengthSd: 6, toneSd: [1.5, 0.6, 0.6] } as const;

/** How probable what was seen of a car is, if it truly is of the type that another car stands for. */
export type Likelihood = (type: PrintCar) => number;

/**
 * Likelihood of what was seen of a car for any type: of its kind, body length, cover and tone, taken as independent given the type. What cannot be
 * told says nothing.
 */
export function likelihoodOf(car: PrintCar): Likelihood {
  const parts = [kindGiven(car), lengthGiven(car), coverGiven(car), toneGiven(car)];
  return (type) => parts.reduce((product, part) => product * part(type), 1);
}

function kindGiven({ kinds }: PrintCar): Likelihood {
  if (kinds === null) return () => 1;
  return ({ kind }) =>
    kind === null
      ? 1
      : (1 - unreliable.kind) * (kinds[carKinds.indexOf(kind)] ?? 0) * carKinds.length + unreliable.kind;
}

function lengthGiven({ lengthMetres, lengthSdMetres, cut }: PrintCar): Likelihood {
  if (cut) return () => 1;
  const far = unreliable.length * normal(lengthMetres - broad.middleMetres, broad.lengthSd);
  return (type) =>
    type.cut ? 1 : (1 - unreliable.length) * normal(lengthMetres - type.lengthMetres, lengthSdMetres) + far;
}

function coverGiven({ cover, coverProbability }: PrintCar): Likelihood {
  if (cover === "cannot-tell") return () => 1;
  const same = (1 - unreliable.cover) * coverProbability + unreliable.cover / 4;
  return (type) => (type.cover === "cannot-tell" ? 1 : cover === type.cover ? same : (1 - same) / 3);
}

/** Patches of a body whose tones are independent: what an uneven body leaves in its mean. */
const patches = 9;

function toneGiven({ tone, toneSpread }: PrintCar): Likelihood {
  if (tone === null) return () => 1;
  const [s0, s1, s2] = [Math.hypot(toneSd[0], toneSpread / Math.sqrt(patches)), toneSd[1], toneSd[2]];
  const far =
    unreliable.tone *
    normal(tone[0], broad.toneSd[0]) *
    normal(tone[1], broad.toneSd[1]) *
    normal(tone[2], broad.toneSd[2]);
  const height = (1 - unreliable.tone) / ((2 * Math.PI) ** 1.5 * s0 * s1 * s2);
  return (type) => {
    if (type.tone === null) return 1;
    const [d0, d1, d2] = [
      (tone[0] - type.tone[0]) / s0,
      (tone[1] - type.tone[1]) / s1,
      (tone[2] - type.tone[2]) / s2,
    ];
    return height * Math.exp(-0.5 * (d0 * d0 + d1 * d1 + d2 * d2)) + far;
  };
}

const normal = (difference: number, sd: number): number =>
  Math.exp(-0.5 * (difference / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI));
