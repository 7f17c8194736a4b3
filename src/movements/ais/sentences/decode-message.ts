import { readApplication, type Application } from "./application.ts";
import { readFields, widthOf, type Raw } from "./fields.ts";
import * as layouts from "./layouts.ts";
import { leastBits, mostBits } from "./lengths.ts";
import type { Refusal } from "./refusals.ts";
import { aidName, text, unsigned, type Words } from "./words.ts";

/** Bits of data that nothing here explains: how many, and as hexadecimal digits, filled up with zeros to whole bytes. */
export interface Data {
  readonly bits: number;
  readonly hex: string;
}

type Typed<T extends number, L> = Raw<L> & { readonly type: T };
export type Acknowledged = Raw<typeof layouts.acknowledgement>;
export type Asked = Raw<typeof layouts.interrogated> & Raw<typeof layouts.asked>;
export type Assignment = Raw<typeof layouts.assignment>;
export type Reservation = Raw<typeof layouts.reservation>;
type Channels = Typed<22, typeof layouts.channelsBefore> & Raw<typeof layouts.channelsBehind>;
export interface SlotData {
  /** Null when the message is to all. */
  readonly destinationMmsi: number | null;
  /** Null when the data have no application. */
  readonly application: number | null;
  readonly data: Data;
}

/** A message with its numbers as sent. */
export type AisMessage =
  | Typed<1 | 2 | 3, typeof layouts.positionA>
  | Typed<4 | 11, typeof layouts.station>
  | Typed<5, typeof layouts.shipStatic>
  | (Typed<6, typeof layouts.addressedBinary> & { readonly data: Data; readonly content: Application | null })
  | (Typed<7 | 13, typeof layouts.headerAndSpare> & { readonly acknowledged: readonly Acknowledged[] })
  | (Typed<8, typeof layouts.broadcastBinary> & { readonly data: Data; readonly content: Application | null })
  | Typed<9, typeof layouts.aircraft>
  | Typed<10, typeof layouts.timeInquiry>
  | (Typed<12, typeof layouts.addressedSafety> & { readonly text: string })
  | (Typed<14, typeof layouts.headerAndSpare> & { readonly text: string })
  | (Typed<15, typeof layouts.headerAndSpare> & { readonly asked: readonly Asked[] })
  | (Typed<16, typeof layouts.headerAndSpare> & { readonly assignments: readonly Assignment[] })
  | (Typed<17, typeof layouts.corrections> & { readonly data: Data })
  | Typed<18, typeof layouts.positionB>
  | Typed<19, typeof layouts.extendedB>
  | (Typed<20, typeof layouts.headerAndSpare> & { readonly reservations: readonly Reservation[] })
  | Typed<21, typeof layouts.aid>
  | (Channels & { readonly area: Raw<typeof layouts.channelsArea>; readonly stations: null })
  | (Channels & { readonly area: null; readonly stations: Raw<typeof layouts.channelsStations> })
  | Typed<23, typeof layouts.groupAssignment>
  | (Typed<24, typeof layouts.staticA> & { readonly part: 0 })
  | (Typed<24, typeof layouts.staticB> & {
      readonly part: 1;
      readonly epfd: number;
      readonly size: Raw<typeof layouts.size> | null;
      readonly motherShipMmsi: number | null;
    })
  | (Typed<25, typeof layouts.slotBinary> & SlotData)
  | (Typed<26, typeof layouts.slotBinary> & SlotData & { readonly radio: number })
  | Typed<27, typeof layouts.longRange>;

/**
 * Reads a whole message (ITU-R M.1371-5). The application data of messages 6 and 8 are read where they are whole and their kind is known; otherwise they stay data.
 * Returns the reason for a message that cannot be read.
 */
