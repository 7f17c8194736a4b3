import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { capture, type Capture } from "../../src/sites/simulated/capture.ts";
import { drawScene } from "../../src/sites/simulated/draw-scene.ts";
import { createCase } from "../../src/system/files/case-folder.ts";
import { writeSimulated } from "../../src/system/pictures/simulated-files.ts";
import { addLook } from "../../src/system/steps/add-look.ts";
import { importPlaces } from "../../src/system/steps/import-places.ts";
import { standingClock } from "../made-case.ts";

/** Looks of one small yard on different days, in every way that a view reads pictures. */
export interface PictureCase {
  readonly folder: string;
  readonly looks: Readonly<Record<PictureName, string>>;
  /** The file of each look. */
  readonly files: Readonly<Record<PictureName, string>>;
}

export type PictureName =
  | "reference"
  | "shifted"
  | "lzw"
  | "strips"
  | "points"
  | "viewOnly"
  | "bits16"
  | "nowhere";

const side = 400;

const taken = (state: number, options: object = {}): Capture =>
  capture(
    drawScene(
      {
        kind: "rail-yard",
        widthMetres: side / 2,
        heightMetres: side / 2,
        tracks: 4,
        tarpedCars: 14,
        gauge: "1520",
        anchor: [0, 0],
        state,
      },
      84,
    ),
    { gsdMetres: 0.5, sunAzimuth: 165, sunElevation: 43, offNadir: 6, season: "autumn", ...options },
    80 + state,
  );

/** How far wrong the shifted picture says that it lies: several pixels, which the line-up must take back. */
export const wrongMetres = [3.2, -2.4] as const;

/** Builds the case in a folder. */
export async function pictureCase(folder: string): Promise<PictureCase> {
  mkdirSync(folder, { recursive: true });
  const reference = taken(1);
  const opened = await createCase(join(folder, "case"), "Pictures of a yard", standingClock);
  writeFileSync(join(folder, "sites.geojson"), sites(reference));
  await importPlaces(opened, join(folder, "sites.geojson"));
  const looks: Partial<Record<PictureName, string>> = {};
  const files: Partial<Record<PictureName, string>> = {};
  const add = async (name: PictureName, path: string, takenAt: string, more: object = {}): Promise<void> => {
    files[name] = path;
    looks[name] = (
      await addLook(opened, path, { site: "yard", takenAt, licence: "CC0-1.0", ...more })
    ).lookId;
  };
  const cog = async (name: string, of: Capture): Promise<string> =>
    (await writeSimulated(folder, name, of)).picture;
  await add("reference", await cog("reference", reference), "2023-10-05");
  await add("shifted", await cog("shifted", taken(2, { misregistrationMetres: wrongMetres })), "2023-10-19");
  await add("viewOnly", await cog("view-only", taken(3)), "2023-10-26", {
    licence: "proprietary",
    provider: "A Seller",
  });
  await add("bits16", await cog("bits16", taken(4, { sampleType: "uint16", bands: "rgbn" })), "2023-11-02");
  const points = { points: controlPoints(folder, reference), crs: reference.crs.name };
  const plain = async (state: number, name: string, as: (image: Sharp) => Sharp): Promise<string> => {
    const path = join(folder, name);
    await as(imageOf(taken(state))).toFile(path);
    return path;
  };
  await add(
    "lzw",
    await plain(5, "lzw.tif", (i) =>
      i.tiff({ compression: "lzw", predictor: "horizontal", tile: true, tileWidth: 256, tileHeight: 256 }),
    ),
    "2023-11-09",
    points,
  );
  await add(
    "strips",
    await plain(6, "strips.tif", (i) => i.tiff({ compression: "deflate", tile: false })),
    "2023-11-16",
    points,
  );
  await add("points", await plain(7, "points.png", (i) => i.png()), "2023-11-23", {
    ...points,
    model: "thin-plate",
  });
  await add("nowhere", await plain(8, "nowhere.png", (i) => i.png()), "2023-11-30");
  opened.close();
  return {
    folder: join(folder, "case"),
    looks: looks as Record<PictureName, string>,
    files: files as Record<PictureName, string>,
  };
}

function imageOf({ raster }: Capture): Sharp {
  const { width, height, bands } = raster;
  const pixels = new Uint8Array(width * height * 3);
  for (const [k, band] of bands.slice(0, 3).entries())
    for (let i = 0; i < width * height; i++) pixels[i * 3 + k] = band[i] ?? 0;
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** Points of a bent place: what a picture from a post has, only exact. */
function controlPoints(folder: string, { transform, crs }: Capture): string {
  const [x0, xc, , y0, , yr] = transform;
  const rows = ["column,row,x,y"];
  for (const column of [10, 140, 270, 390])
    for (const row of [15, 130, 260, 385])
      rows.push(
        [
          column,
          row,
          x0 + xc * column + 1.2 * Math.sin(column / 150),
          y0 + yr * row + 0.9 * Math.cos(row / 130),
        ].join(","),
      );
  const path = join(folder, `points-${crs.name.replace(/\W/g, "")}.csv`);
  writeFileSync(path, `${rows.join("\n")}\n`);
  return path;
}

/** What of a track lies in the picture, so that nothing of it is missing there. */
function inside({ line, pixels }: Capture["truth"]["tracks"][number]): (readonly [number, number])[] {
  const [pieces, edge] = [24, 4];
  return line.flatMap((to, i) => {
    const [from, a, b] = [line[i - 1], pixels[i - 1], pixels[i]];
    if (from === undefined || a === undefined || b === undefined) return [];
    return Array.from({ length: pieces }, (_, k) => k / pieces).flatMap((share) => {
      const [x, y] = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
      return Math.min(x, y) >= edge && Math.max(x, y) <= side - edge
        ? [[from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share] as const]
        : [];
    });
  });
}

function sites({ truth }: Capture): string {
  const feature = (geometry: object, properties: object) => ({ type: "Feature", geometry, properties });
  const [first] = truth.tracks;
  return JSON.stringify({
    type: "FeatureCollection",
    features: [
      feature(
        { type: "Point", coordinates: first?.line[0] ?? [0, 0] },
        { record: "site", site: "yard", name: "Test yard", utc_offset: "+09:00" },
      ),
      ...truth.tracks
        .map((track) => ({ id: track.id, line: inside(track) }))
        .filter(({ line }) => line.length > 1)
        .map(({ id, line }) =>
          feature(
            { type: "LineString", coordinates: line },
            {
              record: "area",
              site: "yard",
              area: `track-${id}`,
              name: `Track ${id}`,
              role: "tracks",
              approximate: false,
              basis: "Drawn. gauge 1520 mm",
            },
          ),
        ),
    ],
  });
}
