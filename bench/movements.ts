import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Bench, Figure } from "./figure.ts";
import { benchEvents } from "./movements/events.ts";
import { benchHideAndSeek } from "./movements/hide-and-seek.ts";
import { benchImport } from "./movements/import.ts";
import { benchLikeness } from "./movements/likeness.ts";
import { benchRecognise } from "./movements/recognise.ts";
import { benchRoom } from "./movements/room.ts";
import { benchRoute } from "./movements/route.ts";
import { benchSentences } from "./movements/sentences.ts";
import { benchTrains } from "./movements/trains.ts";
import { benchVoyages } from "./movements/voyages.ts";

/** By what they measure, in the order in which a load moves: reports, tracks, sightings, voyages, trains, the way to the depot, the screen. */
const parts: Readonly<Record<string, (bench: Bench) => Promise<Figure[]>>> = {
  sentences: benchSentences,
  import: benchImport,
  events: benchEvents,
  "hide-and-seek": benchHideAndSeek,
  recognise: benchRecognise,
  likeness: benchLikeness,
  voyages: benchVoyages,
  trains: benchTrains,
  route: benchRoute,
  room: benchRoom,
};

/** What movements promise. One part alone: MOVEMENTS=import npm run bench -- movements. */
export async function benchMovements(bench: Bench): Promise<Figure[]> {
  const wanted = process.env["MOVEMENTS"]?.split(",") ?? Object.keys(parts);
  const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0)
    throw new RangeError(`MOVEMENTS: found ${unknown.join(", ")}; allowed: ${Object.keys(parts).join(", ")}`);
  const figures: Figure[] = [];
  for (const [name, run] of Object.entries(parts)) {
    if (!wanted.includes(name)) continue;
    const folder = join(bench.folder, name);
    mkdirSync(folder);
    figures.push(...(await run({ ...bench, folder, note: (text) => bench.note(`${name}: ${text}`) })));
  }
  return figures;
}
