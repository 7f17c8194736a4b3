import { metresPerSecondOfKnot, sphereMetres } from "../../base/geodesy/sphere.ts";
import { flagBit } from "./flag-bits.ts";
import { isOnOwnWay } from "./late-reports.ts";
import type { TrackSettings } from "./track-settings.ts";
import type { TrackedRows } from "./track-ship.ts";

/** Misplaced reports of one piece that are held against the ship's own way: bounds the work on an identity that is nothing but noise. */
const mostHeld = 300;

interface Stretch {
  readonly segment: number;
  readonly count: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** How often the reports of the identity come to this segment from another. */
  readonly turns: number;
  /** Most reports in a row. */
  readonly longest: number;
}

/**
 * Says of an identity with several segments what they are: two ships that send in turn, false positions in between, late reports of its own
 * way, or a ship that is suddenly somewhere else. Works on one piece of reports.
 */
export function sharedOut(tracked: TrackedRows, saysTwoShips: boolean, settings: TrackSettings): void {
  const { rows, flags, order, starts } = tracked;
  const stretches = stretchesOf(tracked).sort((a, b) => b.count - a.count);
  const [main] = stretches;
  if (main === undefined || stretches.length < 2) return;
  const put = (row: number, bit: number): void => {
    flags[row] = (flags[row] ?? 0) | bit;
  };
  const ships: Stretch[] = [main];
  let held = 0;
  for (const other of stretches.slice(1)) {
    const own = (row: number): boolean =>
      isOnOwnWay(rows.fixes, row, order, starts[main.segment] ?? 0, starts[main.segment + 1] ?? 0, settings);
    if (isLate(tracked, main, other, own)) {
      eachRow(tracked, other.segment, other.fromMs, other.toMs, (row) =>
        put(row, held++ < mostHeld && !own(row) ? flagBit.jump : flagBit.clock),
      );
      continue;
    }
    const rival = ships.find((ship) => isAnotherShip(ship, other, saysTwoShips, settings));
    if (rival !== undefined && isSailed(tracked, other)) {
      ships.push(other);
      for (const { segment } of [rival, other])
        eachRow(
          tracked,
          segment,
          Math.max(rival.fromMs, other.fromMs),
          Math.min(rival.toMs, other.toMs),
          (row) => put(row, flagBit["identity-shared"]),
        );
      continue;
    }
    const fromMs = Math.max(main.fromMs, other.fromMs);
    const toMs = Math.min(main.toMs, other.toMs);
    if (fromMs <= toMs || other.count <= settings.noiseFixes) {
      // What came in between is misplaced; where both go on beyond the time that they share, the one with fewer reports in it.
      const inside = (ship: Stretch): number => {
        let count = 0;
        eachRow(tracked, ship.segment, fromMs, toMs, () => count++);
        return count;
      };
      const wrong =
        other.count <= settings.noiseFixes || inside(other) === other.count || inside(other) <= inside(main)
          ? other
          : main;
      const stays = isStill(tracked, wrong);
      const [begin, end] = other.count <= settings.noiseFixes ? [other.fromMs, other.toMs] : [fromMs, toMs];
      eachRow(tracked, wrong.segment, begin, end, (row) => {
        const late = wrong === other && !stays && held++ < mostHeld && own(row);
        put(row, late ? flagBit.clock : flagBit.jump);
      });
      continue;
    }
    // One place after the other: the first report of the later one is where it jumped.
    const later = other.fromMs > main.fromMs ? other : main;
    const first = order[starts[later.segment] ?? 0];
    if (first !== undefined) put(first, flagBit.jump);
  }
}

/** Least reports of the second of two ships, as a share of the first one's. */
export const sharedRate = 0.05;
/** Most of its reports that may come in a row, as a share: a stay elsewhere with some false positions is no ship that sends in turn. */
const sharedRun = 0.4;

/** A segment with at most this share of the main one's reports may be late reports of it. */
const lateShare = 0.2;
const lateHeld = 20;

/** True when nearly all of some reports of the segment lie on the main segment's way of another time. */
function isLate(tracked: TrackedRows, main: Stretch, other: Stretch, own: (row: number) => boolean): boolean {
  const { order, starts } = tracked;
  if (other.count > lateShare * main.count || isStill(tracked, other)) return false;
  const step = Math.max(1, Math.floor(other.count / lateHeld));
  let [held, late] = [0, 0];
  for (let k = starts[other.segment] ?? 0; k < (starts[other.segment + 1] ?? 0); k += step) {
    held++;
    if (own(order[k] ?? 0)) late++;
  }
  return late >= 0.8 * held;
}