export function decodeMessage(words: Words, bits: number): AisMessage | Refusal {
  const type = bits < 38 ? 0 : unsigned(words, 0, 6);
  if (!isType(type)) return bits < 38 ? "wrong length" : "unknown message";
  if (bits < (leastBits[type] ?? 0) || bits > (mostBits[type] ?? 0)) return "wrong length";
  switch (type) {
    case 1:
    case 2:
    case 3:
      return { ...readFields(layouts.positionA, words, 0, bits), type };
    case 4:
    case 11:
      return { ...readFields(layouts.station, words, 0, bits), type };
    case 5:
      return { ...readFields(layouts.shipStatic, words, 0, bits), type };
    case 6: {
      const fields = readFields(layouts.addressedBinary, words, 0, bits);
      const content = readApplication(6, fields.dac, fields.fid, words, 88, bits);
      return { ...fields, type, data: dataOf(words, 88, bits), content };
    }
    case 7:
    case 13:
      return {
        ...readFields(layouts.headerAndSpare, words, 0, bits),
        type,
        acknowledged: list(layouts.acknowledgement, words, 40, bits, 30, 4),
      };
    case 8: {
      const fields = readFields(layouts.broadcastBinary, words, 0, bits);
      const content = readApplication(8, fields.dac, fields.fid, words, 56, bits);
      return { ...fields, type, data: dataOf(words, 56, bits), content };
    }
    case 9:
      return { ...readFields(layouts.aircraft, words, 0, bits), type };
    case 10:
      return { ...readFields(layouts.timeInquiry, words, 0, bits), type };
    case 12:
      return {
        ...readFields(layouts.addressedSafety, words, 0, bits),
        type,
        text: textFrom(words, 72, bits),
      };
    case 14:
      return { ...readFields(layouts.headerAndSpare, words, 0, bits), type, text: textFrom(words, 40, bits) };
    case 15:
      return { ...readFields(layouts.headerAndSpare, words, 0, bits), type, asked: askedOf(words, bits) };
    case 16: {
      const fields = readFields(layouts.headerAndSpare, words, 0, bits);
      return { ...fields, type, assignments: list(layouts.assignment, words, 40, bits, 52, 2) };
    }
    case 17:
      return { ...readFields(layouts.corrections, words, 0, bits), type, data: dataOf(words, 80, bits) };
    case 18:
      return { ...readFields(layouts.positionB, words, 0, bits), type };
    case 19:
      return { ...readFields(layouts.extendedB, words, 0, bits), type };
    case 20: {
      const fields = readFields(layouts.headerAndSpare, words, 0, bits);
      return { ...fields, type, reservations: list(layouts.reservation, words, 40, bits, 30, 4) };
    }
    case 21:
      return { ...readFields(layouts.aid, words, 0, bits), type, name: aidName(words, bits) };
    case 22:
      return channels(words, bits);
    case 23:
      return { ...readFields(layouts.groupAssignment, words, 0, bits), type };
    case 24:
      return staticReport(words, bits);
    case 25: {
      const fields = readFields(layouts.slotBinary, words, 0, bits);
      const rest = slotData(fields, words, bits);
      return rest === null ? "wrong length" : { ...fields, type, ...rest };
    }
    case 26: {
      const fields = readFields(layouts.slotBinary, words, 0, bits);
      const rest = slotData(fields, words, bits - 20);
      return rest === null
        ? "wrong length"
        : { ...fields, type, ...rest, radio: unsigned(words, bits - 20, 20) };
    }
    case 27:
      return { ...readFields(layouts.longRange, words, 0, bits), type };
  }
}

const isType = (type: number): type is AisMessage["type"] => type >= 1 && type <= 27;

/** Entries of a list from `start`, as many as are whole but for bits that mean nothing: `needed` bits each. */
function list<L extends Parameters<typeof readFields>[0]>(
  layout: L,
  words: Words,
  start: number,
  bits: number,
  needed: number,
  most: number,
): Raw<L>[] {
  const out: Raw<L>[] = [];
  const step = widthOf(layout);
  for (let at = start; out.length < most && at + needed <= bits; at += step)
    out.push(readFields(layout, words, at, bits));
  return out;
}

function askedOf(words: Words, bits: number): Asked[] {
  const first = readFields(layouts.interrogated, words, 40, bits);
  const asked: Asked[] = [{ ...first, ...readFields(layouts.asked, words, 70, bits) }];
  if (bits >= 108) asked.push({ ...first, ...readFields(layouts.asked, words, 90, bits) });
  if (bits >= 158)
    asked.push({
      ...readFields(layouts.interrogated, words, 110, bits),
      ...readFields(layouts.asked, words, 140, bits),
    });
  return asked;
}

function channels(words: Words, bits: number): AisMessage {
  const before = readFields(layouts.channelsBefore, words, 0, bits);
  const behind = readFields(layouts.channelsBehind, words, 139, bits);
  return behind.addressed
    ? {
        ...before,
        ...behind,
        type: 22,
        area: null,
        stations: readFields(layouts.channelsStations, words, 69, bits),
      }
    : {
        ...before,
        ...behind,
        type: 22,
        area: readFields(layouts.channelsArea, words, 69, bits),
        stations: null,
      };
}

function staticReport(words: Words, bits: number): AisMessage | Refusal {
  const part = unsigned(words, 38, 2);
  if (part === 0) return { ...readFields(layouts.staticA, words, 0, bits), type: 24, part };
  if (part !== 1) return "unknown message";
  if (bits < 162) return "wrong length";
  const fields = readFields(layouts.staticB, words, 0, bits);
  const { epfd } = readFields(layouts.staticBEnd, words, 162, bits);
  const auxiliary = Math.floor(fields.mmsi / 10_000_000) === 98;
  return {
    ...fields,
    type: 24,
    part,
    epfd,
    size: auxiliary ? null : readFields(layouts.size, words, 132, bits),
    motherShipMmsi: auxiliary ? unsigned(words, 132, 30) : null,
  };
}

function slotData(flags: Raw<typeof layouts.slotBinary>, words: Words, end: number): SlotData | null {
  let at = 40;
  const destinationMmsi = flags.addressed ? unsigned(words, at, 30) : null;
  if (flags.addressed) at += 30;
  const application = flags.structured ? unsigned(words, at, 16) : null;
  if (flags.structured) at += 16;
  return at > end ? null : { destinationMmsi, application, data: dataOf(words, at, end) };
}

const textFrom = (words: Words, start: number, bits: number): string =>
  text(words, start, Math.max(0, Math.floor((bits - start) / 6)));

/** Bits [start, end) as hexadecimal digits. */
export function dataOf(words: Words, start: number, end: number): Data {
  let hex = "";
  for (let at = start; at < end; at += 8) {
    const there = Math.min(8, end - at);
    hex += (unsigned(words, at, there) << (8 - there)).toString(16).padStart(2, "0");
  }
  return { bits: Math.max(0, end - start), hex };
}
