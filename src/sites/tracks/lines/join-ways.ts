import type { LonLat } from "../../../base/geometry/ring.ts";
import type { RailWay } from "../../outlines/osm/rail-way.ts";
import type { TrackGauge } from "../track-line.ts";

/** A track as a map has it, from end to end. */
export interface MappedTrack {
  /** "osm-way 123+124": its ways in order. */
  readonly id: string;
  readonly positions: readonly LonLat[];
  /** null where its ways do not say, or differ. */
  readonly gauge: TrackGauge | null;
}

/** A track bends less than this where two ways meet; the diverging leg of a sharp switch (1 in 6) turns by 9 degrees. */
const mostTurnDegrees = 25;
/** Headings are taken over so many metres, so that a short crooked segment does not decide. */
const headingMetres = 12;

/** One end of a way. */
interface End {
  readonly way: number;
  readonly atStart: boolean;
}

/**
 * Joins ways end to end where the heading runs on: at a switch the straightest pair becomes one track, and the other leg begins there. So no
 * car straddles two lines because a map cuts its ways at every change of a tag. The order of the ways does not matter.
 */
export function joinedWays(given: readonly RailWay[]): readonly MappedTrack[] {
  const ways = given.toSorted((a, b) => Number(a.id) - Number(b.id));
  const next = linksOf(ways);
  const taken = new Set<number>();
  const tracks: MappedTrack[] = [];
  for (const loops of [false, true])
    ways.forEach((_, index) => {
      if (taken.has(index)) return;
      const first = loops ? { way: index, atStart: true } : endOfChain(index, next);
      if (first === null || taken.has(first.way)) return;
      tracks.push(walked(first, ways, next, taken));
    });
  return tracks;
}

const keyOf = ({ way, atStart }: End): string => `${way} ${atStart ? "start" : "end"}`;

/** For each end the end that it runs on into. */
function linksOf(ways: readonly RailWay[]): ReadonlyMap<string, End> {
  const ends = new Map<string, End[]>();
  ways.forEach((way, index) => {
    const [first, last] = [way.nodes[0] ?? "", way.nodes.at(-1) ?? ""];
    if (first === last) return;
    for (const [node, atStart] of [[first, true] as const, [last, false] as const])
      ends.set(node, [...(ends.get(node) ?? []), { way: index, atStart }]);
  });
  const pairs: { readonly a: End; readonly b: End; readonly turn: number }[] = [];
  for (const meeting of ends.values()) {
    // More than this in one place is no track.
    if (meeting.length > 12) continue;
    meeting.forEach((a, i) => {
      for (const b of meeting.slice(i + 1)) {
        const turn = turnBetween(a, b, ways);
        if (a.way !== b.way && turn <= mostTurnDegrees) pairs.push({ a, b, turn });
      }
    });
  }
  pairs.sort((p, q) => p.turn - q.turn || p.a.way - q.a.way || p.b.way - q.b.way);
  const next = new Map<string, End>();
  for (const { a, b } of pairs) {
    if (next.has(keyOf(a)) || next.has(keyOf(b))) continue;
    next.set(keyOf(a), b);
    next.set(keyOf(b), a);
  }
  return next;
}

/** Degrees by which a track would turn from one end into the other. */
function turnBetween(a: End, b: End, ways: readonly RailWay[]): number {
  const [from, to] = [bearing(a, ways), bearing(b, ways)];
  const between = Math.abs(((((from - to) * 180) / Math.PI + 540) % 360) - 180);
  return 180 - between;
}

/** The direction into the way from one of its ends, in radians. */
function bearing({ way, atStart }: End, ways: readonly RailWay[]): number {
  const positions = ways[way]?.positions ?? [];
  const run = atStart ? positions : positions.toReversed();
  const [lon0, lat0] = run[0] ?? [0, 0];
  const across = 111_320 * Math.cos((lat0 * Math.PI) / 180);
  let [east, north] = [0, 0];
  for (const [lon, lat] of run) {
    [east, north] = [(lon - lon0) * across, (lat - lat0) * 111_320];
    if (east * east + north * north >= headingMetres ** 2) break;
  }
  return Math.atan2(north, east);
}

/** The free end of the chain of ways that a way belongs to, of the one with the lower number; null in a loop. */
function endOfChain(index: number, next: ReadonlyMap<string, End>): End | null {
  const free = [true, false].flatMap((towardsStart): End[] => {
    let end: End = { way: index, atStart: towardsStart };
    for (;;) {
      const on = next.get(keyOf(end));
      if (on === undefined) return [end];
      if (on.way === index) return [];
      end = { way: on.way, atStart: !on.atStart };
    }
  });
  const [a, b] = free;
  if (a === undefined || b === undefined) return null;
  return b.way < a.way ? b : a;
}

function walked(
  first: End,
  ways: readonly RailWay[],
  next: ReadonlyMap<string, End>,
  taken: Set<number>,
): MappedTrack {
  const ids: string[] = [];
  const positions: LonLat[] = [];
  const gauges = new Set<TrackGauge | null>();
  let end: End | undefined = first;
  while (end !== undefined && !taken.has(end.way)) {
    const way: RailWay | undefined = ways[end.way];
    if (way === undefined) break;
    taken.add(end.way);
    ids.push(way.id);
    gauges.add(way.gauge);
    const run = end.atStart ? way.positions : way.positions.toReversed();
    positions.push(...(positions.length === 0 ? run : run.slice(1)));
    end = next.get(keyOf({ way: end.way, atStart: !end.atStart }));
  }
  gauges.delete(null);
  const [gauge = null] = gauges;
  return { id: `osm-way ${ids.join("+")}`, positions, gauge: gauges.size === 1 ? gauge : null };
}
