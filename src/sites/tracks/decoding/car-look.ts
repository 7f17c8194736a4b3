import type { CountedCar } from "../counted.ts";
import { carCovers, carKinds, type StripReading } from "../reading.ts";
import type { Body } from "./lattice.ts";
import { sharesInStrings } from "./looks-in-strings.ts";

/** A cover is named from this probability on. */
const leastCover = 0.6;
/** A tarp and a closed roof look alike: where both together are probable and neither leads by enough, none is named. */
const alike = { together: 0.7, apart: 0.2 } as const;

/** What is said of the look of a car. */
export type CarLook = Pick<CountedCar, "kind" | "kindProbability" | "cover" | "coverProbability">;

/** A car of a strip: the places of its body. */
export interface LookedAt {
  readonly body: Body;
  readonly fromMetres: number;
  readonly toMetres: number;
}

/**
 * Kinds and covers of the cars of a strip, in its order: for each the means of the logits over its places, made to probabilities, and these together with those
 * of its neighbours in the string.
 */
export function carLooks(
  { answers, places }: StripReading,
  cars: readonly LookedAt[],
  kindsAllowed: boolean,
): readonly CarLook[] {
  const inStrings = (logits: Float32Array, classes: number): readonly (readonly number[])[] =>
    sharesInStrings(
      cars.map(({ body, fromMetres, toMetres }) => ({
        fromMetres,
        toMetres,
        shares: meanShares(logits, { body, places, classes }),
      })),
    );
  const kinds = inStrings(answers.kind, carKinds.length);
  const covers = inStrings(answers.cover, carCovers.length);
  return cars.map((_, i) => {
    const [kind, kindProbability] = most(carKinds, kinds[i] ?? []);
    return {
      ...(kindsAllowed ? { kind, kindProbability } : { kind: null, kindProbability: 0 }),
      ...coverOf(covers[i] ?? []),
    };
  });
}

function coverOf(shares: readonly number[]): Pick<CarLook, "cover" | "coverProbability"> {
  const [cover, coverProbability] = most(carCovers, shares);
  const of = (name: (typeof carCovers)[number]): number => shares[carCovers.indexOf(name)] ?? 0;
  const [tarp, closed] = [of("tarp"), of("closed")];
  const twins = tarp + closed > alike.together && Math.abs(tarp - closed) < alike.apart;
  return { cover: twins || coverProbability < leastCover ? "cannot-tell" : cover, coverProbability };
}

function most<T>(names: readonly T[], shares: readonly number[]): readonly [T, number] {
  let at = 0;
  for (const [i, share] of shares.entries()) if (share > (shares[at] ?? 0)) at = i;
  const name = names[at];
  if (name === undefined) throw new Error("more shares than names");
  return [name, shares[at] ?? 0];
}

function meanShares(
  logits: Float32Array,
  { body: [from, to], places, classes }: { body: Body; places: number; classes: number },
): number[] {
  const means = Array.from({ length: classes }, (_, c) => {
    let sum = 0;
    for (let t = from; t < to; t++) sum += logits[c * places + t] ?? 0;
    return sum / (to - from);
  });
  const top = Math.max(...means);
  const weights = means.map((v) => Math.exp(v - top));
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / total);
}
