/**
 * Holds open gaps against silences that were made, on the real day: all times until the end of the day.
 *     node bench/movements/open-gaps-trial.ts
 * 1. Silent for good: ships under way that were heard in every hour lose all reports from 16:00 on.
 * 2. Outage to the end: all reports of a square of two degrees are taken away from 16:00 on; is anybody in it accused?
 */
import { fileURLToPath } from "node:url";
import { uniform } from "../../src/base/random.ts";
import type { Fixes } from "../../src/movements/ais/fixes.ts";
import { analyse, type Analysis } from "../../src/movements/analysis/analysis.ts";
import { usualEventSettings } from "../../src/movements/events/event-settings.ts";
import type { Gap } from "../../src/movements/events/event.ts";
import { shoreOf } from "../../src/movements/places/shore.ts";
import { usualTrackSettings } from "../../src/movements/tracks/track-settings.ts";
import { openPublishedParquet } from "../../src/system/positions/open-positions.ts";
import { worldWaters } from "../../src/system/places/world-waters.ts";

const source = await openPublishedParquet(
  fileURLToPath(new URL("../../../shared/data/ais/noaa-2020-01-01.parquet", import.meta.url)),
);
const day = { fromMs: Date.UTC(2020, 0, 1), toMs: Date.UTC(2020, 0, 2) };
const hourMs = 3_600_000;
const cutMs = day.fromMs + 16 * hourMs;
const { land, lakes } = worldWaters();
const shore = shoreOf(land, lakes);

/** The day without the reports from 16:00 on for which `gone` is true. */
async function* without(gone: (fixes: Fixes, row: number) => boolean): AsyncGenerator<Fixes> {
  for await (const fixes of source.fixes(day)) {
    const stays = (_: number, row: number): boolean => (fixes.at[row] ?? 0) < cutMs || !gone(fixes, row);
    const columns = Object.entries(fixes).map(([name, column]: [string, Fixes[keyof Fixes]]) => [
      name,
      typeof column === "number" ? fixes.at.filter(stays).length : column.filter(stays),
    ]);
    // Every column of the batch, by its name.
    yield Object.fromEntries(columns) as Fixes;
  }
}

const analysed = (gone: (fixes: Fixes, row: number) => boolean): Promise<Analysis> =>
  analyse({
    batches: without(gone),
    statements: [],
    ...day,
    shore,
    land: null,
    places: [],
    tracks: usualTrackSettings,
    events: usualEventSettings,
  });

const words = (gaps: readonly Gap[]): string =>
  ["gap", "not-heard-there", "cannot-tell", "disabling"]
    .map((kind) => `${kind} ${gaps.filter((g) => g.kind === kind).length}`)
    .join(", ");
const sure = (gaps: readonly Gap[]): number =>
  gaps.filter((g) => g.kind === "gap" && (g.heard ?? 0) >= 0.95).length;

async function silentForGood(): Promise<void> {
  const hours = new Map<number, number>();
  const knots = new Map<number, number>();
  for await (const fixes of source.fixes(day))
    for (let i = 0; i < fixes.length; i++) {
      const [mmsi, at] = [fixes.mmsi[i] ?? 0, fixes.at[i] ?? 0];
      hours.set(mmsi, (hours.get(mmsi) ?? 0) | (1 << Math.floor((at - day.fromMs) / hourMs)));
      if (at < cutMs) knots.set(mmsi, fixes.speed[i] ?? 0);
    }
  const random = uniform(7);
  const gone = new Set<number>();
  for (const [mmsi, heard] of hours)
    if (heard === 2 ** 24 - 1 && (knots.get(mmsi) ?? 0) > 3 && random() < 0.2) gone.add(mmsi);
  const { gaps } = await analysed((fixes, i) => gone.has(fixes.mmsi[i] ?? 0));
  const open = gaps.filter((g) => gone.has(g.mmsi) && g.toMs === null);
  console.log(
    `silent for good: ${gone.size} ships, ${open.length} open gaps, ${sure(open)} a gap with 0.95 or more; ${words(open)}; disabling among all open ones: ${gaps.filter((g) => g.toMs === null && g.kind === "disabling").length}`,
  );
}

async function outage(west: number, south: number): Promise<void> {
  const isIn = (x: number, y: number): boolean => x >= west && x < west + 2 && y >= south && y < south + 2;
  const { gaps, quiet } = await analysed((fixes, i) => isIn(fixes.longitude[i] ?? 0, fixes.latitude[i] ?? 0));
  const open = gaps.filter((g) => g.toMs === null && g.fromMs > cutMs - hourMs && isIn(...g.fromPosition));
  console.log(
    `outage to the end at ${west}, ${south}: ${open.length} open gaps, ${sure(open)} a gap with 0.95 or more; ${words(open)}; lying at a shore, of the whole day: ${quiet.atBerth}`,
  );
}

await silentForGood();
for (const [west, south] of [
  [-96, 28],
  [-123, 47],
] as const)
  await outage(west, south);
source.close();
