/** Matches said, right and to be said. */
export interface Tally {
  said: number;
  right: number;
  toSay: number;
}

export const emptyTally = (): Tally => ({ said: 0, right: 0, toSay: 0 });

export const precision = ({ said, right }: Tally): number => (said === 0 ? 1 : right / said);
export const recall = ({ right, toSay }: Tally): number => (toSay === 0 ? 1 : right / toSay);
export const f1 = ({ said, right, toSay }: Tally): number =>
  said + toSay === 0 ? 1 : (2 * right) / (said + toSay);

/** Probabilities said, and whether it was so. */
export class Reliability {
  readonly #count = new Float64Array(10);
  readonly #said = new Float64Array(10);
  readonly #right = new Float64Array(10);
  #squares = 0;

  add(probability: number, right: boolean): void {
    const bin = Math.min(9, Math.floor(probability * 10));
    this.#count[bin] = (this.#count[bin] ?? 0) + 1;
    this.#said[bin] = (this.#said[bin] ?? 0) + probability;
    this.#right[bin] = (this.#right[bin] ?? 0) + (right ? 1 : 0);
    this.#squares += (probability - (right ? 1 : 0)) ** 2;
  }

  get total(): number {
    return this.#count.reduce((a, b) => a + b, 0);
  }
  /** Mean squared difference (Brier's score). */
  get brier(): number {
    return this.#squares / this.total;
  }
  /** Mean difference between what was said and what was so, over ten bins by their size. */
  get error(): number {
    return (
      this.#count.reduce((sum, _, i) => sum + Math.abs((this.#said[i] ?? 0) - (this.#right[i] ?? 0)), 0) /
      this.total
    );
  }
  /** "0.85: 0.83 of 120" for each bin with any. */
  get bins(): string[] {
    return [...this.#count].flatMap((n, i) =>
      n === 0
        ? []
        : [`${((this.#said[i] ?? 0) / n).toFixed(2)}: ${((this.#right[i] ?? 0) / n).toFixed(2)} of ${n}`],
    );
  }
}
