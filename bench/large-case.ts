// Run by itself, each time in a process of its own as a command is, so that its memory is its own; prints what it took as JSON.
//   node bench/large-case.ts import LOOKS SITES CASE     imports a table of looks into a new case
//   node bench/large-case.ts history CASE                asks histories of its yards
import { createCase, openCase } from "../src/system/files/case-folder.ts";
import { askHistory } from "../src/system/steps/history.ts";
import { importLooks } from "../src/system/steps/import-looks.ts";
import { importPlaces } from "../src/system/steps/import-places.ts";
import { readPlaces } from "../src/system/store/reading.ts";
import { median } from "./figure.ts";

const epoch = (): Date => new Date(0);
const peakMegabytes = (): number => process.resourceUsage().maxRSS / 1024;

async function importing(looks: string, sites: string, folder: string): Promise<object> {
  const opened = await createCase(folder, "bench", epoch);
  await importPlaces(opened, sites);
  const began = performance.now();
  const { records } = await importLooks(opened, looks);
  const seconds = (performance.now() - began) / 1000;
  opened.close();
  return { records, seconds, peakMegabytes: peakMegabytes() };
}

function asking(folder: string): object {
  const opened = openCase(folder, "read", epoch);
  const names = readPlaces(opened.database).sites.map((s) => s.id);
  const ask = (i: number): number => {
    const start = performance.now();
    askHistory(opened, { site: names[i % names.length] ?? "", kind: "railcar", area: "main" });
    return performance.now() - start;
  };
  const firstMs = ask(0);
  // A command asks once: what later rounds leave behind for the collector is not its memory.
  const peak = peakMegabytes();
  const ms = median(Array.from({ length: 7 }, (_, i) => ask(i + 1)));
  opened.close();
  return { firstMs, ms, peakMegabytes: peak };
}

const [mode = "", first = "", second = "", third = ""] = process.argv.slice(2);
console.log(JSON.stringify(mode === "import" ? await importing(first, second, third) : asking(first)));
