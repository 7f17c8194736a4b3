import type { Mark } from "../../sites/counting/mark.ts";
import type { Counter } from "../../sites/counting/marks/counter.ts";
import { currentMarks } from "../../sites/counting/marks/current-marks.ts";
import {
  finishOf,
  openBlindPasses,
  type PassEvent,
  type PassFact,
} from "../../sites/counting/marks/pass-fact.ts";
import { InputError, quoted } from "../../base/errors.ts";
import type { Kind } from "../../sites/counting/kind.ts";
import { sha256 } from "../hash.ts";
import { recordHash } from "../store/batch.ts";
import { marks as marksTable } from "../store/tables.ts";

/** The hash of what stands of a counter: over the id and the hash of every mark that stands, rejected ones too, in the order of the records. */
export const hashOfStanding = (standing: readonly Mark[]): string =>
  sha256(standing.map((m) => `${m.id} ${recordHash(marksTable.values(m))}\n`).join(""));

export interface FactAsked {
  readonly look: string;
  readonly by: string;
  readonly pass: string;
  readonly kind: Kind;
  readonly event: PassEvent;
}

/** A fact about a pass as it stands, to be put on record. @param facts those of the look before it */
export function factOf(
  { look, by, pass, kind, event }: FactAsked,
  marks: readonly Mark[],
  facts: readonly PassFact[],
): PassFact {
  const counter: Counter = { marker: { type: "person", name: by }, pass };
  const standing = currentMarks(marks, counter);
  return {
    // Facts are never taken away, so the number of those before is free.
    id: `${look}/pass-${facts.length + 1}`,
    lookId: look,
    by,
    pass,
    kind,
    event,
    marks: standing.length,
    sha256: hashOfStanding(standing),
  };
}

/**
 * Passes from nothing end when they are finished: who has seen what others counted no longer counts blind.
 * @throws InputError for a change of a blind pass that is finished
 */
export function refuseFinished(
  step: string,
  facts: readonly (PassFact & { readonly at: string })[],
  counter: Counter,
  isReviewPass: boolean,
): void {
  const finish = isReviewPass ? null : finishOf(facts, counter);
  if (finish === null) return;
  const at = facts.find((f) => f.id === finish.id)?.at ?? "";
  throw InputError.of(
    step,
    "pass",
    `${quoted(counter.pass)} of ${counter.marker.name}, finished at ${at}`,
    "a pass that is not finished: count again as another pass, or correct the machine's marks in a review",
  );
}

/**
 * Who counts a look blind does nothing else with it until that is finished: a second pass beside it, or a review, would show what the first one must not see.
 * @throws InputError for another pass than the one under way
 */
export function refuseBesideBlind(step: string, facts: readonly PassFact[], counter: Counter): void {
  const other = openBlindPasses(facts, counter.marker.name).find((c) => c.pass !== counter.pass);
  if (other === undefined) return;
  throw InputError.of(
    step,
    "pass",
    quoted(counter.pass),
    `${quoted(other.pass)}, the blind pass that ${counter.marker.name} has begun; finish it first`,
  );
}
