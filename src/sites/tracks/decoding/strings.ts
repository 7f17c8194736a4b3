/** Cars closer than this, in metres, are one string: wider than a coupling gap, narrower than what is left between trains. */
const closestStrings = 3;
/** A stretch of occupied ground shorter than this is no string: the shortest car that counts when it is cut. */
const shortestString = 4;

/** A stretch along a line in metres, half-open. */
export type Stretch = readonly [fromMetres: number, toMetres: number];

/** Stretches in order, those closer than 3 m joined to one. */
export function joinedStrings(stretches: Iterable<Stretch>): Stretch[] {
  const joined: Stretch[] = [];
  for (const [from, to] of stretches) {
    const last = joined.at(-1);
    if (last !== undefined && from - last[1] < closestStrings)
      joined[joined.length - 1] = [last[0], Math.max(last[1], to)];
    else joined.push([from, to]);
  }
  return joined;
}

/** Strings where cars are not told apart: ground that is under cars or their gaps with a probability above one half, 4 m or longer. */
export function occupiedStrings(occupied: Float64Array, placeMetres: number): Stretch[] {
  const stretches: Stretch[] = [];
  let from = -1;
  for (let t = 0; t <= occupied.length; t++) {
    const under = (occupied[t] ?? 0) > 0.5;
    if (under && from < 0) from = t;
    if (under || from < 0) continue;
    stretches.push([from * placeMetres, t * placeMetres]);
    from = -1;
  }
  return joinedStrings(stretches).filter(([from, to]) => to - from >= shortestString);
}
