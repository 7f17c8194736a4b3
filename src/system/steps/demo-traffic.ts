import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VerdictWord } from "../../movements/matching/verdict.ts";
import { simulateTraffic } from "../../movements/simulated/simulate-traffic.ts";
import { scenesCsv, trafficFiles } from "../../movements/simulated/traffic-files.ts";
import type { Case } from "../files/case-folder.ts";
import { analysePositions, type AnalysisSummary } from "./analyse-positions.ts";
import { importFixed } from "./fixed-objects.ts";
import { openDemoCase } from "./demo-case.ts";
import { takeSeaPictures } from "./demo-sea-pictures.ts";
import { importPlaces } from "./import-places.ts";
import { importPositions } from "./import-positions.ts";
import { importSeen } from "./import-sightings.ts";
import { matchSightings } from "./match-sightings.ts";

export interface DemoTrafficOptions {
  readonly folder: string;
  readonly now: () => Date;
  readonly signal?: AbortSignal | undefined;
  readonly say: (text: string) => void;
}

export interface DemoTraffic {
  readonly folder: string;
  readonly analysis: AnalysisSummary;
  /** Looks with the pixels of scenes, in order of time. */
  readonly looks: readonly string[];
  /** Verdicts by word, those of reports without a ship among them. */
  readonly verdicts: Readonly<Partial<Record<VerdictWord, number>>>;
}

const title = "Simulated traffic: three days of a sea with known answers";
const sea = { seed: 3, fromMs: Date.UTC(2023, 8, 1), hours: 72, ships: 8, boats: 8 } as const;

/**
 * Builds a case of simulated traffic: reports, pictures, some of them with pixels, what stands at sea, verdicts and the analysis. It is a case of its
 * own, so that nothing made up ever stands beside what was published. Run again, it changes nothing.
 */
export async function buildTrafficDemo({
  folder,
  now,
  signal,
  say,
}: DemoTrafficOptions): Promise<DemoTraffic> {
  const opened = await openDemoCase({ folder, title, now, say });
  try {
    const looks = await importTraffic(opened, { signal, say });
    say("deriving tracks, reception and events");
    const { summary } = await analysePositions(opened, null, {}, { signal });
    say("weighing every sighting against the reports");
    const matched = await matchSightings(opened, { sceneId: null, sightingId: null, signal });
    const verdicts: Partial<Record<VerdictWord, number>> = {};
    for (const { word } of matched.flatMap((m) => m.verdicts)) verdicts[word] = (verdicts[word] ?? 0) + 1;
    return { folder: opened.folder, analysis: summary, looks, verdicts };
  } finally {
    opened.close();
  }
}

async function importTraffic(
  opened: Case,
  { signal, say }: Pick<DemoTrafficOptions, "signal" | "say">,
): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-demo-"));
  try {
    say("sailing three days of simulated traffic, and taking pictures of it");
    const traffic = simulateTraffic(sea);
    for (const [name, text] of trafficFiles(traffic)) writeFileSync(join(folder, name), text);
    await importPlaces(opened, join(folder, "sites.geojson"), { signal });
    say("drawing what some of these pictures show");
    const scenes = await takeSeaPictures(opened, folder, traffic, signal);
    writeFileSync(join(folder, "scenes.csv"), scenesCsv(scenes));
    say("importing its position reports, pictures, sightings and what stands at sea");
    await importPositions(opened, join(folder, "simulated-traffic.nmea"), { signal });
    await importSeen(opened, "scene import", join(folder, "scenes.csv"), signal);
    await importSeen(opened, "sighting import", join(folder, "sightings.csv"), signal);
    await importFixed(opened, join(folder, "fixed-objects.csv"), signal);
    return scenes.flatMap(({ lookId }) => lookId ?? []);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
