export interface AddressOf {
  /** What is shown, as parts of the address; null where nothing is to be written now. */
  readonly told: () => Readonly<Record<string, string | null>> | null;
  readonly write: (
    told: Readonly<Record<string, string | null>>,
    options: { readonly replace: boolean },
  ) => void;
  /** The query of the address as it stands. */
  readonly now: () => string;
}

/** Milliseconds of rest after which what changes all the time is written: an address for every frame of a drag would be refused by the browser. */
const restMs = 250;

/** Keeps the address in step with what is shown, and knows which address was not written here: somebody went back then, or followed a link. */
export class KeptAddress {
  readonly #of: AddressOf;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  /** As it was written or followed here last. */
  #known: string;

  constructor(of: AddressOf) {
    this.#of = of;
    this.#known = of.now();
  }

  /** Writes what is shown: when it has come to rest, or as a step of its own that one can go back over. */
  keep({ replace = true } = {}): void {
    clearTimeout(this.#waiting);
    if (replace) this.#waiting = setTimeout(() => this.#write(replace), restMs);
    else this.#write(replace);
  }

  #write(replace: boolean): void {
    const told = this.#of.told();
    if (told === null) return;
    this.#of.write(told, { replace });
    this.#known = this.#of.now();
  }

  /** Whether the address was not written here. It is followed then: what waits to be written is not. */
  isFollowed(): boolean {
    if (this.#of.now() === this.#known) return false;
    this.end();
    this.#known = this.#of.now();
    return true;
  }

  end(): void {
    clearTimeout(this.#waiting);
  }
}
