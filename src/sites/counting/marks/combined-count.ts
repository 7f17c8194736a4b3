import type { Kind } from "../kind.ts";
import type { Count } from "../look.ts";
import type { Mark } from "../mark.ts";
import type { Outcome } from "../outcome.ts";
import type { Combined } from "./combine.ts";
import type { CombinedLook, CounterOfLook } from "./combined-look.ts";
import { isReview } from "./counter.ts";
import { reviewedMachine } from "./current-marks.ts";

/** How far the place could be seen at all, which nobody's marks change. */
export interface Seen {
  readonly outcome: Outcome;
  /** Why the outcome is not `counted`. */
  readonly reason: string;
  /** How many more than were found may stand there unseen: 0 where all was seen, null where nobody can say. */
  readonly unseen: number | null;
}

/** What a combined count is put on record with. */
export interface CombinedBasis {
  readonly id: string;
  readonly lookId: string;
  /** null: the whole site. */
  readonly areaId: string | null;
  readonly kind: Kind;
  readonly seen: Seen;
  /** The count that this one replaces. */
  readonly replaced: string | null;
}

/** A combined look in which at least one person counted. */
export type PeoplesLook = CombinedLook & { readonly combined: Combined };

/** Whether there is anything to keep: where only the machine has counted, its own count stands already. */
export const hasPeople = (look: CombinedLook): look is PeoplesLook =>
  look.combined !== null && enter(look).some((c) => c.counter.marker.type === "person");

/** The counters that enter the combined count. */
const enter = ({ counters }: CombinedLook): CounterOfLook[] => counters.filter((c) => c.leftOut === "");

/**
 * The record of a combined count: whole things, its bounds rounded outwards, so that storing never makes the interval narrower. What could not be seen is in the
 * upper end, which is open (null) where nobody can say how much that is. Who counted, with which weight, and where they disagree stands in the caveats.
 * @param marks all marks of the look
 */
export function combinedCountOf(look: PeoplesLook, marks: readonly Mark[], basis: CombinedBasis): Count {
  const { combined } = look;
  const { low, best, high } = wholeCount(combined.count);
  const { unseen } = basis.seen;
  return {
    id: basis.id,
    lookId: basis.lookId,
    areaId: basis.areaId,
    kind: basis.kind,
    measure: "count",
    statistic: "at-look",
    low,
    best,
    high: unseen === null ? null : Math.max(high, Math.ceil(best + unseen)),
    qualifier: "",
    cover: "not-stated",
    outcome: basis.seen.outcome,
    reason: basis.seen.reason,
    caveats: [`${partsInWords(look)}.`, ...combined.reasons.map(asSentence)].join(" "),
    publisher: `Yardwatch, ${namesInWords(look, marks)}`,
    address: "",
    page: "primary",
    publishedAt: "",
    corrects: basis.replaced,
  };
}

/** Rounded outwards to whole things. What is a whole number but for the last digits of a sum stays that number. */
export const wholeCount = ({ low, best, high }: Combined["count"]): Combined["count"] => ({
  low: Math.max(0, Math.floor(low + 1e-6)),
  best: Math.round(best),
  high: Math.ceil(high - 1e-6),
});

function partsInWords(look: PeoplesLook): string {
  const parts = enter(look).map(({ name, count }) => {
    const { low, best, high } = wholeCount(count);
    const weight = look.combined.weights.find((w) => w.name === name)?.weight ?? 0;
    return `${name}: ${best} (${low} to ${high}), weight ${weight.toFixed(2)}`;
  });
  return `Combined by rule ${look.combined.rule} from ${parts.join("; ")}`;
}

/** "A. Name and B. Name with railcars 1.0.0": people, then the machines whose marks they looked through or that count beside them. */
function namesInWords(look: PeoplesLook, marks: readonly Mark[]): string {
  const people = new Set<string>();
  const machines = new Set<string>();
  for (const { counter } of enter(look)) {
    (counter.marker.type === "person" ? people : machines).add(counter.marker.name);
    const under = isReview(counter) ? reviewedMachine(marks, counter) : null;
    if (under !== null) machines.add(under.marker.name);
  }
  const named = [...people].join(" and ");
  return machines.size === 0 ? named : `${named} with ${[...machines].join(" and ")}`;
}

const asSentence = (reason: string): string => `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
