import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { DamageError, InputError } from "../../base/errors.ts";
import type { Picture } from "../../sites/pictures/picture.ts";
import { openGeoTiff } from "../../sites/pictures/tiff/open.ts";
import { allCodecs } from "./codecs.ts";
import { countedSource, type CountedSource } from "./counted-source.ts";
import { memorySource } from "./memory-source.ts";
import { openPicture } from "./open-picture.ts";

interface Entry {
  readonly tag: number;
  readonly type: 2 | 3 | 4 | 12;
  readonly values: readonly number[];
}

const widths = { 2: 1, 3: 2, 4: 4, 12: 8 } as const;

/** A little-endian TIFF of the directories given, with `data` from byte 8 on. `next` points a directory somewhere else. */
function tiff(data: Uint8Array, directories: readonly (readonly Entry[])[], next?: number): Uint8Array {
  const out = new DataView(new ArrayBuffer(8 + data.length + directories.length * 4096));
  new Uint8Array(out.buffer).set(data, 8);
  let at = 8 + data.length;
  out.setUint32(0, 0x002a_4949, true);
  out.setUint32(4, at, true);
  for (const [i, entries] of directories.entries()) {
    let values = at + 2 + entries.length * 12 + 4;
    out.setUint16(at, entries.length, true);
    for (const [k, { tag, type, values: list }] of entries.toSorted((a, b) => a.tag - b.tag).entries()) {
      const entry = at + 2 + k * 12;
      out.setUint16(entry, tag, true);
      out.setUint16(entry + 2, type, true);
      out.setUint32(entry + 4, list.length, true);
      const inline = list.length * widths[type] <= 4;
      if (!inline) out.setUint32(entry + 8, values, true);
      let place = inline ? entry + 8 : values;
      for (const value of list) {
        if (type === 2) out.setUint8(place, value);
        else if (type === 3) out.setUint16(place, value, true);
        else if (type === 4) out.setUint32(place, value, true);
        else out.setFloat64(place, value, true);
        place += widths[type];
      }
      if (!inline) values = place;
    }
    const last = i === directories.length - 1;
    out.setUint32(at + 2 + entries.length * 12, last ? (next ?? 0) : values, true);
    at = values;
  }
  return new Uint8Array(out.buffer);
}

const size = 64;
const tile = 16;

/** An 8-bit picture of 64 x 64 in tiles of 16 x 16, deflated, each tile full of its own number plus one. */
function tiled(
  change: { skip?: readonly number[]; cut?: number; extra?: readonly Entry[] } = {},
): Uint8Array {
  const parts: Uint8Array[] = [];
  const offsets: number[] = [];
  const counts: number[] = [];
  let at = 8;
  for (let i = 0; i < 16; i++) {
    if (change.skip?.includes(i) === true) {
      offsets.push(0);
      counts.push(0);
      continue;
    }
    const rows = change.cut === i ? tile - 3 : tile;
    // Noise makes tiles about as long packed as not.
    const bytes = Uint8Array.from({ length: tile * rows }, (_, k) =>
      k === 0 ? i + 1 : (k * k * 31 + i * 7 + (k >> 3)) & 0xff,
    );
    const packed = deflateSync(bytes);
    parts.push(packed);
    offsets.push(at);
    counts.push(packed.length);
    at += packed.length;
  }
  return tiff(Buffer.concat(parts), [
    [
      { tag: 256, type: 3, values: [size] },
      { tag: 257, type: 3, values: [size] },
      { tag: 258, type: 3, values: [8] },
      { tag: 259, type: 3, values: [8] },
      { tag: 262, type: 3, values: [1] },
      { tag: 322, type: 3, values: [tile] },
      { tag: 323, type: 3, values: [tile] },
      { tag: 324, type: 4, values: offsets },
      { tag: 325, type: 4, values: counts },
      ...(change.extra ?? []),
    ],
  ]);
}

const text = (value: string): number[] => [...Buffer.from(`${value}\0`)];

async function opened(bytes: Uint8Array): Promise<{ picture: Picture; source: CountedSource }> {
  const source = countedSource(memorySource("made.tif", bytes));
  return { picture: await openGeoTiff(source, allCodecs()), source };
}

