/** Why a line gave nothing. Closed: a line either counts as used, as heard again, or under exactly one of these. */
export const refusals = [
  "blank",
  "comment",
  "no sentence",
  "too long",
  "other sentence",
  "no checksum",
  "wrong checksum",
  "wrong tag block",
  "wrong fields",
  "wrong armour",
  "wrong length",
  "unknown message",
  "message without position",
  "position not sent",
  "position impossible",
  "sender impossible",
  "no time",
  "time without zone",
  "part missing",
  "parts ambiguous",
] as const;
export type Refusal = (typeof refusals)[number];

/** What became of a line, as a number: an index into `refusals`, or one of these. */
export type Fate = number;
export const used: Fate = -1;
/** The same message by another receiver, or once more, within the window of repeats. */
export const heardAgain: Fate = -2;
/** A part of a message whose other parts have not come yet. */
export const pending: Fate = -3;

/** Index of a reason, to compare and count without text. */
export const refusal = Object.fromEntries(refusals.map((name, index) => [name, index])) as Readonly<
  Record<Refusal, Fate>
>;

/** What became of all lines so far: lines = used + heardAgain + pending + the sum of refused. */
export interface LineCounts {
  readonly lines: number;
  /** Lines that gave a report, a statement, or a part of one. */
  readonly used: number;
  readonly heardAgain: number;
  /** Parts that wait for others; none after the end. */
  readonly pending: number;
  readonly refused: Readonly<Record<Refusal, number>>;
}

/** Counts that grow. */
export class LineTally {
  lines = 0;
  used = 0;
  heardAgain = 0;
  pending = 0;
  readonly #refused = new Float64Array(refusals.length);

  /** Books what became of `lines` lines. */
  book(fate: Fate, lines = 1): void {
    if (fate === used) this.used += lines;
    else if (fate === heardAgain) this.heardAgain += lines;
    else if (fate === pending) this.pending += lines;
    else this.#refused[fate] = (this.#refused[fate] ?? 0) + lines;
  }

  counts(): LineCounts {
    const refused = Object.fromEntries(
      refusals.map((name, index) => [name, this.#refused[index] ?? 0]),
    ) as Record<Refusal, number>;
    const { lines, used, heardAgain, pending } = this;
    return { lines, used, heardAgain, pending, refused };
  }
}
