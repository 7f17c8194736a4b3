import type { GroundPoint } from "../track-line.ts";

type Pixel = readonly [column: number, row: number];

/** Metres between knots. */
export const knotMetres = 32;
/** A cell whose middle lies farther than so many pixels from where its knots put it is not interpolated. */
export const knotTolerancePixels = 0.01;

/** Corners of a cell: pixels at its southwest, and how they change along its sides and both. null: computed place by place. */
type Cell = readonly [number, number, number, number, number, number, number, number] | null;

/**
 * Makes a way from the ground to pixels cheap: it is computed at knots every 32 m, which lie fast on the ground, and taken bilinearly between them.
 * Where the middle of a cell shows that this is wrong by over 0.01 pixel, each place is computed. The error of what a transform gives
 * in a projection is under 0.001 pixel; nowhere smooth is it over 0.02.
 */
export function betweenKnots(exact: (at: GroundPoint) => Pixel): (at: GroundPoint) => Pixel {
  const knots = new Map<string, Pixel>();
  const cells = new Map<number, Map<number, Cell>>();
  const knot = (i: number, j: number): Pixel => {
    const key = `${i} ${j}`;
    const known = knots.get(key);
    if (known !== undefined) return known;
    const made = exact([i * knotMetres, j * knotMetres]);
    knots.set(key, made);
    return made;
  };
  const cellOf = (i: number, j: number): Cell => {
    const [a, b, c, d] = [knot(i, j), knot(i + 1, j), knot(i, j + 1), knot(i + 1, j + 1)];
    const middle = exact([(i + 0.5) * knotMetres, (j + 0.5) * knotMetres]);
    const columns = Math.abs((a[0] + b[0] + c[0] + d[0]) / 4 - middle[0]);
    const rows = Math.abs((a[1] + b[1] + c[1] + d[1]) / 4 - middle[1]);
    // Written so that a knot without a pixel fails it.
    if (!(columns <= knotTolerancePixels && rows <= knotTolerancePixels)) return null;
    return [
      a[0],
      b[0] - a[0],
      c[0] - a[0],
      a[0] - b[0] - c[0] + d[0],
      a[1],
      b[1] - a[1],
      c[1] - a[1],
      a[1] - b[1] - c[1] + d[1],
    ];
  };
  return (at) => {
    const [x, y] = [at[0] / knotMetres, at[1] / knotMetres];
    const [i, j] = [Math.floor(x), Math.floor(y)];
    let column = cells.get(i);
    if (column === undefined) cells.set(i, (column = new Map()));
    let cell = column.get(j);
    if (cell === undefined) column.set(j, (cell = cellOf(i, j)));
    if (cell === null) return exact(at);
    const [u, v] = [x - i, y - j];
    return [
      cell[0] + cell[1] * u + cell[2] * v + cell[3] * u * v,
      cell[4] + cell[5] * u + cell[6] * v + cell[7] * u * v,
    ];
  };
}
