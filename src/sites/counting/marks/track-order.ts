import type { Mark } from "../mark.ts";
import { convexHull, dot, extentOf, type Extent } from "./convex.ts";
import { cornersIn, planeOf, type Point } from "./outline-plane.ts";

/**
 * Marks in the order in which a person would number them: track by track, each along its line from its western end (in pixels: from the left).
 * Tracks follow by their northernmost mark. Marks without a track come last, in rows by the direction in which most of them lie. The order in
 * which marks are given does not matter.
 */
export function inTrackOrder(marks: readonly Mark[]): Mark[] {
  const byId = marks.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const plane = planeOf(byId.slice(0, 1));
  const northwards = marks.some((m) => m.inPixels) ? -1 : 1;
  const tracks = new Map<string, Placed[]>();
  const loose: Placed[] = [];
  for (const mark of byId) {
    const placed = { mark, extent: extentOf(convexHull(cornersIn(plane, mark.outline))) };
    const known = mark.trackId === null ? loose : tracks.get(mark.trackId);
    if (known === undefined) tracks.set(mark.trackId ?? "", [placed]);
    else known.push(placed);
  }
  const top = (placed: readonly Placed[]): number =>
    placed.reduce((most, p) => Math.max(most, northwards * p.extent.middle[1]), -Infinity);
  const byTop = (groups: readonly (readonly Placed[])[]): Mark[] =>
    groups.toSorted((a, b) => top(b) - top(a)).flatMap(alongOf);
  return [...byTop([...tracks.values()]), ...byTop(rowsOf(loose))];
}

interface Placed {
  readonly mark: Mark;
  readonly extent: Extent;
}

function alongOf(placed: readonly Placed[]): Mark[] {
  const along = directionOf(placed);
  return placed
    .toSorted((a, b) => dot(a.extent.middle, along) - dot(b.extent.middle, along))
    .map((p) => p.mark);
}

/** The mean direction of things, each by its length, with directions and their opposites taken as one; it points to larger x. */
function directionOf(placed: readonly Placed[]): Point {
  let [x, y] = [0, 0];
  for (const { extent } of placed) {
    const twice = 2 * Math.atan2(extent.along[1], extent.along[0]);
    x += extent.length * Math.cos(twice);
    y += extent.length * Math.sin(twice);
  }
  const angle = Math.atan2(y, x) / 2;
  return [Math.cos(angle), Math.sin(angle)];
}

/** Rows of things that stand side by side: a new one begins where the next lies further aside than most of a width. */
function rowsOf(placed: readonly Placed[]): Placed[][] {
  const along = directionOf(placed);
  const across: Point = [-along[1], along[0]];
  const widths = placed.map((p) => p.extent.width).sort((a, b) => a - b);
  const step = 0.75 * (widths[Math.floor(widths.length / 2)] ?? 0);
  const rows: Placed[][] = [];
  let last = -Infinity;
  for (const { one, aside } of placed
    .map((one) => ({ one, aside: dot(one.extent.middle, across) }))
    .sort((a, b) => a.aside - b.aside)) {
    if (aside - last > step) rows.push([one]);
    else rows.at(-1)?.push(one);
    last = aside;
  }
  return rows;
}
