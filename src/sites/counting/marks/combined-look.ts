import type { CarCount } from "../../tracks/counted.ts";
import type { Kind } from "../kind.ts";
import type { Mark } from "../mark.ts";
import { combineCounts, doubleCount, type AgreedNumbers, type Combined } from "./combine.ts";
import { countMarks, marksOfKind } from "./count-marks.ts";
import { counterInWords, countersOf, isReview, sameCounter, type Counter } from "./counter.ts";
import { currentMarks, reviewedMachine } from "./current-marks.ts";
import { machineOfReading, readingOfMachine } from "./machine-counter.ts";
import type { MachineReading } from "./machine-reading.ts";
import { matchMarks } from "./match-marks.ts";
import { finishedCounters, isOpen, type PassFact } from "./pass-fact.ts";

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

/** The part of a look that is combined: all of it, or what lies in one area, with the machine's counts of that part. */
export interface LookPart {
  /** The machine's counts, oldest first. */
  readonly readings: readonly MachineReading[];
  /** Whether a mark that stands lies in the part. */
  readonly holds?: (mark: Mark) => boolean;
  /** What is on record of the passes over the look: a finished one counts without a mark too, one under way is no count yet. */
  readonly passes?: readonly PassFact[];
}

/** Why a counter whose pass is under way does not enter. */
export const stillCounting = "this pass is not finished yet";

export interface CombinedLook {
  readonly counters: readonly CounterOfLook[];
  /** Every pair of counters that have marks. */
  readonly agreement: readonly LookAgreement[];
  /** null where nothing of the kind was ever counted. */
  readonly combined: Combined | null;
}

/**
 * All counts of one look by people and by the machine, how far they agree mark by mark, and the one count that they give together. A review
 * stands in the place of the machine's count that it looked through; of several machine counts the newest enters, one that found nothing too.
 * @param marks all marks of the look, in the order in which they came on record
 */
export function combineLook(
  marks: readonly Mark[],
  { readings, holds = () => true, passes = [] }: LookPart,
  kind: Kind,
): CombinedLook {
  const marked = countersOf(marks);
  const found = [
    ...marked,
    ...[
      ...finishedCounters(passes, kind),
      ...readings.filter((r) => r.total !== null).map(machineOfReading),
    ].filter((counter) => !marked.some((c) => sameCounter(c, counter))),
  ];
  const reviewed = found.filter(isReview).flatMap((review) => reviewedMachine(marks, review) ?? []);
  const newest = newestMachine(found, readings);
  const standing = (counter: Counter): Mark[] =>
    marksOfKind(currentMarks(marks, counter), kind).filter(holds);
  const counters = found.map((counter): CounterOfLook => {
    const stands = standing(counter);
    const isMachine = counter.marker.type === "machine";
    const machine = isReview(counter) ? reviewedMachine(marks, counter) : isMachine ? counter : null;
    const total = machine === null ? null : (readingOfMachine(machine, readings)?.total ?? null);
    return {
      name: counterInWords(counter),
      counter,
      marks: stands.filter((m) => m.state !== "rejected" && m.state !== "hidden"),
      // The machine's interval is that of all its cars; of one kind among them it says nothing.
      count:
        machine === null || total === null || kind !== "railcar"
          ? countMarks(stands)
          : isMachine
            ? total
            : countMarks(stands, {
                machine: { total, marked: standing(machine).reduce((sum, m) => sum + m.number, 0) },
              }),
      leftOut: !isMachine
        ? !isReview(counter) && isOpen(passes, counter)
          ? stillCounting
          : ""
        : reviewed.some((r) => sameCounter(r, counter))
          ? "a person has looked through it: the review stands in its place"
          : newest !== null && sameCounter(newest, counter)
            ? ""
            : "a newer count by the machine stands",
    };
  });
  const used = counters.filter((c) => c.leftOut === "");
  const pairs = counters.flatMap((a, i) =>
    counters.slice(i + 1).map((b) => ({ a, b, numbers: agreedNumbers(a, b) })),
  );
  const apart = ({ counter, leftOut }: CounterOfLook): boolean =>
    counter.marker.type === "person" && !isReview(counter) && leftOut === "";
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

/** The machine of the newest reading; without readings, the one whose marks came last. */
function newestMachine(found: readonly Counter[], readings: readonly MachineReading[]): Counter | null {
  const machines = found.filter((c) => c.marker.type === "machine");
  const read = readings.toReversed().map(machineOfReading);
  const newest = read.find((machine) => machines.some((m) => sameCounter(m, machine)));
  return newest ?? machines.at(-1) ?? null;
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
