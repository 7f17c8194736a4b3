import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { DamageError, InputError } from "../../base/errors.ts";
import { uniform } from "../../base/random.ts";
import type { Picture } from "../../sites/pictures/picture.ts";
import { openFlatPicture } from "./flat-picture.ts";
import { memorySource } from "./memory-source.ts";

const hasGdal = spawnSync("gdal_translate", ["--version"]).status === 0;
if (!hasGdal) console.log("flat-picture: gdal_translate is absent, nothing is judged");
const muttenz = "../shared/data/optical/muttenz";
const hasMuttenz = existsSync(muttenz);
if (!hasMuttenz) console.log(`flat-picture: ${muttenz} is absent, its pictures are not read`);

const folder = mkdtempSync(join(tmpdir(), "yardwatch-flat-"));
afterAll(() => rmSync(folder, { recursive: true }));

function opened(bytes: Uint8Array, name = "a"): Promise<Picture> {
  return openFlatPicture(memorySource(name, bytes), bytes[0] === 0x89 ? "png" : "jpeg", null);
}

async function wholeOf(picture: Picture) {
  const { width, height } = picture.description;
  return await picture.readWindow({ column: 0, row: 0, width, height });
}

/** The samples of a picture as GDAL decodes them, band after band. */
function byGdal(file: string, type: "Byte" | "UInt16"): Uint8Array | Uint16Array {
  const raw = join(folder, "judge.raw");
  execFileSync("gdal_translate", ["-q", "-of", "ENVI", "-co", "INTERLEAVE=BSQ", "-ot", type, file, raw]);
  const bytes = new Uint8Array(readFileSync(raw));
  return type === "Byte" ? bytes : new Uint16Array(bytes.buffer);
}

const [width, height] = [37, 23];

/** A seeded picture of smooth shapes with some noise, as a file that GDAL reads. */
function madeFor(bands: number, type: "Byte" | "UInt16"): string {
  const random = uniform(bands);
  const most = type === "Byte" ? 255 : 65_535;
  const samples =
    type === "Byte" ? new Uint8Array(width * height * bands) : new Uint16Array(width * height * bands);
  for (let i = 0; i < samples.length; i++) {
    const [x, y] = [i % width, Math.floor(i / width) % height];
    samples[i] = Math.round(
      most * (0.5 + 0.3 * Math.sin(x / 9 + i / 800) * Math.cos(y / 7) + 0.1 * random()),
    );
  }
  const raw = join(folder, `made-${bands}-${type}.raw`);
  writeFileSync(raw, samples);
  const size = type === "Byte" ? 1 : 2;
  const list = Array.from(
    { length: bands },
    (_, b) =>
      `<VRTRasterBand dataType="${type}" band="${b + 1}" subClass="VRTRawRasterBand"><SourceFilename relativeToVRT="1">made-${bands}-${type}.raw</SourceFilename><ImageOffset>${b * width * height * size}</ImageOffset><PixelOffset>${size}</PixelOffset><LineOffset>${size * width}</LineOffset><ByteOrder>LSB</ByteOrder></VRTRasterBand>`,
  );
  const vrt = join(folder, `made-${bands}-${type}.vrt`);
  writeFileSync(
    vrt,
    `<VRTDataset rasterXSize="${width}" rasterYSize="${height}">${list.join("")}</VRTDataset>`,
  );
  return vrt;
}

