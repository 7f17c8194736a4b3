import { DamageError, InputError } from "../../src/base/errors.ts";
import type { PixelWindow, Raster } from "../../src/sites/pictures/raster.ts";
import { memorySource } from "../../src/system/pictures/memory-source.ts";
import { openPicture } from "../../src/system/pictures/open-picture.ts";

/** How a file fared: read, refused with a sentence, or a fault of this program. */
export type Outcome =
  | { readonly type: "read" }
  | { readonly type: "refused"; readonly sentence: string }
  | { readonly type: "crash"; readonly why: string };

/** What JavaScript says when the program, not the file, is wrong. An error that wraps it hides a fault. */
const programsFault =
  /is not a function|is not iterable|Cannot read propert|is not defined|undefined is|Invalid typed array length|outside the bounds|Invalid array length|Maximum call stack|Array buffer allocation|offset is out of bounds|should be a multiple|Cannot convert|Cannot mix BigInt|unreachable|memory access|out of memory|ERR_/i;

/** True when `part` holds what `whole`, which begins at the corner of the picture, holds in that window. */
function same(whole: Raster, part: Raster, { column, row, width, height }: PixelWindow): boolean {
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [from, to] = [(row + y) * whole.width + column + x, y * width + x];
      if ((whole.valid?.[from] ?? 1) !== (part.valid?.[to] ?? 1)) return false;
      if (whole.bands.some((band, i) => !Object.is(band[from], part.bands[i]?.[to]))) return false;
    }
  return true;
}

/**
 * Opens a file and reads three windows of it: the top left corner of the full picture, a part of that, which has to show the same, and a piece
 * over the edge of the last level.
 */
export async function outcomeOf(name: string, bytes: Uint8Array): Promise<Outcome> {
  try {
    const picture = await openPicture(memorySource(name, bytes));
    try {
      const { width, height, levels, bands } = picture.description;
      const window = { column: 0, row: 0, width: Math.min(width, 64), height: Math.min(height, 64) };
      const few = bands.map((_, i) => i).slice(0, 8);
      const raster = await picture.readWindow(window, { bands: few });
      if (
        raster.bands.length !== few.length ||
        raster.bands.some((b) => b.length !== window.width * window.height)
      )
        return { type: "crash", why: "the raster has not the size of its window" };
      const inner = { column: 7, row: 5, width: 20, height: 11 };
      if (
        window.width > 27 &&
        window.height > 16 &&
        !same(raster, await picture.readWindow(inner, { bands: few }), inner)
      )
        return { type: "crash", why: "two windows show other pixels in the same place" };
      const last = levels.at(-1);
      if (last !== undefined && levels.length > 1)
        await picture.readWindow(
          { column: last.width - 5, row: last.height - 5, width: 9, height: 9 },
          { level: levels.length - 1, bands: few.slice(0, 1) },
        );
      return { type: "read" };
    } finally {
      await picture.close();
    }
  } catch (error) {
    if (!(error instanceof InputError) && !(error instanceof DamageError))
      return { type: "crash", why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    const whole = error.message;
    if (programsFault.test(whole)) return { type: "crash", why: `hidden: ${whole}` };
    // What follows the first line are details, as errors of this program have them.
    const [sentence = "", ...details] = whole.split("\n");
    if (sentence.length < 10 || sentence.length > 1000 || !sentence.startsWith(name) || details.length > 5)
      return { type: "crash", why: `no readable sentence: ${whole.slice(0, 2000)}` };
    return { type: "refused", sentence };
  }
}
