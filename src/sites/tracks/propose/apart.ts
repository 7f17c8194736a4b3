import { placedLines, type Near, type PlacedLines } from "./placed-lines.ts";
import { pointMetres, type Line } from "./smooth-line.ts";

/** Centre lines of tracks lie no nearer than this, but where they run together over points. */
export const nearestMetres = 3.4;
/** Over points two tracks come from the distance above onto one line in no more than this. */
const pointsMetres = 48;
/** A track that crosses another one is near it no longer than this. */
const crossingMetres = 42;
/** Where a line comes this near to another one it runs into it. */
const meetMetres = 1.8;
/** Least length away from other lines. */
const leastMetres = 28;

/** What a line says for itself: so clear for so long. */
const strengthOf = ({ odds }: Line): number => odds.reduce((sum, o) => sum + Math.min(3, o) + 0.5, 0);

/** The strongest lines, and of the others what keeps its distance from them, crosses them or runs into them over points. */
export function apart(lines: readonly Line[]): Line[] {
  const placed = placedLines(nearestMetres);
  const kept: Line[] = [];
  const sorted = lines.map((line) => ({ line, strength: strengthOf(line) }));
  for (const { line } of sorted.toSorted((a, b) => b.strength - a.strength))
    for (const part of partsOf(line, placed.nearest)) {
      kept.push(part);
      placed.add(part.points, kept.length);
    }
  return kept;
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly near: boolean;
}

function partsOf(line: Line, nearest: PlacedLines["nearest"]): Line[] {
  const near = line.points.map(([x, y]) => nearest(x, y, null));
  const runs: Run[] = [];
  near.forEach((found, i) => {
    const last = runs.at(-1);
    const isNear = found !== null;
    if (last !== undefined && last.near === isNear) runs[runs.length - 1] = { ...last, to: i + 1 };
    else runs.push({ from: i, to: i + 1, near: isNear });
  });
  const parts: { from: number; to: number; free: number }[] = [];
  let open: { from: number; to: number; free: number } | null = null;
  runs.forEach((run, r) => {
    const length = (run.to - run.from) * pointMetres;
    if (!run.near) {
      open ??= { from: run.from, to: run.to, free: 0 };
      open = { ...open, to: run.to, free: open.free + length };
      return;
    }
    const closest = Math.min(...near.slice(run.from, run.to).map((n) => n?.metres ?? Infinity));
    const [first, last] = [r === 0, r === runs.length - 1];
    const meets = closest < meetMetres;
    if (first && meets) open = { from: meeting(near, run, true), to: run.to, free: 0 };
    else if (last && meets && open !== null) open = { ...open, to: meeting(near, run, false) };
    else if (!first && !last && meets && length <= crossingMetres && open !== null)
      open = { ...open, to: run.to };
    else {
      // It comes near and stays: what lies on both sides are lines of their own, which may run into the other one.
      if (meets && open !== null) open = { ...open, to: meeting(near, run, false) };
      if (open !== null) parts.push(open);
      open = meets ? { from: meeting(near, run, true), to: run.to, free: 0 } : null;
    }
  });
  if (open !== null) parts.push(open);
  return parts
    .filter(({ free }) => free >= leastMetres)
    .map(({ from, to }) => ({
      points: line.points.slice(from, to).map((p, i, all) => {
        const own = near[from + i];
        const end = i === 0 || i === all.length - 1;
        return end && own !== null && own !== undefined && own.metres < meetMetres ? own.at : p;
      }),
      odds: line.odds.slice(from, to),
    }));
}

/** Where a line leaves another one, or runs into it: the place within reach of points from its free part at which it has met it. */
function meeting(near: readonly (Near | null)[], { from, to }: Run, leaves: boolean): number {
  const reach = Math.round(pointsMetres / pointMetres);
  const met = (i: number): boolean => (near[i]?.metres ?? Infinity) < meetMetres / 2;
  if (leaves) {
    for (let i = to - 1; i >= Math.max(from, to - reach); i--) if (met(i)) return i;
    return Math.max(from, to - reach);
  }
  for (let i = from; i < Math.min(to, from + reach); i++) if (met(i)) return i + 1;
  return Math.min(to, from + reach);
}
