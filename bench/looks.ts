import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { benchClarity } from "./clarity.ts";
import { benchCogWindow } from "./cog-window.ts";
import type { Bench, Figure } from "./figure.ts";
import { benchPictureFuzz } from "./picture-fuzz.ts";
import { benchPull } from "./pull.ts";
import { benchRepeats } from "./repeats.ts";
import { benchShift } from "./shift.ts";

/** All that is promised of looks: reading, clarity, shift, repeats, pulls, bad files. */
export async function benchLooks(bench: Bench): Promise<Figure[]> {
  const parts = {
    reading: benchCogWindow,
    shift: benchShift,
    clarity: benchClarity,
    repeats: benchRepeats,
    pull: benchPull,
    fuzz: benchPictureFuzz,
  };
  const figures: Figure[] = [];
  for (const [name, run] of Object.entries(parts)) {
    const folder = join(bench.folder, name);
    mkdirSync(folder, { recursive: true });
    figures.push(...(await run({ ...bench, folder, note: (text) => bench.note(`${name}: ${text}`) })));
  }
  return figures;
}
