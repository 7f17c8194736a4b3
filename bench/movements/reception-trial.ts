/**
 * Holds the model of reception against reports that it was not made from, on the real day.
 *     node bench/movements/reception-trial.ts
 * 1. Calibration: made from every second ship, asked whether each other ship is heard in each ten minutes and hour between two of its reports.
 * 2. Switched off: ships that were heard all day lose seven hours in the middle; how surely does the model say that they would have been heard?
 * 3. Outage: all reports of a square of two degrees are taken away for seven hours; is anybody in it accused?
 */
import { fileURLToPath } from "node:url";
import { uniform } from "../../src/base/random.ts";
import type { Fixes } from "../../src/movements/ais/fixes.ts";
import { analyse } from "../../src/movements/analysis/analysis.ts";
import { usualEventSettings } from "../../src/movements/events/event-settings.ts";
import { shoreOf } from "../../src/movements/places/shore.ts";
import { gatherEvidence } from "../../src/movements/reception/evidence.ts";
import { receptionModel } from "../../src/movements/reception/model.ts";
import { slotMs, slotOf } from "../../src/movements/reception/slots.ts";
import { weighGaps } from "../../src/movements/reception/weigh-gaps.ts";
import { misplaced } from "../../src/movements/tracks/flag-bits.ts";
import { shipRows } from "../../src/movements/tracks/ship-rows.ts";
import { trackRoom, trackShip } from "../../src/movements/tracks/track-ship.ts";
import { usualTrackSettings } from "../../src/movements/tracks/track-settings.ts";
import { openPublishedParquet } from "../../src/system/positions/open-positions.ts";
import { worldWaters } from "../../src/system/places/world-waters.ts";

const source = await openPublishedParquet(
  fileURLToPath(new URL("../../../shared/data/ais/noaa-2020-01-01.parquet", import.meta.url)),
);
const day = { fromMs: Date.UTC(2020, 0, 1), toMs: Date.UTC(2020, 0, 2) };
const hourMs = 3_600_000;

interface Asked {
  readonly longitude: number;
  readonly latitude: number;
  readonly at: number;
  readonly heard: boolean;
  readonly moving: boolean;
}

async function calibration(): Promise<void> {
  const taker = gatherEvidence(day.fromMs, day.toMs);
  const room = trackRoom();
  const asked: Asked[] = [];
  let ship = 0;
  for await (const rows of shipRows(source.fixes(day))) {
    const { flags, order, starts } = trackShip(rows.mmsi, {
      settings: usualTrackSettings,
      land: null,
      room,
    }).take(rows);
    for (let s = 0; s + 1 < starts.length; s++) {
      const [from, to] = [starts[s] ?? 0, starts[s + 1] ?? 0];
      if (from === to) continue;
      if (ship % 2 === 0) {
        taker.begin(rows.mmsi, rows.fixes.senderClass[rows.from] ?? 0);
        taker.take(rows.fixes, order, from, to, flags, misplaced);
      } else askAlong(rows.fixes, order, from, to, flags, asked);
    }
    if (rows.last) ship++;
  }
  const evidence = taker.finish();
  const weighed = weighGaps(evidence);
  const model = receptionModel(evidence, weighed);
  console.log("alikeness", weighed.alike, "gaps weighed", evidence.gaps.length);
  for (const [name, of] of [
    ["all", asked],
    ["moving", asked.filter((a) => a.moving)],
  ] as const) {
    const bins = Array.from({ length: 10 }, () => ({ n: 0, said: 0, seen: 0 }));
    let [n, brier, unknown, seen] = [0, 0, 0, 0];
    for (const { longitude, latitude, at, heard } of of) {
      const p = model.heard(longitude, latitude, at, "unknown", 10);
      if (p === null) {
        unknown++;
        continue;
      }
      const bin = bins[Math.min(9, Math.floor(p * 10))];
      if (bin === undefined) continue;
      n++;
      bin.n++;
      bin.said += p;
      bin.seen += heard ? 1 : 0;
      seen += heard ? 1 : 0;
      brier += (p - (heard ? 1 : 0)) ** 2;
    }
    const share = seen / n;
    console.log(
      `${name}: ${n} asked, ${unknown} unknown; Brier ${(brier / n).toFixed(4)}, of a constant ${(share * (1 - share)).toFixed(4)}`,
    );
    for (const bin of bins)
      if (bin.n > 100)
        console.log(
          `  said ${(bin.said / bin.n).toFixed(3)}  seen ${(bin.seen / bin.n).toFixed(3)}  of ${bin.n}`,
        );
  }
}

/** Every tenth slot between two reports at most six hours apart. */
function askAlong(
  fixes: Fixes,
  order: Int32Array,
  from: number,
  to: number,
  flags: Uint16Array,
  asked: Asked[],
): void {
  let [at, longitude, latitude] = [Number.NaN, 0, 0];
  for (let k = from; k < to; k++) {
    const row = order[k] ?? 0;
    if (((flags[row] ?? 0) & misplaced) !== 0) continue;
    const [t, x, y] = [fixes.at[row] ?? 0, fixes.longitude[row] ?? 0, fixes.latitude[row] ?? 0];
    if (t - at <= 6 * hourMs)
      for (let slot = slotOf(at) + 1; slot <= slotOf(t); slot++) {
        const middle = Math.min((slot + 0.5) * slotMs, t);
        const share = (middle - at) / (t - at);
        if ((slot + 7 * (fixes.mmsi[row] ?? 0)) % 3 === 0)
          asked.push({
            longitude: longitude + (x - longitude) * share,
            latitude: latitude + (y - latitude) * share,
            at: middle,
            heard: slot === slotOf(t),
            moving: (fixes.speed[row] ?? 0) > 3 || Math.hypot(x - longitude, y - latitude) > 0.05,
          });
      }
    [at, longitude, latitude] = [t, x, y];
  }
}

