import { armourValues, longestPayload, unpack } from "./armour.ts";
import { Clock, stationTime } from "./clock.ts";
import { timeSources, unnamedReceiver } from "./fix-columns.ts";
import { Message, type MessageSink } from "./message.ts";
import { PartAssembly } from "./parts.ts";
import { ReceiverNames } from "./receiver-names.ts";
import { refusal, type Fate, type LineTally } from "./refusals.ts";
import { stampIn, zoneless } from "./stamp.ts";
import { checksumAt, TagBlock } from "./tag-block.ts";

const byTagBlock = timeSources.indexOf("tag block");
const byStamp = timeSources.indexOf("stamp");
const byClock = timeSources.indexOf("clock");
const given = timeSources.indexOf("given");

/**
 * Takes lines apart: tag block, stamps, sentence, checksum, fields, armour; puts parts together; and hands whole messages on. Every line is booked
 * exactly once. Nothing is allocated for a sentence of one part.
 */
export class LineFrame {
  readonly receivers = new ReceiverNames();
  readonly #tally: LineTally;
  readonly #sink: MessageSink;
  readonly #givenMs: number;
  readonly #zoneMinutes: number | null;
  /** The line at hand has a time whose zone nobody told. */
  #isZoneless = false;
  readonly #clock = new Clock();
  readonly #tag: TagBlock;
  readonly #message = new Message();
  readonly #parts: PartAssembly;
  /** Where another sentence begins in the line at hand; -1 for none. */
  #next = -1;

