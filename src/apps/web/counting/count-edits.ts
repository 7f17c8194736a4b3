import type { Mark } from "../../../sites/counting/mark.ts";
import { isReview } from "../../../sites/counting/marks/counter.ts";
import { faultInWords, type CountingSession } from "./session.ts";
import type { NotedEdit } from "./undo-stack.ts";

export interface EditsTold {
  /** Called after everything that changes what is shown. */
  readonly changed: () => void;
  /** Told what could not be done and why. */
  readonly told: (words: string) => void;
}

/** Edits of a count on their way to its session: what cannot be done is told, and so is every change. */
export class CountEdits {
  readonly session: CountingSession;
  readonly #options: EditsTold;
  #revision = 0;

  constructor(session: CountingSession, options: EditsTold) {
    this.session = session;
    this.#options = options;
  }

  /** Grows with everything that changes what is shown. */
  get revision(): number {
    return this.#revision;
  }

  get isReview(): boolean {
    return isReview(this.session.counter);
  }

  /** Blind passes end when they are finished. */
  get isOver(): boolean {
    return !this.isReview && this.session.state === "finished";
  }

  /** The marks that an edit made; null where it could not be made, which was told then. */
  do(edit: NotedEdit["edit"], note = ""): readonly Mark[] | null {
    if (this.isOver) return this.refuseFinished();
    try {
      return this.session.do([{ edit, note }]);
    } catch (error) {
      return this.refuse(faultInWords(error));
    }
  }

  changed(): void {
    this.#revision++;
    this.#options.changed();
  }

  refuse(words: string): null {
    this.#options.told(words);
    return null;
  }

  refuseFinished(): null {
    return this.refuse("this pass is finished");
  }
}