/** Late reports follow a way; what lies in one place for so long is somewhere, and not late. */
const stillMetres = 500;
const stillMs = 30 * 60_000;

function isStill({ rows: { fixes }, order, starts }: TrackedRows, stretch: Stretch): boolean {
  if (stretch.toMs - stretch.fromMs < stillMs) return false;
  const first = order[starts[stretch.segment] ?? 0] ?? 0;
  for (let k = starts[stretch.segment] ?? 0; k < (starts[stretch.segment + 1] ?? 0); k++) {
    const row = order[k] ?? 0;
    const metres = sphereMetres(
      fixes.longitude[first] ?? 0,
      fixes.latitude[first] ?? 0,
      fixes.longitude[row] ?? 0,
      fixes.latitude[row] ?? 0,
    );
    if (metres > stillMetres) return false;
  }
  return true;
}

/** A speed between reports that is so much above the speed said, as a factor and in knots, was not sailed. */
const sailedFactor = 1.5;
const sailedKnots = 4;
const sailedShare = 0.7;

/** True when the segment's reports follow each other at about the speed that they say: a ship, and not false positions that happen to be within its reach. */
function isSailed({ rows: { fixes }, order, starts }: TrackedRows, { segment }: Stretch): boolean {
  let [pairs, sailed] = [0, 0];
  for (let k = (starts[segment] ?? 0) + 1; k < (starts[segment + 1] ?? 0); k++) {
    const [a, b] = [order[k - 1] ?? 0, order[k] ?? 0];
    const said = Math.max(fixes.speed[a] ?? Number.NaN, fixes.speed[b] ?? Number.NaN);
    if (Number.isNaN(said)) continue;
    const metres = sphereMetres(
      fixes.longitude[a] ?? 0,
      fixes.latitude[a] ?? 0,
      fixes.longitude[b] ?? 0,
      fixes.latitude[b] ?? 0,
    );
    const seconds = ((fixes.at[b] ?? 0) - (fixes.at[a] ?? 0)) / 1000;
    pairs++;
    if (metres <= 200 + (sailedFactor * said + sailedKnots) * metresPerSecondOfKnot * seconds) sailed++;
  }
  return sailed >= sailedShare * pairs;
}

function isAnotherShip(
  ship: Stretch,
  other: Stretch,
  saysTwoShips: boolean,
  { noiseFixes, sharedSwitches, sharedMinutes }: TrackSettings,
): boolean {
  const together = Math.min(ship.toMs, other.toMs) - Math.max(ship.fromMs, other.fromMs);
  // Each turn to the other is two switches, there and back.
  const turnsNeeded = saysTwoShips ? 2 : sharedSwitches / 2 + 1;
  // Somebody who sails is heard about as often as another; what comes once in a while is no ship.
  const often =
    saysTwoShips || (other.count >= sharedRate * ship.count && other.longest <= sharedRun * other.count);
  return (
    often && other.count > noiseFixes && together >= sharedMinutes * 60_000 && other.turns >= turnsNeeded
  );
}

function stretchesOf({ rows, segment, order, starts }: TrackedRows): Stretch[] {
  const turns = new Int32Array(starts.length);
  const longest = new Int32Array(starts.length);
  let [before, run] = [-1, 0];
  for (let i = rows.from; i < rows.to; i++) {
    const s = segment[i] ?? 0;
    if (s !== before) {
      turns[s] = (turns[s] ?? 0) + 1;
      run = 0;
    }
    run++;
    if (run > (longest[s] ?? 0)) longest[s] = run;
    before = s;
  }
  const found: Stretch[] = [];
  for (let s = 0; s + 1 < starts.length; s++) {
    const [begin, end] = [starts[s] ?? 0, starts[s + 1] ?? 0];
    if (begin === end) continue;
    found.push({
      segment: s,
      count: end - begin,
      fromMs: rows.fixes.at[order[begin] ?? 0] ?? 0,
      toMs: rows.fixes.at[order[end - 1] ?? 0] ?? 0,
      turns: turns[s] ?? 0,
      longest: longest[s] ?? 0,
    });
  }
  return found;
}

function eachRow(
  { rows, order, starts }: TrackedRows,
  segment: number,
  fromMs: number,
  toMs: number,
  use: (row: number) => void,
): void {
  for (let k = starts[segment] ?? 0; k < (starts[segment + 1] ?? 0); k++) {
    const row = order[k] ?? 0;
    const at = rows.fixes.at[row] ?? 0;
    if (at >= fromMs && at <= toMs) use(row);
  }
}
