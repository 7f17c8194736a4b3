// Run by itself in a process of its own, so that its memory is its own: imports a table of looks into a new case, asks histories,
// and prints what that took as JSON.   node bench/large-case.ts LOOKS SITES CASE
import { readFileSync } from "node:fs";
import { createCase } from "../src/system/files/case-folder.ts";
import { askHistory } from "../src/system/steps/history.ts";
import { importLooks } from "../src/system/steps/import-looks.ts";
import { importPlaces } from "../src/system/steps/import-places.ts";
import { median } from "./figure.ts";

const [looks = "", sites = "", folder = ""] = process.argv.slice(2);
const opened = await createCase(folder, "bench", () => new Date(0));
await importPlaces(opened, sites);
const began = performance.now();
const result = await importLooks(opened, looks);
const importSeconds = (performance.now() - began) / 1000;
const cpu = process.cpuUsage();
const importCpuSeconds = (cpu.user + cpu.system) / 1e6;
const names = [...new Set(readFileSync(sites, "utf8").match(/yard-\d+/g) ?? [])];
const times = Array.from({ length: 7 }, (_, i) => {
  const start = performance.now();
  askHistory(opened, { site: names[i % names.length] ?? "", kind: "railcar", area: "main" });
  return performance.now() - start;
});
opened.close();
const [first = Number.NaN] = times;
console.log(
  JSON.stringify({
    records: result.records,
    importSeconds,
    importCpuSeconds,
    firstHistoryMs: first,
    historyMs: median(times),
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
