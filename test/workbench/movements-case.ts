import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ports } from "../../src/movements/simulated/sea-area.ts";
import { simulateTraffic } from "../../src/movements/simulated/simulate-traffic.ts";
import { trafficFiles } from "../../src/movements/simulated/traffic-files.ts";
import { createCase } from "../../src/system/files/case-folder.ts";
import { analysePositions } from "../../src/system/steps/analyse-positions.ts";
import { importPlaces } from "../../src/system/steps/import-places.ts";
import { importPositions } from "../../src/system/steps/import-positions.ts";
import { importSeen } from "../../src/system/steps/import-sightings.ts";
import { matchSightings } from "../../src/system/steps/match-sightings.ts";
import { standingClock } from "../made-case.ts";
import { keptBetweenTests } from "./kept.ts";

export interface MovementsCaseWishes {
  /** False: reports and sightings are there, and nothing was made of them yet. */
  readonly analysed: boolean;
}

/** Three days of simulated traffic with pictures and sightings. Kept between the tests of one run: copy it before writing to it. */
export async function movementsCase({ analysed }: MovementsCaseWishes): Promise<string> {
  const folder = join(keptBetweenTests, analysed ? "movements" : "movements-plain");
  if (existsSync(join(folder, "case.json"))) return folder;
  mkdirSync(keptBetweenTests, { recursive: true });
  const beside = `${folder}.${process.pid}.${Math.floor(performance.now() * 1000)}`;
  await buildMovementsCase(beside, { analysed });
  try {
    renameSync(beside, folder);
  } catch {
    // Another test file was first.
    rmSync(beside, { recursive: true, force: true });
  }
  return folder;
}

/** Builds the case in a folder that is not there yet. */
export async function buildMovementsCase(folder: string, { analysed }: MovementsCaseWishes): Promise<void> {
  const opened = await createCase(folder, "Simulated sea", standingClock);
  const files = `${folder}.files`;
  mkdirSync(files, { recursive: true });
  try {
    const path = (name: string, text: string): string => {
      writeFileSync(join(files, name), text);
      return join(files, name);
    };
    await importPlaces(opened, path("sites.geojson", sites()));
    const traffic = simulateTraffic({
      seed: 7,
      fromMs: Date.UTC(2023, 9, 1),
      hours: 72,
      ships: 10,
      boats: 8,
    });
    const made = trafficFiles(traffic);
    const of = (name: string): string => path(name, made.get(name) ?? "");
    await importPositions(opened, of("simulated-traffic.nmea"));
    await importSeen(opened, "scene import", of("scenes.csv"));
    await importSeen(opened, "sighting import", of("sightings.csv"));
    if (!analysed) return;
    // Kept in the case, so that the match knows where ships are heard.
    await analysePositions(opened, null);
    await matchSightings(opened, { sceneId: null, sightingId: null });
  } finally {
    opened.close();
    rmSync(files, { recursive: true, force: true });
  }
}

const sites = (): string =>
  JSON.stringify({
    type: "FeatureCollection",
    features: ports.map(({ id, name, berths }) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: berths[0]?.[0] ?? [0, 0] },
      properties: { record: "site", site: id, name, utc_offset: "+10:00" },
    })),
  });
