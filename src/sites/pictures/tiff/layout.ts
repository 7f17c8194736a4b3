import { DamageError, InputError } from "../../../base/errors.ts";
import type { SampleType } from "../raster.ts";
import { compressionNames, givesSamples, takesPredictor } from "./compression.ts";
import { numbersOf, type Dialect, type Directory } from "./directory.ts";
import { tag, type Field } from "./field.ts";
import type { Head } from "./head.ts";

/** Bands that a picture may have. */
export const mostBands = 512;
/** Pixels that a side of a picture may have. */
export const longestSide = 0x7fff_ffff;
/** Bytes that a packed block may have once unpacked. A larger one is refused before anything is read. */
export const mostBlockBytes = 256 << 20;

/** How the samples of a picture lie in its file. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  /** What a sample becomes. */
  readonly sampleType: SampleType;
  /** Bits of a sample in the file: 8, 16, 32 and 64 are whole samples, 1 to 15 are whole numbers packed without gaps inside a row. */
  readonly bits: number;
  /** 16-bit floats, which become 32-bit ones. */
  readonly half: boolean;
  readonly tiled: boolean;
  readonly blockWidth: number;
  readonly blockHeight: number;
  readonly across: number;
  readonly down: number;
  /** Bands one after another ("band"), or all bands of a pixel together ("pixel"). */
  readonly interleave: "pixel" | "band";
  readonly compression: number;
  readonly predictor: 1 | 2 | 3;
  readonly photometric: number;
  readonly extraSamples: readonly number[];
  readonly offsets: Field;
  /** null in files without compression that leave the sizes out. */
  readonly byteCounts: Field | null;
  readonly jpegTables: Field | null;
  readonly lercPacking: "none" | "deflate" | "zstd";
  readonly littleEndian: boolean;
}

/** Samples of a pixel inside one block. */
export const samplesInBlock = (layout: Layout): number => (layout.interleave === "pixel" ? layout.bands : 1);

/** Bytes of one row of a block, unpacked. */
export const rowBytesOf = (layout: Layout): number =>
  Math.ceil((layout.blockWidth * samplesInBlock(layout) * layout.bits) / 8);

/** Blocks in all. */
export const blocksOf = (layout: Layout): number =>
  layout.across * layout.down * (layout.interleave === "band" ? layout.bands : 1);

/**
 * Reads what a directory says of how its pixels lie.
 * @throws InputError for kinds of pixels that are not read, with what is; DamageError where the directory contradicts itself
 */
export async function readLayout(head: Head, dialect: Dialect, directory: Directory): Promise<Layout> {
  const { fields } = directory;
  const refuse = (field: string, found: string, allowed: string): InputError =>
    InputError.of(head.name, field, found, allowed);
  const numbers = async (number: number, what: string): Promise<number[] | null> => {
    const field = fields.get(number);
    if (field === undefined) return null;
    if (field.count > 65_536)
      throw new DamageError(`${head.name}: the file gives ${field.count} values for ${what}.`, []);
    return numbersOf(head, dialect, field, what);
  };
  const one = async (number: number, what: string, fallback: number): Promise<number> =>
    (await numbers(number, what))?.[0] ?? fallback;

  const width = await one(tag.imageWidth, "the width", 0);
  const height = await one(tag.imageLength, "the height", 0);
  for (const [side, value] of [
    ["width", width],
    ["height", height],
  ] as const)
    if (!(Number.isInteger(value) && value >= 1 && value <= longestSide))
      throw refuse(side, `${value}`, `1 to ${longestSide} pixels`);
  const bands = await one(tag.samplesPerPixel, "the number of samples", 1);
  if (!(Number.isInteger(bands) && bands >= 1 && bands <= mostBands))
    throw refuse("bands", `${bands}`, `1 to ${mostBands}`);
  const compression = await one(tag.compression, "the compression", 1);
  if (compressionNames[compression] === undefined)
    throw refuse("compression", `number ${compression}`, allowedCompressions);
  const photometric = await one(tag.photometric, "the colours", 1);
  const planar = await one(tag.planarConfiguration, "the order of bands", 1);
  if (planar !== 1 && planar !== 2)
    throw refuse("the order of bands (PlanarConfiguration)", `${planar}`, "1 or 2");
  if ((await one(tag.fillOrder, "the order of bits", 1)) !== 1)
    throw refuse("the order of bits (FillOrder)", "not 1", "1, the highest bit first");
  const sample = sampleOf(
    refuse,
    (await numbers(tag.bitsPerSample, "the bits of a sample")) ?? [1],
    (await numbers(tag.sampleFormat, "the kind of sample")) ?? [1],
  );

  const tiled = fields.has(tag.tileWidth) || fields.has(tag.tileOffsets);
  const blockWidth = tiled ? await one(tag.tileWidth, "the width of tiles", 0) : width;
  const blockHeight = tiled
    ? await one(tag.tileLength, "the height of tiles", 0)
    : Math.min(await one(tag.rowsPerStrip, "the rows of a strip", height), height);
  if (!(blockWidth >= 1 && blockHeight >= 1 && blockWidth <= longestSide && blockHeight <= longestSide))
    throw new DamageError(`${head.name}: its blocks measure ${blockWidth} by ${blockHeight} pixels.`, []);
  const offsets = fields.get(tiled ? tag.tileOffsets : tag.stripOffsets);
  if (offsets === undefined)
    throw new DamageError(`${head.name}: the TIFF does not say where its pixels stand.`, []);
  const byteCounts = fields.get(tiled ? tag.tileByteCounts : tag.stripByteCounts) ?? null;
  if (byteCounts === null && compression !== 1)
    throw new DamageError(`${head.name}: the TIFF does not say how many bytes its blocks have.`, []);

  const predictor = takesPredictor.has(compression) ? await one(tag.predictor, "the predictor", 1) : 1;
  const { bits, sampleType, half } = sample;
  if (predictor !== 1 && predictor !== 2 && predictor !== 3)
    throw refuse("predictor", `${predictor}`, "1, 2 or 3");
  if (predictor === 2 && ![8, 16, 32, 64].includes(bits))
    throw refuse("predictor", `2 with ${bits} bits a sample`, "2 with 8, 16, 32 or 64 bits a sample");
  if (predictor === 3 && !sampleType.startsWith("float"))
    throw refuse("predictor", "3 with whole numbers", "3 with floating point numbers only");
  if (givesSamples.has(compression) && (![8, 16, 32, 64].includes(bits) || half))
    throw refuse("bits a sample", `${bits} in ${compressionNames[compression]}`, "8, 16, 32 or 64 there");

  const layout: Layout = {
    width,
    height,
    bands,
    sampleType,
    bits,
    half,
    tiled,
    blockWidth,
    blockHeight,
    across: Math.ceil(width / blockWidth),
    down: Math.ceil(height / blockHeight),
    interleave: planar === 2 && bands > 1 ? "band" : "pixel",
    compression,
    predictor,
    photometric,
    extraSamples: (await numbers(tag.extraSamples, "the extra samples")) ?? [],
    offsets,
    byteCounts,
    jpegTables: fields.get(tag.jpegTables) ?? null,
    lercPacking: lercPackingOf((await numbers(tag.lercParameters, "the LERC parameters"))?.[1] ?? 0),
    littleEndian: dialect.littleEndian,
  };
  checkColours(layout, refuse);
  checkTable(head, layout);
  return layout;
}

