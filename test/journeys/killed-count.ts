import { spawn } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { uniform } from "../../src/base/random.ts";
import { capture } from "../../src/sites/simulated/capture.ts";
import { drawScene } from "../../src/sites/simulated/draw-scene.ts";
import { createCase } from "../../src/system/files/case-folder.ts";
import { writeSimulated } from "../../src/system/pictures/simulated-files.ts";
import { addLook } from "../../src/system/steps/add-look.ts";
import { importPlaces } from "../../src/system/steps/import-places.ts";
import { standingClock } from "../made-case.ts";

/** Makes a case of small simulated pictures, one a day, of one yard whose cars come and go; none is counted yet. */
export async function caseOfDays(folder: string, days: number): Promise<string> {
  const root = join(folder, "case");
  const opened = await createCase(root, "Days", standingClock);
  try {
    for (let day = 0; day < days; day++) {
      const scene = drawScene(
        { kind: "rail-yard", widthMetres: 90, heightMetres: 90, tracks: 2, gauge: "1520", state: day },
        910_011,
      );
      const taken = capture(scene, { gsdMetres: 0.5, sunAzimuth: 150 + day, sunElevation: 40 }, day);
      const { picture } = await writeSimulated(folder, `day-${day}`, taken);
      if (day === 0) {
        const places = join(folder, "places.geojson");
        writeFileSync(places, placesOf(taken.truth.tracks));
        await importPlaces(opened, places);
      }
      await addLook(opened, picture, { site: "yard", takenAt: `2023-10-0${day + 1}`, licence: "CC0-1.0" });
    }
  } finally {
    opened.close();
  }
  return root;
}

const placesOf = (
  tracks: readonly { readonly id: string; readonly line: readonly (readonly [number, number])[] }[],
): string =>
  JSON.stringify({
    type: "FeatureCollection",
    features: [
      {
        type: "Feature",
        geometry: { type: "Point", coordinates: [131, 43] },
        properties: { record: "site", site: "yard", name: "Yard", utc_offset: "+10:00" },
      },
      ...tracks.map(({ id, line }) => ({
        type: "Feature",
        geometry: { type: "LineString", coordinates: line },
        properties: {
          record: "area",
          site: "yard",
          area: id,
          name: id,
          role: "tracks",
          approximate: false,
          basis: "Drawn. gauge 1520 mm",
        },
      })),
    ],
  });

/** What a run of `count --all` came to: its exit code, null when it was killed, and what it said. */
export interface RunEnd {
  readonly code: number | null;
  readonly said: string;
}

/** Runs `count --all` on a case in a process of its own, and kills it (SIGKILL) a moment after a number of looks is on record. */
export async function countAll(
  root: string,
  killAt: { readonly looks: number; readonly seed: number } | null,
): Promise<RunEnd> {
  const bin = join(import.meta.dirname, "../../bin/yardwatch.js");
  const child = spawn(
    process.execPath,
    [bin, "count", "--all", "--site", "yard", "--case", root, "--workers", "1", "--json"],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const [said, faults]: [string[], string[]] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => said.push(chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => faults.push(chunk.toString("utf8")));
  const end = new Promise<number | null>((resolve) => {
    child.on("close", resolve);
  });
  if (killAt !== null) {
    while (countedLooks(root) < killAt.looks && child.exitCode === null) await sleep(5);
    // Some milliseconds of chance put the kill anywhere within a look.
    await sleep(uniform(killAt.seed)() * 100);
    child.kill("SIGKILL");
  }
  const code = await end;
  if (code !== null && code > 1)
    throw new Error(`count --all: exit ${code}: ${faults.join("").slice(-2000)}`);
  return { code, said: said.join("") };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** How many looks of a case have a count on record. */
export function countedLooks(root: string): number {
  return rowsOf(root, "SELECT DISTINCT look FROM readings").length;
}

/** Everything that counts put on record, without when and in which order: each row with its hash. */
export function counted(root: string): unknown {
  return {
    readings: rowsOf(root, "SELECT * FROM readings ORDER BY id").map(withoutTrail),
    counts: rowsOf(root, "SELECT * FROM counts ORDER BY id").map(withoutTrail),
    marks: rowsOf(root, "SELECT * FROM marks ORDER BY id").map(withoutTrail),
    evidence: rowsOf(root, "SELECT sha256, name, bytes FROM evidence ORDER BY sha256"),
    trail: rowsOf(root, "SELECT step, settings, inputs, records, digest FROM trail ORDER BY digest"),
    proofs: readdirSync(join(root, "reports", "proofs")).sort(),
  };
}

const withoutTrail = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([column]) => column !== "trail"));

function rowsOf(root: string, sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(join(root, "records.sqlite"), { readOnly: true, timeout: 5000 });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}
