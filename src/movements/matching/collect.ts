import type { Fixes, LonLatBox } from "../ais/fixes.ts";
import { flagBit } from "../tracks/flag-bits.ts";
import { sharedRate } from "../tracks/shared-out.ts";
import { usualTrackSettings } from "../tracks/track-settings.ts";
import type { TrackedRows } from "../tracks/track-ship.ts";
import { reportAt, type Bracket, type Report } from "./bracket.ts";
import { doubted, doubtOf, type Doubt, type LeftOut, type MatchedSegment } from "./left-out.ts";

/** One ship of a number, by its believable reports around each time; most numbers are one. */
export interface Collected {
  readonly brackets: readonly Bracket[];
  /** Left out where the number has one segment. */
  readonly segment?: MatchedSegment;
  /** True: another segment of the number goes on at the time of the picture, and this one does not. */
  readonly elsewhere?: true;
  /** Reports left out between those of the brackets. Left out where there are none. */
  readonly leftOut?: readonly LeftOut[];
  /** For each time, what all reports say of the number, where that rests on one that was left out. */
  readonly doubted?: readonly (Bracket | null)[];
}

interface Kept {
  fromMs: number;
  toMs: number;
  reports: number;
  /** Another ship of the same number sends in turn with it. */
  shared: boolean;
  near: boolean;
  readonly believed: Side[];
  readonly all: Side[];
}

interface Side {
  before: Report | null;
  after: Report | null;
}

/** Keeps of the tracked reports of one ship those around some times: memory is that of segments and of reports that are left out. */
export class ShipCollector {
  readonly #times: readonly number[];
  readonly #box: LonLatBox | null;
  readonly #saysTwoShips: boolean;
  readonly #segments = new Map<number, Kept>();
  readonly #out: { readonly at: number; readonly why: Doubt; readonly segment: number }[] = [];

  /**
   * @param box where a segment must have a report; null for anywhere
   * @param saysTwoShips true when the number says of itself that it is two ships
   */
  constructor(times: readonly number[], box: LonLatBox | null, saysTwoShips = false) {
    this.#times = times;
    this.#box = box;
    this.#saysTwoShips = saysTwoShips;
  }

