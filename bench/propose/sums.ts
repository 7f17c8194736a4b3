import { rightMetres, type JudgedYard } from "./judge-yard.ts";

/** Metres over several yards. */
export interface Sum {
  readonly found: number;
  readonly of: number;
  readonly right: number;
  readonly proposed: number;
}

/** Adds up what was found and what was right, by a distance. */
export function sumOf(yards: readonly (JudgedYard | undefined)[], within: number = rightMetres): Sum {
  const sum = { found: 0, of: 0, right: 0, proposed: 0 };
  for (const yard of yards) {
    if (yard === undefined) continue;
    const lines = yard.lines.flat();
    sum.of += yard.tracks.length;
    sum.found += yard.tracks.filter(({ metres }) => metres <= within).length;
    sum.proposed += lines.length;
    sum.right += lines.filter(({ metres }) => metres <= within).length;
  }
  return sum;
}
