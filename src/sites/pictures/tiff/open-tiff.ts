import type { StopSignal } from "../../../base/abort.ts";
import { InputError } from "../../../base/errors.ts";
import type { ByteSource } from "../bytes.ts";
import type { Picture, PictureDescription, ReadOptions } from "../picture.ts";
import { samplesOf, type PixelWindow, type Raster, type Samples } from "../raster.ts";
import type { Codecs } from "./codec.ts";
import { describe } from "./describe.ts";
import { readDirectories } from "./directory.ts";
import { headOf } from "./head.ts";
import { levelOf, type Level } from "./level.ts";
import { readLevels } from "./levels.ts";
import { markGap } from "./paint.ts";
import { nowhere, type ReadPlace } from "./place.ts";
import { insideOf } from "./plan.ts";
import { storedNodata, Validity } from "./valid.ts";

/** Samples (pixels times bands, an alpha band that is read for its mask among them) that one window may have. */
export const mostSamples = 1 << 28;
/** How far from the picture's first pixel a window may lie. */
const farthest = 2 ** 31;

/**
 * Opens a GeoTIFF, COG or any other TIFF (TIFF 6.0, BigTIFF, OGC 19-008) and reads what it says of itself, mostly in one read of 32 KiB.
 * The picture closes the source. Where it lies on the ground is read by `readPlace`, so that who needs pixels alone (a browser that
 * has the place on record) does not load the tables of coordinate systems.
 *
 * A pixel has no data outside the picture, in blocks that the file leaves out, where the internal mask or an alpha band is 0, and where
 * all of the bands read have the nodata value. Such pixels hold the file's samples, or the nodata value (else 0) where there are none.
 * @throws InputError for kinds of TIFF that are not read; DamageError for files that are cut or contradict themselves
 */
export async function openTiff(
  source: ByteSource,
  codecs: Codecs,
  readPlace: ReadPlace = nowhere,
): Promise<Picture> {
  const head = headOf(source);
  const directories = await readDirectories(head);
  const { main, levels } = await readLevels(head, directories);
  const { dialect } = directories;
  const description = await describe(
    head,
    dialect,
    main,
    levels.map((l) => l.pixels),
    await readPlace(head, dialect, main),
  );
  const readers = levels.map(({ pixels, mask }) => ({
    pixels: levelOf(source, head, codecs, pixels),
    mask: mask === null ? null : levelOf(source, head, codecs, mask),
  }));
  return {
    description,
    readWindow: async (window, options = {}) => {
      options.signal?.throwIfAborted();
      const bands = checkedBands(source.name, description, options);
      const reader = readers[options.level ?? 0];
      if (reader === undefined)
        throw InputError.of(source.name, "level", `${options.level}`, `0 to ${readers.length - 1}`);
      const alpha = description.bands.findIndex((b) => b.meaning === "alpha");
      const read = alpha === -1 ? new Set(bands) : new Set([...bands, alpha]);
      checkWindow(source.name, window, Math.max(bands.length, read.size));
      return readRaster(window, { description, bands, read, alpha, ...reader, signal: options.signal });
    },
    close: () => source.close(),
  };
}

interface Reading {
  readonly description: PictureDescription;
  readonly bands: readonly number[];
  /** Bands that are decoded: those asked for, and alpha. */
  readonly read: ReadonlySet<number>;
  readonly alpha: number;
  readonly pixels: Level;
  readonly mask: Level | null;
  readonly signal: StopSignal | undefined;
}

async function readRaster(window: PixelWindow, of: Reading): Promise<Raster> {
  const { description, bands, read, alpha, pixels, mask, signal } = of;
  const { sampleType } = description;
  const { width, height } = window;
  const layout = pixels.layout;
  const nodata = storedNodata(description.nodata, sampleType);
  const inside = insideOf(window, layout);
  const whole = inside !== null && inside.width === width && inside.height === height;
  const planes = new Map<number, Samples>();
  for (const band of read) {
    const plane = samplesOf(sampleType, width * height);
    if (!whole && nodata !== null && nodata !== 0) plane.fill(nodata);
    planes.set(band, plane);
  }
  const validity = new Validity(window);
  validity.keepOnly(inside);
  const gaps = await pixels.paint({ window, planes }, nodata ?? 0, signal);
  for (const gap of gaps) markGap(validity.grown, layout, gap, window);
  const planeOf = (band: number): Samples => planes.get(band) ?? new Uint8Array();
  if (nodata !== null) {
    const colours = bands.filter((b) => b !== alpha);
    validity.markNodata((colours.length > 0 ? colours : bands).map(planeOf), nodata);
  }
  if (alpha !== -1) validity.markZeros(planeOf(alpha));
  if (mask !== null) {
    const plane = new Uint8Array(width * height);
    // Where the file leaves a part of the mask out, the mask is 0 and hides the pixels.
    await mask.paint({ window, planes: new Map([[0, plane]]) }, 0, signal);
    validity.markZeros(plane);
  }
  return {
    width,
    height,
    bands: bands.map((b, i) => (bands.indexOf(b) < i ? planeOf(b).slice() : planeOf(b))),
    valid: validity.bytes,
  };
}

function checkedBands(name: string, { bands }: PictureDescription, options: ReadOptions): readonly number[] {
  const asked = options.bands ?? bands.map((_, i) => i);
  if (asked.length === 0 || asked.length > 1024)
    throw InputError.of(name, "bands", `${asked.length} of them`, "1 to 1024");
  for (const band of asked)
    if (!(Number.isInteger(band) && band >= 0 && band < bands.length))
      throw InputError.of(name, "band", `${band}`, `0 to ${bands.length - 1}`);
  return asked;
}

function checkWindow(name: string, { column, row, width, height }: PixelWindow, bands: number): void {
  const allowed = `whole pixels, at least 1 by 1, at most ${mostSamples} samples (here of ${bands} bands)`;
  const whole =
    [column, row].every((n) => Number.isInteger(n) && Math.abs(n) <= farthest) &&
    [width, height].every((n) => Number.isInteger(n) && n >= 1);
  if (!whole || width * height * bands > mostSamples)
    throw InputError.of(
      name,
      "window",
      `${width} by ${height} pixels at column ${column}, row ${row}`,
      allowed,
    );
}
