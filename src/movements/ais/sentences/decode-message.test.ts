import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applications, type ApplicationLayout } from "./application-layouts.ts";
import { readApplication } from "./application.ts";
import { dataOf, decodeMessage, type AisMessage } from "./decode-message.ts";
import { encodeMessage } from "./encode-message.ts";
import { sentencesOf } from "./encode-sentence.ts";
import { scaleFields, widthOf, writeFields } from "./fields.ts";
import { readMessages } from "./messages.ts";
import { leastBits, mostBits } from "./lengths.ts";
import { refusals, type Refusal } from "./refusals.ts";
import { scaledMessage } from "./scaled-message.ts";
import { longestBits, newWords, putBits, signed, unsigned, type Words } from "./words.ts";

const isRefusal = (value: AisMessage | Refusal): value is Refusal => typeof value === "string";

/** Random bits of a message of a type, of any length that it may have. */
const randomMessage = fc.integer({ min: 1, max: 27 }).chain((type) => {
  const least = leastBits[type] ?? 0;
  const most = mostBits[type] ?? 0;
  return fc
    .tuple(
      fc.integer({ min: least, max: Math.min(most, 480) }),
      fc.array(fc.nat(1), { minLength: 480, maxLength: 480 }),
    )
    .map(([bits, ones]) => {
      const words = newWords();
      for (let i = 0; i < bits; i++) putBits(words, i, 1, ones[i] ?? 0);
      putBits(words, 0, 6, type);
      // Message 24 has two parts; two further values of its part number are not in use.
      if (type === 24) putBits(words, 38, 1, 0);
      return { type, words, bits };
    });
});

describe("any bits of a known message", () => {
  it("are read, written, and read again as the same", () => {
    const seen = new Set<number>();
    fc.assert(
      fc.property(randomMessage, ({ type, words, bits }) => {
        const message = decodeMessage(words, bits);
        if (isRefusal(message)) {
          // Only what its own flags or part make longer than it is.
          expect([24, 25, 26]).toContain(type);
          expect(message).toBe("wrong length");
          return;
        }
        seen.add(type);
        const { words: again, bits: length } = encodeMessage(message);
        expect(decodeMessage(again, length)).toEqual(message);
      }),
      { numRuns: 3000 },
    );
    expect(seen.size).toBe(27);
  });

  it("come through sentences", () => {
    fc.assert(
      fc.property(randomMessage, ({ words, bits }) => {
        const message = decodeMessage(words, bits);
        if (isRefusal(message)) return;
        const log = sentencesOf(encodeMessage(message), { sequence: 3, channel: "B" }).join("\n");
        expect(readMessages(Buffer.from(log)).messages).toMatchObject([
          { message, channel: "B", own: false },
        ]);
      }),
      { numRuns: 500 },
    );
  });

  it("never throw, whatever type and length they claim", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1), { maxLength: 600 }), (ones) => {
        const words = newWords();
        ones.forEach((one, i) => {
          putBits(words, i, 1, one);
        });
        const message = decodeMessage(words, ones.length);
        if (isRefusal(message)) expect(refusals).toContain(message);
        else expect(scaledMessage(message).mmsi).toBe(message.mmsi);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("scaled numbers", () => {
  const words = newWords();
  putBits(words, 0, 6, 1);
  putBits(words, 42, 8, -128);
  putBits(words, 50, 10, 123);
  putBits(words, 61, 28, -75_000_000);
  putBits(words, 89, 27, 91 * 600_000);
  putBits(words, 128, 9, 511);

  it("are in units, and null where nothing was known", () => {
    const message = decodeMessage(words, 168);
    if (isRefusal(message)) throw new Error(message);
    expect(scaledMessage(message)).toMatchObject({
      type: 1,
      turn: null,
      speed: 12.3,
      longitude: -125,
      latitude: null,
      heading: null,
    });
  });
});

describe("bits", () => {
  it("come back as they were put, at any place", () => {
    fc.assert(
      fc.property(
        fc.nat(longestBits - 30),
        fc.integer({ min: 1, max: 30 }),
        fc.nat(2 ** 30 - 1),
        (at, width, value) => {
          const words: Words = newWords().fill(0x2aaaaaaa);
          const before = [unsigned(words, Math.max(0, at - 1), 1), unsigned(words, at + width, 1)];
          putBits(words, at, width, value % 2 ** width);
          expect(unsigned(words, at, width)).toBe(value % 2 ** width);
          expect(signed(words, at, width)).toBe(
            BigInt.asIntN(width, BigInt(value)) === 0n ? 0 : Number(BigInt.asIntN(width, BigInt(value))),
          );
          if (at > 0) expect(unsigned(words, at - 1, 1)).toBe(before[0]);
          expect(unsigned(words, at + width, 1)).toBe(before[1]);
        },
      ),
    );
  });
});

describe("application data", () => {
  it.each(
    applications.map((one: ApplicationLayout) => [`${one.message}/${one.areas[0]}/${one.fid}`, one] as const),
  )(
    "%s are read where they are whole, and left alone where they are cut",
    (_, { message, areas, fid, fields, list, text }) => {
      const words = newWords();
      for (let i = 0; i < 40; i++) putBits(words, 30 * i, 30, (i * 2_654_435_761) % 2 ** 30);
      const width = widthOf(fields) + (list === undefined ? 0 : widthOf(list)) + (text === true ? 12 : 0);
      const content = readApplication(message, areas[0] ?? 1, fid, words, 0, width);
      expect(content?.fid).toBe(fid);
      const again = newWords();
      if (content === null) throw new Error("nothing was read");
      writeFields(fields, content.fields as never, again, 0);
      expect(readApplication(message, areas[0] ?? 1, fid, again, 0, width)?.fields).toEqual(content.fields);
      expect(scaleFields(fields, content.fields as never)).toBeTypeOf("object");
      expect(readApplication(message, areas[0] ?? 1, fid, words, 0, 9)).toBe(null);
      expect(readApplication(message, 999, fid, words, 0, width)).toBe(null);
    },
  );

  it("that nothing explains are kept as digits", () => {
    const words = newWords();
    putBits(words, 5, 12, 0xabc);
    expect(dataOf(words, 5, 17)).toEqual({ bits: 12, hex: "abc0" });
    expect(dataOf(words, 5, 5)).toEqual({ bits: 0, hex: "" });
  });
});
