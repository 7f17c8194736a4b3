/**
 * Analyses the reports of a case folder once, in a process of its own so that its memory can be told.
 *     node bench/movements/analyse-once.ts CASE [floor | analyse]
 * Prints one line of JSON: seconds, the most memory in MB, and what was found.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { openCase } from "../../src/system/files/case-folder.ts";
import { openPositions } from "../../src/system/positions/open-positions.ts";
import { analysePositions } from "../../src/system/steps/analyse-positions.ts";

const [folder = "", what = "analyse"] = process.argv.slice(2);
const opened = openCase(folder, "read", () => new Date());
const began = performance.now();
let found: object;
if (what === "floor") {
  const source = await openPositions(opened);
  const days = await source.days();
  let fixes = 0;
  for await (const batch of source.fixes({
    fromMs: Date.parse(days[0]?.day ?? ""),
    toMs: Date.parse(days.at(-1)?.day ?? "") + 86_400_000,
  }))
    fixes += batch.length;
  source.close();
  found = { fixes };
} else {
  for (const name of ["derived"]) rmSync(join(folder, "positions", name), { recursive: true, force: true });
  const { summary } = await analysePositions(opened, null, {
    events: { gapHours: Number(process.argv[4] ?? 6) },
  });
  found = { fixes: summary.fixes, ships: summary.ships, ...summary.counts };
}
opened.close();
process.stdout.write(
  `${JSON.stringify({ seconds: (performance.now() - began) / 1000, megabytes: process.resourceUsage().maxRSS / 1024, found })}\n`,
);
