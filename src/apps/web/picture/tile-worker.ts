import { messageOf } from "../../../base/errors.ts";
import type { Picture } from "../../../sites/pictures/picture.ts";
import { readShownTile } from "../../../sites/pictures/read-shown-tile.ts";
import { packedTile } from "../../../sites/pictures/tile-samples.ts";
import { openTiff } from "../../../sites/pictures/tiff/open-tiff.ts";
import { browserCodecs } from "./browser-codecs.ts";
import { openHttpBytes } from "./http-bytes.ts";
import { singlePrecision } from "./single-precision.ts";
import type { TileAnswer, TileQuestion } from "./tile-messages.ts";

/** Pictures whose heads are kept: one look and its neighbours. */
const mostOpen = 12;

const pictures = new Map<string, Promise<Picture>>();
const underWay = new Map<number, AbortController>();

function pictureAt(address: string): Promise<Picture> {
  const had = pictures.get(address);
  pictures.delete(address);
  const picture = had ?? openHttpBytes(address).then((bytes) => openTiff(bytes, browserCodecs()));
  pictures.set(address, picture);
  // A failure is not kept: the next question tries again.
  picture.catch(() => {
    if (pictures.get(address) === picture) pictures.delete(address);
  });
  const [oldest] = pictures.keys();
  if (pictures.size > mostOpen && oldest !== undefined) pictures.delete(oldest);
  return picture;
}

async function answered(question: Exclude<TileQuestion, { type: "stop" | "forget" }>): Promise<TileAnswer> {
  const { id, address } = question;
  const picture = await pictureAt(address);
  if (question.type === "describe") return { type: "described", id, description: picture.description };
  const stop = underWay.get(id);
  const raster = await readShownTile(picture, question.tile, question.bands, stop?.signal);
  return { type: "tile", id, tile: singlePrecision(packedTile(raster)) };
}

addEventListener("message", ({ data }: MessageEvent<TileQuestion>) => {
  if (data.type === "stop") {
    underWay.get(data.id)?.abort();
    return;
  }
  if (data.type === "forget") {
    pictures.delete(data.address);
    return;
  }
  const { id } = data;
  underWay.set(id, new AbortController());
  answered(data)
    .catch((error: unknown): TileAnswer => ({
      type: "failed",
      id,
      message: messageOf(error),
    }))
    .then((answer) => {
      underWay.delete(id);
      postMessage(answer, {
        transfer: answer.type === "tile" ? [answer.tile.samples.buffer as ArrayBuffer] : [],
      });
    })
    .catch((error: unknown) => reportError(error));
});
