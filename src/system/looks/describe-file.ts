import { existsSync, statSync } from "node:fs";
import { basename } from "node:path";
import { mappingOf } from "../../sites/pictures/georeference/mapping.ts";
import type { Georeference } from "../../sites/pictures/georeference/georeference.ts";
import { factsOfFile } from "../../sites/pictures/stated-facts.ts";
import { readFootprint } from "../../sites/pictures/supply/footprint.ts";
import type { DescribeFile } from "../catalogues/folder-walk.ts";
import { filesBeside } from "./files-beside.ts";
import { openLookPicture, type NamedFile, type OpenedPicture } from "./open-look-picture.ts";

const named = (path: string): NamedFile => ({ path, name: basename(path) });

/** Opens a picture file of a folder with the world file, the control points and the descriptions that lie beside it. */
export async function openWithFilesBeside(path: string): Promise<OpenedPicture> {
  const { worldFile, sidecars } = filesBeside(path);
  const points = [`${path}.points`, path.replace(/\.[^.]+$/, ".points")].find((p) => existsSync(p));
  return openLookPicture({
    picture: named(path),
    worldFile: worldFile === null ? null : named(worldFile),
    controlPoints: points === undefined ? null : named(points),
    sidecars: sidecars.map(named),
    crs: null,
    model: null,
  });
}

/** Tells what a file of a folder is, for a clock so many minutes east of Greenwich. */
export const describerFor =
  (zoneMinutes: number): DescribeFile =>
  async (path) => {
    const opened = await openWithFilesBeside(path);
    const { picture, georeference } = opened;
    try {
      const { width, height, texts, bands } = picture.description;
      const facts = factsOfFile({
        name: basename(path),
        texts,
        sidecars: opened.sidecars,
        modifiedMs: Math.floor(statSync(path).mtimeMs),
        zoneMinutes,
        analyst: { takenAt: null, publishedAt: null, licence: null, provider: null },
      });
      return {
        footprint: georeference === null ? null : footprintOf(georeference, width, height),
        takenAt: facts.takenAt?.span ?? null,
        gsdMetres: facts.sampleDistanceMetres,
        platform: facts.platform === "" ? null : facts.platform,
        viewing: {
          offNadirDegrees: facts.offNadirDegrees,
          incidenceDegrees: facts.incidenceDegrees,
          azimuthDegrees: facts.viewAzimuthDegrees,
          sunElevationDegrees: facts.sunElevationDegrees,
          sunAzimuthDegrees: facts.sunAzimuthDegrees,
        },
        licence: facts.licence === "" ? null : { name: facts.licence, address: null, saidBy: "item" },
        bands,
        remarks: [...opened.remarks, ...facts.remarks],
      };
    } finally {
      await picture.close();
    }
  };

function footprintOf(georeference: Georeference, width: number, height: number) {
  const mapping = mappingOf(georeference);
  const ring = (
    [
      [0, 0],
      [0, height],
      [width, height],
      [width, 0],
      [0, 0],
    ] as const
  ).map((corner) => mapping.toPosition(corner));
  const read = readFootprint({ type: "Polygon", coordinates: [ring] }, undefined);
  return read.ok ? read.footprint : null;
}
