import { directions, type Likeness } from "./track-likeness.ts";

/** A line that was followed, in pixels, with the score at each point. */
export interface Followed {
  readonly points: readonly (readonly [column: number, row: number])[];
  readonly scores: readonly number[];
}

/** Thresholds in local standard deviations of brightness. */
export const followBounds = {
  /** A line begins at no less. */
  begin: 0.5,
  /** And goes on at no less, */
  goOn: 0.22,
  /** but for so many metres: a gap in what is seen. */
  gapMetres: 16,
  stepMetres: 1,
  /** Sideways, at each step. */
  swayMetres: 0.5,
  /** The sharpest turn over one step, a bend of about 50 m radius, with something for noise. */
  turnDegrees: 1.2,
  /** Beside a line that is followed no other begins. */
  besideMetres: 1.4,
} as const;

/** Follows lines of high likeness from the strongest places on, in both directions. Equal scores go by place, so the answer is always the same. */
export function followLines(likeness: Likeness, stepMetres: number): readonly Followed[] {
  const { width, height, score } = likeness;
  const taken = new Uint8Array(score.length);
  const lines: Followed[] = [];
  for (const start of startsOf(likeness, stepMetres)) {
    if (taken[start] === 1) continue;
    const at = [start % width, Math.floor(start / width)] as const;
    const angle = ((likeness.direction[start] ?? 0) * Math.PI) / directions;
    const ahead = arm(likeness, at, angle, stepMetres, taken);
    const behind = arm(likeness, at, angle + Math.PI, stepMetres, taken);
    const found = [...behind.toReversed(), { at, score: score[start] ?? 0 }, ...ahead];
    const reach = Math.round(followBounds.besideMetres / stepMetres);
    for (const {
      at: [x, y],
    } of found)
      for (let j = -reach; j <= reach; j++)
        for (let i = -reach; i <= reach; i++) {
          const [u, v] = [Math.round(x) + i, Math.round(y) + j];
          if (u >= 0 && v >= 0 && u < width && v < height && i * i + j * j <= reach * reach)
            taken[v * width + u] = 1;
        }
    lines.push({ points: found.map((p) => p.at), scores: found.map((p) => p.score) });
  }
  return lines;
}

/** Places that are the strongest across their own direction, strongest first. */
function startsOf({ width, height, score, direction }: Likeness, stepMetres: number): readonly number[] {
  const starts: number[] = [];
  const reach = Math.ceil(1.2 / stepMetres);
  for (let y = reach; y < height - reach; y++)
    for (let x = reach; x < width - reach; x++) {
      const at = y * width + x;
      const own = score[at] ?? 0;
      if (own < followBounds.begin) continue;
      const angle = ((direction[at] ?? 0) * Math.PI) / directions;
      let best = true;
      for (let k = 1; k <= reach && best; k++)
        for (const sign of [-1, 1]) {
          const u = Math.round(x - sign * k * Math.sin(angle));
          const v = Math.round(y + sign * k * Math.cos(angle));
          if ((score[v * width + u] ?? 0) > own) best = false;
        }
      if (best) starts.push(at);
    }
  return starts.sort((a, b) => (score[b] ?? 0) - (score[a] ?? 0) || a - b);
}

interface Step {
  readonly at: readonly [number, number];
  readonly score: number;
}

function arm(
  { width, height, score, direction }: Likeness,
  from: readonly [number, number],
  begin: number,
  stepMetres: number,
  taken: Uint8Array,
): Step[] {
  const steps: Step[] = [];
  let [[x, y], heading, missed] = [from, begin, 0];
  const stride = followBounds.stepMetres / stepMetres;
  const sway = followBounds.swayMetres / stepMetres;
  const mostTurn = (followBounds.turnDegrees * Math.PI) / 180;
  const at = (u: number, v: number): number => {
    const [i, j] = [Math.round(u), Math.round(v)];
    if (i < 0 || j < 0 || i >= width || j >= height) return -1;
    const found = j * width + i;
    if (taken[found] === 1) return -1;
    const off = Math.abs(Math.sin(((direction[found] ?? 0) * Math.PI) / directions - heading));
    // What runs another way is something else: a road across, the side of a roof.
    return off > 0.21 ? 0 : (score[found] ?? 0);
  };
  for (;;) {
    const [nx, ny] = [x + stride * Math.cos(heading), y + stride * Math.sin(heading)];
    let [best, aside] = [-1, 0];
    for (let k = -2; k <= 2; k++) {
      const shift = (k / 2) * sway;
      // A little dearer to the sides, so that a flat top is followed in its middle.
      const found = at(nx - shift * Math.sin(heading), ny + shift * Math.cos(heading)) - Math.abs(k) * 0.005;
      if (found > best) [best, aside] = [found, shift];
    }
    if (best < -0.5) break;
    const seen = best >= followBounds.goOn;
    missed = seen ? 0 : missed + followBounds.stepMetres;
    if (missed > followBounds.gapMetres) break;
    const drift = seen ? 0.35 * aside : 0;
    x = nx - drift * Math.sin(heading);
    y = ny + drift * Math.cos(heading);
    if (seen) heading += Math.max(-mostTurn, Math.min(mostTurn, 0.06 * (aside / stride)));
    steps.push({ at: [x, y], score: Math.max(0, best) });
  }
  // The gap after the last place that was seen is not part of the line.
  while (steps.length > 0 && (steps.at(-1)?.score ?? 0) < followBounds.goOn) steps.pop();
  return steps;
}
