/** A stretch of ship numbers [from, to) and how many reports there are of it at most. */
export interface ShipRange {
  readonly from: number;
  readonly to: number;
  readonly atMost: number;
}

/** A group of rows of a file, which lie in order of ship: its first and last ship and its length. */
export interface RowGroup {
  readonly first: number;
  readonly last: number;
  readonly rows: number;
}

/** Beyond the largest ship number. */
const beyond = 2 ** 31;

/**
 * Parts all ships into ranges with about `wanted` reports each, so that a range of many days can be sorted in memory. A group that reaches
 * into two ranges counts in both. A ship is never parted: one with more reports than wanted makes a range that is larger.
 */
export function shipRanges(groups: readonly RowGroup[], wanted: number): ShipRange[] {
  const sorted = groups.toSorted((a, b) => a.first - b.first);
  const cuts: number[] = [];
  let filled = 0;
  for (const { first, rows } of sorted) {
    if (filled + rows > wanted && filled > 0 && first > (cuts.at(-1) ?? 0)) {
      cuts.push(first);
      filled = 0;
    }
    filled += rows;
  }
  return [0, ...cuts].map((from, i) => {
    const to = cuts[i] ?? beyond;
    const atMost = sorted.reduce((sum, g) => (g.first < to && g.last >= from ? sum + g.rows : sum), 0);
    return { from, to, atMost };
  });
}