  /** Takes the next piece of the ship's reports, in order of time. */
  take({ rows: { fixes }, flags, order, starts }: TrackedRows): void {
    for (let s = 0; s + 1 < starts.length; s++) {
      const [from, to] = [starts[s] ?? 0, starts[s + 1] ?? 0];
      if (from === to) continue;
      // A number that is nothing but noise has as many segments as reports.
      const isScrap =
        to - from <= usualTrackSettings.noiseFixes && starts.length > 2 && !this.#segments.has(s);
      const key = isScrap ? scraps : s;
      const kept = this.#keptOf(key, fixes.at[order[from] ?? 0] ?? 0);
      kept.toMs = Math.max(kept.toMs, fixes.at[order[to - 1] ?? 0] ?? 0);
      kept.reports += to - from;
      for (let k = from; k < to; k++) {
        const row = order[k] ?? 0;
        const bits = flags[row] ?? 0;
        if (bits !== 0) {
          if ((bits & flagBit["identity-shared"]) !== 0) kept.shared = true;
          const why = doubtOf(bits);
          if (why !== null) this.#out.push({ at: fixes.at[row] ?? 0, why, segment: key });
        }
        if (!kept.near && this.#box !== null)
          kept.near = inBox(this.#box, fixes.longitude[row] ?? 0, fixes.latitude[row] ?? 0);
      }
      for (const [t, time] of this.#times.entries()) {
        const middle = firstAfter(fixes, order, from, to, time);
        for (const [sides, without] of [
          [kept.believed[t], doubted],
          [kept.all[t], 0],
        ] as const) {
          if (sides === undefined) continue;
          const before = lastBefore(fixes, order, flags, from, middle, without);
          if (before !== null && before.at > (sides.before?.at ?? -Infinity)) sides.before = before;
          let k = middle;
          while (k < to && ((flags[order[k] ?? 0] ?? 0) & without) !== 0) k++;
          const after = k < to ? reportAt(fixes, order[k] ?? 0) : null;
          if (after !== null && after.at < (sides.after?.at ?? Infinity)) sides.after = after;
        }
      }
    }
  }

  #keptOf(key: number, fromMs: number): Kept {
    const known = this.#segments.get(key);
    if (known !== undefined) {
      known.fromMs = Math.min(known.fromMs, fromMs);
      return known;
    }
    const sides = (): Side[] => this.#times.map(() => ({ before: null, after: null }));
    const made = {
      fromMs,
      toMs: fromMs,
      reports: 0,
      shared: false,
      near: this.#box === null,
      believed: sides(),
      all: sides(),
    };
    this.#segments.set(key, made);
    return made;
  }

  /** The ships of the number, in order of their first report; none where no report was near. */
  ships(): readonly Collected[] {
    const all = [...this.#segments.keys()];
    const reports = (s: number): number => (s === scraps ? 0 : (this.#segments.get(s)?.reports ?? 0));
    const main = all.reduce((a, b) => (reports(b) > reports(a) ? b : a), scraps);
    // Segments that send in turn with others are ships of their own. The rest are one ship, or false positions: one after the other.
    const others = all.filter((s) => s !== main && this.#segments.get(s)?.shared === true);
    const found = [all.filter((s) => !others.includes(s)), ...others.map((s) => [s])]
      .filter((group) => group.some((s) => this.#segments.get(s)?.near))
      .flatMap((group) => this.#shipsOf(group))
      .sort((a, b) => a.fromMs - b.fromMs);
    const largest = found.reduce<Found | null>(
      (a, b) => (a !== null && a.reports >= b.reports ? a : b),
      null,
    );
    // A number that sends in turn is two ships, though the other one is far away.
    const isOneShip =
      others.length === 0 &&
      found.every((f) => f === largest || (!this.#saysTwoShips && isGlitchBeside(f, largest)));
    return found.map(({ fromMs, toMs, ship }, i) =>
      isOneShip && ship === largest?.ship ? ship : { ...ship, segment: { number: i + 1, fromMs, toMs } },
    );
  }

  #shipsOf(group: readonly number[]): Found[] {
    const kept = group.flatMap((s) => this.#segments.get(s) ?? []);
    const all = this.#times.map((_, t) => around(kept.flatMap((k) => k.all[t] ?? [])));
    const believed = this.#times.map((_, t) => around(kept.flatMap((k) => k.believed[t] ?? [])));
    const out = this.#leftOut(new Set(group), believed);
    const doubt = all.map((bracket, t): Bracket | null => {
      const { before, after } = believed[t] ?? none;
      return bracket.before?.at === before?.at && bracket.after?.at === after?.at ? null : bracket;
    });
    const hasDoubt = out.length > 0 && doubt.some((d) => d !== null);
    const marked = hasDoubt ? { leftOut: out, doubted: doubt } : {};
    const ships = kept.filter((k) => k.believed.some((b) => b.before !== null || b.after !== null));
    if (ships.length === 0) {
      const [fromMs, toMs] = [Math.min(...kept.map((k) => k.fromMs)), Math.max(...kept.map((k) => k.toMs))];
      const reports = kept.reduce((sum, k) => sum + k.reports, 0);
      return [{ fromMs, toMs, reports, ship: { brackets: this.#times.map(() => none), ...marked } }];
    }
    const middle = this.#times.length >> 1;
    const { before, after } = believed[middle] ?? none;
    return ships.map(({ fromMs, toMs, reports, believed: brackets }) => {
      const own = brackets[middle];
      // The last heard before the time and the first after it: the number is with these then.
      const there = (before !== null && own?.before === before) || (after !== null && own?.after === after);
      return {
        fromMs,
        toMs,
        reports,
        ship: { brackets, ...(there ? marked : { elsewhere: true as const }) },
      };
    });
  }

  /** Reports of a group that lie between the believable ones around one of the times, by reason, in order of time. */
  #leftOut(group: ReadonlySet<number>, believed: readonly Bracket[]): LeftOut[] {
    const found = new Map<Doubt, { reports: number; fromMs: number; toMs: number }>();
    for (const { at, why, segment } of this.#out) {
      if (!group.has(segment)) continue;
      const between = believed.some(
        ({ before, after }) => at > (before?.at ?? -Infinity) && at < (after?.at ?? Infinity),
      );
      if (!between) continue;
      const known = found.get(why);
      if (known === undefined) found.set(why, { reports: 1, fromMs: at, toMs: at });
      else {
        known.reports++;
        known.fromMs = Math.min(known.fromMs, at);
        known.toMs = Math.max(known.toMs, at);
      }
    }
    return [...found].map(([why, of]) => ({ why, ...of })).sort((a, b) => a.fromMs - b.fromMs);
  }
}

interface Found {
  readonly fromMs: number;
  readonly toMs: number;
  readonly reports: number;
  readonly ship: Collected;
}

/** True for a handful of reports elsewhere, before or after the others: less than what makes two ships of a number (docs/method/tracks.md), in reports and in time. */
const isGlitchBeside = (few: Found, largest: Found | null): boolean =>
  few.reports < sharedRate * (largest?.reports ?? 0) &&
  few.toMs - few.fromMs < usualTrackSettings.sharedMinutes * 60_000;

/** Segments of a few reports, which are false positions or late: kept as one. */
const scraps = -1;

const none: Bracket = { before: null, after: null };

/** The nearest on either side among those of several segments. */
function around(sides: readonly Side[]): Bracket {
  let { before, after } = none;
  for (const side of sides) {
    if (side.before !== null && side.before.at > (before?.at ?? -Infinity)) before = side.before;
    if (side.after !== null && side.after.at < (after?.at ?? Infinity)) after = side.after;
  }
  return { before, after };
}

const inBox = ({ west, south, east, north }: LonLatBox, longitude: number, latitude: number): boolean =>
  latitude >= south &&
  latitude <= north &&
  (west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east);

/** Place in the order of the first report after a time. */
function firstAfter(fixes: Fixes, order: Int32Array, from: number, to: number, time: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((fixes.at[order[middle] ?? 0] ?? 0) > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The last report before a place in the order that is not left out; of several at one time the first. */
function lastBefore(
  fixes: Fixes,
  order: Int32Array,
  flags: Uint16Array,
  from: number,
  place: number,
  without: number,
): Report | null {
  let found = -1;
  for (let k = place - 1; k >= from; k--) {
    const row = order[k] ?? 0;
    if (found !== -1 && fixes.at[row] !== fixes.at[found]) break;
    if (((flags[row] ?? 0) & without) === 0) found = row;
  }
  return found === -1 ? null : reportAt(fixes, found);
}
