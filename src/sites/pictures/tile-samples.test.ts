import fc from "fast-check";
import { expect, test } from "vitest";
import { packedTile, tileBytes, tileOfBytes } from "./tile-samples.ts";

test("bands are woven with a channel that says where there is data; what has none is 0", () => {
  const tile = packedTile({
    width: 2,
    height: 1,
    bands: [Uint8Array.of(1, 2), Uint8Array.of(3, 4), Uint8Array.of(5, 6)],
    valid: Uint8Array.of(1, 0),
  });
  expect(tile.channels).toBe(4);
  expect([...tile.samples]).toEqual([1, 3, 5, 255, 0, 0, 0, 0]);
});

test("16 bits stay whole numbers; what is no number has no data", () => {
  const whole = packedTile({ width: 1, height: 1, bands: [Uint16Array.of(40_000)], valid: null });
  expect([...whole.samples]).toEqual([40_000, 65_535]);
  const broken = packedTile({
    width: 3,
    height: 1,
    bands: [Float32Array.of(1.5, Number.NaN, Infinity)],
    valid: null,
  });
  expect([...broken.samples]).toEqual([1.5, 1, 0, 0, 0, 0]);
  const signed = packedTile({ width: 1, height: 1, bands: [Int16Array.of(-7)], valid: null });
  expect(signed.samples).toEqual(Float32Array.of(-7, 1));
});

test("bytes and back give the same tile, wherever the bytes begin", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(Uint8Array, Uint16Array, Float32Array),
      fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
      fc.integer({ min: 0, max: 3 }),
      (width, height, Type, numbers, offset) => {
        const tile = packedTile({
          width,
          height,
          bands: [Type.from([...numbers.take(width * height)])],
          valid: null,
        });
        const bytes = tileBytes(tile);
        const held = new Uint8Array(bytes.length + offset);
        held.set(bytes, offset);
        expect(tileOfBytes(held.subarray(offset))).toEqual(tile);
      },
    ),
  );
});

test("what is cut or something else is refused with what was found", () => {
  const bytes = tileBytes(packedTile({ width: 2, height: 2, bands: [new Uint8Array(4)], valid: null }));
  expect(() => tileOfBytes(bytes.subarray(0, -1))).toThrow("19 bytes that should have 20");
  expect(() => tileOfBytes(bytes.subarray(0, 5))).toThrow("does not begin as one");
  expect(() => tileOfBytes(new TextEncoder().encode('{"error":"no"}'))).toThrow("does not begin as one");
});
