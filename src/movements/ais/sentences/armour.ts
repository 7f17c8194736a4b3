import { bitsPerWord, longestBits, type Words } from "./words.ts";

/** Value of each byte as an armoured character: 0 to 63 for `0`-`W` and the backtick to `w`; 64 for every other byte. */
export const armourValues: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 48 && byte <= 87 ? byte - 48 : byte >= 96 && byte <= 119 ? byte - 56 : 64,
);

/** The armoured character of a value from 0 to 63. */
export const armourCharacter = (value: number): string =>
  String.fromCharCode(value < 40 ? value + 48 : value + 56);

/**
 * Unpacks armoured characters [from, to) of a line into words; the last word is filled up with zeros, and one word of zeros follows.
 * False when a byte is no armoured character. The caller has seen to it that there are no more than `longestBits`.
 */
export function unpack(bytes: Uint8Array, from: number, to: number, words: Words): boolean {
  let at = from;
  let index = 0;
  let seen = 0;
  for (; at + 5 <= to; at += 5) {
    const a = armourValues[bytes[at] ?? 0] ?? 0;
    const b = armourValues[bytes[at + 1] ?? 0] ?? 0;
    const c = armourValues[bytes[at + 2] ?? 0] ?? 0;
    const d = armourValues[bytes[at + 3] ?? 0] ?? 0;
    const e = armourValues[bytes[at + 4] ?? 0] ?? 0;
    seen |= a | b | c | d | e;
    words[index++] = (a << 24) | (b << 18) | (c << 12) | (d << 6) | e;
  }
  let last = 0;
  for (let shift = 24; at < to; at++, shift -= 6) {
    const value = armourValues[bytes[at] ?? 0] ?? 0;
    seen |= value;
    last |= value << shift;
  }
  words[index++] = last;
  words[index] = 0;
  return (seen & 64) === 0;
}

/** Most characters of a message. */
export const longestPayload = (longestBits - bitsPerWord) / 6;
