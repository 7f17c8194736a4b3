import { describe, expect, it } from "vitest";
import { decodeMessage, type AisMessage } from "../../src/movements/ais/sentences/decode-message.ts";
import { encodeMessage } from "../../src/movements/ais/sentences/encode-message.ts";
import { newWords, putBits, unsigned, type Words } from "../../src/movements/ais/sentences/words.ts";
import { haveNmea, nmeaLines } from "./nmea-data.ts";

function wordsOf(bits: string): Words {
  const words = newWords();
  for (let i = 0; i < bits.length; i++) putBits(words, i, 1, bits[i] === "1" ? 1 : 0);
  return words;
}

const bitsOf = ({ words, bits }: { words: Words; bits: number }): string =>
  Array.from({ length: bits }, (_, i) => unsigned(words, i, 1)).join("");

/** Where text ends and its field does not: what senders put there (blanks, leavings) is not kept. [start, end) in bits. */
function behindText(m: AisMessage): [number, number][] {
  const rest = (start: number, characters: number, value: string): [number, number] => [
    start + 6 * value.length,
    start + 6 * characters,
  ];
  if (m.type === 5) return [rest(70, 7, m.callSign), rest(112, 20, m.name), rest(302, 20, m.destination)];
  if (m.type !== 24) return [];
  return m.part === 0 ? [rest(40, 20, m.name)] : [rest(48, 3, m.vendor), rest(90, 7, m.callSign)];
}

describe.skipIf(!haveNmea)("payloads of go-ais", () => {
  it.each([
    [1, 2000, 2000],
    [5, 1890, 700],
    [18, 2000, 2000],
    [24, 2000, 1497],
  ])("of message %i come back bit by bit when they are read and written again", (type, all, exactly) => {
    const payloads = nmeaLines(`go-ais/${type}.msg`);
    expect(payloads).toHaveLength(all);
    let same = 0;
    for (const payload of payloads) {
      const message = decodeMessage(wordsOf(payload), payload.length);
      if (typeof message === "string") throw new Error(`${message}: ${payload}`);
      const again = bitsOf(encodeMessage(message));
      if (again === payload) same++;
      const free = behindText(message);
      // Part A of message 24 has 160 bits in the standard; many senders put 8 bits of nothing behind.
      if (message.type === 24 && message.part === 0) free.push([160, 168]);
      for (let i = 0; i < payload.length; i++)
        if (again[i] !== payload[i] && !free.some(([from, to]) => i >= from && i < to))
          throw new Error(`bit ${i} of ${payload} came back as ${again[i] ?? "nothing"}`);
      expect(again.length).toBeLessThanOrEqual(payload.length);
    }
    expect(same).toBe(exactly);
  });
});
