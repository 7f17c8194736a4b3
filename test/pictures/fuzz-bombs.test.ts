import { crc32, deflateSync, zstdCompressSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { DamageError, InputError } from "../../src/base/errors.ts";
import { layOut } from "../../src/sites/pictures/tiff/write-layout.ts";
import type { Tag } from "../../src/sites/pictures/tiff/write-tags.ts";
import { memorySource } from "../../src/system/pictures/memory-source.ts";
import { openPicture } from "../../src/system/pictures/open-picture.ts";
import { outcomeOf } from "./fuzz-outcome.ts";

interface Shape {
  readonly width: number;
  readonly height: number;
  readonly tile: number;
  readonly compression: number;
  readonly more?: readonly Tag[];
}

/** A TIFF of one grey byte a pixel whose tags say what they are told to. */
function tiff(
  { width, height, tile, compression, more = [] }: Shape,
  blocks: readonly Uint8Array[],
): Uint8Array {
  const number = (id: number, value: number): Tag => ({ id, type: 4, values: [value] });
  const tags = [
    number(256, width),
    number(257, height),
    number(258, 8),
    number(259, compression),
    number(262, 1),
    number(277, 1),
    number(322, tile),
    number(323, tile),
    ...more,
  ];
  return layOut([{ picture: { tags, blocks }, mask: null }]);
}

function pngChunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const frame = Buffer.alloc(8 + body.length);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), 4 + body.length);
  return frame;
}

function png(width: number, height: number, ...chunks: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\u0089PNG\r\n\u001a\n", "latin1"),
    pngChunk("IHDR", head),
    ...chunks,
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

const zeros = Buffer.alloc(200_000_000);
/** 200 MB in about 200 kB, and in 10 kB. */
const [deflated, zstandard] = [deflateSync(zeros, { level: 1 }), zstdCompressSync(zeros)];

/** Grows of memory outside of JavaScript's heap while something is done, in bytes, at its end. */
async function memoryOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().arrayBuffers;
  await work();
  return process.memoryUsage().arrayBuffers - before;
}

const error = async (bytes: Uint8Array): Promise<unknown> => {
  try {
    const picture = await openPicture(memorySource("bomb", bytes));
    const { width, height } = picture.description;
    await picture.readWindow({
      column: 0,
      row: 0,
      width: Math.min(width, 256),
      height: Math.min(height, 256),
    });
    return null;
  } catch (caught) {
    return caught;
  }
};

describe("decompression bombs", () => {
  it("PNG and JPEG are refused by the size that they declare", async () => {
    const jpeg = await sharp({ create: { width: 16, height: 16, channels: 3, background: "red" } })
      .jpeg()
      .toBuffer();
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    jpeg.writeUInt16BE(65_500, frame + 5);
    jpeg.writeUInt16BE(65_500, frame + 7);
    for (const bytes of [
      png(60_000, 60_000, pngChunk("IDAT", deflated)),
      png(2_147_483_647, 2_147_483_647, pngChunk("IDAT", deflateSync(Buffer.alloc(10)))),
      png(0, 5, pngChunk("IDAT", deflateSync(Buffer.alloc(10)))),
      jpeg,
    ]) {
      const refused = await error(bytes);
      expect(refused).toBeInstanceOf(InputError);
      expect(String(refused)).toMatch(/pixels|width|size/);
    }
  });

  it("PNG's packed texts and profiles are not unpacked without bound", async () => {
    const text = Buffer.concat([Buffer.from("note\0\0", "latin1"), deflated]);
    const profile = Buffer.concat([Buffer.from("icc\0\0", "latin1"), deflated]);
    const pixels = pngChunk("IDAT", deflateSync(Buffer.alloc(5 * 4)));
    for (const bytes of [
      png(4, 4, pngChunk("zTXt", text), pixels),
      png(4, 4, pngChunk("iCCP", profile), pixels),
      png(4, 4, pngChunk("IDAT", deflated)),
    ]) {
      const grown = await memoryOf(async () => {
        expect((await outcomeOf("bomb.png", bytes)).type).not.toBe("crash");
      });
      expect(grown).toBeLessThan(64_000_000);
    }
  });

  it("TIFF's blocks are refused by their declared size before anything is unpacked", async () => {
    for (const [width, tile] of [
      [100_000, 65_536],
      [2_147_483_647, 2_147_483_632],
    ] as const) {
      const blocks = Array.from({ length: Math.ceil(width / tile) ** 2 }, () => deflated.subarray(0, 4000));
      expect(await error(tiff({ width, height: width, tile, compression: 8 }, blocks))).toBeInstanceOf(
        InputError,
      );
    }
  });

  it("a small TIFF block that unpacks to 200 MB takes no such memory", async () => {
    const lzw = Buffer.alloc(200_000, 0xff);
    const runs = Buffer.from(Array.from({ length: 400_000 }, (_, i) => (i % 2 === 0 ? 129 : 0)));
    for (const [compression, block] of [
      [8, deflated],
      [50_000, zstandard],
      [5, lzw],
      [32_773, runs],
      [7, zeros.subarray(0, 1000)],
      [34_887, deflated],
      [50_001, deflated],
    ] as const) {
      const bytes = tiff({ width: 16, height: 16, tile: 16, compression }, [block]);
      const grown = await memoryOf(async () => {
        const found = await error(bytes);
        expect(found === null || found instanceof InputError || found instanceof DamageError).toBe(true);
      });
      expect(grown).toBeLessThan(32_000_000);
    }
  });

  it("a JPEG inside of a tile may not be larger than its tile", async () => {
    const jpeg = await sharp({ create: { width: 3000, height: 3000, channels: 3, background: "red" } })
      .greyscale()
      .jpeg()
      .toBuffer();
    const found = await error(tiff({ width: 16, height: 16, tile: 16, compression: 7 }, [jpeg]));
    expect(found).toBeInstanceOf(DamageError);
  });

  it("counts of tags and directories are believed within bounds", async () => {
    const small = { width: 16, height: 16, tile: 16, compression: 1 };
    const sound = tiff(small, [new Uint8Array(256)]);
    expect(await error(sound)).toBeNull();
    const view = new DataView(sound.buffer);
    const first = view.getUint32(4, true);
    const entries = view.getUint16(first, true);
    for (let i = 0; i < entries; i++)
      for (const count of [0, 2, 70_000, 0x7fff_ffff, 0xffff_ffff]) {
        const bytes = sound.slice();
        new DataView(bytes.buffer).setUint32(first + 2 + i * 12 + 4, count, true);
        expect((await outcomeOf("bomb.tif", bytes)).type).not.toBe("crash");
      }
    const circle = sound.slice();
    new DataView(circle.buffer).setUint32(first + 2 + entries * 12, first, true);
    expect((await outcomeOf("bomb.tif", circle)).type).not.toBe("crash");
    const many = sound.slice();
    new DataView(many.buffer).setUint16(first, 65_535, true);
    expect(await error(many)).toBeInstanceOf(DamageError);
  });

  it("a window is refused by its own size", async () => {
    const picture = await openPicture(
      memorySource("large", tiff({ width: 16, height: 16, tile: 16, compression: 1 }, [new Uint8Array(256)])),
    );
    await expect(picture.readWindow({ column: 0, row: 0, width: 1e6, height: 1e6 })).rejects.toThrow(
      InputError,
    );
  });
});
