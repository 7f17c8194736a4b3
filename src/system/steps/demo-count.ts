import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LonLat } from "../../base/geometry/ring.ts";
import { capture } from "../../sites/simulated/capture.ts";
import type { Capture } from "../../sites/simulated/capture.ts";
import { drawScene } from "../../sites/simulated/draw-scene.ts";
import { lengthMetres } from "../../sites/tracks/lines/track-areas.ts";
import type { Case } from "../files/case-folder.ts";
import { writeSimulated } from "../pictures/simulated-files.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { openReader } from "../tracks/open-reader.ts";
import { addLook } from "./add-look.ts";
import { importPlaces } from "./import-places.ts";
import { countLook, type CountedLook } from "./count-site.ts";

/** The simulated yard: as many cars, tracks and metres to a pixel as in the picture that the finding rests on. */
const yard = { cars: 73, tracks: 9, metres: 480, gsdMetres: 0.5, seed: 84 } as const;
const siteId = "simulated-yard";
const takenAt = "2023-10-05";

export interface DemoCountOptions {
  readonly signal?: AbortSignal | undefined;
  readonly say: (text: string) => void;
}

/** A count in a simulated picture, and what stands in it. */
export interface DemoCount {
  readonly truth: number;
  readonly look: CountedLook;
}

/**
 * Draws a yard with 73 gondolas under tarps on nine tracks, takes it into the case as a look of a site of its own that says it is simulated, and counts it. It lies at no
 * real place and enters no history but its own. Run again, it changes nothing.
 */
export async function countSimulatedYard(
  opened: Case,
  { signal, say }: DemoCountOptions,
): Promise<DemoCount> {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-demo-"));
  try {
    say("drawing a simulated yard: 73 railcars under tarps on nine tracks");
    const taken = simulatedYard();
    const { picture } = await writeSimulated(folder, "simulated-yard", taken);
    const places = join(folder, "simulated-yard-tracks.geojson");
    writeFileSync(places, placesOf(taken));
    await importPlaces(opened, places, { signal });
    const known = readPictureLooks(opened.database, { siteId })[0]?.look.id;
    const lookId =
      known ??
      (
        await addLook(opened, picture, {
          site: siteId,
          takenAt,
          licence: "CC0-1.0",
          provider: "Yardwatch (simulated)",
          signal,
        })
      ).lookId;
    say("counting the railcars in it");
    const reader = await openReader(null);
    try {
      const look = await countLook(opened, lookId, { site: siteId, gauge: "1520", reader, signal });
      return { truth: taken.truth.cars.length, look };
    } finally {
      await reader.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function simulatedYard(): Capture {
  const { cars, tracks, metres, gsdMetres, seed } = yard;
  const scene = drawScene(
    {
      kind: "rail-yard",
      widthMetres: metres,
      heightMetres: metres,
      tracks,
      tarpedCars: cars,
      gauge: "1520",
      anchor: [0, 0],
    },
    seed,
  );
  return capture(
    scene,
    { gsdMetres, sunAzimuth: 165, sunElevation: 43, offNadir: 8, season: "autumn" },
    seed,
  );
}

/** The site and the centre lines of its tracks, as an analyst would draw them. */
function placesOf({ truth, raster }: Capture): string {
  const described = {
    source: "drawn by the program",
    basis: "Drawn with the simulated picture. gauge 1520 mm",
  };
  const [first] = truth.tracks;
  return JSON.stringify({
    type: "FeatureCollection",
    features: [
      {
        type: "Feature",
        properties: {
          record: "site",
          site: siteId,
          name: "Simulated yard",
          utc_offset: "+09:00",
          note: "Simulated: it lies at no place.",
          source: "drawn by the program",
        },
        geometry: { type: "Point", coordinates: first?.line[0] ?? [0, 0] },
      },
      ...truth.tracks
        .map(({ id, line, pixels }) => ({ id, line: inPicture(line, pixels, raster) }))
        .filter((track) => lengthMetres(track.line) > 30)
        .map((track) => ({
          type: "Feature",
          properties: {
            record: "area",
            site: siteId,
            area: `track-${track.id}`,
            name: `Track ${track.id}`,
            role: "tracks",
            approximate: false,
            ...described,
          },
          geometry: { type: "LineString", coordinates: track.line },
        })),
    ],
  });
}

/** Pieces that a centre line is cut into, and pixels that it keeps from the picture's edge. */
const [pieces, edge] = [24, 2];

/** What of a line lies in the picture, as an analyst would draw it there. */
function inPicture(
  line: readonly LonLat[],
  pixels: readonly (readonly [number, number])[],
  { width, height }: { readonly width: number; readonly height: number },
): LonLat[] {
  const inside = (x: number, y: number): boolean =>
    x >= edge && y >= edge && x <= width - edge && y <= height - edge;
  return line.flatMap((to, i): LonLat[] => {
    const [from, a, b] = [line[i - 1], pixels[i - 1], pixels[i]];
    if (from === undefined || a === undefined || b === undefined) return [];
    return Array.from({ length: pieces }, (_, k) => k / pieces).flatMap((share): LonLat[] =>
      inside(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
        ? [[from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]]
        : [],
    );
  });
}
