import type { Mark } from "../mark.ts";
import { counterOf, sameCounter, type Counter } from "./counter.ts";
import { currentMarks, reviewedMachine } from "./current-marks.ts";

/** A review as it stands, with the way from every mark that it has replaced to what stands in its place. */
export interface ReviewChain {
  /** By id, in the order in which they came on record. */
  readonly standing: ReadonlyMap<string, Mark>;
  /** All marks of the look by id. */
  readonly known: ReadonlyMap<string, Mark>;
  /** The machine's count that the review looks through; null where there is none. */
  readonly machine: Counter | null;
  /** Whether a mark is one of the review or of the machine's count beneath it. */
  readonly holds: (mark: Mark) => boolean;
  /** Ids of the marks that stand in the place of one: itself, or all that replaced it. */
  readonly inPlaceOf: (id: string) => readonly string[];
}

/** @param marks all marks of the look */
export function reviewChain(marks: readonly Mark[], counter: Counter): ReviewChain {
  const standing = new Map(currentMarks(marks, counter).map((m) => [m.id, m]));
  const machine = reviewedMachine(marks, counter);
  const replacedBy = new Map<string, string[]>();
  for (const mark of marks)
    if (sameCounter(counterOf(mark), counter))
      for (const id of mark.replaces) {
        const others = replacedBy.get(id);
        if (others === undefined) replacedBy.set(id, [mark.id]);
        else others.push(mark.id);
      }
  const inPlaceOf = (id: string): string[] =>
    standing.has(id) ? [id] : [...new Set((replacedBy.get(id) ?? []).flatMap(inPlaceOf))];
  return {
    standing,
    known: new Map(marks.map((m) => [m.id, m])),
    machine,
    holds: (mark) =>
      sameCounter(counterOf(mark), counter) || (machine !== null && sameCounter(counterOf(mark), machine)),
    inPlaceOf,
  };
}
