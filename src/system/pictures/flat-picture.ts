import { InputError } from "../../base/errors.ts";
import type { ByteSource } from "../../sites/pictures/bytes.ts";
import type { Georeference } from "../../sites/pictures/georeference/georeference.ts";
import type { Picture, PictureDescription, ReadOptions } from "../../sites/pictures/picture.ts";
import { samplesOf, type PixelWindow, type Raster, type Samples } from "../../sites/pictures/raster.ts";
import type { FlatHeader } from "./flat-picture-header.ts";
import { readJpeg } from "./flat-picture-jpeg.ts";
import { decodedPart, type Part } from "./flat-picture-pixels.ts";
import { pngSize, readPng } from "./flat-picture-png.ts";

/** Most samples (pixels times bands) that a file may declare: beyond, it is refused before anything is decoded. */
export const mostDeclaredSamples = 400_000_000;
/** Most bytes of a file: it is held in memory while it is open. */
export const mostFileBytes = 512 * 1024 * 1024;
/** Most samples of one window. */
const mostWindowSamples = 1 << 28;
/** Decoded pixels are kept while the picture is open when they take no more bytes than this. */
const mostKeptBytes = 256 * 1024 * 1024;

/**
 * Opens a PNG or a JPEG. Its pixels are read as they are stored: palettes become red, green and blue, fewer than 8 bits are stretched to 8,
 * CMYK is converted to RGB (`coding` says so), colour profiles are not applied, and a picture that its EXIF says to turn is not turned
 * (`texts.Orientation` says how). Where alpha is 0 a pixel has no data. The picture closes the source.
 * @param georeference where it lies on the ground: neither format says it
 * @throws InputError when it is too large or of a kind that is not read; DamageError when it is cut or contradicts itself
 */
export async function openFlatPicture(
  source: ByteSource,
  format: "png" | "jpeg",
  georeference: Georeference | null,
): Promise<Picture> {
  if (source.size > mostFileBytes)
    throw InputError.of(
      source.name,
      "size of the file",
      `${source.size} bytes`,
      `at most ${mostFileBytes} bytes`,
    );
  if (format === "png") {
    const { width, height, channels } = pngSize(await source.read(0, Math.min(33, source.size)), source.name);
    mustBeSmall(source.name, width, height, channels);
  }
  const bytes = await source.read(0, source.size);
  const header = format === "png" ? readPng(bytes, source.name) : readJpeg(bytes, source.name);
  mustBeSmall(source.name, header.width, header.height, header.bands.length);
  const description = describe(header, format, georeference);
  let isClosed = false;
  let kept: Promise<Uint8Array | Uint16Array> | null = null;
  const whole: Part = { left: 0, top: 0, width: header.width, height: header.height };
  const isKept = header.width * header.height * header.bands.length * (header.depth / 8) <= mostKeptBytes;
  const decoded = async (part: Part): Promise<{ samples: Uint8Array | Uint16Array; from: Part }> => {
    if (!isKept) return { samples: await decodedPart(header, part, source.name), from: part };
    kept ??= decodedPart(header, whole, source.name);
    try {
      return { samples: await kept, from: whole };
    } catch (error) {
      kept = null;
      throw error;
    }
  };
  return {
    description,
    readWindow: async (window, options = {}) => {
      options.signal?.throwIfAborted();
      if (isClosed) throw new TypeError(`${source.name}: is closed`);
      const bands = checked(source.name, description, window, options);
      const part = partInside(window, header);
      if (part === null) return nothing(window, bands.length, description);
      const { samples, from } = await decoded(part);
      options.signal?.throwIfAborted();
      return painted({ window, part, from, samples, bands, description });
    },
    close: async () => {
      isClosed = true;
      kept = null;
      await source.close();
    },
  };
}

function mustBeSmall(name: string, width: number, height: number, bands: number): void {
  if (width * height * bands > mostDeclaredSamples)
    throw InputError.of(
      name,
      "size",
      `${width} x ${height} pixels of ${bands} bands`,
      `at most ${mostDeclaredSamples} samples; larger pictures as GeoTIFF`,
    );
}

