import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCase, type Case } from "../../src/system/files/case-folder.ts";
import { mappingOf } from "../../src/sites/pictures/georeference/mapping.ts";
import { openFileSource } from "../../src/system/pictures/file-source.ts";
import { openPicture } from "../../src/system/pictures/open-picture.ts";
import { addLook } from "../../src/system/steps/add-look.ts";
import { importLooks } from "../../src/system/steps/import-looks.ts";
import { importMarks } from "../../src/system/steps/import-marks.ts";
import { importPlaces } from "../../src/system/steps/import-places.ts";
import type { Bench } from "../figure.ts";
import { madeSites, writeMadeLooks } from "../made-looks.ts";
import { largePicture } from "../railcars/large-picture.ts";

const epoch = (): Date => new Date("2026-01-02T03:04:05Z");

/** Published looks of one yard or several, ten years long. */
export async function casesOfLooks(folder: string, looks: number, sites: number): Promise<string> {
  const table = join(folder, `looks-${looks}.csv`);
  const places = join(folder, `sites-${sites}.geojson`);
  writeMadeLooks(table, { rows: looks, sites, seed: 20_261 });
  writeFileSync(places, madeSites(sites));
  const path = join(folder, `case-${looks}-${sites}`);
  const opened = await createCase(path, `${looks} looks of ${sites} yards`, epoch);
  await importPlaces(opened, places);
  await importLooks(opened, table);
  opened.close();
  return path;
}

export interface PictureCase {
  readonly folder: string;
  readonly megapixels: number;
  /** Of the same ground, in order of time. */
  readonly looks: readonly string[];
  /** Marks on the first look. */
  readonly marks: number;
  readonly by: string;
}

/** A case of several looks of 42 megapixels at the same ground, with marks on the first. */
export async function pictureCase(
  folder: string,
  note: Bench["note"],
  { marks = 5_000, pictures: wanted = 3 } = {},
): Promise<PictureCase> {
  const pictures: string[] = [];
  let megapixels = 0;
  for (let i = 0; i < wanted; i++) {
    const made = await largePicture(folder, note, { name: `look-${i}`, light: 920_001 + i });
    megapixels = made.megapixels;
    pictures.push(made.path);
  }
  const path = join(folder, "pictures");
  const opened = await createCase(path, "Large pictures", epoch);
  const { places, boxes } = await placesIn(pictures[0] ?? "", folder, marks);
  await importPlaces(opened, places);
  const looks: string[] = [];
  for (const [i, picture] of pictures.entries())
    looks.push(
      (await addLook(opened, picture, { site: "yard", takenAt: `2023-10-0${i + 5}`, licence: "CC0-1.0" }))
        .lookId,
    );
  const by = "Bench";
  await markLook(opened, looks[0] ?? "", boxes, by, folder);
  opened.close();
  return { folder: path, megapixels, looks, marks, by };
}

type Ring = readonly (readonly number[])[];

/** The site over the picture as GeoJSON, and boxes of a car's size spread over it. */
async function placesIn(
  picture: string,
  folder: string,
  marks: number,
): Promise<{ readonly places: string; readonly boxes: readonly Ring[] }> {
  const file = await openPicture(await openFileSource(picture));
  const { width, height, georeference } = file.description;
  await file.close();
  if (georeference === null) throw new Error("the picture has no place");
  const mapping = mappingOf(georeference);
  const ring = (left: number, top: number, right: number, bottom: number): Ring =>
    [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
      [left, top],
    ].map(([column = 0, row = 0]) => [...mapping.toPosition([column, row])]);
  const places = join(folder, "yard.geojson");
  const feature = (geometry: object, properties: object) => ({ type: "Feature", geometry, properties });
  writeFileSync(
    places,
    JSON.stringify({
      type: "FeatureCollection",
      features: [
        feature(
          { type: "Point", coordinates: [...mapping.toPosition([width / 2, height / 2])] },
          { record: "site", site: "yard", name: "Large yard", utc_offset: "+09:00" },
        ),
        feature(
          { type: "Polygon", coordinates: [ring(10, 10, width - 10, height - 10)] },
          { record: "area", site: "yard", area: "main", name: "All of it", role: "yard", approximate: false },
        ),
      ],
    }),
  );
  const across = Math.ceil(Math.sqrt((marks * width) / height));
  const down = Math.ceil(marks / across);
  const boxes = Array.from({ length: marks }, (_, i) => {
    const left = 20 + ((i % across) * (width - 80)) / across;
    const top = 20 + (Math.floor(i / across) * (height - 60)) / down;
    return ring(left, top, left + 28, top + 6);
  });
  return { places, boxes };
}

async function markLook(
  opened: Case,
  look: string,
  boxes: readonly Ring[],
  by: string,
  folder: string,
): Promise<void> {
  const path = join(folder, "marks.geojson");
  writeFileSync(
    path,
    JSON.stringify({
      type: "FeatureCollection",
      features: boxes.map((box) => ({
        type: "Feature",
        properties: { kind: "railcar", cover: "cannot-tell", state: "accepted" },
        geometry: { type: "Polygon", coordinates: [box] },
      })),
    }),
  );
  await importMarks(opened, path, { look, by, pass: "1", kind: "railcar" });
}
