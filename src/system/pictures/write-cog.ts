import { promisify } from "node:util";
import { deflate } from "node:zlib";
import type { PictureToWrite } from "../../sites/pictures/tiff/write-picture.ts";
import { planCog, type WriteOptions } from "../../sites/pictures/tiff/write-plan.ts";
import { writeWhole } from "../files/atomic.ts";
import { sha256 } from "../hash.ts";

export type { PictureToWrite, WriteOptions };

const packedByZlib = promisify(deflate);
/** Blocks that are packed at the same time: as many as Node's pool has threads. */
const atOnce = 4;

/**
 * A picture as the bytes of a Cloud Optimized GeoTIFF: deflate with predictor, tiles, overviews, EPSG code, band names and texts. The same picture
 * gives the same bytes; nothing of the clock or the machine goes in but Node's zlib.
 * @throws TypeError and InputError as `planCog` does
 */
export async function encodeCog(picture: PictureToWrite, options: WriteOptions = {}): Promise<Uint8Array> {
  const plan = planCog(picture, options);
  const packed: Uint8Array[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < plan.blocks) {
      const block = next++;
      packed[block] = await packedByZlib(plan.unpacked(block), { level: 6 });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return plan.assembled(packed);
}

/**
 * Writes a picture as a Cloud Optimized GeoTIFF, whole or not at all. Returns how many bytes it has and their SHA-256.
 * @throws TypeError and InputError as `planCog` does; UnavailableError when the disk refuses
 */
export async function writeCog(
  path: string,
  picture: PictureToWrite,
  options: WriteOptions = {},
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const bytes = await encodeCog(picture, options);
  writeWhole(path, bytes);
  return { bytes: bytes.length, sha256: sha256(bytes) };
}
