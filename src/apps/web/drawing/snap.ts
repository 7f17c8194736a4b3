import { bearing, distance, nearestOn, segmentsOf, type GroundPoint } from "./ground.ts";

/** A line or ring that others may be laid on. */
export interface SnapLine {
  readonly name: string;
  readonly points: readonly GroundPoint[];
  readonly closed: boolean;
  /** Whether it is the centre line of a track, beside which others run. */
  readonly track: boolean;
}

export interface SnapWishes {
  /** How near the pointer must be, in metres: some pixels of the screen. */
  readonly withinMetres: number;
  readonly lines: readonly SnapLine[];
  /** The points of what is being drawn, the newest last. */
  readonly path: readonly GroundPoint[];
  /** Whether what is drawn is a track. */
  readonly track: boolean;
  /** Whether what is drawn is a ring, which closes on its first point. */
  readonly closes: boolean;
  /** Hold the direction to right angles, and straight on. */
  readonly square: boolean;
}

export interface Snapped {
  readonly point: GroundPoint;
  /** What it was laid on, to be told on the screen; null: on nothing. */
  readonly told: string | null;
  /** A line to draw that shows it. */
  readonly guide: readonly [GroundPoint, GroundPoint] | null;
}

/** How far apart the centre lines of neighbouring tracks usually are in yards. */
export const trackSpacingMetres = { least: 4.5, most: 5.3 } as const;

/**
 * Lays a point on what is near it: the first point of a ring, ends and points of other lines, their edges; a track beside another one
 * at the usual spacing; or holds it to right angles where that is asked for. What is nearer in meaning comes first, then what is nearer on the ground.
 */
export function snapped(at: GroundPoint, wishes: SnapWishes): Snapped {
  const { withinMetres, path, square } = wishes;
  const [first] = path;
  if (wishes.closes && path.length >= 3 && first !== undefined && distance(first, at) <= withinMetres)
    return { point: first, told: "closes the outline", guide: null };
  return (
    onVertex(at, wishes) ??
    (square ? squared(at, path) : null) ??
    beside(at, wishes) ??
    onEdge(at, wishes) ?? { point: at, told: null, guide: null }
  );
}

function onVertex(at: GroundPoint, { lines, withinMetres }: SnapWishes): Snapped | null {
  let best: { readonly metres: number; readonly snapped: Snapped } | null = null;
  for (const { name, points, closed } of lines)
    for (const [i, point] of points.entries()) {
      const metres = distance(point, at);
      if (metres > withinMetres || (best !== null && metres >= best.metres)) continue;
      const isEnd = !closed && (i === 0 || i === points.length - 1);
      best = {
        metres,
        snapped: { point, told: `on ${isEnd ? "the end" : "a point"} of ${name}`, guide: null },
      };
    }
  return best?.snapped ?? null;
}

function onEdge(at: GroundPoint, { lines, withinMetres }: SnapWishes): Snapped | null {
  let best: { readonly metres: number; readonly snapped: Snapped } | null = null;
  for (const { name, points, closed } of lines)
    for (const { from, to } of segmentsOf(points, closed)) {
      const { point, metres } = nearestOn(from, to, at);
      // Half as far as for points, so that a place between two lines stays free.
      if (metres <= withinMetres / 2 && (best === null || metres < best.metres))
        best = { metres, snapped: { point, told: `on the line of ${name}`, guide: [from, to] } };
    }
  return best?.snapped ?? null;
}

/** A track beside another one: as far from it as its own beginning is, or at the usual spacing. */
function beside(at: GroundPoint, { lines, path, track, withinMetres }: SnapWishes): Snapped | null {
  if (!track) return null;
  const last = path.at(-1);
  let best: { readonly off: number; readonly snapped: Snapped } | null = null;
  for (const line of lines) {
    if (!line.track) continue;
    for (const { from, to } of segmentsOf(line.points, line.closed)) {
      const { metres, share, point: foot } = nearestOn(from, to, at);
      if (share === 0 || share === 1 || metres < 1e-9) continue;
      const side: GroundPoint = [(at[0] - foot[0]) / metres, (at[1] - foot[1]) / metres];
      const before = last === undefined ? null : nearestOn(from, to, last);
      const least = trackSpacingMetres.least - 0.01;
      const most = trackSpacingMetres.most + 0.01;
      const keeps = before !== null && before.metres >= least && before.metres <= most;
      const wanted = keeps
        ? before.metres
        : Math.min(trackSpacingMetres.most, Math.max(trackSpacingMetres.least, metres));
      const off = Math.abs(metres - wanted);
      if (off > withinMetres || (best !== null && off >= best.off)) continue;
      best = {
        off,
        snapped: {
          point: [foot[0] + side[0] * wanted, foot[1] + side[1] * wanted],
          told: keeps
            ? `parallel to ${line.name}, ${wanted.toFixed(1)} m beside it`
            : `${wanted.toFixed(1)} m beside ${line.name}`,
          guide: [from, to],
        },
      };
    }
  }
  return best?.snapped ?? null;
}

/** Straight on, back or at a right angle to the edge before; along north, east, south or west for the first edge. */
function squared(at: GroundPoint, path: readonly GroundPoint[]): Snapped | null {
  const [before, last] = [path.at(-2), path.at(-1)];
  if (last === undefined) return null;
  const base = before === undefined ? 0 : bearing(before, last);
  const turn = Math.round((bearing(last, at) - base) / 90) * 90;
  const direction = ((base + turn) * Math.PI) / 180;
  const [east, north] = [Math.sin(direction), Math.cos(direction)];
  const length = (at[0] - last[0]) * east + (at[1] - last[1]) * north;
  const quarter = ((turn % 360) + 360) % 360;
  return {
    point: [last[0] + east * length, last[1] + north * length],
    told:
      before === undefined
        ? `towards ${["north", "east", "south", "west"][quarter / 90] ?? "north"}`
        : quarter % 180 === 0
          ? "straight on"
          : "at a right angle",
    guide: before === undefined ? null : [before, last],
  };
}
