import { InputError, quoted } from "../../../base/errors.ts";
import { deskOf } from "../pictures/picture-desk.ts";
import type { Asked } from "../route.ts";
import { lookWithPicture } from "./pictures.ts";

/** Bands of one tile: a picture is shown by one or three. */
const mostBands = 4;

/** The samples of one tile of a look's picture, as `tileBytes` writes them: for pictures that a browser does not read by itself. */
export async function getTile(asked: Asked) {
  const { bench, params, query, signal, reply } = asked;
  const { picture } = lookWithPicture(asked);
  const desk = deskOf(bench);
  const path = await desk.evidence.pathOf(picture.sha256);
  const tile = {
    level: whole("level", params["level"]),
    column: whole("column", params["column"]),
    row: whole("row", params["row"]),
  };
  const bands = bandsOf(query["bands"], picture.bands.length);
  let bytes: Uint8Array;
  try {
    bytes = await desk.tiles.tile(path, tile, bands, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    // Whoever asked has moved on: there is nobody to answer, and nothing failed.
    return reply.hijack();
  }
  return reply
    .headers({
      "content-type": "application/octet-stream",
      "cache-control": "private, max-age=3600",
    })
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

function whole(field: string, text: string | undefined): number {
  if (text === undefined || !/^\d{1,7}$/.test(text))
    throw InputError.of("tile", field, quoted(text ?? ""), "a whole number from 0");
  return Number(text);
}

function bandsOf(text: string | number | boolean | undefined, count: number): number[] {
  if (text === undefined) return Array.from({ length: Math.min(count, 3) }, (_, i) => i);
  const bands = String(text)
    .split(",")
    .map((b) => (/^\d{1,4}$/.test(b) ? Number(b) : Number.NaN));
  if (bands.length > mostBands || bands.some((b) => !(b < count)))
    throw InputError.of(
      "tile",
      "bands",
      quoted(String(text)),
      `at most ${mostBands} numbers from 0 to ${count - 1}, parted by commas`,
    );
  return bands;
}
