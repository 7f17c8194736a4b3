type Point = readonly [x: number, y: number];

/** A point of a line that lies near. */
export interface Near {
  readonly metres: number;
  readonly at: Point;
}

/** Lines as they are placed one after another, and which point of them is nearest to a place. */
export interface PlacedLines {
  readonly add: (points: readonly Point[], id: number) => void;
  /** Null where none lies within the reach, that of one line left out. */
  readonly nearest: (x: number, y: number, leftOut: number | null) => Near | null;
}

export function placedLines(reachMetres: number): PlacedLines {
  const cells = new Map<number, { readonly at: Point; readonly id: number }[]>();
  // Room for lines that lead a little over the edge of the picture.
  const keyOf = (i: number, j: number): number => (j + 1000) * 1_000_000 + i + 1000;
  const cellOf = (metres: number): number => Math.floor(metres / reachMetres);
  return {
    add: (points, id) => {
      for (const point of points) {
        const key = keyOf(cellOf(point[0]), cellOf(point[1]));
        const own = cells.get(key);
        if (own === undefined) cells.set(key, [{ at: point, id }]);
        else own.push({ at: point, id });
      }
    },
    nearest: (x, y, leftOut) => {
      let found: Near | null = null;
      const [u, v] = [cellOf(x), cellOf(y)];
      for (let j = v - 1; j <= v + 1; j++)
        for (let i = u - 1; i <= u + 1; i++)
          for (const { at, id } of cells.get(keyOf(i, j)) ?? []) {
            if (id === leftOut) continue;
            const metres = Math.hypot(at[0] - x, at[1] - y);
            if (metres <= reachMetres && metres < (found?.metres ?? Infinity)) found = { metres, at };
          }
      return found;
    },
  };
}
