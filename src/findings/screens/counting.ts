import type { Kind } from "../../sites/counting/kind.ts";
import type { Mark } from "../../sites/counting/mark.ts";
import { counterOf, isReview, sameCounter, type Counter } from "../../sites/counting/marks/counter.ts";
import { reviewedMachine } from "../../sites/counting/marks/current-marks.ts";
import type { Edit } from "../../sites/counting/marks/edit.ts";
import { finishOf, passState, type PassFact, type PassState } from "../../sites/counting/marks/pass-fact.ts";
import type { CarCount } from "../../sites/tracks/counted.ts";

/** Whether edits are new, or take back or do again what those with another key did. */
export type EditsRole = { readonly type: "do" } | { readonly type: "undo" | "redo"; readonly key: string };

/** Edits that were made in one go. */
export interface CountAction {
  readonly key: string;
  readonly role: EditsRole;
  readonly edits: readonly Edit[];
  /** Ids of the new marks, in the order in which the edits made them. */
  readonly made: readonly string[];
  readonly at: string;
}

/** One counter's count of a look, as a screen that goes on with it needs it. Nothing in it is anybody else's, but for the machine's marks under a review. */
export interface CountingScreen {
  readonly look: string;
  readonly kind: Kind;
  readonly by: string;
  readonly pass: string;
  /** True for the count of a machine, by its model and reading. */
  readonly byMachine: boolean;
  readonly review: boolean;
  readonly state: PassState;
  /** When the pass was finished; null while it is not. */
  readonly finishedAt: string | null;
  /** The newest trail entry among the marks: what an edit says that it has seen. */
  readonly seen: number;
  /** Every mark of the counter, replaced ones too, and under a review those of the machine, in the order in which they came on record. */
  readonly marks: readonly Mark[];
  /** The machine's count that a review looks through. */
  readonly machine: {
    readonly counter: Counter;
    readonly total: CarCount | null;
    readonly marked: number;
  } | null;
  /** Everything that this counter did to the count, oldest first. */
  readonly actions: readonly CountAction[];
}

export interface CountingInput {
  readonly look: string;
  readonly kind: Kind;
  readonly counter: Counter;
  /** All marks of the look, in the order in which they came on record. */
  readonly marks: readonly (Mark & { readonly trail: number })[];
  readonly passes: readonly (PassFact & { readonly at: string })[];
  readonly actions: readonly CountAction[];
  /** The machine's count by the counter that made it; null where none stands on record. */
  readonly totalOf: (machine: Counter) => CarCount | null;
}

export function countingScreen(input: CountingInput): CountingScreen {
  const { look, kind, counter, marks, passes, actions, totalOf } = input;
  const review = isReview(counter);
  const machine = review ? reviewedMachine(marks, counter) : null;
  const under = machine === null ? [] : marks.filter((m) => sameCounter(counterOf(m), machine));
  const wanted = marks.filter(
    (m) => sameCounter(counterOf(m), counter) || (machine !== null && sameCounter(counterOf(m), machine)),
  );
  const finish = finishOf(passes, counter);
  return {
    look,
    kind,
    by: counter.marker.name,
    pass: counter.pass,
    byMachine: counter.marker.type === "machine",
    review,
    state: passState(passes, counter, marks),
    finishedAt: finish === null ? null : (passes.find((p) => p.id === finish.id)?.at ?? null),
    seen: wanted.reduce((most, m) => Math.max(most, m.trail), 0),
    marks: wanted.map(({ id, lookId, areaId, trackId, kind, cover, outline, inPixels, number, ...rest }) => ({
      id,
      lookId,
      areaId,
      trackId,
      kind,
      cover,
      outline,
      inPixels,
      number,
      probability: rest.probability,
      marker: rest.marker,
      pass: rest.pass,
      state: rest.state,
      replaces: rest.replaces,
      note: rest.note,
    })),
    machine:
      machine === null
        ? null
        : {
            counter: machine,
            total: totalOf(machine),
            marked: under.reduce((sum, m) => sum + m.number, 0),
          },
    actions,
  };
}

/** One counter of a look, for the choice of whose count to open. */
export interface CounterChoice {
  readonly by: string;
  readonly pass: string;
  readonly machine: boolean;
  readonly review: boolean;
  readonly state: PassState;
  readonly marks: number;
  /** The newest trail entry among its marks, as `CountingScreen.seen` has it; 0 for none. */
  readonly newest: number;
}

/** Who has counted a look, as far as whoever asks may know. */
export interface CountersScreen {
  readonly look: string;
  readonly site: string;
  readonly title: string;
  readonly simulated: boolean;
  readonly counters: readonly CounterChoice[];
  /** The blind passes of whoever asks that are under way: until they are finished, nobody else's count is told. */
  readonly counting: readonly { readonly by: string; readonly pass: string }[];
  /** Whether the tracks that hold on the look's day are drawn. */
  readonly tracks: number;
}
