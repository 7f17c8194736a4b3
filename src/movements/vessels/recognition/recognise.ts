import type { Sighting } from "../../sightings/sighting.ts";
import type { Candidate } from "./candidate.ts";
import { evidenceFor, type Evidence } from "./model.ts";
import { populationOf, type Population } from "./population.ts";

/** One vessel that may be the one seen. */
export interface Recognised {
  readonly key: string;
  readonly name: string;
  /** Of all candidates and "none of these" together 1. */
  readonly probability: number;
  readonly evidence: Evidence;
}

/**
 * What can be said of which vessel it is. one: a candidate that all others together do not come near. several: two or more stay. none: most likely none of the candidates.
 * cannot-tell: nothing that was seen bears on any of them.
 */
export type RecognitionWord = "one" | "several" | "none" | "cannot-tell";

export interface Recognition {
  readonly sightingId: string;
  readonly word: RecognitionWord;
  /** Most probable first; none is left out for being unlikely. */
  readonly candidates: readonly Recognised[];
  /** That it is none of the candidates. */
  readonly none: number;
  /** Keys of the fewest candidates that together with "none of these" hold 95 %; null stands for "none of these". */
  readonly within95: readonly (string | null)[];
}

export interface RecognitionOptions {
  /** Before anything was compared: that it is none of the candidates. Default 0.5. */
  readonly noneBefore?: number;
  readonly population?: Population;
  readonly sampleDistanceMetres?: number | null;
}

/** A single candidate is named only from this probability on: more than is promised, as the highest probabilities are somewhat too high (docs/method/vessels.md). */
export const oneFrom = 0.97;
/** Probability that the set of those that stay holds. */
const setShare = 0.95;

/**
 * Weighs every candidate of a registry against the others and against a ship at large. Before anything is seen, "none of these" has `noneBefore`; the rest is shared among the
 * candidates by whether each can have been there: one that lay elsewhere leaves its share to the others, and only where hardly any can have come does it fall to "none".
 * Then the likelihood ratios of `evidenceFor` count. There is no answer without its rivals.
 * @throws RangeError on a probability before that is not between 0 and 1
 */
export function recognise(
  sighting: Sighting,
  candidates: readonly Candidate[],
  { noneBefore = 0.5, population = populationOf(), sampleDistanceMetres = null }: RecognitionOptions = {},
): Recognition {
  if (!(noneBefore > 0 && noneBefore < 1)) throw new RangeError(`recognise: noneBefore ${noneBefore}`);
  const compared = candidates.map((c) => {
    const evidence = evidenceFor(c, sighting, sampleDistanceMetres, population);
    const way = Math.exp(evidence["way"] ?? 0);
    const looks = Object.entries(evidence).reduce((sum, [what, v]) => (what === "way" ? sum : sum + v), 0);
    return { key: c.key, name: c.name, evidence, way, ratio: Math.exp(looks) };
  });
  const ways = Math.max(
    1,
    compared.reduce((sum, c) => sum + c.way, 0),
  );
  const weighed = compared.map((c) => ({ ...c, weight: (((1 - noneBefore) * c.way) / ways) * c.ratio }));
  const total = weighed.reduce((sum, w) => sum + w.weight, noneBefore);
  const found = weighed
    .map(({ key, name, evidence, weight }): Recognised => ({
      key,
      name,
      evidence,
      probability: weight / total,
    }))
    .sort((a, b) => b.probability - a.probability || (a.key < b.key ? -1 : 1));
  const none = noneBefore / total;
  return {
    sightingId: sighting.id,
    word: wordOf(found, none),
    candidates: found,
    none,
    within95: within(found, none),
  };
}

function wordOf(found: readonly Recognised[], none: number): RecognitionWord {
  const [first] = found;
  const told = found.some((f) => Object.entries(f.evidence).some(([what, v]) => what !== "way" && v !== 0));
  if (first === undefined || !told) return "cannot-tell";
  if (first.probability >= oneFrom) return "one";
  return none >= setShare ? "none" : "several";
}

function within(found: readonly Recognised[], none: number): (string | null)[] {
  const all = [
    ...found.map((f) => ({ key: f.key as string | null, probability: f.probability })),
    { key: null, probability: none },
  ].sort((a, b) => b.probability - a.probability);
  const kept: (string | null)[] = [];
  let sum = 0;
  for (const { key, probability } of all) {
    if (sum >= setShare) break;
    kept.push(key);
    sum += probability;
  }
  return kept;
}
