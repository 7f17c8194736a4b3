import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LonLat } from "../../base/geometry/ring.ts";
import { capture } from "../../sites/simulated/capture.ts";
import type { Capture } from "../../sites/simulated/capture.ts";
import type { CaptureOptions } from "../../sites/simulated/capture-options.ts";
import { drawScene } from "../../sites/simulated/draw-scene.ts";
import { lengthMetres } from "../../sites/tracks/lines/track-areas.ts";
import type { Case } from "../files/case-folder.ts";
import { writeSimulated } from "../pictures/simulated-files.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { openReader } from "../tracks/open-reader.ts";
import { addLook } from "./add-look.ts";
import { importPlaces } from "./import-places.ts";
import { countLook, type CountedLook } from "./count-site.ts";

/** The simulated yard: as many tracks and metres to a pixel as in the picture that the finding rests on. */
const yard = { tracks: 9, metres: 480, gsdMetres: 0.5, seed: 84 } as const;
const siteId = "simulated-yard";

/** A day at the yard, and how its picture was taken. */
interface YardDay {
  readonly takenAt: string;
  /** As many cars under tarps. */
  readonly cars: number;
  /** What stands there is drawn anew for each. */
  readonly state: number;
  readonly taken: CaptureOptions;
}

/** The day that is counted: as many cars as the finding speaks of. Its file lies three metres beside its place, as files do. */
const counted: YardDay = {
  takenAt: "2023-10-05",
  cars: 73,
  state: 1,
  taken: {
    gsdMetres: yard.gsdMetres,
    sunAzimuth: 165,
    sunElevation: 43,
    offNadir: 8,
    season: "autumn",
    misregistrationMetres: [2.4, -1.7],
  },
};

/** Days before it, by a less sharp camera, which nobody has counted yet: to be looked at and compared. One is under cloud. */
const uncounted: readonly YardDay[] = [
  {
    takenAt: "2023-09-22",
    cars: 31,
    state: 3,
    taken: { gsdMetres: 0.8, sunAzimuth: 160, sunElevation: 47, offNadir: 4, season: "autumn" },
  },
  {
    takenAt: "2023-09-29",
    cars: 44,
    state: 4,
    taken: { gsdMetres: 0.8, sunAzimuth: 162, sunElevation: 45, season: "autumn", cloud: 0.94 },
  },
];

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
 * Draws a yard with 73 gondolas under tarps on nine tracks, takes it into the case as a look of a site of its own that says it is simulated, and counts it; other days
 * of the yard come beside it and are left to be counted. It lies at no real place and enters no history but its own. Run again, it changes nothing.
 */
export async function countSimulatedYard(
  opened: Case,
  { signal, say }: DemoCountOptions,
): Promise<DemoCount> {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-demo-"));
  try {
    say("drawing a simulated yard: 73 railcars under tarps on nine tracks, and two other days of it");
    const taken = simulatedYard(counted);
    const places = join(folder, "simulated-yard-tracks.geojson");
    writeFileSync(places, placesOf(taken));
    await importPlaces(opened, places, { signal });
    // In order of time: later pictures are lined up with the first.
    for (const day of uncounted) await lookOf(opened, folder, () => simulatedYard(day), day, signal);
    const lookId = await lookOf(opened, folder, () => taken, counted, signal);
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

/** The look of a day: the one on record, or a new one. */
async function lookOf(
  opened: Case,
  folder: string,
  draw: () => Capture,
  { takenAt }: YardDay,
  signal: AbortSignal | undefined,
): Promise<string> {
  const name = takenAt === counted.takenAt ? "simulated-yard" : `simulated-yard-${takenAt}`;
  const known = readPictureLooks(opened.database, { siteId }).find((l) => l.supply.item === `${name}.tif`);
  if (known !== undefined) return known.look.id;
  const { picture } = await writeSimulated(folder, name, draw());
  const provider = "Yardwatch (simulated)";
  return (await addLook(opened, picture, { site: siteId, takenAt, licence: "CC0-1.0", provider, signal }))
    .lookId;
}

function simulatedYard({ cars, state, taken }: YardDay): Capture {
  const { tracks, metres, seed } = yard;
  const scene = drawScene(
    {
      kind: "rail-yard",
      widthMetres: metres,
      heightMetres: metres,
      tracks,
      state,
      tarpedCars: cars,
      gauge: "1520",
      anchor: [0, 0],
    },
    seed,
  );
  return capture(scene, taken, seed);
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
