import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unpackLzw } from "./lzw.ts";
import { unpackPackBits } from "./packbits.ts";
import { gatherFloats, sum16, sum64, sum8, sumAndSpread16x4 } from "./predictor.ts";
import { floatsOfHalves, spreadBits, turnBytes } from "./sample-order.ts";

/** The plainest encoder that the standard allows: only literals, with a clear before the codes grow to 10 bits. */
function lzwOfLiterals(bytes: Uint8Array): Uint8Array {
  const codes: number[] = [];
  for (const [i, byte] of bytes.entries()) {
    if (i % 200 === 0) codes.push(256);
    codes.push(byte);
  }
  codes.push(257);
  const bits = codes.map((c) => c.toString(2).padStart(9, "0")).join("");
  return Uint8Array.from({ length: Math.ceil(bits.length / 8) }, (_, i) =>
    Number.parseInt(bits.slice(8 * i, 8 * i + 8).padEnd(8, "0"), 2),
  );
}

describe("LZW", () => {
  it("gives back what was packed", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(unpackLzw(lzwOfLiterals(bytes), bytes.length)).toEqual(bytes);
      }),
    );
  });

  it("knows the code that is being made when it is read", () => {
    // Clear, 7, then code 258 twice: 7, 7 7, 7 7 — the codes of 9 bits are 256, 7, 258, 258, 257.
    const bits = [256, 7, 258, 258, 257].map((c) => c.toString(2).padStart(9, "0")).join("");
    const packed = Uint8Array.from({ length: 6 }, (_, i) =>
      Number.parseInt(bits.slice(8 * i, 8 * i + 8).padEnd(8, "0"), 2),
    );
    expect([...unpackLzw(packed, 5)]).toEqual([7, 7, 7, 7, 7]);
  });

  it("never gives more than asked and ends on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(5000), (bytes, length) => {
        expect(unpackLzw(bytes, length).length).toBeLessThanOrEqual(length);
        expect(unpackPackBits(bytes, length).length).toBeLessThanOrEqual(length);
      }),
    );
  });
});

describe("PackBits", () => {
  it("reads the example of TIFF 6.0's section 9", () => {
    const packed = Uint8Array.of(
      0xfe,
      0xaa,
      0x02,
      0x80,
      0x00,
      0x2a,
      0xfd,
      0xaa,
      0x03,
      0x80,
      0x00,
      0x2a,
      0x22,
      0xf7,
      0xaa,
    );
    const hex = [...unpackPackBits(packed, 24)].map((b) => b.toString(16).padStart(2, "0")).join(" ");
    expect(hex).toBe("aa aa aa 80 00 2a aa aa aa aa 80 00 2a 22 aa aa aa aa aa aa aa aa aa aa");
  });
});

describe("predictors", () => {
  it("sum differences within the width of the samples, whatever the number of bands", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.nat(65_535), { maxLength: 40 }),
        (step, list) => {
          const values = list.slice(0, list.length - (list.length % step));
          const differences = values.map((v, i) => v - (values[i - step] ?? 0));
          const sixteen = Uint16Array.from(differences);
          sum16(sixteen, 0, sixteen.length, step);
          expect([...sixteen]).toEqual(values);
          const eight = Uint8Array.from(differences);
          sum8(eight, 0, eight.length, step);
          expect([...eight]).toEqual(values.map((v) => v & 0xff));
        },
      ),
    );
  });

  it("carry from the low to the high half of 64 bits", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { maxLength: 20 }), (values) => {
        const differences = BigUint64Array.from(values, (v, i) =>
          BigInt.asUintN(64, v - (values[i - 1] ?? 0n)),
        );
        sum64(new Uint32Array(differences.buffer), 0, differences.length, 1);
        expect([...differences]).toEqual(values);
      }),
    );
  });

  it("sum and spread four bands as the two do one after the other", () => {
    const row = Uint16Array.from({ length: 40 }, (_, i) => (i * 40_503) & 0xffff);
    const apart = row.slice();
    sum16(apart, 0, 40, 4);
    const plane = (): Uint16Array => new Uint16Array(9);
    const planes = [plane(), plane(), plane(), plane()] as const;
    sumAndSpread16x4(row, 0, 3, 6, planes, 2);
    for (const [band, values] of planes.entries())
      for (let i = 0; i < 6; i++) expect(values[2 + i]).toBe(apart[4 * (3 + i) + band]);
  });

  it("gather floating point numbers from their bytes", () => {
    const values = Float32Array.of(1, 1.5, -2e10, 0);
    const bytes = new Uint8Array(values.buffer);
    const apart = Uint8Array.from({ length: 16 }, (_, i) => bytes[4 * (i % 4) + 3 - (i >> 2)] ?? 0);
    const packed = apart.map((b, i) => b - (apart[i - 1] ?? 0));
    gatherFloats(packed, 1, 4, new Uint8Array(16));
    expect([...new Float32Array(packed.buffer)]).toEqual([...values]);
  });
});

describe("samples of odd widths", () => {
  it("begin anew at a byte with each row", () => {
    expect([...spreadBits(Uint8Array.of(0b1010_0000, 0b0110_0000), 1, 3, 2)]).toEqual([1, 0, 1, 0, 1, 1]);
    expect([...spreadBits(Uint8Array.of(0xab, 0xcd, 0xef), 12, 2, 1)]).toEqual([0xabc, 0xdef]);
  });

  it("turn their bytes around", () => {
    const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    turnBytes(bytes, 2);
    expect([...bytes]).toEqual([2, 1, 4, 3, 6, 5, 8, 7]);
    turnBytes(bytes, 8);
    expect([...bytes]).toEqual([7, 8, 5, 6, 3, 4, 1, 2]);
  });

  it("become 32-bit numbers from 16-bit floating point ones", () => {
    const halves = Uint16Array.of(0x3c00, 0xc000, 0x7bff, 0x0001, 0x7c00, 0xfc00, 0x7e00, 0);
    expect([...floatsOfHalves(halves)]).toEqual([
      1,
      -2,
      65_504,
      2 ** -24,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      0,
    ]);
  });
});
