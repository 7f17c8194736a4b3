/** Longest line, in bytes: the longest known message of a feed has about two thousand. */
export const longestLine = 65_536;

/** Takes lines of text. */
export interface TextLineTaker {
  readonly line: (line: string) => void;
  /** A line was too long; its bytes are gone. */
  readonly tooLong: () => void;
}

/** Cuts bytes into lines of text, wherever the pieces were cut; holds at most one line. Bytes that are no UTF-8 become the sign for that. */
export class TextLines {
  readonly #taker: TextLineTaker;
  #held = Buffer.alloc(0);
  #skipping = false;

  constructor(taker: TextLineTaker) {
    this.#taker = taker;
  }

  push(chunk: Uint8Array): void {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#skipping) {
      const end = bytes.indexOf(10);
      if (end < 0) return;
      this.#skipping = false;
      this.#taker.tooLong();
      bytes = bytes.subarray(end + 1);
    }
    const last = bytes.lastIndexOf(10);
    if (last < 0) {
      this.#hold(this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]));
      return;
    }
    const whole = bytes.subarray(0, last);
    const text = (this.#held.length === 0 ? whole : Buffer.concat([this.#held, whole])).toString("utf8");
    for (let at = 0; at <= text.length;) {
      const end = text.indexOf("\n", at);
      const to = end < 0 ? text.length : end;
      if (to - at > longestLine) this.#taker.tooLong();
      else this.#taker.line(text.slice(at, to));
      at = to + 1;
    }
    this.#hold(bytes.subarray(last + 1));
  }

  /** The last line may lack its end. */
  end(): void {
    if (this.#skipping) this.#taker.tooLong();
    else if (this.#held.length > 0) this.#taker.line(this.#held.toString("utf8"));
    this.#held = Buffer.alloc(0);
    this.#skipping = false;
  }

  /** What is held of a line that has not ended. */
  takeHeld(): Uint8Array {
    const held = this.#held;
    this.#held = Buffer.alloc(0);
    return held;
  }

  #hold(bytes: Buffer): void {
    this.#skipping = bytes.length > longestLine;
    this.#held = this.#skipping ? Buffer.alloc(0) : Buffer.from(bytes);
  }
}
