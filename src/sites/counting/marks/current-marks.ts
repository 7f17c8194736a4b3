import type { Mark } from "../mark.ts";
import { counterOf, countersOf, isReview, sameCounter, type Counter } from "./counter.ts";

/**
 * What stands of one counter after all edits: its marks that none of its others replaces, and in a review also the machine's marks that
 * it has left as they were. Rejected marks stand, as rejected. The order in which marks are given does not matter, nor whether one is
 * given twice; they come back in the order given.
 */
export function currentMarks(marks: readonly Mark[], counter: Counter): Mark[] {
  const own = marks.filter((m) => sameCounter(counterOf(m), counter));
  const base = isReview(counter) ? reviewedMachine(marks, counter) : null;
  const under = base === null ? [] : marks.filter((m) => sameCounter(counterOf(m), base));
  const replaced = new Set([...own, ...under].flatMap((m) => m.replaces));
  const standing = new Map<string, Mark>();
  for (const mark of [...under, ...own]) if (!replaced.has(mark.id)) standing.set(mark.id, mark);
  const wanted = new Set(standing.keys());
  return marks.filter((m) => wanted.delete(m.id));
}

/**
 * The machine's count that a review looks through: the one whose marks it has replaced, else the last one given. null where the machine
 * has made no marks.
 */
export function reviewedMachine(marks: readonly Mark[], review: Counter): Counter | null {
  const machines = countersOf(marks).filter((c) => c.marker.type === "machine");
  const named = new Set(marks.filter((m) => sameCounter(counterOf(m), review)).flatMap((m) => m.replaces));
  const touched = machines.find((machine) =>
    marks.some((m) => named.has(m.id) && sameCounter(counterOf(m), machine)),
  );
  return touched ?? machines.at(-1) ?? null;
}
