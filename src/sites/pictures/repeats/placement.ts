import type { KeyPoint } from "./key-points.ts";

/** Where one picture lies in another, without turning: column of b = columnOrigin + columnScale * column of a, and so for rows. */
export interface Placement {
  readonly columnOrigin: number;
  readonly columnScale: number;
  readonly rowOrigin: number;
  readonly rowScale: number;
  /** Pairs of points that say so. */
  readonly agreeing: number;
}

export type Pair = readonly [a: KeyPoint, b: KeyPoint];

/** Bits that two points may differ in, of 60. */
export const mostBitsApart = 11;
/** Resizing that is followed, each way. */
const mostScale = 2.6;

export function bitsApart(a: KeyPoint, b: KeyPoint): number {
  return onesIn(a.across ^ b.across) + onesIn(a.down ^ b.down);
}

/** Bits that are set. */
export function onesIn(bits: number): number {
  let v = bits - ((bits >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Every pair of points that look alike. */
export function alike(first: readonly KeyPoint[], second: readonly KeyPoint[]): Pair[] {
  return first.flatMap((a) =>
    second.filter((b) => bitsApart(a, b) <= mostBitsApart).map((b): Pair => [a, b]),
  );
}

/** Pairs that propose: the closest in their bits. Proposals grow with the square. */
const mostProposers = 30;

/**
 * The placement that most pairs agree on: each two pairs propose one (scale from their distance, which is far sharper than the sizes), the
 * others vote within a blob's size, and least squares over the voters gives the answer. A proposal that half of all pairs vote for ends the
 * search. null when no three points agree.
 */
export function placementOf(pairs: readonly Pair[]): Placement | null {
  const proposers = pairs
    .filter(([a, b]) => sameSize(b.size / a.size, mostScale))
    .map((pair) => ({ pair, apart: bitsApart(...pair) }))
    .toSorted((p, q) => p.apart - q.apart)
    .slice(0, mostProposers);
  let most = 0;
  let chosen: Proposal | null = null;
  search: for (let i = 1; i < proposers.length; i++)
    for (let j = 0; j < i; j++) {
      const [one, two] = [proposers[i], proposers[j]];
      const proposal = one === undefined || two === undefined ? null : proposed(one.pair, two.pair);
      if (proposal === null) continue;
      let votes = 0;
      for (const pair of pairs) if (votesFor(proposal, pair)) votes++;
      if (votes <= most) continue;
      most = votes;
      chosen = proposal;
      if (2 * votes >= pairs.length && votes >= 6) break search;
    }
  if (chosen === null) return null;
  const proposal = chosen;
  const best = pairs.filter((pair) => votesFor(proposal, pair));
  const points = new Set(best.map(([a]) => a)).size;
  const otherPoints = new Set(best.map(([, b]) => b)).size;
  const agreeing = Math.min(points, otherPoints);
  if (agreeing < 3) return null;
  const [columnOrigin, columnScale] = line(best, (p) => p.column);
  const [rowOrigin, rowScale] = line(best, (p) => p.row);
  return { columnOrigin, columnScale, rowOrigin, rowScale, agreeing };
}

interface Proposal {
  readonly scale: number;
  readonly column: number;
  readonly row: number;
}

function proposed(one: Pair, two: Pair): Proposal | null {
  const ax = one[0].column - two[0].column;
  const ay = one[0].row - two[0].row;
  const bx = one[1].column - two[1].column;
  const by = one[1].row - two[1].row;
  const square = ax * ax + ay * ay;
  if (square < 64 * one[0].size ** 2) return null;
  const scale = (ax * bx + ay * by) / square;
  const turned = Math.abs(ax * by - ay * bx) / square;
  if (!sameSize(scale, mostScale) || turned > 0.04 * scale) return null;
  if (!sameSize(one[1].size / one[0].size / scale, 1.5)) return null;
  return { scale, column: one[1].column - scale * one[0].column, row: one[1].row - scale * one[0].row };
}

function votesFor({ scale, column, row }: Proposal, [a, b]: Pair): boolean {
  const near = b.size > 1.5 ? b.size : 1.5;
  return (
    Math.abs(column + scale * a.column - b.column) < near &&
    Math.abs(row + scale * a.row - b.row) < near &&
    sameSize(b.size / a.size / scale, 1.5)
  );
}

const sameSize = (ratio: number, most: number): boolean => ratio < most && ratio > 1 / most;

/** Least squares b = origin + scale * a, small blobs weighing more since their place is sharper. */
function line(pairs: readonly Pair[], pick: (point: KeyPoint) => number): [number, number] {
  let [n, sa, sb, saa, sab] = [0, 0, 0, 0, 0];
  for (const [a, b] of pairs) {
    const weight = 1 / b.size ** 2;
    const [x, y] = [pick(a), pick(b)];
    n += weight;
    sa += weight * x;
    sb += weight * y;
    saa += weight * x * x;
    sab += weight * x * y;
  }
  const scale = (n * sab - sa * sb) / (n * saa - sa * sa);
  return [(sb - scale * sa) / n, scale];
}
