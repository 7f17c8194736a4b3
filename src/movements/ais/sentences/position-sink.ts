import { noSecond, senderClasses, type SenderClass } from "../fixes.ts";
import { FixColumns, unnamedReceiver, type SentenceFixes } from "./fix-columns.ts";
import { lastType, leastBits, mostBits } from "./lengths.ts";
import { hashOf, HeardBefore, remembered } from "./heard-before.ts";
import type { Message, MessageSink } from "./message.ts";
import { heardAgain, refusal, used, type Fate } from "./refusals.ts";
import type { StatementLedger } from "./statement-ledger.ts";
import { signed, unsigned } from "./words.ts";

const classOf = (name: SenderClass): number => senderClasses.indexOf(name);
const classA = classOf("A");
const classB = classOf("B");
const base = classOf("base");
const aid = classOf("aid");
const aircraft = classOf("aircraft");
const beacon = classOf("beacon");
const unknown = classOf("unknown");

/** Status of a sender whose messages carry none. */
const noStatus = 15;
const noSpeed = 1023;
const noCourse = 3600;

/** Parts of a degree in positions: 1/10,000 of a minute, in message 27 1/10. */
const fine = 600_000;
const coarse = 600;

/**
 * Writes position reports into columns, one row for all receivers that heard it, and what ships say of themselves into the ledger.
 * Bits are read where ITU-R M.1371-5 has them.
 */
export class PositionSink implements MessageSink {
  readonly #columns = new FixColumns();
  readonly #ledger: StatementLedger;
  readonly #before: HeardBefore;

  constructor(ledger: StatementLedger, windowMs: number) {
    this.#ledger = ledger;
    this.#before = new HeardBefore(this.#columns, windowMs);
  }

  /** Reports that were not given out yet. */
  get waiting(): number {
    return this.#columns.length;
  }

  /** Rows that no later line can change; all of them after the end. */
  takeFixes(ended: boolean): SentenceFixes {
    const count = ended ? this.#columns.length : Math.max(0, this.#columns.length - remembered);
    this.#before.forget(count);
    return this.#columns.take(count);
  }

