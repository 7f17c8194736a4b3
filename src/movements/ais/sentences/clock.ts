import { calendarTime } from "./stamp.ts";
import { unsigned, type Words } from "./words.ts";

/** After so many lines without a new time the clock counts as stopped. */
const longestStandingLines = 5000;
/** Base stations that differ by more than this from the clock must say so twice. */
const largestStepMs = 120_000;

/**
 * The time for lines that carry none of their own: the last that a base station (messages 4 and 11) or the receiver (sentence ZDA) told. It stands still
 * between, and stops counting after 5,000 lines.
 */
export class Clock {
  #atMs = Number.NaN;
  #setAtLine = 0;
  #ofReceiver = false;
  #doubtedMs = Number.NaN;

  /** NaN when nothing told the time lately. */
  at(line: number): number {
    return line - this.#setAtLine <= longestStandingLines ? this.#atMs : Number.NaN;
  }

  /** The UTC time of a message 4 or 11. The receiver's own clock, where it sends one, goes before. A station far off the clock is believed when the next one agrees. */
  hearStation(ms: number, line: number): void {
    if (Number.isNaN(ms)) return;
    const now = this.at(line);
    if (this.#ofReceiver && !Number.isNaN(now)) return;
    if (!Number.isNaN(now) && Math.abs(ms - now) > largestStepMs) {
      const confirmed = Math.abs(ms - this.#doubtedMs) <= largestStepMs;
      this.#doubtedMs = ms;
      if (!confirmed) return;
    }
    this.#set(ms, line, false);
  }

  /** Reads `$..ZDA,114702.51,27,01,2012,...*hh`, whose dollar stands at `from` and whose asterisk at `star`; its checksum has been proved. */
  hearReceiver(bytes: Uint8Array, from: number, star: number, line: number): void {
    const two = (at: number): number => 10 * ((bytes[at] ?? 0) - 48) + ((bytes[at + 1] ?? 0) - 48);
    let comma = from + 7;
    while (comma < star && bytes[comma] !== 44) comma++;
    if (comma + 11 > star || bytes[comma + 3] !== 44 || bytes[comma + 6] !== 44) return;
    const ms = calendarTime(
      100 * two(comma + 7) + two(comma + 9),
      two(comma + 4),
      two(comma + 1),
      two(from + 7),
      two(from + 9),
      two(from + 11),
    );
    if (!Number.isNaN(ms)) this.#set(ms, line, true);
  }

  #set(ms: number, line: number, ofReceiver: boolean): void {
    this.#atMs = ms;
    this.#setAtLine = line;
    this.#ofReceiver = ofReceiver;
    this.#doubtedMs = Number.NaN;
  }
}

/** The UTC time in a message 4 or 11; NaN when the station does not know it. */
export function stationTime(words: Words): number {
  return calendarTime(
    unsigned(words, 38, 14),
    unsigned(words, 52, 4),
    unsigned(words, 56, 5),
    unsigned(words, 61, 5),
    unsigned(words, 66, 6),
    unsigned(words, 72, 6),
  );
}
