import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Measured } from "../../src/movements/sightings/sighting.ts";
import type { Bench, Figure } from "../figure.ts";
import type { HiddenScene } from "./hidden-scene.ts";
import { realDayPath } from "./real-day.ts";

const yardwatch = fileURLToPath(new URL("../../bin/yardwatch.js", import.meta.url));

/** `sighting match` of a made-up picture against the whole real day, as an analyst runs it, but in a process of its own. The case is made first. */
export function timeOfDay(hidden: HiddenScene, { folder, note }: Bench): Figure[] {
  const made = join(folder, "match-day");
  const [scenes, sightings] = [join(folder, "scenes.csv"), join(folder, "sightings.csv")];
  writeFileSync(scenes, sceneTable(hidden));
  writeFileSync(sightings, sightingTable(hidden));
  run(yardwatch, "case", "init", made, "--title", "bench");
  run(yardwatch, "ais", "import", realDayPath, "--case", made);
  run(yardwatch, "scene", "import", scenes, "--case", made);
  run(yardwatch, "sighting", "import", sightings, "--case", made);
  const load = loadavg()[0] ?? Number.NaN;
  const took = JSON.parse(run(fileURLToPath(new URL("match-once.ts", import.meta.url)), made)) as {
    readonly seconds: number;
    readonly processorSeconds: number;
    readonly megabytes: number;
  };
  note(
    `sighting match of ${hidden.sightings.length} sightings at a load of ${load.toFixed(1)}: ${JSON.stringify(took)}`,
  );
  return [
    { name: "match-day", value: took.seconds, unit: "s", goal: null },
    { name: "match-day-processor", value: took.processorSeconds, unit: "s", goal: "<15" },
    { name: "match-day-memory", value: took.megabytes, unit: "MB", goal: "<500" },
  ];
}

function run(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  return stdout;
}

const table = (rows: readonly Readonly<Record<string, string | number>>[]): string =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
    .map((cells) => cells.map((cell) => (/[",]/.test(String(cell)) ? `"${cell}"` : String(cell))).join(","))
    .join("\n") + "\n";

const sceneTable = ({ scene, atMs }: HiddenScene): string => {
  const [[west, south] = [0, 0], , [east, north] = [0, 0]] = scene.footprint[0] ?? [];
  return table([
    {
      scene: scene.id,
      at: new Date(Math.round(atMs / 1000) * 1000).toISOString().replace(".000", ""),
      sensor: scene.sensor,
      footprint: [west, south, east, north].join(),
      found_half_m: scene.foundHalfMetres ?? "",
      found_nearly_all_m: scene.foundNearlyAllMetres ?? "",
      look_azimuth_deg: scene.radar?.lookAzimuthDegrees ?? "",
      incidence_deg: scene.radar?.incidenceDegrees ?? "",
      range_over_velocity_s: scene.radar?.rangeOverVelocitySeconds ?? "",
      source: "made up",
    },
  ]);
};

/** What is shorter or narrower than the table takes is left out. */
const interval = (name: string, measured: Measured | null, least: number) => {
  const written = measured !== null && measured.best >= least ? measured : null;
  return {
    [`${name}_m`]: written?.best.toFixed(2) ?? "",
    [`${name}_low_m`]: written?.low?.toFixed(2) ?? "",
    [`${name}_high_m`]: written?.high?.toFixed(2) ?? "",
  };
};

const sightingTable = ({ sightings }: HiddenScene): string =>
  table(
    sightings.map((s) => ({
      sighting: s.id,
      scene: s.sceneId ?? "",
      longitude: s.position[0].toFixed(6),
      latitude: s.position[1].toFixed(6),
      error_m: s.error.semiMajorMetres,
      ...interval("length", s.lengthMetres, 2),
      ...interval("width", s.widthMetres, 0.5),
      heading_deg: s.headingDegrees?.best.toFixed(2) ?? "",
      heading_low_deg: s.headingDegrees?.low?.toFixed(2) ?? "",
      heading_high_deg: s.headingDegrees?.high?.toFixed(2) ?? "",
      heading_is: s.headingDegrees === null ? "" : s.axisOnly ? "axis" : "bow",
      by: s.by,
      source: s.source,
    })),
  );
