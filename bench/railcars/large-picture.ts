import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { uniform } from "../../src/base/random.ts";
import { capture } from "../../src/sites/simulated/capture.ts";
import { drawScene } from "../../src/sites/simulated/draw-scene.ts";
import { simulatedTexts } from "../../src/system/pictures/simulated-files.ts";
import { writeCog } from "../../src/system/pictures/write-cog.ts";
import type { Bench } from "../figure.ts";

export type PixelLines = readonly (readonly (readonly [column: number, row: number])[])[];

export interface LargePicture {
  readonly path: string;
  readonly megapixels: number;
  /** Pixels of centre lines, [column, row]. */
  readonly lines: PixelLines;
  /** The file that holds the same lines. */
  readonly linesPath: string;
  readonly kilometres: number;
}

const [tile, across, down] = [1024, 8, 5];
const gsdMetres = 0.5;
const metresOfTrack = 20_000;

/**
 * A COG of 42 megapixels at 0.5 m: one simulated yard again and again, each time with other light and noise. Its lines, 20 km in all, are spread over the
 * whole of it, the fullest tracks of each yard: more of the file has to be read than where all tracks lie side by side.
 * @param light seed of light and noise: other ones give other pictures of the same ground
 */
export async function largePicture(
  folder: string,
  note: Bench["note"],
  { name = "large", light = 920_001 } = {},
): Promise<LargePicture> {
  const side = tile * gsdMetres;
  const scene = drawScene(
    { kind: "rail-yard", widthMetres: side, heightMetres: side, occupancy: 0.5 },
    920_001,
  );
  const taken = capture(scene, { gsdMetres, widthPixels: tile, heightPixels: tile }, 920_001);
  const [width, height] = [tile * across, tile * down];
  const next = uniform(light);
  const gains = Array.from({ length: across * down }, () => 0.85 + 0.3 * next());
  // One list of noise for all: a fresh number for each of 126 million samples would take longer than the rest.
  const noise = Int8Array.from({ length: 65_521 }, () => Math.round((next() + next() + next() - 1.5) * 4));
  const bands = taken.raster.bands.map((band) => {
    const plane = new Uint8Array(width * height);
    let at = 0;
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++, at++) {
        const gain = gains[Math.floor(row / tile) * across + Math.floor(column / tile)] ?? 1;
        const value =
          (band[(row % tile) * tile + (column % tile)] ?? 0) * gain + (noise[at % noise.length] ?? 0);
        plane[at] = value < 0 ? 0 : value > 255 ? 255 : value;
      }
    return plane;
  });
  const lines: (readonly (readonly [number, number])[])[] = [];
  let [metres, cars] = [0, 0];
  const carsOn = (track: string): number => taken.truth.cars.filter((car) => car.track === track).length;
  const fullest = taken.truth.tracks.toSorted((a, b) => carsOn(b.id) - carsOn(a.id));
  for (let round = 0; metres < metresOfTrack && round < fullest.length; round++)
    for (let place = 0; place < across * down && metres < metresOfTrack; place++) {
      const [left, top] = [(place % across) * tile, Math.floor(place / across) * tile];
      const line = (fullest[round]?.pixels ?? []).filter(
        ([column, row]) => column >= 0 && row >= 0 && column < tile && row < tile,
      );
      if (line.length < 2) continue;
      cars += carsOn(fullest[round]?.id ?? "");
      lines.push(line.map(([column, row]) => [column + left, row + top] as const));
      for (let i = 1; i < line.length; i++) {
        const [[x0, y0], [x1, y1]] = [line[i - 1] ?? [0, 0], line[i] ?? [0, 0]];
        metres += Math.hypot(x1 - x0, y1 - y0) * gsdMetres;
      }
    }
  const path = join(folder, `${name}.tif`);
  const { sampleType, transform, crs } = taken;
  const { bytes } = await writeCog(path, {
    raster: { width, height, bands, valid: null },
    sampleType,
    bands: taken.bands,
    nodata: null,
    transform,
    crs,
    texts: simulatedTexts(taken),
  });
  const linesPath = join(folder, `${name}-lines.json`);
  writeFileSync(linesPath, JSON.stringify(lines));
  const megapixels = (width * height) / 1e6;
  note(
    `COG of ${megapixels.toFixed(1)} megapixels, ${(bytes / 2 ** 20).toFixed(0)} MiB, with ${(metres / 1000).toFixed(1)} km of ${lines.length} lines and ${cars} cars`,
  );
  return { path, megapixels, lines, linesPath, kilometres: metres / 1000 };
}
