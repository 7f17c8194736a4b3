/** Work that is done so many pieces at a time, in the order in which it was asked for. */
export class Turns {
  readonly #atOnce: number;
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** Does the work when it is its turn. @throws why the signal ended, where it did before the turn came */
  async take<T>(signal: AbortSignal, work: () => T | Promise<T>): Promise<T> {
    if (this.#busy < this.#atOnce) this.#busy++;
    else await new Promise<void>((go) => this.#waiting.push(go));
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      // The place is handed on, so that nobody who asks meanwhile comes before those who wait.
      const next = this.#waiting.shift();
      if (next === undefined) this.#busy--;
      else next();
    }
  }
}
