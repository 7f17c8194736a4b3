// npm run bench -- [NAME...] [--quick] [--readme]: measures what the project promises. One line per figure on stdout, details on stderr;
// exits with 1 when a figure falls short of its goal.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { benchChain } from "./chain.ts";
import { figureLine, keeps, type Bench, type Figure } from "./figure.ts";
import { benchHistory } from "./history.ts";
import { benchLooks } from "./looks.ts";
import { benchMovements } from "./movements.ts";
import { benchRailcars } from "./railcars.ts";
import { benchWorkbench } from "./workbench.ts";
import { writeReadme } from "./readme.ts";

const benches: Readonly<Record<string, (bench: Bench) => Promise<Figure[]>>> = {
  chain: benchChain,
  looks: benchLooks,
  history: benchHistory,
  railcars: benchRailcars,
  movements: benchMovements,
  workbench: benchWorkbench,
};

const names = process.argv.slice(2).filter((a) => !a.startsWith("--"));
const quick = process.argv.includes("--quick");
const unknown = names.filter((n) => !Object.hasOwn(benches, n));
if (unknown.length > 0) {
  console.error(`bench: found ${unknown.join(", ")}; allowed: ${Object.keys(benches).join(", ")}`);
  process.exit(2);
}
const all: Figure[] = [];
let short = 0;
for (const [name, run] of Object.entries(benches)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-bench-"));
  try {
    for (const figure of await run({ folder, quick, note: (text) => console.error(`${name}: ${text}`) })) {
      console.log(figureLine(figure));
      all.push(figure);
      if (!keeps(figure)) {
        short++;
        console.error(`${name}: ${figure.name} falls short`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
if (process.argv.includes("--readme")) writeReadme(all);
process.exitCode = short > 0 ? 1 : 0;
