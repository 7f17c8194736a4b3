import { DamageError } from "../../../base/errors.ts";

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const firstApplication = 0xe0;
const lastApplication = 0xef;
const app14 = 0xee;

/**
 * Makes a whole JPEG of a TIFF's block: the shared tables (TIFF technical note 2) go in front, and an Adobe marker says whether three
 * bands are YCbCr, since a block does not and a decoder would guess. Markers of applications in the block itself (JFIF, Adobe, colour profiles) are left out.
 * @throws DamageError when the block or the tables are no JPEG
 */
export function withTablesAndColours(
  block: Uint8Array,
  tables: Uint8Array | null,
  bands: number,
  isYCbCr: boolean,
): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0xff, startOfImage)];
  // Version 100, no flags; the last byte is the colour transform: 1 is YCbCr. Four bands get no marker, which would turn them over.
  if (bands === 3)
    parts.push(Uint8Array.of(0xff, app14, 0, 14, 65, 100, 111, 98, 101, 0, 100, 0, 0, 0, 0, isYCbCr ? 1 : 0));
  if (tables !== null) parts.push(...segments(tables, "the JPEG tables"));
  parts.push(...segments(block, "the block"));
  const whole = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The segments between the start and the end of a JPEG, without the markers that tell colours; the scan goes to the end of the bytes. */
function segments(jpeg: Uint8Array, what: string): Uint8Array[] {
  if (jpeg[0] !== 0xff || jpeg[1] !== startOfImage)
    throw new DamageError(`${what} does not begin as a JPEG`, []);
  const found: Uint8Array[] = [];
  let at = 2;
  while (at + 3 < jpeg.length) {
    if (jpeg[at] !== 0xff) throw new DamageError(`${what} is no JPEG at byte ${at}`, []);
    const marker = jpeg[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === endOfImage) break;
    if (marker === startOfScan) {
      found.push(jpeg.subarray(at));
      break;
    }
    const length = 2 + ((jpeg[at + 2] ?? 0) << 8) + (jpeg[at + 3] ?? 0);
    if (marker < firstApplication || marker > lastApplication) found.push(jpeg.subarray(at, at + length));
    at += length;
  }
  return found;
}
