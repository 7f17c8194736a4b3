import { InputError, quoted, type Fault } from "../../base/errors.ts";

/** Most faults that one error lists; the rest are counted. */
export const mostListed = 200;

/** Takes one fault of something whose place is known already. */
export type Report = (field: string, found: string, allowed: string) => void;

/** What a reader gathers on its way: what is wrong, and what was sound but could not be kept. */
export class Remarks {
  readonly #faults: Fault[] = [];
  readonly #leftOut = new Map<string, number>();
  #found = 0;
  #unlistedLeftOut = 0;

  /** Faults so far, listed or not. */
  get faults(): number {
    return this.#found;
  }

  fault(where: string, field: string, found: string, allowed: string): void {
    if (this.#faults.length < mostListed) this.#faults.push({ where, field, found, allowed });
    this.#found++;
  }

  /** A reporter for one place. */
  at(where: string): Report {
    return (field, found, allowed) => this.fault(where, field, found, allowed);
  }

  /** Notes something that is not kept. The same words again are counted, not repeated. */
  leftOut(what: string): void {
    if (this.#leftOut.size < mostListed || this.#leftOut.has(what))
      this.#leftOut.set(what, (this.#leftOut.get(what) ?? 0) + 1);
    else this.#unlistedLeftOut++;
  }

  /** What was not kept, one line each, in the order in which it was met. */
  warnings(): readonly string[] {
    const lines = [...this.#leftOut].map(([what, times]) =>
      times === 1 ? what : `${what} (${times} times)`,
    );
    return this.#unlistedLeftOut === 0 ? lines : [...lines, `${this.#unlistedLeftOut} more warnings`];
  }

  /** The faults so far that are listed. */
  found(): readonly Fault[] {
    return this.#faults;
  }

  /** @throws InputError with every fault, at most 200 of them listed. */
  throwIfAny(): void {
    if (this.#found > 0) throw new InputError(this.#faults, this.#found - this.#faults.length);
  }
}

/** Any value of foreign JSON in a few words. */
export function described(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "number" || typeof value === "boolean" || value === null) return String(value);
  return "an object";
}

/** True for a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
