import { parentPort } from "node:worker_threads";
import type { Picture } from "../../../sites/pictures/picture.ts";
import { readShownTile } from "../../../sites/pictures/read-shown-tile.ts";
import { packedTile, tileBytes } from "../../../sites/pictures/tile-samples.ts";
import { openFileSource } from "../../../system/pictures/file-source.ts";
import { openPicture } from "../../../system/pictures/open-picture.ts";
import { shownWindow } from "../../../system/pictures/shown-window.ts";
import { failureMessage } from "../writer/failure-message.ts";
import type { TileAnswer, TileQuestion } from "./tile-reader.ts";
import { withWholeRows } from "./whole-rows.ts";

/*
 * Reads and unpacks tiles apart from the thread that answers requests: a large PNG or an LZW strip takes the processor for a while.
 */

/** A picture without tiles is kept unpacked while it is open, up to 256 MB. */
const mostOpen = 3;

const pictures = new Map<string, Promise<Picture>>();
const underWay = new Map<number, AbortController>();

function pictureAt(path: string): Promise<Picture> {
  const had = pictures.get(path);
  pictures.delete(path);
  const picture =
    had ??
    openFileSource(path)
      .then((source) => openPicture(source))
      .then(withWholeRows);
  pictures.set(path, picture);
  picture.catch(() => {
    if (pictures.get(path) === picture) pictures.delete(path);
  });
  for (const [oldest, old] of pictures) {
    if (pictures.size <= mostOpen) break;
    pictures.delete(oldest);
    void old.then((p) => p.close()).catch(() => undefined);
  }
  return picture;
}

async function answered(question: Exclude<TileQuestion, { type: "stop" }>): Promise<TileAnswer> {
  const { id, path } = question;
  const picture = await pictureAt(path);
  if (question.type === "describe") return { id, description: picture.description };
  if (question.type === "thumbnail") {
    const { width, height } = picture.description;
    const window = question.window ?? { column: 0, row: 0, width, height };
    const { png } = await shownWindow(picture, window, question.side);
    return { id, tile: Uint8Array.from(png) };
  }
  const { tile, bands } = question;
  const raster = await readShownTile(picture, tile, bands, underWay.get(id)?.signal);
  return { id, tile: tileBytes(packedTile(raster)) };
}

// One after another: two at a time would take twice the memory and no less time.
let turn = Promise.resolve();
parentPort?.on("message", (question: TileQuestion) => {
  const { id } = question;
  if (question.type === "stop") {
    underWay.get(id)?.abort();
    return;
  }
  const stop = new AbortController();
  underWay.set(id, stop);
  turn = turn.then(async () => {
    let answer: TileAnswer;
    try {
      stop.signal.throwIfAborted();
      answer = await answered(question);
    } catch (error) {
      answer = { id, failure: failureMessage(error) };
    }
    underWay.delete(id);
    parentPort?.postMessage(answer, "tile" in answer ? [answer.tile.buffer as ArrayBuffer] : []);
  });
});
