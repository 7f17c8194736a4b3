import { uniform } from "../../base/random.ts";

/** Seeded choices. The same seed and labels give the same throws on every machine. */
export interface Dice {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** Uniform in [low, high). */
  readonly between: (low: number, high: number) => number;
  /** A whole number, both ends included. */
  readonly whole: (low: number, high: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  /** One of a list that is not empty. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** One of a list, by weights that need not add up to 1. */
  readonly weighted: <T>(list: readonly (readonly [T, number])[]) => T;
  /** Standard normal, by Box and Muller's transform. */
  readonly normal: () => number;
}

/** Mixes a seed and labels into one 32-bit seed (FNV-1a over the digits and letters, then an avalanche step). */
export function seedFrom(...parts: readonly (number | string)[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    const text = `${part};`;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x7feb352d);
  hash ^= hash >>> 15;
  return hash >>> 0;
}

/** Dice of their own for each set of parts, so that a new throw in one place does not change another. */
export function diceOf(...parts: readonly (number | string)[]): Dice {
  const next = uniform(seedFrom(...parts));
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[Math.min(list.length - 1, Math.floor(next() * list.length))];
    if (chosen === undefined) throw new RangeError("pick: the list is empty");
    return chosen;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick,
    weighted: (list) => {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of list) {
        left -= weight;
        if (left < 0) return item;
      }
      return pick(list)[0];
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
