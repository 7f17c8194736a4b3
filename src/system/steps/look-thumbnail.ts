import { existsSync } from "node:fs";
import { DamageError } from "../../base/errors.ts";
import { areasAt, windowOfSite } from "../../sites/counting/site-window.ts";
import { mappingOf } from "../../sites/pictures/georeference/mapping.ts";
import type { PictureLook } from "../../sites/pictures/picture-look.ts";
import type { Case } from "../files/case-folder.ts";
import { withoutClasses } from "../../sites/pictures/without-classes.ts";
import { asItLies } from "../../sites/pictures/shift/as-it-lies.ts";
import { viewOfSite } from "../looks/site-view.ts";
import { sha256OfFile } from "../hash.ts";
import { openFileSource } from "../pictures/file-source.ts";
import { openPicture } from "../pictures/open-picture.ts";
import { withOutlines, type DrawnOutline } from "../pictures/outlined-thumbnail.ts";
import { thumbnailPng } from "../pictures/thumbnail.ts";
import { readPlaces } from "../store/reading.ts";

export interface ThumbnailWishes {
  readonly longestSide: number;
  readonly outlines: boolean;
}

/**
 * A look's picture over its site as PNG, with the outlines of the areas where its line-up puts them; null when there are no pixels or
 * they have no place.
 */
export async function lookThumbnail(
  opened: Case,
  look: PictureLook,
  { longestSide, outlines }: ThumbnailWishes,
): Promise<Uint8Array | null> {
  const { picture } = look;
  if (picture === null) return null;
  const path = opened.evidencePath(picture.sha256);
  // What is shown must be what came on record.
  if (!existsSync(path) || (await sha256OfFile(path)) !== picture.sha256)
    throw new DamageError(`the picture of look ${look.look.id} is not what came on record`, [
      `evidence ${picture.sha256.slice(0, 12)}…: ${existsSync(path) ? "altered" : "missing"}; case verify says more`,
    ]);
  const { sites, areas } = readPlaces(opened.database);
  const site = sites.find((s) => s.id === look.look.siteId);
  if (site === undefined) return null;
  const held = areasAt(
    areas.filter(
      (a) =>
        a.siteId === site.id && (look.clarities.some((c) => c.area === a.id) || look.clarities.length === 0),
    ),
    look.look.takenAt,
    site.zoneMinutes,
  );
  const file = await openPicture(await openFileSource(path), {
    georeference: picture.georeference,
  });
  try {
    if (picture.georeference === null) {
      const { width, height, levels, bands } = file.description;
      const level = Math.max(
        0,
        levels.findIndex((l) => l.width * l.height <= 4_000_000),
      );
      const { width: w, height: h } = levels[level] ?? { width, height };
      const raster = await file.readWindow({ column: 0, row: 0, width: w, height: h }, { level });
      return await thumbnailPng(
        raster,
        bands.map((b) => b.meaning),
        { sampleType: file.description.sampleType, longestSide },
      );
    }
    const view = await viewOfSite(file, mappingOf(picture.georeference), windowOfSite(site, held));
    if (view === null) return null;
    const { raster, meanings } = withoutClasses(view);
    const { sampleType } = file.description;
    const png = await thumbnailPng(raster, meanings, { sampleType, longestSide });
    if (!outlines) return png;
    const scale = Math.min(1, longestSide / Math.max(raster.width, raster.height));
    const matched = look.lineUp?.outcome === "matched";
    const moved = {
      eastMetres: look.lineUp?.eastMetres ?? 0,
      northMetres: look.lineUp?.northMetres ?? 0,
      matched,
    };
    const drawn = held.flatMap(({ outline }): DrawnOutline[] =>
      (outline.type === "polygons" ? outline.polygons.flat() : outline.lines).map((line) => ({
        closed: outline.type === "polygons",
        points: line.map((position) => {
          const [column, row] = view.pixelAt(asItLies(position, moved)) ?? [Number.NaN, Number.NaN];
          return [column * scale, row * scale];
        }),
      })),
    );
    return await withOutlines(png, drawn);
  } finally {
    await file.close();
  }
}
