import type { AisMessage, Data, SlotData } from "./decode-message.ts";
import { putText, writeFields } from "./fields.ts";
import * as layouts from "./layouts.ts";
import { bitsPerWord, newWords, putBits, type Words } from "./words.ts";

/** The bits of a message. */
export interface Encoded {
  readonly words: Words;
  readonly bits: number;
}

/**
 * Writes a message as bits (ITU-R M.1371-5), spare bits as 0. The data of messages 6 and 8 are written from `data`, not from their explained content.
 * @throws RangeError on a value that does not fit its field.
 */
export function encodeMessage(message: AisMessage): Encoded {
  const words = newWords();
  return { words, bits: write(message, words) };
}

function write(message: AisMessage, words: Words): number {
  switch (message.type) {
    case 1:
    case 2:
    case 3:
      return writeFields(layouts.positionA, message, words, 0);
    case 4:
    case 11:
      return writeFields(layouts.station, message, words, 0);
    case 5:
      return writeFields(layouts.shipStatic, message, words, 0);
    case 6:
      return putData(message.data, words, writeFields(layouts.addressedBinary, message, words, 0));
    case 7:
    case 13:
      return message.acknowledged.reduce(
        (at, one) => writeFields(layouts.acknowledgement, one, words, at),
        writeFields(layouts.headerAndSpare, message, words, 0),
      );
    case 8:
      return putData(message.data, words, writeFields(layouts.broadcastBinary, message, words, 0));
    case 9:
      return writeFields(layouts.aircraft, message, words, 0);
    case 10:
      return writeFields(layouts.timeInquiry, message, words, 0);
    case 12:
      return endingText(message.text, words, writeFields(layouts.addressedSafety, message, words, 0));
    case 14:
      return endingText(message.text, words, writeFields(layouts.headerAndSpare, message, words, 0));
    case 15: {
      let at = writeFields(layouts.headerAndSpare, message, words, 0);
      const [first, second, third] = message.asked;
      if (first === undefined) throw new RangeError("sentences: message 15 asks nobody");
      at = writeFields(layouts.asked, first, words, writeFields(layouts.interrogated, first, words, at));
      // The last two bits behind a single question mean nothing and are not sent.
      if (second === undefined) return at - 2;
      at = writeFields(layouts.asked, second, words, at);
      if (third === undefined) return at;
      return writeFields(layouts.asked, third, words, writeFields(layouts.interrogated, third, words, at));
    }
    case 16: {
      const at = message.assignments.reduce(
        (at, one) => writeFields(layouts.assignment, one, words, at),
        writeFields(layouts.headerAndSpare, message, words, 0),
      );
      return message.assignments.length === 1 ? at + 4 : at;
    }
    case 17:
      return putData(message.data, words, writeFields(layouts.corrections, message, words, 0));
    case 18:
      return writeFields(layouts.positionB, message, words, 0);
    case 19:
      return writeFields(layouts.extendedB, message, words, 0);
    case 20: {
      const at = message.reservations.reduce(
        (at, one) => writeFields(layouts.reservation, one, words, at),
        writeFields(layouts.headerAndSpare, message, words, 0),
      );
      return 8 * Math.ceil(at / 8);
    }
    case 21: {
      const at = writeFields(layouts.aid, { ...message, name: message.name.slice(0, 20) }, words, 0);
      return 8 * Math.ceil(endingText(message.name.slice(20), words, at) / 8);
    }
    case 22: {
      const at = writeFields(layouts.channelsBefore, message, words, 0);
      const behind =
        message.area === null
          ? writeFields(layouts.channelsStations, message.stations, words, at)
          : writeFields(layouts.channelsArea, message.area, words, at);
      return writeFields(layouts.channelsBehind, message, words, behind);
    }
    case 23:
      return writeFields(layouts.groupAssignment, message, words, 0);
    case 24: {
      if (message.part === 0) return writeFields(layouts.staticA, message, words, 0);
      let at = writeFields(layouts.staticB, message, words, 0);
      at =
        message.size === null
          ? writeFields(layouts.motherShip, { motherShipMmsi: message.motherShipMmsi ?? 0 }, words, at)
          : writeFields(layouts.size, message.size, words, at);
      return writeFields(layouts.staticBEnd, message, words, at);
    }
    case 25:
      return slotData(message, words, writeFields(layouts.slotBinary, message, words, 0));
    case 26: {
      const at = slotData(message, words, writeFields(layouts.slotBinary, message, words, 0));
      putBits(words, at, 20, message.radio);
      return at + 20;
    }
    case 27:
      return writeFields(layouts.longRange, message, words, 0);
  }
}

function endingText(value: string, words: Words, at: number): number {
  putText(words, at, value.length, value);
  return at + 6 * value.length;
}

function slotData({ destinationMmsi, application, data }: SlotData, words: Words, start: number): number {
  let at = start;
  if (destinationMmsi !== null) {
    putBits(words, at, 30, destinationMmsi);
    at += 30;
  }
  if (application !== null) {
    putBits(words, at, 16, application);
    at += 16;
  }
  return putData(data, words, at);
}

/** @throws RangeError on data that no message can carry. */
function putData({ bits, hex }: Data, words: Words, start: number): number {
  if (start + bits > (words.length - 1) * bitsPerWord)
    throw new RangeError(`sentences: ${bits} bits of data do not fit into a message`);
  for (let at = 0; at < bits; at += 8) {
    const width = Math.min(8, bits - at);
    putBits(words, start + at, width, parseInt(hex.slice(at / 4, at / 4 + 2), 16) >> (8 - width));
  }
  return start + bits;
}