describe.skipIf(!hasGdal)("pictures that GDAL wrote, judged by GDAL", () => {
  it.each([
    [1, "Byte"],
    [2, "Byte"],
    [3, "Byte"],
    [4, "Byte"],
    [1, "UInt16"],
    [2, "UInt16"],
    [3, "UInt16"],
    [4, "UInt16"],
  ] as const)("a PNG of %i bands of %s comes out exactly, also in windows", async (bands, type) => {
    const file = join(folder, "judged.png");
    execFileSync("gdal_translate", ["-q", "-of", "PNG", madeFor(bands, type), file]);
    const picture = await opened(new Uint8Array(readFileSync(file)));
    const truth = byGdal(file, type);
    expect(picture.description).toMatchObject({
      width,
      height,
      sampleType: type === "Byte" ? "uint8" : "uint16",
    });
    const { bands: planes } = await wholeOf(picture);
    expect(planes).toHaveLength(bands);
    for (const [b, plane] of planes.entries())
      expect(plane).toEqual(truth.slice(b * width * height, (b + 1) * width * height));
    const part = await picture.readWindow(
      { column: -2, row: 5, width: 8, height: 3 },
      { bands: [bands - 1] },
    );
    expect(part.bands[0]?.[8 + 4]).toBe(truth[((bands - 1) * height + 6) * width + 2]);
    expect([...(part.valid ?? [])].slice(0, 4)).toEqual([0, 0, 1, 1]);
  });

  it.each([
    [3, []],
    [3, ["-co", "PROGRESSIVE=YES"]],
    [1, []],
    [3, ["-co", "QUALITY=30"]],
  ] as const)("a JPEG of %i bands %j comes out within two levels", async (bands, options) => {
    const file = join(folder, "judged.jpg");
    execFileSync("gdal_translate", ["-q", "-of", "JPEG", ...options, madeFor(bands, "Byte"), file]);
    const picture = await opened(new Uint8Array(readFileSync(file)));
    const truth = byGdal(file, "Byte");
    const raster = await wholeOf(picture);
    expect(raster.valid).toBeNull();
    const worst = raster.bands.flatMap((plane, b) =>
      Array.from(plane, (value, i) => Math.abs(value - (truth[b * width * height + i] ?? 0))),
    );
    expect(Math.max(...worst)).toBeLessThanOrEqual(2);
    expect(picture.description.coding).toContain(
      options.includes("PROGRESSIVE=YES" as never) ? "progressive" : "baseline",
    );
  });

  it.skipIf(!hasMuttenz).each(["west.png", "tile-010m.png"])(
    "%s of Muttenz comes out exactly",
    async (name) => {
      const file = join(muttenz, name);
      const picture = await opened(new Uint8Array(readFileSync(file)));
      const { bands } = await wholeOf(picture);
      const truth = byGdal(file, "Byte");
      const size = picture.description.width * picture.description.height;
      for (const [b, plane] of bands.entries())
        expect(
          Buffer.compare(
            Buffer.from(plane as Uint8Array),
            Buffer.from(truth.slice(b * size, (b + 1) * size)),
          ),
        ).toBe(0);
    },
  );
});

/** Chunks of a PNG that are put in after its head. */
function withChunks(png: Uint8Array, chunks: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const parts = chunks.map(([type, body]) => {
    const chunk = Buffer.alloc(12 + body.length);
    chunk.writeUInt32BE(body.length, 0);
    chunk.write(type, 4, "latin1");
    chunk.set(body, 8);
    chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + body.length)), 8 + body.length);
    return chunk;
  });
  return Buffer.concat([png.subarray(0, 33), ...parts, png.subarray(33)]);
}

const grey = (value: number) => ({
  create: { width: 8, height: 6, channels: 3 as const, background: { r: value, g: 10, b: 200 } },
});

