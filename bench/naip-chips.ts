import { existsSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { greyOf } from "../src/sites/pictures/shift/grey.ts";
import type { ShiftPicture } from "../src/sites/pictures/shift/shift-picture.ts";

const folder = join(import.meta.dirname, "../../shared/data/optical/naip");

/** True where the chips are at hand. */
export const haveNaip: boolean = existsSync(folder);

export const naipYears = [2016, 2018, 2020] as const;
export const naipPlaces = [
  ["claremont", 66],
  ["claremont", 67],
  ["long_beach", 14],
  ["long_beach", 23],
  ["long_beach", 90],
  ["riverside", 4],
  ["riverside", 52],
] as const;

/** The grey band of a chip of 256 x 256 pixels of 0.6 m. */
export async function naipChip(
  [town, number]: (typeof naipPlaces)[number],
  year: (typeof naipYears)[number],
): Promise<ShiftPicture> {
  const { data, info } = await sharp(join(folder, `${town}_${year}_${number}.tif`))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const bands = [0, 1, 2].map((band) =>
    Uint8Array.from({ length: info.width * info.height }, (_, i) => data[i * info.channels + band] ?? 0),
  );
  return greyOf({ width: info.width, height: info.height, bands, valid: null }, ["red", "green", "blue"]);
}