type Refuse = (field: string, found: string, allowed: string) => InputError;

export const allowedCompressions = "none, deflate, LZW, PackBits, ZSTD, JPEG, LERC or WebP";

function sampleOf(
  refuse: Refuse,
  bitsOfBands: readonly number[],
  formats: readonly number[],
): Pick<Layout, "sampleType" | "bits" | "half"> {
  const bits = bitsOfBands[0] ?? 1;
  const format = formats[0] ?? 1;
  if (bitsOfBands.some((b) => b !== bits) || formats.some((f) => f !== format))
    throw refuse(
      "samples",
      `bands of different kinds (${[...new Set(bitsOfBands)].slice(0, 8).join(", ")} bits)`,
      "the same kind in all bands",
    );
  const allowed = "whole numbers of 1 to 16 or 32 bits, floating point numbers of 16, 32 or 64 bits";
  // 4 means "not said", which is read as whole numbers.
  if (format === 1 || format === 4) {
    if (bits >= 1 && bits <= 8) return { sampleType: "uint8", bits, half: false };
    if (bits >= 9 && bits <= 16) return { sampleType: "uint16", bits, half: false };
    if (bits === 32) return { sampleType: "uint32", bits, half: false };
    throw refuse("samples", `whole numbers of ${bits} bits`, allowed);
  }
  if (format === 2) {
    if (bits === 8) return { sampleType: "int8", bits, half: false };
    if (bits === 16) return { sampleType: "int16", bits, half: false };
    if (bits === 32) return { sampleType: "int32", bits, half: false };
    throw refuse("samples", `signed whole numbers of ${bits} bits`, allowed);
  }
  if (format === 3) {
    if (bits === 16) return { sampleType: "float32", bits, half: true };
    if (bits === 32) return { sampleType: "float32", bits, half: false };
    if (bits === 64) return { sampleType: "float64", bits, half: false };
    throw refuse("samples", `floating point numbers of ${bits} bits`, allowed);
  }
  throw refuse("samples", format === 5 || format === 6 ? "complex numbers" : `kind ${format}`, allowed);
}

function lercPackingOf(number: number): Layout["lercPacking"] {
  return number === 1 ? "deflate" : number === 2 ? "zstd" : "none";
}

/** Colours that would need a conversion, by TIFF's PhotometricInterpretation. */
const refusedColours: Readonly<Record<number, string>> = {
  5: "CMYK",
  8: "CIELab",
  9: "ICCLab",
  10: "ITULab",
  32_803: "the mosaic of a camera's sensor",
  32_844: "LogL",
  32_845: "LogLuv",
};

function checkColours(layout: Layout, refuse: Refuse): void {
  const refused = refusedColours[layout.photometric];
  if (refused !== undefined) throw refuse("colours", refused, "grey, RGB, a palette, or YCbCr inside JPEG");
  if (layout.photometric !== 6) return;
  if (layout.compression !== 7 || layout.bands !== 3 || layout.interleave === "band")
    throw refuse(
      "colours",
      `YCbCr ${compressionNames[layout.compression]} with ${layout.bands} bands`,
      "YCbCr inside JPEG, three bands together; RGB or grey otherwise",
    );
}

function checkTable(head: Head, layout: Layout): void {
  const blocks = blocksOf(layout);
  for (const table of [layout.offsets, layout.byteCounts])
    if (table !== null && table.count < blocks)
      throw new DamageError(
        `${head.name}: the picture has ${blocks} ${layout.tiled ? "tiles" : "strips"}, but the file lists ${table.count}.`,
        [],
      );
  const bytes = rowBytesOf(layout) * layout.blockHeight;
  if (layout.compression !== 1 && bytes > mostBlockBytes)
    throw InputError.of(
      head.name,
      layout.tiled ? "tiles" : "strips",
      `${bytes} bytes each once unpacked`,
      `at most ${mostBlockBytes}`,
    );
}
