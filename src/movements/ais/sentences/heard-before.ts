import { unnamedReceiver, type FixColumns } from "./fix-columns.ts";
import type { Message } from "./message.ts";
import { bitsPerWord, type Words } from "./words.ts";

/** Latest reports among which one that comes again is looked for; they are not given out before. */
export const remembered = 16_384;
/** The table of hashes: so many groups of so many places, four places for every report that is remembered. A group is one line of the processor's cache. */
const placesInGroup = 8;
const groups = (4 * remembered) / placesInGroup;

/** Knows the latest reports by their bits, so that one that several receivers bring becomes one row. */
export class HeardBefore {
  readonly #columns: FixColumns;
  readonly #windowMs: number;
  /** By place: the hash of a message, and which report it was since the beginning, from 1 (modulo 2^32). */
  readonly #table = new Int32Array(2 * groups * placesInGroup);
  /** Reports that were given out. */
  #given = 0;

  /** @param windowMs the same bits further apart than this are two reports */
  constructor(columns: FixColumns, windowMs: number) {
    this.#columns = columns;
    this.#windowMs = windowMs;
  }

  /**
   * Looks for the same message among the latest reports. Found: its receivers count one more, and the answer is -1. Otherwise the place in the table
   * for a new report: that of the oldest of its group.
   */
  find(hash: number, { atMs, receiver }: Message, type: number, mmsi: number): number {
    const c = this.#columns;
    const table = this.#table;
    const latest = this.#given + c.length;
    const first = 2 * placesInGroup * (hash & (groups - 1));
    let oldest = first;
    let oldestAge = -1;
    for (let place = first; place < first + 2 * placesInGroup; place += 2) {
      // How many reports came after that one.
      const age = (latest - (table[place + 1] ?? 0)) >>> 0;
      if (table[place] === hash && age < remembered && age < c.length) {
        const row = c.length - 1 - age;
        const apart = Math.abs(atMs - (c.at[row] ?? 0));
        if (c.mmsi[row] === mmsi && c.messageType[row] === type && apart <= this.#windowMs) {
          this.#hearAgain(row, receiver);
          return -1;
        }
      }
      if (age > oldestAge) {
        oldest = place;
        oldestAge = age;
      }
    }
    return oldest;
  }

  /** The report that was just added to the columns stands at a place that `find` gave. */
  note(place: number, hash: number): void {
    this.#table[place] = hash;
    this.#table[place + 1] = this.#given + this.#columns.length;
  }

  /** The first rows were taken out of the columns. */
  forget(rows: number): void {
    this.#given += rows;
  }

  #hearAgain(row: number, receiver: number): void {
    const c = this.#columns;
    const bit = receiver === unnamedReceiver ? 0 : 1 << (receiver & 31);
    const known = c.heardBy[row] ?? 0;
    if (bit !== 0 && (known & bit) !== 0) return;
    c.heardBy[row] = known | bit;
    c.receivers[row] = Math.min(255, (c.receivers[row] ?? 0) + 1);
  }
}

/** 32 bits over all bits of a message. */
export function hashOf(words: Words, bits: number): number {
  let hash = bits;
  const end = Math.ceil(bits / bitsPerWord);
  for (let i = 0; i < end; i++) {
    hash = Math.imul(hash ^ (words[i] ?? 0), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}
