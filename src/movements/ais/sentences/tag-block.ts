import { unixTime } from "./stamp.ts";
import type { ReceiverNames } from "./receiver-names.ts";
import { unnamedReceiver } from "./fix-columns.ts";

const hexValue = (byte: number): number =>
  byte >= 48 && byte <= 57
    ? byte - 48
    : byte >= 65 && byte <= 70
      ? byte - 55
      : byte >= 97 && byte <= 102
        ? byte - 87
        : -1;

/** The two hexadecimal digits at `at` as a number; -1 when they are none. */
export function checksumAt(bytes: Uint8Array, at: number): number {
  const high = hexValue(bytes[at] ?? 0);
  const low = hexValue(bytes[at + 1] ?? 0);
  return high < 0 || low < 0 ? -1 : 16 * high + low;
}

/** Groups of which the time and receiver are remembered for the lines that follow. */
const rememberedGroups = 256;

/**
 * What tag blocks (NMEA 0183 version 4, `\s:station,c:time,g:1-2-345*hh\`) say of the sentence that follows. One object for all lines: fields
 * hold what the last block said, and lines of one group lend each other what only the first of them carries.
 */
export class TagBlock {
  /** Milliseconds since 1970; NaN when not said. */
  atMs = Number.NaN;
  receiver = unnamedReceiver;
  /** Hash of the group's name; 0 for none. */
  group = 0;
  readonly #names: ReceiverNames;
  readonly #groups = new Int32Array(rememberedGroups);
  readonly #groupAtMs = new Float64Array(rememberedGroups);
  readonly #groupReceiver = new Uint16Array(rememberedGroups);

  constructor(names: ReceiverNames) {
    this.#names = names;
  }

  clear(): void {
    this.atMs = Number.NaN;
    this.receiver = unnamedReceiver;
    this.group = 0;
  }

  /** Reads a block whose backslash stands at `from`: the index after its closing backslash, or -1 when it is broken or its checksum wrong. */
  read(bytes: Uint8Array, from: number, to: number): number {
    let sum = 0;
    let star = from + 1;
    for (; star < to && bytes[star] !== 42; star++) {
      if (bytes[star] === 92) return -1;
      sum ^= bytes[star] ?? 0;
    }
    if (star + 3 >= to || bytes[star + 3] !== 92 || checksumAt(bytes, star + 1) !== sum) return -1;
    for (let at = from + 1; at < star;) {
      let end = at;
      while (end < star && bytes[end] !== 44) end++;
      if (bytes[at + 1] === 58) this.#field(bytes, bytes[at] ?? 0, at + 2, end);
      at = end + 1;
    }
    if (this.group !== 0) this.#share();
    return star + 4;
  }

  #field(bytes: Uint8Array, code: number, from: number, to: number): void {
    if (code === 99) this.atMs = unixTime(bytes, from, to);
    else if (code === 115) this.receiver = this.#names.indexOf(bytes, from, to);
    else if (code === 103) {
      // 1-2-345: line, lines, name of the group.
      let hyphens = 0;
      let hash = 17;
      for (let i = from; i < to; i++) {
        if (hyphens >= 2) hash = (Math.imul(hash, 31) + (bytes[i] ?? 0)) | 0;
        else if (bytes[i] === 45) hyphens++;
      }
      this.group = hyphens === 2 && hash !== 0 ? hash : 0;
      // The first line of a group starts it anew: names of groups come round again.
      if (bytes[from] === 49 && bytes[from + 1] === 45) this.#groups[this.group & (rememberedGroups - 1)] = 0;
    }
  }

  #share(): void {
    const slot = this.group & (rememberedGroups - 1);
    if (this.#groups[slot] === this.group) {
      if (Number.isNaN(this.atMs)) this.atMs = this.#groupAtMs[slot] ?? Number.NaN;
      if (this.receiver === unnamedReceiver) this.receiver = this.#groupReceiver[slot] ?? unnamedReceiver;
    }
    this.#groups[slot] = this.group;
    this.#groupAtMs[slot] = this.atMs;
    this.#groupReceiver[slot] = this.receiver;
  }
}
