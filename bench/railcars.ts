import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openReader } from "../src/system/tracks/open-reader.ts";
import type { Bench, Figure } from "./figure.ts";
import { examine } from "./railcars/accuracy.ts";
import { haveReal, realFigures, realRows } from "./railcars/real.ts";
import { benchSpeed } from "./railcars/speed.ts";
import { benchTurnedPictures } from "./railcars/turned-pictures.ts";
import { benchTurnover } from "./railcars/turnover.ts";

/** All that is promised of counting railcars: real pictures, simulated ones apart, trains found again, speed. */
export async function benchRailcars(bench: Bench): Promise<Figure[]> {
  const { quick, note } = bench;
  const figures: Figure[] = [];
  const reader = await openReader(null);
  try {
    if (haveReal) figures.push(...realFigures(await realRows(reader), note));
    else note("real pictures: skipped, ../shared/data is absent");
    figures.push(...(await examine(reader.model, reader.pool, bench)));
    figures.push(...(await benchTurnedPictures(reader, { quick, note })));
  } finally {
    await reader.close();
  }
  figures.push(...benchTurnover({ quick, note: (text) => note(`turnover: ${text}`) }));
  const folder = join(bench.folder, "speed");
  mkdirSync(folder, { recursive: true });
  figures.push(...(await benchSpeed({ ...bench, folder, note: (text) => note(`speed: ${text}`) })));
  return figures;
}
