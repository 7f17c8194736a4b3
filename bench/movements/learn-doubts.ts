/**
 * Measures on the real day what `match` states of ships whose reports were left out (`settings.ts`), on the half that is learnt from and on the half that judges:
 *     node bench/movements/learn-doubts.ts
 */
import { metresPerSecondOfKnot, sphereMetres } from "../../src/base/geodesy/sphere.ts";
import { normalQuantile } from "../../src/base/probability/normal.ts";
import { uniform } from "../../src/base/random.ts";
import type { Fixes } from "../../src/movements/ais/fixes.ts";
import { saysTwoShips } from "../../src/movements/analysis/two-ships.ts";
import { reportAt, type Report } from "../../src/movements/matching/bracket.ts";
import { ShipCollector } from "../../src/movements/matching/collect.ts";
import { forecastLogDensity, forecastOf, type Forecast } from "../../src/movements/matching/forecast.ts";
import { doubted, doubtOf } from "../../src/movements/matching/left-out.ts";
import { directionOf, fromPlane } from "../../src/movements/matching/plane.ts";
import { publishedSettings } from "../../src/movements/matching/settings.ts";
import { shipClassOf, type ShipClass } from "../../src/movements/matching/ship-class.ts";
import { flagBit } from "../../src/movements/tracks/flag-bits.ts";
import { shipRows } from "../../src/movements/tracks/ship-rows.ts";
import { trackRoom, trackShip, type TrackedRows } from "../../src/movements/tracks/track-ship.ts";
import { usualTrackSettings } from "../../src/movements/tracks/track-settings.ts";
import { estimated, mostProbableShare, shareOf } from "./clustered-share.ts";
import { halfOf } from "./halves.ts";
import { openRealDay, realDay } from "./held-day.ts";

const minute = 60_000;
const windowMs = publishedSettings.windowHours * 60 * minute;
const random = uniform(20_200_101);
const normal = (): number => normalQuantile(random() * (1 - 2e-9) + 1e-9);

/** A doubted report that lies where the believable ones about it let the ship be (`within`), with the minutes for which it is the nearest report. */
interface Doubted {
  readonly mmsi: number;
  readonly why: string;
  readonly weight: number;
  readonly within: number;
  /** It says a speed that none of its neighbours bears out. */
  readonly bySpeedAlone: boolean;
}

/** A believable report that was hidden: its density by the usual forecast and by the broad kernel, as logarithms. */
interface Beside {
  readonly mmsi: number;
  readonly usual: number;
  readonly broad: number;
}

/** Times at which a number goes on elsewhere than a segment of it, and those of them to both sides of which the segment has reports. */
interface Elsewhere {
  readonly mmsi: number;
  readonly weight: number;
  readonly within: number;
}

const doubtedOnes: Doubted[] = [];
const beside: Beside[] = [];
const others: Beside[] = [];
const elsewhere: Elsewhere[] = [];

const draws = 400;

/** Share of a forecast that is denser than a place: for places that it is right about, even from 0 to 1. */
function levelOf(forecast: Forecast, place: readonly [number, number]): number {
  const own = forecastLogDensity(forecast, place);
  let denser = 0;
  for (let i = 0; i < draws; i++) {
    let [left, k] = [random(), 0];
    while (k < forecast.weights.length - 1 && (left -= forecast.weights[k] ?? 0) > 0) k++;
    const kernel = forecast.kernels[k];
    if (kernel === undefined) continue;
    const [e, n] = directionOf(kernel.azimuthDegrees);
    const [along, across] = [kernel.along * normal(), kernel.across * normal()];
    const drawn = fromPlane(forecast.plane, [
      kernel.east + along * e + across * n,
      kernel.north + along * n - across * e,
    ]);
    if (forecastLogDensity(forecast, drawn) > own) denser++;
  }
  return denser / draws;
}

const { mostKnots } = usualTrackSettings;

const knotsBetween = ({ at, longitude, latitude }: Fixes, i: number, j: number): number =>
  sphereMetres(longitude[i] ?? 0, latitude[i] ?? 0, longitude[j] ?? 0, latitude[j] ?? 0) /
  (Math.max(1, ((at[j] ?? 0) - (at[i] ?? 0)) / 1000) * metresPerSecondOfKnot);

/** Every doubted report against the forecast by the believable ones about it. */
function takeDoubted(tracked: TrackedRows, shipClass: ShipClass): void {
  const { rows, flags } = tracked;
  const { fixes, from, to, mmsi } = rows;
  for (let i = from; i < to; i++) {
    const why = doubtOf(flags[i] ?? 0);
    if (why === null) continue;
    const at = fixes.at[i] ?? 0;
    const collector = new ShipCollector([at], null);
    collector.take(tracked);
    const bracket = collector.ships().find((s) => s.doubted !== undefined)?.brackets[0];
    const forecast = bracket === undefined ? null : forecastOf(bracket, at, shipClass);
    if (forecast === null) continue;
    const { position } = reportAt(fixes, i);
    const previous = i > from ? (fixes.at[i - 1] ?? at) : at;
    const next = i + 1 < to ? (fixes.at[i + 1] ?? at) : at;
    const weight = (next - previous) / 2 / minute;
    // Half of the places that a forecast is right about are in its denser half, and hardly any others.
    const within = levelOf(forecast, position) < 0.5 ? 2 * weight : 0;
    const bySpeedAlone =
      (fixes.speed[i] ?? 0) > mostKnots &&
      (i === from || knotsBetween(fixes, i - 1, i) < mostKnots) &&
      (i + 1 === to || knotsBetween(fixes, i, i + 1) < mostKnots);
    doubtedOnes.push({ mmsi, why, weight, within, bySpeedAlone });
  }
}

