import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { uniform } from "../../src/base/random.ts";
import { crsOfText } from "../../src/sites/pictures/crs/epsg.ts";
import { createCase } from "../../src/system/files/case-folder.ts";
import { writeCog, type PictureToWrite } from "../../src/system/pictures/write-cog.ts";
import { addLook } from "../../src/system/steps/add-look.ts";
import { importPlaces } from "../../src/system/steps/import-places.ts";
import { importPositions } from "../../src/system/steps/import-positions.ts";
import { median, type Bench, type Figure } from "../figure.ts";
import {
  benchBrowser,
  dragToAndFro,
  framesWhile,
  freshPage,
  markAt,
  until,
} from "../workbench/browser-timings.ts";
import { startProcess } from "../workbench/server-process.ts";

const reports = 200_000;
const ships = 500;

/**
 * The room of movements with 200,000 reports of 500 ships, all of them sent, in headless Chromium without a graphics card: the first paint from a server
 * that has answered nothing yet, and frames a second while the map is dragged, the moment and the window are moved, and time plays. Then the same
 * with a picture that lies under all of it, turn and turn about, so that both are measured in the same conditions.
 */
export async function benchRoom(bench: Bench): Promise<Figure[]> {
  const browser = await benchBrowser();
  if (browser === null) {
    bench.note("no Chromium found: skipped");
    return [];
  }
  const folder = await caseOfReports(bench.folder);
  const server = await startProcess(folder, process.env["YARDWATCH_WEB"]);
  try {
    const { page, context } = await freshPage(browser);
    await page.goto(`${server.url}/movements?hide=pictures`, { waitUntil: "commit" });
    const painted = await markAt(page, "movements:first-paint");
    const tracks = await markAt(page, "movements:tracks");
    await page.waitForTimeout(1_500);
    const withPicture = await freshPage(browser);
    await withPicture.page.goto(`${server.url}/movements`, { waitUntil: "commit" });
    await until(
      withPicture.page,
      "document.querySelector('[aria-label=\"Pictures on the map\"] a') !== null && document.querySelector('[aria-label=\"Pictures on the map\"] .state') === null ? true : null",
    );
    const [without, over]: [Moves, Moves] = [noMoves(), noMoves()];
    for (let i = 0; i < (bench.quick ? 1 : 5); i++) {
      await page.bringToFront();
      await measure(page, without);
      await withPicture.page.bringToFront();
      await measure(withPicture.page, over);
    }
    const drawn = await drawnIn(page);
    const drawnOver = await drawnIn(withPicture.page);
    await withPicture.context.close();
    await context.close();
    return [
      { name: "movements-room-first-paint", value: painted, unit: "ms", goal: null },
      { name: "movements-room-200000-reports-shown", value: tracks, unit: "ms", goal: null },
      ...figuresOf("movements-room", without, drawn),
      ...figuresOf("movements-room-picture", over, drawnOver),
    ];
  } finally {
    await server.stop();
    await browser.close();
  }
}

/** Frames a second of each round. */
type Moves = Readonly<Record<"pan" | "scrub" | "window" | "play", number[]>>;
const noMoves = (): Moves => ({ pan: [], scrub: [], window: [], play: [] });

async function measure(page: Page, { pan, scrub, window, play }: Moves): Promise<void> {
  const smoothness = async (into: number[], move: () => Promise<void>): Promise<void> => {
    into.push((await framesWhile(page, move)).perSecond);
  };
  await smoothness(pan, () => dragToAndFro(page, [500, 350], 220));
  await smoothness(scrub, async () => dragToAndFro(page, await gripAt(page, ".now"), 300));
  await smoothness(window, async () => dragToAndFro(page, await gripAt(page, ".grip.to"), 300));
  await page.keyboard.press(" ");
  await smoothness(play, () => page.waitForTimeout(1_500));
  await page.keyboard.press(" ");
}

/** Milliseconds that each drawing of the map took, the shortest first. */
async function drawnIn(page: Page): Promise<number[]> {
  const drawn = await page.evaluate<number[]>(
    "performance.getEntriesByName('movements:frame').map((m) => m.detail).sort((a, b) => a - b)",
  );
  if (drawn.length < 100) throw new Error(`the map was drawn ${drawn.length} times while it was moved`);
  return drawn;
}

