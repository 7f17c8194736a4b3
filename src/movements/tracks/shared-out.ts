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
    const rival = ships.find((ship) => isAnotherShip(ship, other, saysTwoShips, settings));
    if (rival !== undefined) {
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
    const isBetween = other.fromMs >= main.fromMs && other.toMs <= main.toMs;
    if (isBetween || other.count <= settings.noiseFixes) {
      eachRow(tracked, other.segment, other.fromMs, other.toMs, (row) => {
        const late =
          held++ < mostHeld &&
          isOnOwnWay(
            rows.fixes,
            row,
            order,
            starts[main.segment] ?? 0,
            starts[main.segment + 1] ?? 0,
            settings,
          );
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

function isAnotherShip(
  ship: Stretch,
  other: Stretch,
  saysTwoShips: boolean,
  { noiseFixes, sharedSwitches, sharedMinutes }: TrackSettings,
): boolean {
  const together = Math.min(ship.toMs, other.toMs) - Math.max(ship.fromMs, other.fromMs);
  // Each turn to the other is two switches, there and back.
  const turnsNeeded = saysTwoShips ? 2 : sharedSwitches / 2 + 1;
  return other.count > noiseFixes && together >= sharedMinutes * 60_000 && other.turns >= turnsNeeded;
}

function stretchesOf({ rows, segment, order, starts }: TrackedRows): Stretch[] {
  const turns = new Int32Array(starts.length);
  let before = -1;
  for (let i = rows.from; i < rows.to; i++) {
    const s = segment[i] ?? 0;
    if (s !== before) turns[s] = (turns[s] ?? 0) + 1;
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
