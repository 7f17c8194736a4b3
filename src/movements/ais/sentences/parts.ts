import { unnamedReceiver } from "./fix-columns.ts";
import { armourValues } from "./armour.ts";
import type { Message } from "./message.ts";
import { heardAgain, pending, refusal, type Fate } from "./refusals.ts";
import { bitsPerWord, longestBits, putBits } from "./words.ts";

/** Messages in parts that may be open at once; the oldest is given up for a new one. */
const openMessages = 128;
/** Parts further apart than this, in lines or in time, do not belong together. */
const longestApartLines = 512;
const longestApartMs = 30_000;
/** Another first part under the same number within so few lines is a rival, not the next message: numbers come round after ten messages. */
const rivalLines = 16;

/** One line's part of a message. */
export interface Part {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  /** Of the message: parts, this one's number from 1. */
  readonly total: number;
  readonly number: number;
  /** What parts of one message share: sequence number, channel, VDM or VDO, number of parts. */
  readonly key: number;
  readonly fill: number;
  readonly atMs: number;
  readonly timeSource: number;
  readonly receiver: number;
  readonly line: number;
}

class OpenMessage {
  /** 0 for a free place. */
  total = 0;
  key = 0;
  receiver = unnamedReceiver;
  atMs = Number.NaN;
  timeSource = 0;
  line = 0;
  /** Lines that stand behind it. */
  lines = 0;
  missing = 0;
  /** Of a whole message: which parts have come once more, by another receiver. */
  again = 0;
  readonly payloads: (Uint8Array | null)[] = [];
  readonly fills: number[] = [];
}

/** What is settled when a part arrives: whole messages that were given up, by the number of their lines. */
export interface GivenUp {
  readonly givenUp: (fate: Fate, lines: number) => void;
}

/**
 * Puts messages together whose parts stand in several lines: interleaved with others, in any order, from several receivers. Parts belong together when key
 * and receiver agree (an unnamed receiver agrees with every one) and they are near in lines and time. Where two open messages of one key compete for a
 * part, none gets it: a wrong join would make up a ship's name.
 */
export class PartAssembly {
  readonly #open: OpenMessage[] = Array.from({ length: openMessages }, () => new OpenMessage());
  readonly #watcher: GivenUp;
  /** Lines behind the message that the last part completed. */
  lines = 0;

  constructor(watcher: GivenUp) {
    this.#watcher = watcher;
  }

  /** `true` when this part made a message whole, which then stands in `message`; otherwise what became of the line. */
  add(part: Part, message: Message): true | Fate {
    let place: OpenMessage | null = null;
    let waiting = 0;
    let same: OpenMessage | null = null;
    const bit = 1 << part.number;
    for (const open of this.#open) {
      if (open.total === 0) continue;
      if (part.line - open.line > longestApartLines) {
        this.#giveUp(open, "part missing");
        continue;
      }
      if (!belongs(open, part)) continue;
      if (Math.abs(part.atMs - open.atMs) > longestApartMs) {
        this.#giveUp(open, "part missing");
        continue;
      }
      const there = open.payloads[part.number - 1] ?? null;
      if (there === null) {
        waiting++;
        place = open;
      } else if (equalPart(there, part)) {
        // Of a message that has begun to come again this is the next part.
        if (open.missing === 0 && open.again !== 0 && (open.again & bit) === 0) return this.#again(open, bit);
        same ??= open;
      } else if (open.missing > 0 && part.line - open.line >= rivalLines) this.#giveUp(open, "part missing");
    }
    if (waiting > 1) {
      for (const open of this.#open)
        if (open.total > 0 && open.missing > 0 && belongs(open, part)) this.#giveUp(open, "parts ambiguous");
      return refusal["parts ambiguous"];
    }
    // Ends of messages are often alike (a destination left blank), so one that waits for this part goes before one that has it.
    if (place === null && same !== null) {
      if (same.missing === 0) return this.#again(same, bit);
      same.lines++;
      return pending;
    }
    place ??= this.#begin(part);
    place.payloads[part.number - 1] = part.bytes.slice(part.from, part.to);
    place.fills[part.number - 1] = part.fill;
    place.missing--;
    place.lines++;
    if (Number.isNaN(place.atMs)) {
      place.atMs = part.atMs;
      place.timeSource = part.timeSource;
    }
    if (place.receiver === unnamedReceiver) place.receiver = part.receiver;
    if (place.missing > 0) return pending;
    return this.#complete(place, message);
  }

  #again(whole: OpenMessage, bit: number): Fate {
    whole.again |= bit;
    // Bits 1 to its number of parts: it has come whole again.
    if (whole.again === 2 ** (whole.total + 1) - 2) whole.again = 0;
    return heardAgain;
  }

  /** Gives up what is still open. */
  end(): void {
    for (const open of this.#open) this.#giveUp(open, "part missing");
  }

  #begin(part: Part): OpenMessage {
    let oldest: OpenMessage | undefined;
    for (const open of this.#open) {
      if (open.total === 0) {
        oldest = open;
        break;
      }
      if (oldest === undefined || open.line < oldest.line) oldest = open;
    }
    const place = oldest ?? new OpenMessage();
    this.#giveUp(place, "part missing");
    place.total = part.total;
    place.key = part.key;
    place.receiver = part.receiver;
    place.atMs = part.atMs;
    place.timeSource = part.timeSource;
    place.line = part.line;
    place.lines = 0;
    place.missing = part.total;
    place.again = 0;
    place.payloads.length = 0;
    place.fills.length = 0;
    return place;
  }

  #giveUp(open: OpenMessage, reason: "part missing" | "parts ambiguous"): void {
    if (open.total > 0 && open.missing > 0) this.#watcher.givenUp(refusal[reason], open.lines);
    open.total = 0;
  }

  #complete(open: OpenMessage, message: Message): true | Fate {
    this.lines = open.lines;
    message.atMs = open.atMs;
    message.timeSource = open.timeSource;
    message.receiver = open.receiver;
    let bits = 0;
    for (let number = 0; number < open.total; number++) {
      const payload = open.payloads[number] ?? new Uint8Array(0);
      if (bits + 6 * payload.length > longestBits - bitsPerWord) {
        open.total = 0;
        this.#watcher.givenUp(refusal["wrong length"], open.lines - 1);
        return refusal["wrong length"];
      }
      for (const byte of payload) {
        putBits(message.words, bits, 6, armourValues[byte] ?? 0);
        bits += 6;
      }
      // Fill bits inside a message are rare, but they are not bits of it there either.
      bits = Math.max(0, bits - (open.fills[number] ?? 0));
    }
    message.words.fill(0, Math.ceil(bits / bitsPerWord));
    message.bits = bits;
    return true;
  }
}

const belongs = (open: OpenMessage, part: Part): boolean =>
  open.key === part.key &&
  (open.receiver === part.receiver || open.receiver === unnamedReceiver || part.receiver === unnamedReceiver);

function equalPart(there: Uint8Array, { bytes, from, to }: Part): boolean {
  if (there.length !== to - from) return false;
  for (let i = 0; i < there.length; i++) if (there[i] !== bytes[from + i]) return false;
  return true;
}
