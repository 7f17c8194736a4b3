import { mostPositions, type LonLat } from "./ring.ts";

/** What a look for crossings found. `too-tangled`: given up, as too many edges lie over each other. */
export type Crossing =
  | { readonly kind: "none" }
  | { readonly kind: "crosses"; readonly near: LonLat }
  | { readonly kind: "too-tangled" };

/** Pairs of edges that may be compared for each edge of a ring, on average. Keeps the time linear in the input. */
const comparedPerEdge = 1000;

/**
 * Looks for a place where a closed ring crosses or touches itself: two edges that are not neighbours share a position, or
 * a neighbour runs back over an edge. Positions repeated in a row are taken as one. Edges are sorted along the longer side
 * of the ring, and only those whose boxes meet are compared.
 * @throws RangeError on more than 100,000 positions.
 */
export function selfCrossing(ring: readonly LonLat[]): Crossing {
  if (ring.length > mostPositions)
    throw new RangeError(`selfCrossing: ${ring.length} positions, at most ${mostPositions}`);
  const corners = ring.filter((position, i) => i === 0 || !same(position, ring[i - 1]));
  if (corners.length > 1 && same(corners[0], corners.at(-1))) corners.pop();
  const edges = corners.map((from, index) =>
    edgeOf(from, corners[(index + 1) % corners.length] ?? from, index),
  );
  const along = longerAxis(edges);
  const order = edges.toSorted((a, b) => a.low[along] - b.low[along]);
  let allowance = comparedPerEdge * edges.length;
  for (const [rank, a] of order.entries()) {
    for (let next = rank + 1; next < order.length; next++) {
      const b = order[next];
      if (b === undefined || b.low[along] > a.high[along]) break;
      if (--allowance < 0) return { kind: "too-tangled" };
      const near = meeting(a, b, edges.length);
      if (near !== null) return { kind: "crosses", near };
    }
  }
  return { kind: "none" };
}

interface Edge {
  readonly index: number;
  readonly from: LonLat;
  readonly to: LonLat;
  readonly low: LonLat;
  readonly high: LonLat;
}

const same = (a: LonLat | undefined, b: LonLat | undefined): boolean =>
  a?.[0] === b?.[0] && a?.[1] === b?.[1];

function edgeOf(from: LonLat, to: LonLat, index: number): Edge {
  const low: LonLat = [Math.min(from[0], to[0]), Math.min(from[1], to[1])];
  const high: LonLat = [Math.max(from[0], to[0]), Math.max(from[1], to[1])];
  return { index, from, to, low, high };
}

function longerAxis(edges: readonly Edge[]): 0 | 1 {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { low, high } of edges) {
    minX = Math.min(minX, low[0]);
    minY = Math.min(minY, low[1]);
    maxX = Math.max(maxX, high[0]);
    maxY = Math.max(maxY, high[1]);
  }
  return maxX - minX >= maxY - minY ? 0 : 1;
}

/** A position near which two edges meet though they may not; null when they keep apart. */
function meeting(a: Edge, b: Edge, count: number): LonLat | null {
  if (a.low[0] > b.high[0] || b.low[0] > a.high[0] || a.low[1] > b.high[1] || b.low[1] > a.high[1])
    return null;
  if ((a.index + 1) % count === b.index && runsBack(a.from, a.to, b.to)) return a.to;
  if ((b.index + 1) % count === a.index && runsBack(b.from, b.to, a.to)) return b.to;
  const neighbours = (a.index + 1) % count === b.index || (b.index + 1) % count === a.index;
  return !neighbours && meet(a, b) ? b.from : null;
}

/** Twice the signed area of the triangle o, a, b. */
const turn = (o: LonLat, a: LonLat, b: LonLat): number =>
  (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);

/** True when the way from, corner, to turns round on the spot. */
function runsBack(from: LonLat, corner: LonLat, to: LonLat): boolean {
  const forth = (corner[0] - from[0]) * (to[0] - corner[0]) + (corner[1] - from[1]) * (to[1] - corner[1]);
  return forth < 0 && turn(from, corner, to) === 0;
}

function meet(a: Edge, b: Edge): boolean {
  const [d1, d2] = [turn(a.from, a.to, b.from), turn(a.from, a.to, b.to)];
  const [d3, d4] = [turn(b.from, b.to, a.from), turn(b.from, b.to, a.to)];
  // All on one line: their boxes meet, so they do.
  if (d1 === 0 && d2 === 0) return true;
  return Math.sign(d1) * Math.sign(d2) <= 0 && Math.sign(d3) * Math.sign(d4) <= 0;
}