/** The day without the reports for which `gone` is true. */
async function* without(gone: (fixes: Fixes, row: number) => boolean): AsyncGenerator<Fixes> {
  for await (const fixes of source.fixes(day)) {
    const kept: number[] = [];
    for (let i = 0; i < fixes.length; i++) if (!gone(fixes, i)) kept.push(i);
    const rows = Uint32Array.from(kept);
    const pick = <A extends Float64Array | Float32Array | Int32Array | Uint8Array>(column: A, made: A): A => {
      for (const [to, from] of rows.entries()) made[to] = column[from] ?? 0;
      return made;
    };
    yield {
      length: rows.length,
      mmsi: pick(fixes.mmsi, new Int32Array(rows.length)),
      at: pick(fixes.at, new Float64Array(rows.length)),
      longitude: pick(fixes.longitude, new Float64Array(rows.length)),
      latitude: pick(fixes.latitude, new Float64Array(rows.length)),
      speed: pick(fixes.speed, new Float32Array(rows.length)),
      course: pick(fixes.course, new Float32Array(rows.length)),
      heading: pick(fixes.heading, new Float32Array(rows.length)),
      status: pick(fixes.status, new Uint8Array(rows.length)),
      senderClass: pick(fixes.senderClass, new Uint8Array(rows.length)),
      second: pick(fixes.second, new Uint8Array(rows.length)),
    };
  }
}

const { land, lakes } = worldWaters();
const shore = shoreOf(land, lakes);
const analysed = (gone: (fixes: Fixes, row: number) => boolean) =>
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

const words = (list: readonly string[]): string =>
  Object.entries(
    list.reduce<Record<string, number>>((sum, word) => ({ ...sum, [word]: (sum[word] ?? 0) + 1 }), {}),
  )
    .map(([word, count]) => `${word} ${count}`)
    .join(", ");

async function switchedOff(): Promise<void> {
  const off = new Set<number>();
  const random = uniform(5);
  const heardHours = new Map<number, number>();
  for await (const fixes of source.fixes(day))
    for (let i = 0; i < fixes.length; i++) {
      const mmsi = fixes.mmsi[i] ?? 0;
      const hour = Math.floor(((fixes.at[i] ?? 0) - day.fromMs) / hourMs);
      heardHours.set(mmsi, (heardHours.get(mmsi) ?? 0) | (1 << hour));
    }
  const whole = 2 ** 24 - 1;
  for (const [mmsi, hours] of heardHours) if (hours === whole && random() < 0.03) off.add(mmsi);
  const hidden = { from: day.fromMs + 8 * hourMs, to: day.fromMs + 15 * hourMs };
  const { gaps } = await analysed(
    (fixes, i) =>
      off.has(fixes.mmsi[i] ?? 0) && (fixes.at[i] ?? 0) >= hidden.from && (fixes.at[i] ?? 0) < hidden.to,
  );
  const own = gaps.filter((g) => off.has(g.mmsi) && g.fromMs < hidden.to && (g.toMs ?? 0) > hidden.from);
  const sure = own.filter((g) => (g.heard ?? 0) >= 0.95).length;
  console.log(
    `switched off: ${off.size} ships, ${own.length} gaps found, ${sure} of them heard with 0.95 or more; ${words(own.map((g) => g.kind))}`,
  );
}

async function outage(west: number, south: number): Promise<void> {
  const hidden = { from: day.fromMs + 8 * hourMs, to: day.fromMs + 15 * hourMs };
  const { gaps } = await analysed((fixes, i) => {
    const [at, x, y] = [fixes.at[i] ?? 0, fixes.longitude[i] ?? 0, fixes.latitude[i] ?? 0];
    return at >= hidden.from && at < hidden.to && x >= west && x < west + 2 && y >= south && y < south + 2;
  });
  const inside = gaps.filter(
    ({ fromMs, toMs, fromPosition, toPosition }) =>
      fromMs < hidden.from + hourMs &&
      toMs !== null &&
      toMs > hidden.to - hourMs &&
      [fromPosition, toPosition ?? fromPosition].every(
        ([x, y]) => x >= west && x < west + 2 && y >= south && y < south + 2,
      ),
  );
  const sure = inside.filter((g) => (g.heard ?? 0) >= 0.95).length;
  console.log(
    `outage at ${west}, ${south}: ${inside.length} ships silent, ${sure} of them heard with 0.95 or more; ${words(inside.map((g) => g.kind))}`,
  );
}

await calibration();
await switchedOff();
for (const [west, south] of [
  [-96, 28],
  [-119, 33],
  [-123, 47],
  [-77, 36],
] as const)
  await outage(west, south);
source.close();