describe("what a picture says of itself", () => {
  it("a palette comes out as colours, interlaced or not", async () => {
    const bytes = await sharp(grey(90)).png({ palette: true, progressive: true }).toBuffer();
    const picture = await opened(bytes);
    expect(picture.description.coding).toMatch(/palette shown as RGB, interlaced/);
    const { bands } = await wholeOf(picture);
    expect(bands.map((band) => band[17])).toEqual([90, 10, 200]);
  });

  it("alpha is a band, and hides where it is 0", async () => {
    const pixels = Buffer.from([1, 2, 3, 0, 4, 5, 6, 1]);
    const bytes = await sharp(pixels, { raw: { width: 2, height: 1, channels: 4 } })
      .png()
      .toBuffer();
    const picture = await opened(bytes);
    expect(picture.description.bands.map(({ meaning }) => meaning)).toEqual([
      "red",
      "green",
      "blue",
      "alpha",
    ]);
    const raster = await wholeOf(picture);
    expect([...(raster.valid ?? [])]).toEqual([0, 1]);
    expect(raster.bands[0]).toEqual(new Uint8Array([1, 4]));
  });

  it("a colour profile does not change the samples", async () => {
    const bytes = await sharp(grey(90)).withIccProfile("p3").png().toBuffer();
    const plain = await sharp(bytes).raw().toBuffer();
    const { bands } = await wholeOf(await opened(bytes));
    const stored = await sharp(stripped(bytes)).raw().toBuffer();
    expect(bands.map((band) => band[0])).toEqual([...stored.subarray(0, 3)]);
    expect(bands.map((band) => band[0])).not.toEqual([...plain.subarray(0, 3)]);
  });

  it("CMYK is converted, and it says so", async () => {
    const bytes = await sharp(grey(90)).toColourspace("cmyk").jpeg().toBuffer();
    const picture = await opened(bytes);
    expect(picture.description.coding).toMatch(/converted to RGB/);
    expect((await wholeOf(picture)).bands).toHaveLength(3);
  });

  it("a picture is not turned, and the orientation is told", async () => {
    const bytes = await sharp(grey(90))
      .jpeg()
      .withExif({ IFD0: { Software: "x" } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { description } = await opened(bytes);
    expect([description.width, description.height]).toEqual([8, 6]);
    expect(description.texts["Orientation"]).toBe("6");
    expect(description.coding).toMatch(/not turned/);
  });

  it("dates come with the texts", async () => {
    const exif = {
      IFD0: { Software: "camera 1" },
      IFD2: { DateTimeOriginal: "2023:10:05 11:20:00", OffsetTimeOriginal: "+09:00" },
    };
    const jpeg = await opened(await sharp(grey(1)).withExif(exif).jpeg().toBuffer());
    expect(jpeg.description.texts).toMatchObject({
      Software: "camera 1",
      DateTimeOriginal: "2023:10:05 11:20:00",
      OffsetTimeOriginal: "+09:00",
    });
    const png = await sharp(grey(1)).png().toBuffer();
    const chunks = withChunks(png, [
      ["tIME", Buffer.from([0x07, 0xe7, 10, 5, 2, 20, 0])],
      ["tEXt", Buffer.from("Description\0Tumangang", "latin1")],
    ]);
    expect((await opened(chunks)).description.texts).toEqual({
      tIME: "2023-10-05T02:20:00Z",
      Description: "Tumangang",
    });
  });
});

/** A PNG without its colour profile. */
function stripped(png: Uint8Array): Uint8Array {
  const view = new DataView(png.buffer, png.byteOffset, png.length);
  const parts = [png.subarray(0, 8)];
  for (let at = 8; at < png.length; at += 12 + view.getUint32(at)) {
    const type = Buffer.from(png.subarray(at + 4, at + 8)).toString("latin1");
    if (/^[A-Z]/.test(type)) parts.push(png.subarray(at, at + 12 + view.getUint32(at)));
  }
  return Buffer.concat(parts);
}

describe("pictures that are not whole", () => {
  const random = uniform(21);
  const pixels = Buffer.from(Array.from({ length: 64 * 64 * 3 }, () => 80 + Math.floor(80 * random())));
  const noise = sharp(pixels, { raw: { width: 64, height: 64, channels: 3 } });

  it("are damage wherever they are cut, never half grey", async () => {
    for (const bytes of [
      await noise.clone().png().toBuffer(),
      await noise.clone().jpeg().toBuffer(),
      await noise.clone().jpeg({ progressive: true }).toBuffer(),
    ])
      for (let share = 1; share < 20; share++) {
        const cut = bytes.subarray(0, Math.floor((bytes.length * share) / 20));
        await expect(opened(cut).then(wholeOf), `${share} of 20`).rejects.toThrow(DamageError);
        // With an end marker put on, the decoder itself must notice.
        if (bytes[0] === 0xff)
          await expect(opened(Buffer.concat([cut, Buffer.from([0xff, 0xd9])])).then(wholeOf)).rejects.toThrow(
            DamageError,
          );
      }
  });

  it("are refused by their declared size before they are decoded", async () => {
    const png = Buffer.from(await noise.clone().png().toBuffer());
    png.writeUInt32BE(100_000, 16);
    png.writeUInt32BE(100_000, 20);
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    await expect(opened(png)).rejects.toThrow(/100000 x 100000 pixels of 3 bands.*400000000/);
    png.writeUInt32BE(10_000, 16);
    png.writeUInt32BE(10_000, 20);
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    await expect(opened(png)).rejects.toThrow(/cannot hold/);
  });

  it("are refused or read when bytes are altered, and nothing else happens", async () => {
    const sources = [
      await noise.clone().resize(16).png().toBuffer(),
      await noise.clone().resize(16).jpeg().toBuffer(),
    ];
    const tally = { read: 0, refused: 0 };
    for (let i = 0; i < 400; i++) {
      const bytes = new Uint8Array(sources[i % 2] ?? []);
      for (let k = 0; k < 3; k++)
        bytes[8 + Math.floor(random() * (bytes.length - 8))] = Math.floor(random() * 256);
      try {
        const picture = await opened(bytes);
        await picture.readWindow({ column: 0, row: 0, width: 16, height: 16 });
        tally.read++;
      } catch (error) {
        expect(error instanceof InputError || error instanceof DamageError, String(error)).toBe(true);
        tally.refused++;
      }
    }
    expect(tally.refused).toBeGreaterThan(200);
  });

  it("windows, levels and bands that there are not are wrong input", async () => {
    const picture = await opened(await noise.clone().png().toBuffer());
    const window = { column: 0, row: 0, width: 4, height: 4 };
    await expect(picture.readWindow(window, { level: 1 })).rejects.toThrow(InputError);
    await expect(picture.readWindow(window, { bands: [3] })).rejects.toThrow(InputError);
    await expect(picture.readWindow({ ...window, width: 0 })).rejects.toThrow(InputError);
    await expect(picture.readWindow({ ...window, column: 0.5 })).rejects.toThrow(InputError);
    const outside = await picture.readWindow({ ...window, column: 900 });
    expect([...(outside.valid ?? [])]).toEqual(Array.from({ length: 16 }, () => 0));
  });
});
