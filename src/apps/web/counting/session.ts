import { InputError } from "../../../base/errors.ts";
import type { CountAction, CountingScreen, EditsRole } from "../../../findings/screens/counting.ts";
import type { Mark } from "../../../sites/counting/mark.ts";
import { countMarks, marksOfKind } from "../../../sites/counting/marks/count-marks.ts";
import type { Counter } from "../../../sites/counting/marks/counter.ts";
import { currentMarks } from "../../../sites/counting/marks/current-marks.ts";
import { editMarks } from "../../../sites/counting/marks/edit.ts";
import type { CarCount } from "../../../sites/tracks/counted.ts";
import { pendingId, renamedEdit, type GoAnswer, type QueuedGo } from "./edit-queue.ts";
import { seenMarks } from "./seen-marks.ts";
import { redoOf, stacksOf, undoOf, type NotedEdit, type Stacks } from "./undo-stack.ts";

export interface SessionOptions {
  readonly newKey: () => string;
  readonly now: () => number;
  /** Takes a go on its way to the server. */
  readonly send: (go: QueuedGo) => void;
  /** Called after every change of what is shown. */
  readonly changed: () => void;
}

/**
 * One counter's count while it is worked on: what the server has and what is on its way to it, as if all of it were there. Edits are made here by the same
 * rules as on the server, so that the screen does not wait.
 */
export class CountingSession {
  readonly look: string;
  readonly kind: CountingScreen["kind"];
  readonly counter: Counter;
  readonly machine: CountingScreen["machine"];
  state: CountingScreen["state"];
  /** Every mark of the counter, replaced ones too; what has no name of the server yet has a pending one. */
  #marks: Mark[];
  #actions: CountAction[];
  #seen: number;
  #shown: readonly Mark[] | null = null;
  #standing: readonly Mark[] | null = null;
  #stacks: Stacks | null = null;
  #order = 0;
  readonly #names = new Map<string, string>();
  readonly #options: SessionOptions;

  constructor(screen: CountingScreen, options: SessionOptions) {
    this.look = screen.look;
    this.kind = screen.kind;
    this.counter = {
      marker: { type: screen.byMachine ? "machine" : "person", name: screen.by },
      pass: screen.pass,
    };
    this.machine = screen.machine;
    this.state = screen.state;
    this.#marks = [...screen.marks];
    this.#actions = [...screen.actions];
    this.#seen = screen.seen;
    this.#options = options;
  }

  /** What a screen shows: what stands, without what was added and taken back. */
  get shown(): readonly Mark[] {
    return (this.#shown ??= seenMarks(this.#marks, this.counter));
  }

  /** Everything that stands, rejected marks too. */
  get standing(): readonly Mark[] {
    return (this.#standing ??= currentMarks(this.#marks, this.counter));
  }

  get count(): CarCount {
    const { machine } = this;
    return countMarks(
      marksOfKind(this.standing, this.kind),
      machine === null || machine.total === null
        ? {}
        : { machine: { total: machine.total, marked: machine.marked } },
    );
  }

  get seen(): number {
    return this.#seen;
  }

  get #undoing(): Stacks {
    return (this.#stacks ??= stacksOf(this.#actions, (id) => this.#marks.find((m) => m.id === id)));
  }

  get undoable(): number {
    return this.#undoing.done.length;
  }
  get redoable(): number {
    return this.#undoing.undone.length;
  }

  /**
   * Makes edits and sends them on their way.
   * @returns the new marks @throws InputError when a mark does not stand, or the result is no mark: nothing is done then
   */
  do(edits: readonly NotedEdit[], role: EditsRole = { type: "do" }): readonly Mark[] {
    const key = this.#options.newKey();
    const marks = [...this.#marks];
    const made: Mark[] = [];
    for (const { edit, note } of edits) {
      const from = made.length;
      const now = editMarks(marks, edit, {
        lookId: this.look,
        counter: this.counter,
        newId: (n) => pendingId(key, from + n),
        note,
        size: null,
      });
      marks.push(...now);
      made.push(...now);
    }
    if (made.length === 0) return [];
    this.#marks = marks;
    this.#actions.push({
      key,
      role,
      edits: edits.map((e) => e.edit),
      made: made.map((m) => m.id),
      at: "",
    });
    const order = this.#options.now() + this.#order++ / 1000;
    const { look, kind, counter } = this;
    this.#touch();
    this.#options.send({
      key,
      look,
      by: counter.marker.name,
      pass: counter.pass,
      kind,
      role,
      edits,
      seen: this.#seen,
      order,
    });
    return made;
  }

  /** Takes back the last action; false where there is none. */
  undo(): boolean {
    const planned = undoOf(this.#undoing);
    if (planned === null) return false;
    this.do(planned.edits, planned.role);
    return true;
  }

  redo(): boolean {
    const planned = redoOf(this.#undoing);
    if (planned === null) return false;
    this.do(planned.edits, planned.role);
    return true;
  }

  /** The server has kept a go: its marks have their names now. */
  answered(go: QueuedGo, { made, trail, at }: GoAnswer): void {
    this.#seen = Math.max(this.#seen, trail);
    const names = new Map(made.map((mark, n) => [pendingId(go.key, n), mark.id]));
    for (const [before, after] of names) this.#names.set(before, after);
    const kept = new Map(made.map((m) => [m.id, m]));
    const named = (id: string): string => names.get(id) ?? id;
    const isHere = this.#actions.some((a) => a.key === go.key);
    if (!isHere) return;
    this.#marks = this.#marks.map((mark) => {
      const id = names.get(mark.id);
      if (id !== undefined) return kept.get(id) ?? mark;
      return mark.replaces.some((r) => names.has(r)) ? { ...mark, replaces: mark.replaces.map(named) } : mark;
    });
    this.#actions = this.#actions.map((action) =>
      action.key === go.key
        ? { ...action, made: made.map((m) => m.id), at }
        : {
            ...action,
            made: action.made.map(named),
            edits: action.edits.map((edit) => renamedEdit(edit, names)),
          },
    );
    this.#touch();
  }

  /** The name that a mark has, once the server has named it. */
  nameOf(id: string): string {
    return this.#names.get(id) ?? id;
  }

  get marks(): readonly Mark[] {
    return this.#marks;
  }

  #touch(): void {
    this.#shown = null;
    this.#standing = null;
    this.#stacks = null;
    this.#options.changed();
  }
}

/** Why edits cannot be made, in one sentence; what is no fault of theirs is thrown on. */
export function faultInWords(error: unknown): string {
  if (!(error instanceof InputError)) throw error;
  const [fault] = error.faults;
  return fault === undefined ? error.message : `${fault.field}: ${fault.found}; allowed: ${fault.allowed}`;
}
