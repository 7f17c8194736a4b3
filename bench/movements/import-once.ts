// One import in a process of its own, so that its memory is its own: prints seconds, peak memory and what came of it as JSON.
//   node bench/movements/import-once.ts FOLDER FILE
import { statSync } from "node:fs";
import { join } from "node:path";
import { createCase } from "../../src/system/files/case-folder.ts";
import { importPositions } from "../../src/system/steps/import-positions.ts";

const [folder = "", file = ""] = process.argv.slice(2);
const opened = await createCase(folder, "bench", () => new Date("2026-01-01T00:00:00Z"));
const began = performance.now();
const result = await importPositions(opened, file, { keep: false });
const seconds = (performance.now() - began) / 1000;
opened.close();
const day = Object.keys(result.import?.days ?? {})[0] ?? "";
process.stdout.write(
  JSON.stringify({
    seconds,
    megabytes: process.resourceUsage().maxRSS / 1024,
    reports: result.reports,
    added: result.added,
    bytes: statSync(join(folder, "positions", `${day}.parquet`)).size,
  }),
);
