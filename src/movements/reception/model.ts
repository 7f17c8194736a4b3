import { roundedInside } from "../../base/probability/rounded-inside.ts";
import { outward } from "../../base/probability/outward.ts";
import { betaRegularised } from "../../base/probability/gamma.ts";
import { senderClasses, type SenderClass } from "../ais/fixes.ts";
import { fineBox, fineCell } from "./cells.ts";
import { classGroups, groupOfClass, slotsIn, type Evidence } from "./evidence.ts";
import { estimateSlot, unheard, type SlotEstimate } from "./estimate.ts";
import { keysOf } from "./levels.ts";
import type { HeardAlong, HeardBetween, ReceptionCell, ReceptionModel, Way } from "./reception.ts";
import { binOf, eachStretch } from "./slots.ts";
import { worth, type Alikeness } from "./spread-of.ts";
import type { Weighed } from "./weigh-gaps.ts";

/** Share of a way that must be known for an answer. */
const fewestKnown = 0.5;

/** The answers of the estimates: docs/method/reception.md. */
export function receptionModel(evidence: Evidence, weighed: Weighed): ReceptionModel {
  const { times } = evidence;
  const { levels, alike } = weighed;
  const groupOf = (senderClass: SenderClass): number => groupOfClass(senderClasses.indexOf(senderClass));
  const expected = (
    longitude: number,
    latitude: number,
    atMs: number,
    senderClass: SenderClass,
    minutes: number,
  ): Expected | null => {
    const half = (minutes * 60_000) / 2;
    const cell = fineCell(longitude, latitude);
    const group = groupOf(senderClass);
    if (atMs + half < times.fromMs || atMs - half >= times.fromMs + times.bins * times.binMs) return null;
    // How well ships are heard farther in says nothing of a place where nobody ever was.
    if (!wasHeardIn(levels, cell)) return null;
    let [known, mean, spread, bins] = [0, 0, 0, 0];
    for (let bin = binOf(times, atMs - half); bin <= binOf(times, atMs + half); bin++) {
      bins++;
      const estimate = estimateSlot(levels, alike, cell, bin, group, null);
      if (estimate === null) continue;
      known++;
      mean += estimate.mean;
      spread += 1 / (estimate.weight + 1);
    }
    if (known === 0) return null;
    // What is not known of the time adds nothing to being heard.
    const slots = (slotsIn(minutes) * known) / bins;
    return { estimate: { mean: mean / known, weight: known / spread - 1 }, slots };
  };
  return {
    heard: (...place) => {
      const found = expected(...place);
      return found === null ? null : 1 - unheard(found.estimate, found.slots, alike);
    },
    heardBetween: (...place) => {
      const found = expected(...place);
      return found === null ? null : heardBetween(found, alike);
    },
    heardAlong: (way) => heardAlong(evidence, weighed, way, groupOf(way.senderClass)),
    grid: () => gridOf(evidence, weighed),
  };
}

/** What is expected of a place and time: of one slot, and how many there are. */
interface Expected {
  readonly estimate: SlotEstimate;
  readonly slots: number;
}

/**
 * The share of slots is known as well as its estimate is worth, and that gives the interval; how much ships differ is in each end as it is in
 * the answer itself.
 */
function heardBetween({ estimate, slots }: Expected, alike: Alikeness): HeardBetween {
  const heard = 1 - unheard(estimate, slots, alike);
  // Half a slot each way beside what was counted, as for the cells: where all were heard one of the next may not be.
  const [a, b] = [0.5 + estimate.mean * estimate.weight, 0.5 + (1 - estimate.mean) * estimate.weight];
  const [low, high] = [0.05, 0.95].map(
    (share) => 1 - unheard({ mean: quantile(share, a, b), weight: Infinity }, slots, alike),
  );
  // The answer is a mean over all that the share may be, and may lie beyond an end where that is very skewed.
  return { heard, low: Math.min(heard, low ?? 0), high: Math.max(heard, high ?? 1) };
}

/** True where any ship was ever heard in the cell. */
function wasHeardIn({ fine }: Weighed["levels"], cell: number): boolean {
  for (let group = 0; group < classGroups; group++) {
    const row = fine.find(cell * classGroups + group);
    if (row >= 0 && (fine.columns.heard[row] ?? 0) > 0) return true;
  }
  return false;
}

function heardAlong(
  { times }: Evidence,
  { levels, alike, own }: Weighed,
  way: Way,
  group: number,
): HeardAlong {
  const mine = own(way.mmsi);
  let [slots, known, mean, spread, witnessed] = [0, 0, 0, 0, 0];
  const { coarseTime } = levels;
  eachStretch(way, times, (cell, bin, count) => {
    slots += count;
    const { coarseTime: key } = keysOf(times.bins, cell, bin, 0);
    for (let other = 0; other < classGroups; other++) {
      const row = coarseTime.find(key + other);
      if (row < 0) continue;
      const ship = coarseTime.columns.heardShip[row] ?? 0;
      if (coarseTime.columns.heardMany[row] !== 1 && (ship === 0 || ship === way.mmsi)) continue;
      witnessed += count;
      break;
    }
    const estimate = estimateSlot(levels, alike, cell, bin, group, mine);
    if (estimate === null) return;
    known += count;
    mean += count * estimate.mean;
    spread += count / (estimate.weight + 1);
  });
  if (slots === 0) return { heard: null, knownShare: 0, witnessedShare: 0 };
  const heard =
    known < fewestKnown * slots
      ? null
      : 1 - unheard({ mean: mean / known, weight: known / spread - 1 }, known, alike);
  return { heard, knownShare: known / slots, witnessedShare: witnessed / slots };
}

function gridOf({ ships }: Evidence, { levels, alike }: Weighed): ReceptionCell[] {
  const { columns, keys } = levels.fine;
  const cells = new Set(Array.from(keys(), (key) => Math.floor(key / classGroups)));
  const found: ReceptionCell[] = [];
  for (const cell of [...cells].sort((a, b) => a - b)) {
    let [slots, heard, squares] = [0, 0, 0];
    for (let group = 0; group < classGroups; group++) {
      const row = levels.fine.find(cell * classGroups + group);
      if (row < 0) continue;
      slots += (columns.slots[row] ?? 0) + (columns.silent[row] ?? 0);
      heard += columns.heard[row] ?? 0;
      squares += (columns.squares[row] ?? 0) + (columns.silentSquares[row] ?? 0);
    }
    // Where nobody was heard nothing is shown: it cannot be told from a sea without ships.
    if (slots < 1 || heard === 0) continue;
    const counts = worth(slots, squares, alike.ofShip);
    const [a, b] = [0.5 + (counts * heard) / slots, 0.5 + counts * (1 - heard / slots)];
    const [low, high] = outward(quantile(0.05, a, b), quantile(0.95, a, b), 1000);
    found.push({
      ...fineBox(cell),
      ships: ships.get(cell) ?? 0,
      slots: Math.round(slots),
      heard: roundedInside(a / (a + b), 3),
      low,
      high,
    });
  }
  return found;
}

function quantile(share: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 20; i++) {
    const middle = (low + high) / 2;
    if (betaRegularised(middle, a, b) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
