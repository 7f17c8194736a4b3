import type { Fixes } from "../fixes.ts";

/**
 * Where the time of a report comes from: the tag block of its line, a stamp beside the sentence, the last clock heard
 * (a base station's message 4 or 11, or a sentence ZDA), or the caller.
 */
export const timeSources = ["tag block", "stamp", "clock", "given"] as const;
export type TimeSource = (typeof timeSources)[number];

/** No receiver is named. */
export const unnamedReceiver = 65_535;

/** Position reports as they were heard: the columns of `Fixes` in order of arrival, and what only sentences tell. */
export interface SentenceFixes extends Fixes {
  /** Type of message, 1 to 27. */
  readonly messageType: Uint8Array;
  /** Index of the receiver that was first, in the reader's list; `unnamedReceiver` for none. */
  readonly receiver: Uint16Array;
  /** How many receivers brought this report; each unnamed one counts. */
  readonly receivers: Uint8Array;
  /** Index into `timeSources`. */
  readonly timeSource: Uint8Array;
}

/** Columns that grow. Kept as plain fields, since every report writes to all of them. */
export class FixColumns {
  length = 0;
  mmsi = new Int32Array(0);
  at = new Float64Array(0);
  longitude = new Float64Array(0);
  latitude = new Float64Array(0);
  speed = new Float32Array(0);
  course = new Float32Array(0);
  heading = new Float32Array(0);
  status = new Uint8Array(0);
  senderClass = new Uint8Array(0);
  messageType = new Uint8Array(0);
  second = new Uint8Array(0);
  receiver = new Uint16Array(0);
  timeSource = new Uint8Array(0);
  receivers = new Uint8Array(0);
  /** Which receivers brought it: bit i stands for those whose index is i modulo 32. */
  heardBy = new Int32Array(0);

  /** Makes room for one more row. */
  reserve(): void {
    if (this.length < this.mmsi.length) return;
    this.#resize(Math.max(4096, 2 * this.mmsi.length), 0);
  }

  /** Takes the first `count` rows out. */
  take(count: number): SentenceFixes {
    const taken = {
      length: count,
      mmsi: this.mmsi.slice(0, count),
      at: this.at.slice(0, count),
      longitude: this.longitude.slice(0, count),
      latitude: this.latitude.slice(0, count),
      speed: this.speed.slice(0, count),
      course: this.course.slice(0, count),
      heading: this.heading.slice(0, count),
      status: this.status.slice(0, count),
      senderClass: this.senderClass.slice(0, count),
      messageType: this.messageType.slice(0, count),
      second: this.second.slice(0, count),
      receiver: this.receiver.slice(0, count),
      receivers: this.receivers.slice(0, count),
      timeSource: this.timeSource.slice(0, count),
    };
    const rest = this.length - count;
    this.#resize(Math.max(4096, 2 ** Math.ceil(Math.log2(rest + 1))), count);
    this.length = rest;
    return taken;
  }

  /** Moves the rows from `from` on into arrays with room for `room` rows. */
  #resize(room: number, from: number): void {
    const moved = <T extends { set(other: T): void; subarray(a: number, b: number): T }>(
      old: T,
      fresh: T,
    ): T => {
      fresh.set(old.subarray(from, this.length));
      return fresh;
    };
    this.mmsi = moved(this.mmsi, new Int32Array(room));
    this.at = moved(this.at, new Float64Array(room));
    this.longitude = moved(this.longitude, new Float64Array(room));
    this.latitude = moved(this.latitude, new Float64Array(room));
    this.speed = moved(this.speed, new Float32Array(room));
    this.course = moved(this.course, new Float32Array(room));
    this.heading = moved(this.heading, new Float32Array(room));
    this.status = moved(this.status, new Uint8Array(room));
    this.senderClass = moved(this.senderClass, new Uint8Array(room));
    this.messageType = moved(this.messageType, new Uint8Array(room));
    this.second = moved(this.second, new Uint8Array(room));
    this.receiver = moved(this.receiver, new Uint16Array(room));
    this.timeSource = moved(this.timeSource, new Uint8Array(room));
    this.receivers = moved(this.receivers, new Uint8Array(room));
    this.heardBy = moved(this.heardBy, new Int32Array(room));
  }
}