  /**
   * @param givenMs time of lines that tell none; NaN for none
   * @param zoneMinutes zone of stamps that say none, in minutes east of Greenwich; null: they are refused
   */
  constructor(tally: LineTally, sink: MessageSink, givenMs: number, zoneMinutes: number | null) {
    this.#tally = tally;
    this.#sink = sink;
    this.#givenMs = givenMs;
    this.#zoneMinutes = zoneMinutes;
    this.#tag = new TagBlock(this.receivers);
    this.#parts = new PartAssembly({
      givenUp: (fate, lines) => {
        tally.pending -= lines;
        tally.book(fate, lines);
      },
    });
  }

  /** Books the line [from, to) of `bytes`, which holds no line break. Sentences that stand in it one behind the other count as lines of their own. */
  line(bytes: Uint8Array, from: number, to: number): void {
    let at = from;
    do {
      this.#next = -1;
      this.#tally.lines++;
      const fate = this.#fate(bytes, at, to);
      this.#tally.book(fate);
      at = this.#next;
    } while (at >= 0);
  }

  /** No more lines come: parts that still wait are given up. */
  end(): void {
    this.#parts.end();
  }

  #fate(bytes: Uint8Array, from: number, to: number): Fate {
    const tag = this.#tag;
    tag.clear();
    let at = from;
    if (bytes[at] !== 33) {
      at = this.#toSentence(bytes, from, to);
      if (at < 0) return at === noStart ? startless(bytes, from, to) : refusal["wrong tag block"];
    }
    let sum = 0;
    let star = at + 1;
    for (; star < to; star++) {
      const byte = bytes[star] ?? 0;
      if (byte === 42) break;
      sum ^= byte;
    }
    const isAis =
      to - at > 6 &&
      bytes[at] === 33 &&
      bytes[at + 3] === 86 &&
      bytes[at + 4] === 68 &&
      (bytes[at + 5] === 77 || bytes[at + 5] === 79) &&
      bytes[at + 6] === 44;
    if (!isAis) return this.#other(bytes, at, to, star, sum);
    if (star + 2 >= to) return refusal["no checksum"];
    // Nothing below looks further than this without asking: what lies behind a line is not part of it.
    if (star - at < shortestSentence) return refusal["wrong fields"];
    const stated = checksumAt(bytes, star + 1);
    if (stated !== sum) return refusal[stated < 0 ? "no checksum" : "wrong checksum"];
    const behind = star + 3 < to ? bytes[star + 3] : 0;
    if (behind === 33 || (behind === 92 && star + 5 < to && bytes[star + 5] === 58)) this.#next = star + 3;
    return this.#fields(bytes, from, at, star, to);
  }

  /** Reads what stands before the sentence; its index, or a negative number when there is none. */
  #toSentence(bytes: Uint8Array, from: number, to: number): number {
    for (let at = from; at < to; at++) {
      const byte = bytes[at];
      if (byte === 33 || byte === 36) return at;
      if (byte === 35 && at === from) return noStart;
      if (byte === 92) {
        const behind = this.#tag.read(bytes, at, to);
        if (behind < 0) return brokenTag;
        at = behind - 1;
      }
    }
    return noStart;
  }

  /** A sentence that carries no AIS message: the receiver's clock is heard, nothing else. */
  #other(bytes: Uint8Array, at: number, to: number, star: number, sum: number): Fate {
    const isClock =
      bytes[at + 3] === 90 && bytes[at + 4] === 68 && bytes[at + 5] === 65 && bytes[at + 6] === 44;
    if (isClock && star + 2 < to && checksumAt(bytes, star + 1) === sum)
      this.#clock.hearReceiver(bytes, at, star, this.#tally.lines);
    return refusal["other sentence"];
  }

  /** The sentence whose exclamation mark stands at `at` and whose checksum, at `star`, is right; the line runs from `from` to `to`. */
  #fields(bytes: Uint8Array, from: number, at: number, star: number, to: number): Fate {
    const total = (bytes[at + 7] ?? 0) - 48;
    const number = (bytes[at + 9] ?? 0) - 48;
    if (!(total >= 1 && total <= 9 && number >= 1 && number <= total)) return refusal["wrong fields"];
    if (bytes[at + 8] !== 44 || bytes[at + 10] !== 44) return refusal["wrong fields"];
    let comma = at + 11;
    let sequence = 0;
    for (; comma < star && bytes[comma] !== 44; comma++)
      sequence = (10 * sequence + (bytes[comma] ?? 0)) & 0xff;
    if (comma > at + 13) return refusal["wrong fields"];
    let channel = 0;
    for (comma++; comma < star && bytes[comma] !== 44; comma++) channel = bytes[comma] ?? 0;
    const start = comma + 1;
    // From behind: one digit of fill bits, or none at all, after the last comma.
    const last = bytes[star - 1] === 44 ? star - 1 : star - 2;
    const fill = last === star - 1 ? 0 : (bytes[star - 1] ?? 0) - 48;
    if (last <= start || bytes[last] !== 44 || fill < 0 || fill > 5) return refusal["wrong fields"];
    if (last - start > longestPayload) return refusal["wrong length"];

    const message = this.#message;
    this.#time(bytes, from, at, star, this.#next < 0 ? to : this.#next);
    if (total === 1) {
      if (!unpack(bytes, start, last, message.words)) return refusal["wrong armour"];
      message.bits = 6 * (last - start) - fill;
    } else {
      for (let i = start; i < last; i++)
        if ((armourValues[bytes[i] ?? 0] ?? 0) === 64) return refusal["wrong armour"];
      const { atMs, timeSource, receiver } = message;
      const own = bytes[at + 5] === 79 ? 1 : 0;
      const key = (((channel << 8) | sequence) << 5) | (total << 1) | own;
      const { lines: line } = this.#tally;
      const part = {
        bytes,
        from: start,
        to: last,
        total,
        number,
        key,
        fill,
        atMs,
        timeSource,
        receiver,
        line,
      };
      const made = this.#parts.add(part, message);
      if (made !== true) return made;
    }
    message.channel = channel;
    message.own = bytes[at + 5] === 79;
    message.line = this.#tally.lines;
    const type = (message.words[0] ?? 0) >>> 24;
    if ((type === 4 || type === 11) && message.bits >= 168)
      this.#clock.hearStation(stationTime(message.words), message.line);
    if (Number.isNaN(message.atMs)) this.#timeElsewhere(message);
    let fate = this.#sink.take(message);
    if (fate === refusal["no time"] && this.#isZoneless) fate = refusal["time without zone"];
    if (total > 1) {
      // The lines of the other parts have waited for this.
      this.#tally.pending -= this.#parts.lines - 1;
      this.#tally.book(fate, this.#parts.lines - 1);
    }
    return fate;
  }

  /** Time and receiver that the line itself names. */
  #time(bytes: Uint8Array, from: number, at: number, star: number, to: number): void {
    const message = this.#message;
    message.receiver = this.#tag.receiver;
    message.atMs = this.#tag.atMs;
    message.timeSource = byTagBlock;
    this.#isZoneless = false;
    if (star + 4 < to) {
      if (message.receiver === unnamedReceiver) message.receiver = this.#receiverBehind(bytes, star + 3, to);
      if (Number.isNaN(message.atMs)) {
        this.#stamp(bytes, star + 3, to);
      }
    }
    if (from < at && Number.isNaN(message.atMs)) this.#stamp(bytes, from, at);
  }

  #stamp(bytes: Uint8Array, from: number, to: number): void {
    const ms = stampIn(bytes, from, to, this.#zoneMinutes);
    if (ms === zoneless) this.#isZoneless = true;
    this.#message.atMs = ms === zoneless ? Number.NaN : ms;
    this.#message.timeSource = byStamp;
  }

  /** `...*5B,s28089,d-103,r08TPHI1,1242958962`: networks of coast guards name the station in a field that begins with r or b. */
  #receiverBehind(bytes: Uint8Array, from: number, to: number): number {
    for (let at = from; at + 2 < to; at++) {
      if (bytes[at] !== 44 || (bytes[at + 1] !== 114 && bytes[at + 1] !== 98)) continue;
      let end = at + 1;
      while (end < to && bytes[end] !== 44 && (bytes[end] ?? 0) > 32) end++;
      return this.receivers.indexOf(bytes, at + 1, end);
    }
    return unnamedReceiver;
  }

  #timeElsewhere(message: Message): void {
    message.atMs = this.#clock.at(this.#tally.lines);
    message.timeSource = byClock;
    if (!Number.isNaN(message.atMs)) return;
    message.atMs = this.#givenMs;
    message.timeSource = given;
  }
}

/** `!AIVDM,1,1,,,,0` */
const shortestSentence = 15;
const noStart = -1;
const brokenTag = -2;

/** Why no sentence begins in a line. */
function startless(bytes: Uint8Array, from: number, to: number): Fate {
  if (bytes[from] === 35) return refusal["comment"];
  for (let at = from; at < to; at++) if ((bytes[at] ?? 0) > 32) return refusal["no sentence"];
  return refusal["blank"];
}
