/** How long the server is let tell of further changes before what is shown is held against them, in milliseconds. */
const quietMs = 700;

export interface ChangesToldOptions {
  /** Resolves when no edit of this window waits any more. */
  readonly idle: () => Promise<void>;
  /** Something was changed from elsewhere. */
  readonly changed: () => Promise<void>;
}

/** Which changes of a look come from elsewhere: the server tells of all of them, and one's own edits explain themselves. */
export class ChangesTold {
  /** Edits that the server told of, less those that this window asked for itself. */
  #unexplained = 0;
  #waiting: ReturnType<typeof setTimeout> | null = null;
  #isClosed = false;
  readonly #options: ChangesToldOptions;

  constructor(options: ChangesToldOptions) {
    this.#options = options;
  }

  /** The server tells that something of the look was changed. */
  told(action: string): void {
    if (action === "mark edits") this.#unexplained++;
    if (this.#waiting !== null) clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.#explain(action), quietMs);
  }

  /** The server has taken an edit of this window: it will tell of it, or has. */
  taken(): void {
    this.#unexplained--;
  }

  /** All that the server told of is shown now. */
  settled(): void {
    this.#unexplained = 0;
  }

  async #explain(action: string): Promise<void> {
    await this.#options.idle();
    if (this.#isClosed) return;
    if (action === "mark edits" && this.#unexplained <= 0) this.settled();
    else await this.#options.changed();
  }

  close(): void {
    this.#isClosed = true;
    if (this.#waiting !== null) clearTimeout(this.#waiting);
  }
}