  take(message: Message): Fate {
    const { words, bits } = message;
    if (bits < 38) return refusal["wrong length"];
    const type = (words[0] ?? 0) >>> 24;
    if (type === 0 || type > lastType) return refusal["unknown message"];
    if (bits < (leastBits[type] ?? 0) || bits > (mostBits[type] ?? 0)) return refusal["wrong length"];
    const mmsi = unsigned(words, 8, 30);
    switch (type) {
      case 1:
      case 2:
      case 3:
        return this.#ship(message, type, mmsi);
      case 4:
      case 11:
        return this.#place(
          message,
          type,
          mmsi,
          79,
          type === 4 ? base : classOfMmsi(mmsi),
          unsigned(words, 72, 6),
        );
      case 5:
        return this.#ledger.shipStatic(message, mmsi);
      case 9:
        return this.#report(
          message,
          type,
          mmsi,
          signed(words, 61, 28),
          signed(words, 89, 27),
          fine,
          knots(unsigned(words, 50, 10), 1),
          degrees(unsigned(words, 116, 12)),
          Number.NaN,
          noStatus,
          aircraft,
          unsigned(words, 128, 6),
        );
      case 18:
        return this.#classB(message, type, mmsi);
      case 19: {
        const stated = this.#ledger.extendedClassB(message, mmsi);
        const fate = this.#classB(message, type, mmsi);
        return stated === used ? used : fate;
      }
      case 21: {
        const stated = this.#ledger.aid(message, mmsi);
        const fate = this.#place(message, type, mmsi, 164, aid, unsigned(words, 253, 6));
        return stated === used ? used : fate;
      }
      case 24:
        return this.#ledger.classBStatic(message, mmsi);
      case 27:
        return this.#longRange(message, mmsi);
      default:
        return refusal["message without position"];
    }
  }

  /** Messages 1, 2 and 3. The bulk of all traffic, so its fields are cut from the words by hand. */
  #ship(message: Message, type: number, mmsi: number): Fate {
    const { words } = message;
    const w1 = words[1] ?? 0;
    const w2 = words[2] ?? 0;
    const w3 = words[3] ?? 0;
    const w4 = words[4] ?? 0;
    const longitude = (w2 << 3) >> 4;
    const latitude = (((w2 & 1) << 31) | ((w3 >>> 4) << 5)) >> 5;
    const heading = (w4 >>> 13) & 0x1ff;
    return this.#report(
      message,
      type,
      mmsi,
      longitude,
      latitude,
      fine,
      knots(w1 & 0x3ff, 10),
      degrees(((w3 & 15) << 8) | (w4 >>> 22)),
      heading < 360 ? heading : Number.NaN,
      (w1 >>> 18) & 15,
      classOfMmsi(mmsi),
      (w4 >>> 7) & 63,
    );
  }

  /** Message 18, and the beginning of 19. */
  #classB(message: Message, type: number, mmsi: number): Fate {
    const { words } = message;
    const heading = unsigned(words, 124, 9);
    return this.#report(
      message,
      type,
      mmsi,
      signed(words, 57, 28),
      signed(words, 85, 27),
      fine,
      knots(unsigned(words, 46, 10), 10),
      degrees(unsigned(words, 112, 12)),
      heading < 360 ? heading : Number.NaN,
      noStatus,
      classB,
      unsigned(words, 133, 6),
    );
  }

  /** Message 27: whole knots and degrees, a tenth of a minute. Its speed of 63 and course of 511 mean not known. */
  #longRange(message: Message, mmsi: number): Fate {
    const { words } = message;
    const speed = unsigned(words, 79, 6);
    const course = unsigned(words, 85, 9);
    return this.#report(
      message,
      27,
      mmsi,
      signed(words, 44, 18),
      signed(words, 62, 17),
      coarse,
      speed < 63 ? speed : Number.NaN,
      course < 360 ? course : Number.NaN,
      Number.NaN,
      unsigned(words, 40, 4),
      classOfLongRange(mmsi),
      noSecond,
    );
  }

  /** A station or an aid that stands: a place and nothing of its way. */
  #place(message: Message, type: number, mmsi: number, start: number, sender: number, second: number): Fate {
    const { words } = message;
    const nan = Number.NaN;
    return this.#report(
      message,
      type,
      mmsi,
      signed(words, start, 28),
      signed(words, start + 28, 27),
      fine,
      nan,
      nan,
      nan,
      noStatus,
      sender,
      second,
    );
  }

  #report(
    message: Message,
    type: number,
    mmsi: number,
    longitude: number,
    latitude: number,
    perDegree: number,
    speed: number,
    course: number,
    heading: number,
    status: number,
    sender: number,
    second: number,
  ): Fate {
    if (mmsi === 0 || mmsi > 999_999_999) return refusal["sender impossible"];
    // 181 and 91 degrees stand for no position.
    if (longitude === 181 * perDegree || latitude === 91 * perDegree) return refusal["position not sent"];
    if (Math.abs(longitude) > 180 * perDegree || Math.abs(latitude) > 90 * perDegree)
      return refusal["position impossible"];
    const { atMs } = message;
    if (Number.isNaN(atMs)) return refusal["no time"];
    const c = this.#columns;
    const hash = hashOf(message.words, message.bits);
    const place = this.#before.find(hash, message, type, mmsi);
    if (place < 0) return heardAgain;
    c.reserve();
    const row = c.length++;
    this.#before.note(place, hash);
    c.mmsi[row] = mmsi;
    c.at[row] = atMs;
    c.longitude[row] = longitude / perDegree;
    c.latitude[row] = latitude / perDegree;
    c.speed[row] = speed;
    c.course[row] = course;
    c.heading[row] = heading;
    c.status[row] = status;
    c.senderClass[row] = sender;
    c.messageType[row] = type;
    c.second[row] = second;
    c.receiver[row] = message.receiver;
    c.timeSource[row] = message.timeSource;
    c.receivers[row] = 1;
    c.heardBy[row] = message.receiver === unnamedReceiver ? 0 : 1 << (message.receiver & 31);
    return used;
  }
}

const knots = (raw: number, perKnot: number): number => (raw === noSpeed ? Number.NaN : raw / perKnot);
const degrees = (tenths: number): number => (tenths < noCourse ? tenths / 10 : Number.NaN);

/** Class of a sender of message 1, 2, 3 or 11 by its number (ITU-R M.585): these are the messages of class A, but beacons and others use them too. */
function classOfMmsi(mmsi: number): number {
  if (mmsi < 10_000_000) return base;
  const front = Math.floor(mmsi / 1_000_000);
  if (front === 970 || front === 972 || front === 974) return beacon;
  if (front === 111) return aircraft;
  return front >= 990 ? aid : classA;
}

/** Both classes of ships send message 27, and nothing in it tells which. */
function classOfLongRange(mmsi: number): number {
  const sender = classOfMmsi(mmsi);
  return sender === classA ? unknown : sender;
}
