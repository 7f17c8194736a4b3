import type { CountedCar } from "../counted.ts";
import { carCovers, carKinds, type StripReading } from "../reading.ts";
import type { Body } from "./lattice.ts";

/** A cover is named from this probability on. */
const leastCover = 0.6;
/** A tarp and a closed roof look alike: where both together are probable and neither leads by enough, none is named. */
const alike = { together: 0.7, apart: 0.2 } as const;

/** Kind and cover of a car: the means of the logits over its places, made to probabilities. */
export function carLook(
  { answers, places }: StripReading,
  body: Body,
  kindsAllowed: boolean,
): Pick<CountedCar, "kind" | "kindProbability" | "cover" | "coverProbability"> {
  const [kind, kindProbability] = most(
    carKinds,
    meanShares(answers.kind, { body, places, classes: carKinds.length }),
  );
  const shares = meanShares(answers.cover, { body, places, classes: carCovers.length });
  const [cover, coverProbability] = most(carCovers, shares);
  const of = (name: (typeof carCovers)[number]): number => shares[carCovers.indexOf(name)] ?? 0;
  const [tarp, closed] = [of("tarp"), of("closed")];
  const twins = tarp + closed > alike.together && Math.abs(tarp - closed) < alike.apart;
  return {
    ...(kindsAllowed ? { kind, kindProbability } : { kind: null, kindProbability: 0 }),
    cover: twins || coverProbability < leastCover ? "cannot-tell" : cover,
    coverProbability,
  };
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