/**
 * The believable reports beside each doubted stretch, each sought by the other one and one beyond, as far away; and, to compare, reports of the same ships at
 * other times over as long.
 */
function takeBeside({ rows, flags }: TrackedRows, shipClass: ShipClass): void {
  const { fixes, from, to, mmsi } = rows;
  const good: Report[] = [];
  const stretches: [number, number][] = [];
  let isOpen = false;
  for (let i = from; i < to; i++) {
    const bits = flags[i] ?? 0;
    // Of two ships that send in turn it is not known here which report follows which.
    if ((bits & flagBit["identity-shared"]) !== 0) return;
    if ((bits & doubted) !== 0) isOpen = true;
    else {
      good.push(reportAt(fixes, i));
      if (isOpen && good.length > 1) stretches.push([good.length - 2, good.length - 1]);
      isOpen = false;
    }
  }
  const timeOf = (k: number): number => good[k]?.at ?? Number.NaN;
  const seek = (truth: number, lo: number, hi: number, found: Beside[]): void => {
    const [before, report, after] = [good[lo], good[truth], good[hi]];
    if (before === undefined || report === undefined || after === undefined) return;
    const { at, position } = report;
    if (at - before.at > windowMs || after.at - at > windowMs) return;
    const density = (broadShare: number): number => {
      const forecast = forecastOf({ before, after }, at, shipClass, broadShare);
      return forecast === null ? Number.NaN : forecastLogDensity(forecast, position);
    };
    found.push({ mmsi, usual: density(0), broad: density(1) });
  };
  const earlier = (k: number, ms: number): number => good.findLastIndex((r) => r.at <= timeOf(k) - ms);
  const later = (k: number, ms: number): number => good.findIndex((r) => r.at >= timeOf(k) + ms);
  for (const [x, y] of stretches) {
    const ms = timeOf(y) - timeOf(x);
    if (ms <= 0) continue;
    seek(y, x, later(y, ms), beside);
    seek(x, earlier(x, ms), y, beside);
    for (let i = 0; i < 4; i++) {
      const k = Math.floor(random() * good.length);
      const [lo, hi] = [earlier(k, ms), later(k, ms)];
      const isAway = stretches.every(([u, v]) => timeOf(v) <= timeOf(lo) || timeOf(u) >= timeOf(hi));
      if (isAway) seek(k, lo, hi, others);
    }
  }
}

/** Every ten minutes of the day: segments of a number that goes on in another one then. */
function takeElsewhere(tracked: TrackedRows): void {
  if (tracked.starts.length <= 2) return;
  for (let at = realDay.fromMs + 5 * minute; at < realDay.toMs; at += 10 * minute) {
    const collector = new ShipCollector([at], null);
    collector.take(tracked);
    for (const { elsewhere: isElsewhere, brackets } of collector.ships()) {
      if (isElsewhere !== true) continue;
      const { before, after } = brackets[0] ?? { before: null, after: null };
      elsewhere.push({
        mmsi: tracked.rows.mmsi,
        weight: 1,
        within: before !== null && after !== null ? 1 : 0,
      });
    }
  }
}

const source = await openRealDay();
const statements = await source.statements(realDay);
const two = saysTwoShips(statements);
const types = new Map<number, number>();
for (const { mmsi, shipType } of statements)
  if (shipType !== null && !types.has(mmsi)) types.set(mmsi, shipType);
const room = trackRoom();
for await (const rows of shipRows(source.fixes(realDay))) {
  const { mmsi } = rows;
  const saysTwo = two.has(mmsi);
  const tracked = trackShip(mmsi, {
    settings: usualTrackSettings,
    land: null,
    saysTwoShips: saysTwo,
    room,
  }).take(rows);
  const shipClass = shipClassOf(types.get(mmsi) ?? null);
  takeElsewhere(tracked);
  if (!tracked.flags.subarray(rows.from, rows.to).some((bits) => (bits & doubted) !== 0)) continue;
  takeDoubted(tracked, shipClass);
  takeBeside(tracked, shipClass);
}
source.close();

for (const half of ["learnt", "judged"] as const) {
  const own = <T extends { readonly mmsi: number }>(of: readonly T[]): T[] =>
    of.filter(({ mmsi }) => halfOf(mmsi) === half);
  const say = (what: string, stated: number | null, found: string): void =>
    console.log(`${half}: ${what}${stated === null ? "" : ` (stated ${stated})`}: ${found}`);
  say("wrongFlags", publishedSettings.wrongFlags, estimated(own(doubtedOnes), shareOf));
  for (const why of [...new Set(doubtedOnes.map((d) => d.why))].sort())
    say(
      `  of those that are "${why}"`,
      null,
      estimated(
        own(doubtedOnes).filter((d) => d.why === why),
        shareOf,
      ),
    );
  say("  of a speed alone", null, String(own(doubtedOnes).filter((d) => d.bySpeedAlone).length));
  say("astray", publishedSettings.astray, estimated(own(beside), mostProbableShare));
  say("  of the same ships at other times", null, estimated(own(others), mostProbableShare));
  say("otherSegment", publishedSettings.otherSegment, estimated(own(elsewhere), shareOf));
}
