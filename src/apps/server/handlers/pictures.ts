import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { InputError } from "../../../base/errors.ts";
import { areasAt, windowOfSite } from "../../../sites/counting/site-window.ts";
import { mappingOf } from "../../../sites/pictures/georeference/mapping.ts";
import type { PictureLook, PictureRecord } from "../../../sites/pictures/picture-look.ts";
import { shownLevels } from "../../../sites/pictures/shown-levels.ts";
import { lookThumbnail } from "../../../system/steps/look-thumbnail.ts";
import { readPlaces } from "../../../system/store/reading.ts";
import { NotFoundError } from "../failure.ts";
import { deskOf } from "../pictures/picture-desk.ts";
import type { Asked } from "../route.ts";
import { noLook } from "./looks.ts";
import { parsedRange } from "./range.ts";

/** A look that has a picture. @throws NotFoundError */
export function lookWithPicture({ bench, params }: Asked): { look: PictureLook; picture: PictureRecord } {
  const id = params["look"] ?? "";
  const look = deskOf(bench).lookOf(id);
  if (look === undefined) throw noLook(id);
  if (look.picture === null) throw new NotFoundError(`look ${id} has no picture: ${look.supply.reason}`);
  return { look, picture: look.picture };
}

const types = { geotiff: "image/tiff", png: "image/png", jpeg: "image/jpeg" } as const;

/**
 * The bytes of a look's picture, by ranges. Only what is what came on record is given.
 * The content of an address never changes, since a look keeps its picture.
 */
export async function getPictureFile(asked: Asked) {
  const { bench, headers, reply } = asked;
  const { picture } = lookWithPicture(asked);
  const path = await deskOf(bench).evidence.pathOf(picture.sha256);
  const { size } = await stat(path);
  const tag = `"${picture.sha256}"`;
  const range = parsedRange(headers["range"], size);
  const isSame = headers["if-range"] === undefined || headers["if-range"] === tag;
  reply.headers({
    "content-type": types[picture.format],
    "accept-ranges": "bytes",
    "cache-control": "private, no-cache",
    etag: tag,
  });
  if (headers["if-none-match"] === tag && range === null) return reply.status(304).send();
  if (range === "unsatisfiable" && isSame)
    return reply.status(416).header("content-range", `bytes */${size}`).send();
  if (range === null || range === "unsatisfiable" || !isSame)
    return reply.header("content-length", size).send(createReadStream(path));
  const { from, to } = range;
  return reply
    .status(206)
    .headers({ "content-range": `bytes ${from}-${to - 1}/${size}`, "content-length": to - from })
    .send(createReadStream(path, { start: from, end: to - 1, highWaterMark: 1 << 18 }));
}

/** What a view needs to know of a picture's pixels, read from the file itself. */
export async function getPicture(asked: Asked) {
  const { bench, signal } = asked;
  const { picture } = lookWithPicture(asked);
  const desk = deskOf(bench);
  const path = await desk.evidence.pathOf(picture.sha256);
  const { width, height, levels, bands, sampleType, nodata, coding } = await desk.tiles.describe(
    path,
    signal,
  );
  return { width, height, levels, shownLevels: shownLevels(levels), bands, sampleType, nodata, coding };
}

const mostThumbnails = 200;

/** A look's picture over its site as PNG, stretched for the eye; with the outlines of its day where asked for. */
export async function getThumbnail(asked: Asked) {
  const { bench, query, reply } = asked;
  const { look, picture } = lookWithPicture(asked);
  const side = Number(query["side"] ?? 256);
  if (!Number.isInteger(side) || side < 16 || side > 2048)
    throw InputError.of("thumbnail", "side", String(query["side"]), "a whole number from 16 to 2048");
  const outlines = query["outlines"] === true || query["outlines"] === "true" || query["outlines"] === "1";
  const { thumbnails } = deskOf(bench);
  const key = `${look.look.id} ${side} ${outlines ? bench.version() : ""}`;
  let png = thumbnails.get(key);
  if (png === undefined) {
    png = outlines
      ? lookThumbnail(bench.opened, look, { longestSide: side, outlines })
      : plainThumbnail(asked, look, picture, side);
    thumbnails.set(key, png);
    png.catch(() => thumbnails.delete(key));
    const [oldest] = thumbnails.keys();
    if (thumbnails.size > mostThumbnails && oldest !== undefined) thumbnails.delete(oldest);
  }
  const made = await png;
  if (made === null) throw new NotFoundError(`the picture of look ${look.look.id} shows nothing of its site`);
  return reply
    .headers({ "content-type": "image/png", "cache-control": "private, no-cache" })
    .send(Buffer.from(made));
}

/** Without outlines it is read by the thread for pictures, from the smallest level that shows the site. */
async function plainThumbnail(
  { bench }: Asked,
  look: PictureLook,
  picture: PictureRecord,
  side: number,
): Promise<Uint8Array | null> {
  const desk = deskOf(bench);
  const path = await desk.evidence.pathOf(picture.sha256);
  if (picture.georeference === null) return desk.tiles.thumbnail(path, null, side);
  const { sites, areas } = readPlaces(bench.opened.database);
  const site = sites.find((s) => s.id === look.look.siteId);
  if (site === undefined) return null;
  const own = areas.filter((a) => a.siteId === site.id);
  const box = windowOfSite(site, areasAt(own, look.look.takenAt, site.zoneMinutes));
  const window = mappingOf(picture.georeference).windowOf(box, picture.width, picture.height);
  return window === null ? null : desk.tiles.thumbnail(path, window, side);
}
