// Matches all sightings of a case once, in a process of its own so that its time and memory are its own: prints what it took and what came of it as JSON.
//   node bench/movements/match-once.ts CASE
import { openCase } from "../../src/system/files/case-folder.ts";
import { matchSightings } from "../../src/system/steps/match-sightings.ts";

const [folder = ""] = process.argv.slice(2);
const opened = openCase(folder, "write", () => new Date("2026-01-01T00:00:00Z"));
const began = performance.now();
const before = process.cpuUsage();
const matched = await matchSightings(opened, { sceneId: null, sightingId: null });
const { user, system } = process.cpuUsage(before);
const seconds = (performance.now() - began) / 1000;
opened.close();
process.stdout.write(
  JSON.stringify({
    seconds,
    processorSeconds: (user + system) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1024,
    candidates: matched.reduce((n, m) => n + m.candidates, 0),
    verdicts: matched.reduce((n, m) => n + m.verdicts.length, 0),
  }),
);