const at = (column: number, row: number, width: number, height: number) => ({ column, row, width, height });

async function failure(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => {
      throw new Error("nothing was refused");
    },
    (error: Error) => error,
  );
}

describe("reads of a source", () => {
  it("are one for the head and few for a window, within 1.2 of the tiles that it touches", async () => {
    const bytes = tiled();
    const { picture, source } = await opened(bytes);
    expect(source.reads).toHaveLength(1);
    source.forget();
    await picture.readWindow(at(17, 17, 14, 14));
    expect(source.reads).toHaveLength(1);
    const one = source.bytesRead();
    source.forget();
    await picture.readWindow(at(8, 8, 16, 16));
    // Four tiles, in two rows of neighbours.
    expect(source.reads).toHaveLength(2);
    expect(source.bytesRead()).toBeLessThanOrEqual(4 * one * 1.2);
  });

  it("never lie outside the file and none is made for a window beside the picture", async () => {
    const { picture, source } = await opened(tiled());
    source.forget();
    const { valid, bands } = await picture.readWindow(at(-30, 200, 10, 10));
    expect(source.reads).toEqual([]);
    expect(valid?.every((v) => v === 0)).toBe(true);
    expect(bands[0]?.every((v) => v === 0)).toBe(true);
  });
});

describe("pixels without data", () => {
  it("are those outside the picture", async () => {
    const { picture } = await opened(tiled());
    const { valid, bands } = await picture.readWindow(at(-1, -1, 3, 3));
    expect([...(valid ?? [])]).toEqual([0, 0, 0, 0, 1, 1, 0, 1, 1]);
    expect(bands[0]?.[4]).toBe(1);
  });

  it("are those of tiles that the file leaves out, and hold the nodata value", async () => {
    const { picture } = await opened(
      tiled({ skip: [1], extra: [{ tag: 42_113, type: 2, values: text("200") }] }),
    );
    const { valid, bands } = await picture.readWindow(at(15, 0, 2, 1));
    expect(valid?.[1]).toBe(0);
    expect(bands[0]?.[1]).toBe(200);
  });

  it("are not those that hold 0 where the file does not say so", async () => {
    const { picture } = await opened(tiled());
    expect((await picture.readWindow(at(0, 0, size, size))).valid).toBeNull();
  });
});

describe("damage", () => {
  it("of a tile is said with its place, and other windows are still read", async () => {
    const { picture } = await opened(tiled({ cut: 5 }));
    const error = await failure(picture.readWindow(at(16, 16, 16, 16)));
    expect(error).toBeInstanceOf(DamageError);
    expect(error.message).toContain("the tile at column 16, row 16");
    expect((await picture.readWindow(at(0, 0, 16, 16))).bands[0]?.[0]).toBe(1);
  });

  it("of a single bit in a packed tile is found by its checksum", async () => {
    const bytes = tiled();
    bytes[8 + 120] = (bytes[8 + 120] ?? 0) ^ 4;
    const { picture } = await opened(bytes);
    expect(await failure(picture.readWindow(at(0, 0, 16, 16)))).toBeInstanceOf(DamageError);
  });

  it("of a file that ends early is never read as zeros", async () => {
    const whole = tiled();
    for (const length of [0, 1, 7, 40, 500, whole.length - 4050]) {
      const work = async (): Promise<unknown> =>
        (await opened(whole.subarray(0, length))).picture.readWindow(at(0, 0, size, size));
      const error = await failure(work());
      expect(error instanceof DamageError || error instanceof InputError).toBe(true);
      expect(error.message).not.toContain("\n");
    }
  });

  it("of directories that go in a circle is found", async () => {
    const bytes = tiff(new Uint8Array(), [[{ tag: 256, type: 3, values: [1] }]], 8);
    expect((await failure(opened(bytes))).message).toContain("in a circle");
  });

  it("of sizes that no memory could hold is refused before memory is taken", async () => {
    const huge = (more: readonly Entry[]): Uint8Array =>
      tiff(new Uint8Array(8), [
        [
          { tag: 256, type: 4, values: [2_000_000_000] },
          { tag: 257, type: 4, values: [2_000_000_000] },
          { tag: 258, type: 3, values: [8] },
          { tag: 273, type: 4, values: [8] },
          { tag: 279, type: 4, values: [8] },
          ...more,
        ],
      ]);
    const packed = await failure(opened(huge([{ tag: 259, type: 3, values: [8] }])));
    expect(packed).toBeInstanceOf(InputError);
    const { picture } = await opened(huge([{ tag: 259, type: 3, values: [1] }]));
    expect(await failure(picture.readWindow(at(0, 0, 10, 10)))).toBeInstanceOf(DamageError);
    expect(await failure(picture.readWindow(at(0, 0, 100_000, 100_000)))).toBeInstanceOf(InputError);
  });
});

