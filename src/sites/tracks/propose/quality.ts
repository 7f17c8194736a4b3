import { placedLines } from "./placed-lines.ts";
import { qualityWeights } from "./quality-weights.ts";
import { pointMetres, type Line } from "./smooth-line.ts";

/** What is known of a line besides where it runs, each about 0 to 1. */
export type Evidence = Readonly<Record<(typeof evidenceNames)[number], number>>;
export const evidenceNames = [
  /** Mean odds, no more than 3 each. */
  "clear",
  /** Share of the line that is more likely a track than not. */
  "seen",
  /** Odds of its weakest quarter. */
  "weakest",
  /** Octaves of length over 50 m. */
  "long",
  /** Share of the line that has another one beside it, as far as tracks of a yard lie apart. */
  "beside",
  /** How much it winds. */
  "winding",
  /** Octaves of sample distance over 0.5 m. */
  "coarse",
] as const;

/** Distances at which tracks lie side by side. */
const besideMetres = { from: 3.9, to: 6.6 } as const;

/** The evidence for each of a set of lines that were kept. */
export function evidenceOf(lines: readonly Line[], givenMetres: number): readonly Evidence[] {
  const placed = placedLines(besideMetres.to);
  lines.forEach(({ points }, i) => placed.add(points, i));
  return lines.map(({ points, odds }, own) => {
    const sorted = odds.toSorted((a, b) => a - b);
    const capped = odds.map((o) => Math.max(-3, Math.min(3, o)));
    const beside = points.filter(([x, y]) => {
      const near = placed.nearest(x, y, own);
      return near !== null && near.metres >= besideMetres.from;
    });
    return {
      clear: capped.reduce((sum, o) => sum + o, 0) / (3 * odds.length),
      seen: odds.filter((o) => o > 0).length / odds.length,
      weakest: Math.max(-3, Math.min(3, sorted[Math.floor(odds.length / 4)] ?? 0)) / 3,
      long: Math.log2((points.length * pointMetres) / 50) / 2,
      beside: beside.length / points.length,
      winding: windingOf(points),
      coarse: Math.log2(givenMetres / 0.5),
    };
  });
}

/** Root mean square of how much the bend changes over 8 m, in units of a bend of 100 m radius. */
function windingOf(points: Line["points"]): number {
  const d = 8 / pointMetres;
  const bends = points.slice(d, -d).map(([x, y], i) => {
    const [ax, ay] = points[i] ?? [x, y];
    const [bx, by] = points[i + 2 * d] ?? [x, y];
    return ((ax - 2 * x + bx) * (by - ay) - (ay - 2 * y + by) * (bx - ax)) / (16 * 8 * 8);
  });
  const changes = bends.slice(d).map((bend, i) => (bend - (bends[i] ?? bend)) ** 2);
  if (changes.length === 0) return 0;
  return Math.min(2, 100 * Math.sqrt(changes.reduce((sum, c) => sum + c, 0) / changes.length));
}

/** The share of a line's length that lies on a track, as fitted on simulated yards: 0 to 1. */
export function qualityOf(evidence: Evidence): number {
  const odds = evidenceNames.reduce<number>(
    (sum, name) => sum + qualityWeights[name] * evidence[name],
    qualityWeights.bias,
  );
  return Math.round(100 / (1 + Math.exp(-odds))) / 100;
}
