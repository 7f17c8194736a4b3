import type { CarCount } from "../../tracks/counted.ts";
import type { Kind } from "../kind.ts";
import type { Mark } from "../mark.ts";
import { combineCounts, doubleCount, type AgreedNumbers, type Combined } from "./combine.ts";
import { countMarks, marksOfKind } from "./count-marks.ts";
import { counterInWords, countersOf, isReview, sameCounter, type Counter } from "./counter.ts";
import { currentMarks, reviewedMachine } from "./current-marks.ts";
import type { MachineReading } from "./machine-reading.ts";
import { matchMarks } from "./match-marks.ts";

/** One counter of a look with what it gives. */
export interface CounterOfLook {
  readonly name: string;
  readonly counter: Counter;
  readonly count: CarCount;
  readonly marks: readonly Mark[];
  /** Why it does not enter the combined count; empty when it does. */
  readonly leftOut: string;
}

export interface LookAgreement extends AgreedNumbers {
  /** Shares of what the other one has that each has too; null where the other has nothing. */
  readonly foundByA: number | null;
  readonly foundByB: number | null;
}

export interface CombinedLook {
  readonly counters: readonly CounterOfLook[];
  /** Every pair of counters that have marks. */
  readonly agreement: readonly LookAgreement[];
  /** null where nothing of the kind was ever counted. */
  readonly combined: Combined | null;
}

/**
 * All counts of one look by people and by the machine, how far they agree mark by mark, and the one count that they give together. A review
 * stands in the place of the machine's count that it looked through; of several machine counts the newest enters.
 * @param marks all marks of the look, in the order in which they came on record
 * @param readings the machine's counts of the look, oldest first
 */
export function combineLook(
  marks: readonly Mark[],
  readings: readonly MachineReading[],
  kind: Kind,
): CombinedLook {
  const found = countersOf(marks);
  const reviews = found.filter(isReview);
  const reviewed = reviews.flatMap((review) => reviewedMachine(marks, review) ?? []);
  const newest = found.filter((c) => c.marker.type === "machine").at(-1);
  const counters = found.map((counter): CounterOfLook => {
    const standing = marksOfKind(currentMarks(marks, counter), kind);
    const isMachine = counter.marker.type === "machine";
    return {
      name: counterInWords(counter),
      counter,
      marks: standing.filter((m) => m.state !== "rejected" && m.state !== "hidden"),
      count: countOf(standing, marks, counter, readings, kind),
      leftOut: !isMachine
        ? ""
        : reviewed.some((r) => sameCounter(r, counter))
          ? "a person has looked through it: the review stands in its place"
          : newest !== undefined && sameCounter(newest, counter)
            ? ""
            : "a newer count by the machine stands",
    };
  });
  const used = counters.filter((c) => c.leftOut === "");
  const pairs = counters.flatMap((a, i) =>
    counters.slice(i + 1).map((b) => ({ a, b, numbers: agreedNumbers(a, b) })),
  );
  const apart = ({ counter }: CounterOfLook): boolean =>
    counter.marker.type === "person" && !isReview(counter);
  return {
    counters,
    agreement: pairs.map(({ numbers }) => {
      const { foundByA, foundByB } = doubleCount(numbers);
      return { ...numbers, foundByA, foundByB };
    }),
    combined:
      used.length === 0
        ? null
        : withRemarks(
            combineCounts(
              used.map(({ name, counter, count }) => ({
                name,
                machine: counter.marker.type === "machine",
                count,
              })),
              pairs.filter(({ a, b }) => apart(a) && apart(b)).map((p) => p.numbers),
            ),
            used,
          ),
  };
}

function countOf(
  standing: readonly Mark[],
  marks: readonly Mark[],
  counter: Counter,
  readings: readonly MachineReading[],
  kind: Kind,
): CarCount {
  const machine = isReview(counter) ? reviewedMachine(marks, counter) : counter;
  const reading = readings.findLast(
    (r) => machine?.marker.type === "machine" && r.model === machine.marker.name,
  );
  const total = reading?.total ?? null;
  // The machine's interval is that of all its cars; of one kind among them it says nothing.
  if (machine === null || total === null || kind !== "railcar") return countMarks(standing);
  const marked = marksOfKind(currentMarks(marks, machine), kind).reduce((sum, m) => sum + m.number, 0);
  return countMarks(standing, { machine: { total, marked } });
}

function agreedNumbers(a: CounterOfLook, b: CounterOfLook): AgreedNumbers {
  const { agreed, onlyA, onlyB } = matchMarks(a.marks, b.marks);
  return { a: a.name, b: b.name, agreed: agreed.length, onlyA: onlyA.length, onlyB: onlyB.length };
}

function withRemarks(combined: Combined, used: readonly CounterOfLook[]): Combined {
  const people = used.filter((c) => c.counter.marker.type === "person");
  const names = people.map((c) => c.counter.marker.name);
  const twice = [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
  return {
    ...combined,
    reasons: [
      ...combined.reasons,
      ...twice.map(
        (name) =>
          `${name} counted more than once: what one person overlooks twice does not show in a double count`,
      ),
    ],
  };
}