describe("what is asked for", () => {
  it("is checked: windows, bands and levels", async () => {
    const { picture } = await opened(tiled());
    for (const wrong of [
      picture.readWindow(at(0, 0, 0, 1)),
      picture.readWindow(at(0.5, 0, 1, 1)),
      picture.readWindow(at(0, Number.NaN, 1, 1)),
      picture.readWindow(at(0, 0, 1, 1), { level: 1 }),
      picture.readWindow(at(0, 0, 1, 1), { bands: [1] }),
      picture.readWindow(at(0, 0, 1, 1), { bands: [] }),
    ])
      expect(await failure(wrong)).toBeInstanceOf(InputError);
  });

  it("can be stopped", async () => {
    const { picture } = await opened(tiled());
    const stop = AbortSignal.abort(new Error("enough"));
    expect((await failure(picture.readWindow(at(0, 0, 9, 9), { signal: stop }))).message).toBe("enough");
  });
});

describe("what a file says of itself", () => {
  it("is in its description", async () => {
    const xml = `<GDALMetadata>
  <Item name="ACQUIRED">2023-10-05 &amp;amp; later</Item>
  <Item name="DESCRIPTION" sample="0" role="description">B04</Item>
</GDALMetadata>`;
    const { picture } = await opened(
      tiled({
        extra: [
          { tag: 270, type: 2, values: text("a yard") },
          { tag: 42_112, type: 2, values: text(xml) },
          { tag: 42_113, type: 2, values: text("nan") },
          { tag: 33_550, type: 12, values: [10, 10, 0] },
          { tag: 33_922, type: 12, values: [0, 0, 0, 500_000, 4_600_000, 0] },
          { tag: 34_735, type: 3, values: [1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 2, 3072, 0, 1, 32_652] },
        ],
      }),
    );
    expect(picture.description).toMatchObject({
      format: "geotiff",
      width: size,
      height: size,
      sampleType: "uint8",
      bands: [{ name: "B04", meaning: "red" }],
      nodata: Number.NaN,
      levels: [{ width: size, height: size }],
      georeference: {
        type: "transform",
        crs: { name: "EPSG:32652" },
        transform: [499_995, 10, 0, 4_600_005, 0, -10],
      },
      texts: { ImageDescription: "a yard", ACQUIRED: "2023-10-05 & later" },
      coding: "deflate, tiles of 16x16",
    });
  });

  it("may be too little for a place, and then the reason is among the texts", async () => {
    const { picture } = await opened(
      tiled({
        extra: [
          { tag: 33_550, type: 12, values: [10, 10, 0] },
          { tag: 33_922, type: 12, values: [0, 0, 0, 500_000, 4_600_000, 0] },
        ],
      }),
    );
    expect(picture.description.georeference).toBeNull();
    expect(picture.description.texts.Georeference).toContain("no coordinate system");
  });
});

describe("other files", () => {
  it.each([
    ["%PDF-1.7", "a PDF"],
    ["RIFF\0\0\0\0WEBPVP8 ", "a WebP"],
    ["\0\0\0\fjP  \r\n", "JPEG 2000"],
    ["GIF89a", "a GIF"],
    ["<html>", "XML or HTML"],
    ["", "an empty file"],
    ["hello there", 'a file that begins with "hello th"'],
  ])("that begin with %j are refused as what they are", async (begin, named) => {
    const error = await failure(openPicture(memorySource("found.bin", Buffer.from(begin, "latin1"))));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toBe(
      `found.bin: picture: found ${named}; allowed: a GeoTIFF or COG, a PNG or a JPEG`,
    );
  });
});
