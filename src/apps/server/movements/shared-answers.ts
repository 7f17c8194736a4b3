interface Shared {
  readonly answer: Promise<unknown>;
  /** Ends when all who asked have gone. */
  readonly allGone: AbortController;
  asking: number;
}

/** Answers that are worked out once for all who ask, and kept; the longest unused is forgotten first. */
export class SharedAnswers {
  readonly #mostKept: number;
  readonly #kept = new Map<string, Shared>();

  constructor(mostKept: number) {
    this.#mostKept = mostKept;
  }

  /**
   * The answer to a question.
   * @param signal ends when the one who asks has gone
   * @param work is told when all who asked have gone before it was done
   * @throws why `signal` ended, where it had already; what the work throws, which is not kept
   */
  of(key: string, signal: AbortSignal, work: (allGone: AbortSignal) => Promise<unknown>): Promise<unknown> {
    signal.throwIfAborted();
    const shared = this.#kept.get(key) ?? this.#begin(key, work);
    this.#kept.delete(key);
    this.#kept.set(key, shared);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#mostKept && oldest !== undefined) this.#kept.delete(oldest);
    shared.asking++;
    const leave = (): void => {
      if (--shared.asking > 0) return;
      // At once, before anybody else asks for what will not be answered.
      this.#forget(key, shared);
      shared.allGone.abort(signal.reason);
    };
    signal.addEventListener("abort", leave, { once: true });
    const stay = (): void => signal.removeEventListener("abort", leave);
    void shared.answer.then(stay, stay);
    return shared.answer;
  }

  #begin(key: string, work: (allGone: AbortSignal) => Promise<unknown>): Shared {
    const allGone = new AbortController();
    const shared: Shared = { answer: work(allGone.signal), allGone, asking: 0 };
    shared.answer.catch(() => this.#forget(key, shared));
    return shared;
  }

  #forget(key: string, shared: Shared): void {
    if (this.#kept.get(key) === shared) this.#kept.delete(key);
  }
}
