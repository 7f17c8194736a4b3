import { counted } from "../../../../base/counted.ts";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { InputError, quoted } from "../../../../base/errors.ts";
import { parseSpan, spanForms } from "../../../../base/time/span.ts";
import { simulateTraffic } from "../../../../movements/simulated/simulate-traffic.ts";
import { trafficFiles } from "../../../../movements/simulated/traffic-files.ts";
import { writeWhole } from "../../../../system/files/atomic.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { numberOption } from "./numbers.ts";

export async function run({ args: [folder = ""], options, output, signal }: Call): Promise<ExitCode> {
  const began = String(options["from"] ?? "2023-09-01");
  const from = parseSpan(began, 0);
  if (!from.ok) throw InputError.of("simulate traffic", "--from", quoted(began), spanForms);
  const seed = numberOption(options, "seed", 0, 4_294_967_295, 1, true);
  const hours = numberOption(options, "hours", 48, 720, 72, true);
  const ships = numberOption(options, "ships", 0, 500, 8, true);
  const boats = numberOption(options, "boats", 0, 400, 8, true);
  const everySeconds = numberOption(options, "everySeconds", 10, 600, 60, true);
  output.progress("simulate traffic: sailing");
  const traffic = simulateTraffic({ seed, fromMs: from.span.fromMs, hours, ships, boats, everySeconds });
  const files = trafficFiles(traffic);
  for (const name of files.keys())
    if (existsSync(join(folder, name)))
      throw InputError.of(
        "simulate traffic",
        "folder",
        `${quoted(folder)}, which holds ${name}`,
        "a folder without it",
      );
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) {
    signal.throwIfAborted();
    output.progress(`simulate traffic: ${name}`);
    writeWhole(join(folder, name), text);
  }
  const { lines, scenes, sightings, truth } = traffic;
  const written = [...files.keys()].map((name) => join(folder, name));
  const counts = {
    lines: lines.length,
    scenes: scenes.length,
    sightings: sightings.length,
    ships: truth.ships.length,
  };
  output.result({ simulated: true, seed, files: written, ...counts }, () => [
    ...written,
    `simulated traffic: ${counted(counts.ships, "ship")}, ${counted(counts.lines, "line")}, ${counted(counts.sightings, "sighting")} in ${counted(counts.scenes, "scene")}; the truth is in truth.json`,
  ]);
  return 0;
}