function describe(
  header: FlatHeader,
  format: "png" | "jpeg",
  georeference: Georeference | null,
): PictureDescription {
  const { width, height, depth, bands, texts, coding } = header;
  return {
    format,
    width,
    height,
    sampleType: depth === 16 ? "uint16" : "uint8",
    bands: bands.map((meaning) => ({ name: meaning, meaning })),
    nodata: null,
    levels: [{ width, height }],
    georeference,
    texts,
    coding:
      texts["Orientation"] === undefined || texts["Orientation"] === "1"
        ? coding
        : `${coding}; not turned, though EXIF says orientation ${texts["Orientation"]}`,
  };
}

function checked(
  name: string,
  description: PictureDescription,
  window: PixelWindow,
  options: ReadOptions,
): readonly number[] {
  if ((options.level ?? 0) !== 0) throw InputError.of(name, "level", String(options.level), "0");
  const bands = options.bands ?? description.bands.map((_, i) => i);
  if (bands.length === 0 || bands.length > 64)
    throw InputError.of(name, "bands", `${bands.length} of them`, "1 to 64");
  for (const band of bands)
    if (!(Number.isInteger(band) && band >= 0 && band < description.bands.length))
      throw InputError.of(name, "band", String(band), `0 to ${description.bands.length - 1}`);
  const { column, row, width, height } = window;
  const isWhole = [column, row, width, height].every((n) => Number.isInteger(n) && Math.abs(n) <= 2 ** 31);
  if (!isWhole || width < 1 || height < 1 || width * height * bands.length > mostWindowSamples)
    throw InputError.of(
      name,
      "window",
      `${width} x ${height} at ${column}, ${row}`,
      `whole pixels, at least one, at most ${mostWindowSamples} samples`,
    );
  return bands;
}

function partInside(window: PixelWindow, header: FlatHeader): Part | null {
  const left = Math.max(0, window.column);
  const top = Math.max(0, window.row);
  const width = Math.min(header.width, window.column + window.width) - left;
  const height = Math.min(header.height, window.row + window.height) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : null;
}

function nothing({ width, height }: PixelWindow, bands: number, { sampleType }: PictureDescription): Raster {
  return {
    width,
    height,
    bands: Array.from({ length: bands }, () => samplesOf(sampleType, width * height)),
    valid: new Uint8Array(width * height),
  };
}

interface Painting {
  readonly window: PixelWindow;
  /** What of the window lies inside the picture. */
  readonly part: Part;
  /** What the samples cover. */
  readonly from: Part;
  readonly samples: Uint8Array | Uint16Array;
  readonly bands: readonly number[];
  readonly description: PictureDescription;
}

function painted({ window, part, from, samples, bands, description }: Painting): Raster {
  const { width, height } = window;
  const stride = description.bands.length;
  const each = (visit: (target: number, source: number) => void): void => {
    for (let y = 0; y < part.height; y++) {
      let target = (part.top - window.row + y) * width + part.left - window.column;
      let at = ((part.top - from.top + y) * from.width + part.left - from.left) * stride;
      for (let x = 0; x < part.width; x++, target++, at += stride) visit(target, at);
    }
  };
  const planes = bands.map((band): Samples => {
    const plane = samplesOf(description.sampleType, width * height);
    each((target, at) => {
      plane[target] = samples[at + band] ?? 0;
    });
    return plane;
  });
  const alpha = description.bands.findIndex(({ meaning }) => meaning === "alpha");
  const isInside = part.width === width && part.height === height;
  if (isInside && alpha === -1) return { width, height, bands: planes, valid: null };
  const valid = new Uint8Array(width * height);
  each((target, at) => {
    valid[target] = alpha === -1 || (samples[at + alpha] ?? 0) !== 0 ? 1 : 0;
  });
  return { width, height, bands: planes, valid };
}
