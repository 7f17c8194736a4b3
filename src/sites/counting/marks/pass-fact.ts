import type { Kind } from "../kind.ts";
import { isPartOf } from "../kind.ts";
import { isReview, type Counter } from "./counter.ts";

/** What can be put on record of a pass over a look: that it was begun, and that whoever counted has nothing to add. */
export const passEvents = ["opened", "finished"] as const;
export type PassEvent = (typeof passEvents)[number];

/** One fact on record about one person's pass over a look. Marks say what was seen; only this says that nothing more was. */
export interface PassFact {
  readonly id: string;
  readonly lookId: string;
  /** The person's name. */
  readonly by: string;
  readonly pass: string;
  /** What was counted: a finished pass without a mark counts zero of it. */
  readonly kind: Kind;
  readonly event: PassEvent;
  /** How many marks stood, rejected ones too. */
  readonly marks: number;
  /** Over the id and the hash of every mark that stood, in the order in which they came on record. */
  readonly sha256: string;
}

/** How far a pass is: `unstated` where its marks came on record and nobody said when it began or ended, as from a file. */
export type PassState = "none" | "unstated" | "open" | "finished";

export const counterOfPass = ({ by, pass }: Pick<PassFact, "by" | "pass">): Counter => ({
  marker: { type: "person", name: by },
  pass,
});

const isOf =
  ({ marker, pass }: Counter) =>
  (fact: PassFact): boolean =>
    marker.type === "person" && fact.by === marker.name && fact.pass === pass;

/** The fact that a pass is finished; null while it is not. */
export const finishOf = (facts: readonly PassFact[], counter: Counter): PassFact | null =>
  facts.find((f) => f.event === "finished" && isOf(counter)(f)) ?? null;

export function passState(
  facts: readonly PassFact[],
  counter: Counter,
  marks: readonly { readonly marker: Counter["marker"]; readonly pass: string }[],
): PassState {
  if (finishOf(facts, counter) !== null) return "finished";
  if (facts.some(isOf(counter))) return "open";
  const { marker, pass } = counter;
  return marks.some((m) => m.marker.type === marker.type && m.marker.name === marker.name && m.pass === pass)
    ? "unstated"
    : "none";
}

/** Whether a pass was begun and is not finished: what it holds is not yet a count. */
export const isOpen = (facts: readonly PassFact[], counter: Counter): boolean =>
  facts.some(isOf(counter)) && finishOf(facts, counter) === null;

/** The passes from nothing that a person has begun and not finished: until then, that person sees nobody else's count of the look. */
export const openBlindPasses = (facts: readonly PassFact[], by: string): Counter[] =>
  facts
    .filter((f) => f.event === "opened" && f.by === by)
    .map(counterOfPass)
    .filter((counter) => !isReview(counter) && isOpen(facts, counter));

/** Counters that finished a pass over things of a kind, those without a mark too. */
export const finishedCounters = (facts: readonly PassFact[], kind: Kind): Counter[] =>
  facts
    .filter((f) => f.event === "finished" && (f.kind === kind || isPartOf(kind, f.kind)))
    .map(counterOfPass);
