/** A longer line than this is refused whole: sentences have at most 82 characters, tag blocks and stamps some more. */
export const longestLine = 4096;

/** Takes lines. */
export interface LineTaker {
  readonly line: (bytes: Uint8Array, from: number, to: number) => void;
  /** A line was longer than any can be; its bytes are gone. */
  readonly tooLong: () => void;
}

/**
 * Cuts bytes into lines that end with CR, LF or CR LF, wherever the pieces were cut. Holds at most one line of `longestLine` bytes.
 */
export class LineSplitter {
  readonly #taker: LineTaker;
  readonly #held = new Uint8Array(longestLine);
  #heldLength = 0;
  #skipping = false;
  #afterReturn = false;

  constructor(taker: LineTaker) {
    this.#taker = taker;
  }

  push(bytes: Uint8Array): void {
    const { length } = bytes;
    let at = 0;
    if (length > 0 && this.#afterReturn) {
      if (bytes[0] === 10) at = 1;
      this.#afterReturn = false;
    }
    while (at < length) {
      let end = at;
      // Nearly all bytes are above 13, and one comparison tells.
      while (end < length && ((bytes[end] ?? 0) > 13 || (bytes[end] !== 10 && bytes[end] !== 13))) end++;
      if (end === length) {
        this.#hold(bytes, at, end);
        return;
      }
      this.#line(bytes, at, end);
      at = end + 1;
      if (bytes[end] === 13) {
        if (at === length) this.#afterReturn = true;
        else if (bytes[at] === 10) at++;
      }
    }
  }

  /** The last line may lack its end. */
  end(): void {
    if (this.#skipping || this.#heldLength > 0) this.#line(this.#held, 0, 0);
    this.#afterReturn = false;
  }

  #line(bytes: Uint8Array, from: number, to: number): void {
    if (this.#skipping || this.#heldLength + to - from > longestLine) this.#taker.tooLong();
    else if (this.#heldLength === 0) this.#taker.line(bytes, from, to);
    else {
      this.#held.set(bytes.subarray(from, to), this.#heldLength);
      this.#taker.line(this.#held, 0, this.#heldLength + to - from);
    }
    this.#heldLength = 0;
    this.#skipping = false;
  }

  #hold(bytes: Uint8Array, from: number, to: number): void {
    if (this.#skipping) return;
    if (this.#heldLength + to - from > longestLine) {
      this.#skipping = true;
      this.#heldLength = 0;
      return;
    }
    this.#held.set(bytes.subarray(from, to), this.#heldLength);
    this.#heldLength += to - from;
  }
}
