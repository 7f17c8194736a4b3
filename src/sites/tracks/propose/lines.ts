import type { BestWays } from "./best-ways.ts";
import { spotIndex } from "./spot-index.ts";
import type { Spot } from "./spots.ts";
import { turnBetween } from "./thin-spots.ts";

/** A line over spots, in metres. */
export interface SpotLine {
  readonly spots: readonly Spot[];
}

/** Odds that a spot and its ways add up to, where a line begins. */
const beginOdds = 15;
/** Spots this near a line belong to it. */
const ownMetres = 1.5;
const ownAngle = (20 * Math.PI) / 180;

/** Lines along the best ways, from the strongest spots on. A line ends where its way ends, or on a line that was there before. */
export function linesOver(spots: readonly Spot[], { ahead, next }: BestWays): SpotLine[] {
  const nearby = spotIndex(spots, 2);
  const strength = Float32Array.from(spots, (_, i) => (ahead[2 * i] ?? 0) + (ahead[2 * i + 1] ?? 0));
  const order = Uint32Array.from(spots, (_, i) => i).sort(
    (a, b) => (strength[b] ?? 0) - (strength[a] ?? 0) || a - b,
  );
  const taken = new Uint8Array(spots.length);
  const lines: SpotLine[] = [];
  for (const start of order) {
    if ((strength[start] ?? 0) < beginOdds) break;
    if (taken[start] === 1) continue;
    const own = new Set([start]);
    const follow = (from: number): number[] => {
      const found: number[] = [];
      for (let state = next[from] ?? -1; state >= 0; state = next[state] ?? -1) {
        const spot = state >> 1;
        if (own.has(spot)) break;
        own.add(spot);
        found.push(spot);
        if (taken[spot] === 1) break;
      }
      return found;
    };
    const forwards = follow(2 * start);
    const line = [...follow(2 * start + 1).toReversed(), start, ...forwards].flatMap((i) => spots[i] ?? []);
    for (const { x, y, angle } of line)
      nearby(x, y, ownMetres, (i) => {
        const other = spots[i];
        if (
          other !== undefined &&
          (other.x - x) ** 2 + (other.y - y) ** 2 <= ownMetres ** 2 &&
          Math.abs(turnBetween(angle, other.angle)) <= ownAngle
        )
          taken[i] = 1;
      });
    lines.push({ spots: line });
  }
  return lines;
}
