import { InputError } from "../../../base/errors.ts";
import type { Mark } from "../mark.ts";
import { bestMatching, mostEntangled, type Candidate } from "./assignment.ts";
import { areaOf, convexHull, dot, extentOf, sharedPart, type Extent } from "./convex.ts";
import { cutOutline } from "./outline-edits.ts";
import { cornersIn, planeOf, type OutlinePlane, type Point } from "./outline-plane.ts";

/** Which things two counters both marked. A string of n is n things. */
export interface Agreement {
  /** Ids of both marks of each thing that both marked, with the share of their overlap in what both cover together. */
  readonly agreed: readonly { readonly a: string; readonly b: string; readonly overlap: number }[];
  /** Ids of marks of things that only one has; a string's id stands once for each of its things. */
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
}

/** Outlines that share less than this part of what they cover together are taken for the same thing only by their middles. */
const leastOverlap = 0.2;

/** Pairs of outlines that meet, for each thing on average, at most: keeps the time linear in the input. */
const metPerThing = 50;

/**
 * Matches what two counters marked, by overlap (intersection over union of the convex hulls), or, for rough outlines, by middles that lie
 * within half a thing along its length and its width across: the matching of greatest total, not greedy. Marks on different tracks never match.
 * @throws InputError when the marks are in pixels and in positions, or lie over each other by the hundred
 */
export function matchMarks(a: readonly Mark[], b: readonly Mark[]): Agreement {
  const all = [...a, ...b];
  if (new Set(all.map((m) => m.inPixels)).size > 1)
    throw InputError.of("marks", "outline", "pixels and positions", "both counts in one of them");
  const plane = planeOf(all);
  const [thingsA, thingsB] = [thingsOf(a, plane), thingsOf(b, plane)];
  const chosen = matched(thingsA, thingsB);
  const [takenA, takenB] = [new Set(chosen.map((c) => c.a)), new Set(chosen.map((c) => c.b))];
  const left = (things: readonly Thing[], taken: ReadonlySet<number>): string[] =>
    things.filter((_, i) => !taken.has(i)).map((t) => t.id);
  return {
    agreed: chosen.flatMap((c) => {
      const [one, other] = [thingsA[c.a], thingsB[c.b]];
      return one === undefined || other === undefined
        ? []
        : [{ a: one.id, b: other.id, overlap: overlapOf(one, other) }];
    }),
    onlyA: left(thingsA, takenA),
    onlyB: left(thingsB, takenB),
  };
}

function matched(a: readonly Thing[], b: readonly Thing[]): Candidate[] {
  const candidates: Candidate[] = [];
  const order = b.map((thing, index) => ({ thing, index })).sort((x, y) => x.thing.west - y.thing.west);
  const widest = b.reduce((most, t) => Math.max(most, t.east - t.west), 0);
  const mostMet = metPerThing * (a.length + b.length);
  let met = 0;
  for (const [i, one] of a.entries())
    for (let k = firstFrom(order, one.west - widest); k < order.length; k++) {
      const other = order[k];
      if (other === undefined || other.thing.west > one.east) break;
      if (other.thing.north < one.south || other.thing.south > one.north) continue;
      if (++met > mostMet) throw tooMany();
      const worth = worthOf(one, other.thing);
      if (worth > 0) candidates.push({ a: i, b: other.index, worth });
    }
  try {
    return bestMatching(candidates);
  } catch (error) {
    if (error instanceof RangeError) throw tooMany();
    throw error;
  }
}

const tooMany = (): InputError =>
  InputError.of(
    "marks",
    "outlines",
    "marks that lie over each other by the hundred",
    `at most ${mostEntangled} that hang together`,
  );

function firstFrom(order: readonly { readonly thing: Thing }[], west: number): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((order[middle]?.thing.west ?? Infinity) < west) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Thing {
  readonly id: string;
  readonly trackId: string | null;
  readonly hull: readonly Point[];
  readonly area: number;
  readonly extent: Extent;
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

function thingsOf(marks: readonly Mark[], plane: OutlinePlane): Thing[] {
  return marks.flatMap((mark) => {
    const parts = Array.from({ length: mark.number - 1 }, (_, i) => (i + 1) / mark.number);
    return (parts.length === 0 ? [mark.outline] : cutOutline(mark, parts)).map((ring): Thing => {
      const hull = convexHull(cornersIn(plane, ring));
      const columns = hull.map(([x]) => x);
      const rows = hull.map(([, y]) => y);
      return {
        id: mark.id,
        trackId: mark.trackId,
        hull,
        area: areaOf(hull),
        extent: extentOf(hull),
        west: Math.min(...columns),
        east: Math.max(...columns),
        south: Math.min(...rows),
        north: Math.max(...rows),
      };
    });
  });
}

function overlapOf(a: Thing, b: Thing): number {
  const shared = areaOf(sharedPart(a.hull, b.hull));
  const together = a.area + b.area - shared;
  return together > 0 ? Math.min(1, shared / together) : 0;
}

/** 0 where two things cannot be one; else up to 1, more the better they fit. */
function worthOf(a: Thing, b: Thing): number {
  if (a.trackId !== null && b.trackId !== null && a.trackId !== b.trackId) return 0;
  const overlap = overlapOf(a, b);
  if (overlap >= leastOverlap) return overlap;
  const apart: Point = [b.extent.middle[0] - a.extent.middle[0], b.extent.middle[1] - a.extent.middle[1]];
  const long = a.extent.length >= b.extent.length ? a.extent : b.extent;
  const along = Math.abs(dot(apart, long.along)) / (Math.min(a.extent.length, b.extent.length) / 2);
  const across = Math.abs(dot(apart, [-long.along[1], long.along[0]])) / long.width;
  const near = Math.max(along, across);
  return near < 1 ? leastOverlap * (1 - near) : 0;
}
