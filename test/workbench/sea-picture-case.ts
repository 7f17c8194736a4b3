import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { uniform } from "../../src/base/random.ts";
import { crsOfText } from "../../src/sites/pictures/crs/epsg.ts";
import type { Affine } from "../../src/sites/pictures/georeference/georeference.ts";
import { mappingOf } from "../../src/sites/pictures/georeference/mapping.ts";
import { createCase } from "../../src/system/files/case-folder.ts";
import { writeCog } from "../../src/system/pictures/write-cog.ts";
import { addLook } from "../../src/system/steps/add-look.ts";
import { importPlaces } from "../../src/system/steps/import-places.ts";
import { importSeen } from "../../src/system/steps/import-sightings.ts";
import { standingClock } from "../made-case.ts";

/** Two pictures of one piece of sea, a scene of the second with a sighting in it, and a picture without a place. */
export interface SeaPictureCase {
  readonly folder: string;
  readonly looks: Readonly<Record<"first" | "second" | "nowhere", string>>;
  readonly sighting: string;
}

export const seaPicture = { width: 1500, height: 1000 } as const;
/** Pixels of a field of one colour in each picture: its edges lie on the edges of pixels. */
export const field = { left: 300, top: 200, right: 460, bottom: 330 } as const;
/** Of the field. */
export const fieldColours = { first: [220, 40, 40], second: [40, 210, 60] } as const;
/** The hull, in pixels. */
export const hull = { left: 900, top: 520, right: 990, bottom: 535 } as const;

const crs = crsOfText("EPSG:32652");
const transform: Affine = [478_000, 2, 0, 4_596_000, 0, -2];
const { toPosition } = mappingOf({ type: "transform", crs, transform });

export const takenAt = { first: "2023-10-05T02:10:00Z", second: "2023-10-07T02:11:30Z" } as const;

/** Builds the case in a folder. */
export async function seaPictureCase(folder: string): Promise<SeaPictureCase> {
  mkdirSync(folder, { recursive: true });
  const opened = await createCase(join(folder, "case"), "Pictures of a sea", standingClock);
  const path = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  await importPlaces(opened, path("sites.geojson", sites()));
  const taken = async (name: "first" | "second", simulated: boolean): Promise<string> => {
    const file = join(folder, `${name}.tif`);
    await writeCog(file, {
      raster: { ...seaPicture, bands: bandsOf(fieldColours[name]), valid: null },
      sampleType: "uint8",
      bands: (["red", "green", "blue"] as const).map((meaning) => ({ name: meaning, meaning })),
      nodata: null,
      transform,
      crs,
      texts: simulated ? { ImageDescription: "simulated by a test", SIMULATED: "yes" } : {},
    });
    const request = { site: "sea", takenAt: takenAt[name], licence: "CC0-1.0", provider: "Eye of a test" };
    return (await addLook(opened, file, request)).lookId;
  };
  const first = await taken("first", false);
  const second = await taken("second", true);
  const grey = await sharp(Buffer.alloc(300 * 200, 90), { raw: { width: 300, height: 200, channels: 1 } })
    .png()
    .toBuffer();
  writeFileSync(join(folder, "nowhere.png"), grey);
  const nowhere = await addLook(opened, join(folder, "nowhere.png"), {
    site: "sea",
    takenAt: "2023-10-06",
    licence: "CC0-1.0",
  });
  const corners = [
    [0, 0],
    [0, seaPicture.height],
    [seaPicture.width, seaPicture.height],
    [seaPicture.width, 0],
    [0, 0],
  ] as const;
  const footprint = corners.map((corner) => toPosition(corner).join(" ")).join(", ");
  await importSeen(
    opened,
    "scene import",
    path(
      "scenes.csv",
      `scene,at,sensor,footprint,look,source\nsea-2,${takenAt.second},optical,"POLYGON((${footprint}))",${second},simulated by a test\n`,
    ),
  );
  const [longitude, latitude] = toPosition([(hull.left + hull.right) / 2, (hull.top + hull.bottom) / 2]);
  await importSeen(
    opened,
    "sighting import",
    path(
      "sightings.csv",
      `sighting,scene,at,sensor,longitude,latitude,error_m,length_m,by,source\nsea-2-01,sea-2,${takenAt.second},optical,${longitude},${latitude},40,180,a test,simulated by a test\n`,
    ),
  );
  opened.close();
  return {
    folder: join(folder, "case"),
    looks: { first, second, nowhere: nowhere.lookId },
    sighting: "sea-2-01",
  };
}

/** A rough sea, the field and a bright hull. */
function bandsOf(colour: readonly [number, number, number]): Uint8Array[] {
  const { width, height } = seaPicture;
  const random = uniform(20_231_005);
  const bands = [0, 1, 2].map(() => new Uint8Array(width * height));
  const inside = (box: typeof field | typeof hull, column: number, row: number): boolean =>
    column >= box.left && column < box.right && row >= box.top && row < box.bottom;
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const sea = 24 + Math.round(30 * random() * (0.6 + 0.4 * Math.sin(column / 37 + row / 91)));
      const isHull = inside(hull, column, row);
      const isField = inside(field, column, row);
      for (const [k, band] of bands.entries())
        band[row * width + column] = isHull ? 235 : isField ? (colour[k] ?? 0) : sea + 12 * k;
    }
  return bands;
}

const sites = (): string =>
  JSON.stringify({
    type: "FeatureCollection",
    features: [
      {
        type: "Feature",
        geometry: { type: "Point", coordinates: toPosition([1200, 800]) },
        properties: { record: "site", site: "sea", name: "Test sea", utc_offset: "+09:00" },
      },
    ],
  });
