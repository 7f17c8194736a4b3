type Point = readonly [number, number];

/** Points every so many metres along a line of pixels. */
export function everyMetres(points: readonly Point[], stepMetres: number, apart: number): Point[] {
  const found: Point[] = [];
  let left = 0;
  points.slice(1).forEach((to, i) => {
    const from = points[i] ?? to;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]) * stepMetres;
    for (; left < length; left += apart)
      found.push([
        from[0] + ((to[0] - from[0]) * left) / length,
        from[1] + ((to[1] - from[1]) * left) / length,
      ]);
    left -= length;
  });
  return found;
}

/** Of a metre of track or of a proposal: where, and how far from the nearest of the other kind, up to `farthest`. */
export interface Judged {
  readonly at: Point;
  readonly metres: number;
}

export const farthestMetres = 3;

/** How far each point is from the nearest of others. */
export function distances(
  points: readonly Point[],
  others: readonly Point[],
  stepMetres: number,
): readonly Judged[] {
  const cell = farthestMetres / stepMetres;
  const cells = new Map<string, Point[]>();
  for (const other of others) {
    const key = `${Math.floor(other[0] / cell)},${Math.floor(other[1] / cell)}`;
    const own = cells.get(key);
    if (own === undefined) cells.set(key, [other]);
    else own.push(other);
  }
  return points.map((at) => {
    let least = farthestMetres;
    const [u, v] = [Math.floor(at[0] / cell), Math.floor(at[1] / cell)];
    for (let j = v - 1; j <= v + 1; j++)
      for (let i = u - 1; i <= u + 1; i++)
        for (const [x, y] of cells.get(`${i},${j}`) ?? [])
          least = Math.min(least, Math.hypot(x - at[0], y - at[1]) * stepMetres);
    return { at, metres: least };
  });
}

/** Points that are further than a distance from those before them that come from other lines: where tracks run together over points they count once. */
export function once(lines: readonly (readonly Point[])[], stepMetres: number, apart: number): Point[] {
  const kept: Point[] = [];
  for (const line of lines) {
    const near = distances(line, kept, stepMetres);
    kept.push(...near.filter(({ metres }) => metres > apart).map(({ at }) => at));
  }
  return kept;
}