const figuresOf = (name: string, moves: Moves, drawn: readonly number[]): Figure[] => [
  ...Object.entries(moves).map(([move, rounds]): Figure => ({
    name: `${name}-${move}`,
    value: median(rounds),
    unit: "frames/s",
    goal: ">=50",
  })),
  {
    name: `${name}-drawing-p95`,
    value: drawn[Math.floor(drawn.length * 0.95)] ?? Number.NaN,
    unit: "ms",
    goal: null,
  },
];

async function gripAt(page: Page, grip: string): Promise<readonly [number, number]> {
  const box = await page.locator(grip).boundingBox();
  if (box === null) throw new Error(`the time bar has no ${grip}`);
  return [box.x + box.width / 2, box.y + 20];
}

/** A case with seeded reports of a day: ships that sail from turn to turn, some silent for a while. Kept for a second run. */
async function caseOfReports(parent: string): Promise<string> {
  const folder = join(parent, "movements-room");
  const files = join(parent, "movements-room-files");
  mkdirSync(files, { recursive: true });
  const path = join(files, "simulated-reports.csv");
  writeFileSync(path, csvOfReports());
  const opened = await createCase(folder, "Room of movements", () => new Date("2026-01-02T03:04:05Z"));
  await importPositions(opened, path);
  writeFileSync(join(files, "sites.geojson"), siteOfSea());
  await importPlaces(opened, join(files, "sites.geojson"));
  const picture = join(files, "picture.tif");
  await writeCog(picture, pictureOfSea());
  await addLook(opened, picture, { site: "sea", takenAt: "2020-01-01T00:00:00Z", licence: "CC0-1.0" });
  opened.close();
  return folder;
}

const siteOfSea = (): string =>
  JSON.stringify({
    type: "FeatureCollection",
    features: [
      {
        type: "Feature",
        geometry: { type: "Point", coordinates: [132, 41] },
        properties: { record: "site", site: "sea", name: "Sea", utc_offset: "+09:00" },
      },
    ],
  });

/** A rough sea below all of the ships. */
function pictureOfSea(): PictureToWrite {
  const [width, height] = [4096, 3072];
  const random = uniform(20_200_102);
  const bands = [0, 1, 2].map((band) =>
    Uint8Array.from(
      { length: width * height },
      (_, i) => 40 + 14 * band + 40 * random() * Math.sin(i / 700) ** 2,
    ),
  );
  return {
    raster: { width, height, bands, valid: null },
    sampleType: "uint8",
    bands: (["red", "green", "blue"] as const).map((meaning) => ({ name: meaning, meaning })),
    nodata: null,
    transform: [126, 12 / width, 0, 46, 0, -10 / height],
    crs: crsOfText("EPSG:4326"),
    texts: { ImageDescription: "simulated by yardwatch's measurements", SIMULATED: "yes" },
  };
}

function csvOfReports(): string {
  const random = uniform(20_200_101);
  const zero = Date.UTC(2020, 0, 1);
  const each = reports / ships;
  const lines = [
    "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass",
  ];
  for (let ship = 0; ship < ships; ship++) {
    let [longitude, latitude, course] = [129 + random() * 6, 39 + random() * 4, random() * 360];
    const silent = Math.floor(random() * each);
    let at = zero + Math.floor(random() * 60_000);
    for (let i = 0; i < each; i++) {
      at += Math.floor((86_400_000 * 0.85) / each) + (i === silent ? 2 * 3_600_000 : 0);
      course = (course + (random() - 0.5) * 24 + 360) % 360;
      const metres = 12 * 0.514 * ((86_400 * 0.85) / each);
      longitude += (Math.sin((course * Math.PI) / 180) * metres) / 82_000;
      latitude += (Math.cos((course * Math.PI) / 180) * metres) / 111_000;
      const time = new Date(Math.min(at, zero + 86_399_000)).toISOString().slice(0, 19);
      lines.push(
        `${399_000_000 + ship},${time},${latitude.toFixed(5)},${longitude.toFixed(5)},12.0,${course.toFixed(1)},511,SIM ${ship},,,70,0,120,20,,70,A`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}
