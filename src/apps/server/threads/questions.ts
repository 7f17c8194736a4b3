import { errorOf, failureMessage, type FailureMessage } from "../writer/failure-message.ts";

/** What a thread is asked by name. */
export interface NamedQuestion {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}
export interface Answered {
  readonly id: number;
  readonly result: unknown;
}
export type NamedAnswer = Answered | Failed;

interface Failed {
  readonly id: number;
  readonly failure: FailureMessage;
}

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** Questions to a thread that wait for their answers. */
export class Questions<Answer extends { readonly id: number }> {
  readonly #waiting = new Map<number, Waiting<Answer>>();
  #next = 1;

  /** Sends a question with a number of its own. @throws what the thread says of it, or why it ended */
  ask(send: (id: number) => void): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#waiting.set(id, { resolve, reject });
      send(id);
    });
  }

  answered(answer: Answer | Failed): void {
    const asked = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("failure" in answer) asked?.reject(errorOf(answer.failure));
    else asked?.resolve(answer);
  }

  /** Whoever asked has gone: an answer that comes yet is of nobody's question. */
  drop(id: number, why: Error): void {
    this.#waiting.get(id)?.reject(why);
    this.#waiting.delete(id);
  }

  /** The thread has ended: nothing is answered any more. */
  end(why: Error): void {
    for (const { reject } of this.#waiting.values()) reject(why);
    this.#waiting.clear();
  }
}

/** The answer of a thread: what the work gave, or how it failed. */
export async function answerOf(id: number, work: () => unknown): Promise<NamedAnswer> {
  try {
    return { id, result: (await work()) ?? null };
  } catch (error) {
    return { id, failure: failureMessage(error) };
  }
}
