import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Layout } from "./layout.ts";
import { insideOf, piecesOf, readingsOf, touchedBlocks, touchedCount, type Piece } from "./plan.ts";

const field = { type: 4, count: 1, position: 8 };

function layoutOf(of: Partial<Layout>): Layout {
  const [width, height] = [of.width ?? 100, of.height ?? 80];
  const [blockWidth, blockHeight] = [of.blockWidth ?? 16, of.blockHeight ?? 16];
  return {
    width,
    height,
    bands: 1,
    sampleType: "uint8",
    bits: 8,
    half: false,
    tiled: true,
    blockWidth,
    blockHeight,
    across: Math.ceil(width / blockWidth),
    down: Math.ceil(height / blockHeight),
    interleave: "pixel",
    compression: 8,
    predictor: 1,
    photometric: 1,
    extraSamples: [],
    offsets: field,
    byteCounts: field,
    jpegTables: null,
    lercPacking: "none",
    littleEndian: true,
    ...of,
  };
}

const piece = (offset: number, byteCount: number): Piece => ({
  block: 0,
  band: null,
  column: 0,
  row: 0,
  width: 1,
  height: 1,
  offset,
  byteCount,
});

describe("which blocks a window touches", () => {
  it("are those that share a pixel with it, each once", () => {
    fc.assert(
      fc.property(
        fc.record({
          blockWidth: fc.integer({ min: 1, max: 40 }),
          blockHeight: fc.integer({ min: 1, max: 40 }),
          column: fc.integer({ min: -20, max: 110 }),
          row: fc.integer({ min: -20, max: 90 }),
          width: fc.integer({ min: 1, max: 130 }),
          height: fc.integer({ min: 1, max: 110 }),
        }),
        ({ blockWidth, blockHeight, ...window }) => {
          const layout = layoutOf({ blockWidth, blockHeight });
          const inside = insideOf(window, layout);
          if (inside === null) return;
          const expected: number[] = [];
          for (let y = 0; y < layout.down; y++)
            for (let x = 0; x < layout.across; x++)
              if (
                x * blockWidth < inside.column + inside.width &&
                (x + 1) * blockWidth > inside.column &&
                y * blockHeight < inside.row + inside.height &&
                (y + 1) * blockHeight > inside.row
              )
                expected.push(y * layout.across + x);
          expect(touchedBlocks(layout, inside, [0]).map((b) => b.block)).toEqual(expected);
          expect(touchedCount(layout, inside, 1)).toBe(expected.length);
        },
      ),
    );
  });

  it("are counted for each band where bands stand apart", () => {
    const layout = layoutOf({ bands: 3, interleave: "band" });
    const inside = { column: 0, row: 0, width: 17, height: 1 };
    expect(touchedBlocks(layout, inside, [2, 0]).map((b) => b.block)).toEqual([70, 71, 0, 1]);
    expect(touchedCount(layout, inside, 2)).toBe(4);
  });
});

describe("what is read of a block", () => {
  it("is all of a compressed one", () => {
    const [block] = touchedBlocks(layoutOf({}), { column: 20, row: 20, width: 1, height: 1 }, [0]);
    if (block === undefined) throw new Error("no block");
    const pieces = piecesOf(layoutOf({}), block, { column: 20, row: 20, width: 1, height: 1 }, 1000, 77);
    expect(pieces).toMatchObject([
      { offset: 1000, byteCount: 77, width: 16, height: 16, column: 16, row: 16 },
    ]);
  });

  it("is only the window's rows of one that is not compressed", () => {
    const layout = layoutOf({ compression: 1, tiled: false, blockWidth: 100, blockHeight: 80 });
    const inside = { column: 40, row: 30, width: 5, height: 4 };
    const [block] = touchedBlocks(layout, inside, [0]);
    if (block === undefined) throw new Error("no block");
    expect(piecesOf(layout, block, inside, 500, 8000)).toMatchObject([
      { offset: 500 + 3000, byteCount: 400, row: 30, height: 4, width: 100 },
    ]);
  });

  it("is only the window's columns where rows are very long", () => {
    const layout = layoutOf({ width: 100_000, blockWidth: 100_000, compression: 1, tiled: false, bits: 16 });
    const inside = { column: 40, row: 3, width: 5, height: 2 };
    const [block] = touchedBlocks(layout, inside, [0]);
    if (block === undefined) throw new Error("no block");
    expect(piecesOf(layout, block, inside, 500, 3_200_000)).toMatchObject([
      { offset: 500 + 3 * 200_000 + 80, byteCount: 10, row: 3, column: 40, width: 5, height: 1 },
      { offset: 500 + 4 * 200_000 + 80, byteCount: 10, row: 4, column: 40, width: 5, height: 1 },
    ]);
  });
});

describe("joining pieces into reads", () => {
  it("joins neighbours and leaves wide gaps alone", () => {
    const readings = readingsOf([piece(5000, 100), piece(100, 100), piece(204, 100)]);
    expect(readings.map(({ offset, length }) => [offset, length])).toEqual([
      [100, 204],
      [5000, 100],
    ]);
  });

  it("reads every piece whole and at most 15 % on top, in any order and with overlaps", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 400 })), {
          minLength: 1,
          maxLength: 60,
        }),
        (list) => {
          const pieces = list.map(([offset, byteCount]) => piece(offset, byteCount));
          const readings = readingsOf(pieces);
          expect(readings.flatMap((r) => r.pieces)).toHaveLength(pieces.length);
          for (const reading of readings)
            for (const p of reading.pieces) {
              expect(p.offset).toBeGreaterThanOrEqual(reading.offset);
              expect(p.offset + p.byteCount).toBeLessThanOrEqual(reading.offset + reading.length);
            }
          const asked = pieces.reduce((sum, p) => sum + p.byteCount, 0);
          expect(readings.reduce((sum, r) => sum + r.length, 0)).toBeLessThanOrEqual(asked * 1.15);
        },
      ),
    );
  });

  it("keeps reads below 8 MiB, so that unpacking starts early", () => {
    const mebibyte = 1 << 20;
    const readings = readingsOf(Array.from({ length: 20 }, (_, i) => piece(i * mebibyte, mebibyte)));
    expect(Math.max(...readings.map((r) => r.length))).toBe(8 * mebibyte);
    expect(readings).toHaveLength(3);
  });
});
