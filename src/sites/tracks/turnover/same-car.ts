import { carKinds } from "../reading.ts";
import { toneSd } from "./car-colour.ts";
import type { PrintCar } from "./train-print.ts";

/** Share of cars whose answer is taken to be wrong, or changed between looks, whatever the figures say: no single feature decides alone. */
export const unreliable = { kind: 0.08, length: 0.25, cover: 0.4, tone: 0.1 } as const;

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
  return (type) => parts.reduce((all, part) => all * part(type), 1);
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
  const sds = [Math.hypot(toneSd[0], toneSpread / Math.sqrt(patches)), toneSd[1], toneSd[2]];
  const broadly = tone.map((x, k) => (x === null ? 1 : normal(x, broad.toneSd[k] ?? 1)));
  const far = unreliable.tone * product(broadly);
  return (type) => {
    const other = type.tone;
    if (other === null) return 1;
    // A colour says nothing for or against a type that was seen in grey.
    const parts = tone.map((x, k) => {
      const y = other[k] ?? null;
      return x === null ? 1 : y === null ? (broadly[k] ?? 1) : normal(x - y, sds[k] ?? 1);
    });
    return (1 - unreliable.tone) * product(parts) + far;
  };
}

const product = (parts: readonly number[]): number => parts.reduce((all, part) => all * part, 1);

const normal = (difference: number, sd: number): number =>
  Math.exp(-0.5 * (difference / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI));
