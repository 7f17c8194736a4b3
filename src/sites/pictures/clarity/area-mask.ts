/** A place in a picture: column and row in pixels, the outer corner of the top left pixel being (0, 0). */
export type PixelPlace = readonly [column: number, row: number];

/** Outline of an area in the pixels of a picture. Rings may be closed or not; holes are further rings of their polygon. */
export type PixelOutline =
  | { readonly type: "polygons"; readonly polygons: readonly (readonly (readonly PixelPlace[])[])[] }
  | {
      readonly type: "lines";
      readonly lines: readonly (readonly PixelPlace[])[];
      /** Half the width of the strip that is watched along a line, in pixels. */
      readonly halfWidthPixels: number;
    };

/** How much of each pixel belongs to an area. */
export interface AreaMask {
  readonly width: number;
  readonly height: number;
  /** Share of each pixel that lies in the area, 0 to 1, row by row. */
  readonly shares: Float32Array;
  /** Size of the area within the picture, in pixels: the sum of the shares. */
  readonly pixelsInside: number;
  /** Size of the whole area, in pixels, with what lies outside the picture. */
  readonly pixelsInAll: number;
}

/** Lines that are drawn through each row of pixels. Along a line the cover is exact; across it comes in these steps. */
const linesPerRow = 16;
/** Most lines that the part of an area above or below the picture is measured with. */
const mostLinesOutside = 4096;

type Interval = readonly [from: number, to: number];

/** A shape that gives the stretches in which a horizontal line runs through it. */
interface Shape {
  readonly top: number;
  readonly bottom: number;
  readonly cut: (row: number) => readonly Interval[];
}

/**
 * Share of every pixel that an outline covers. Polygons are filled by the even-odd rule, so that holes are left out; several polygons or lines
 * are united, so that nothing counts twice. Lines become strips with round ends. Exact along rows, in sixteenths across them.
 * @throws RangeError when a size is no positive whole number or the half width of lines is not positive
 */
export function areaMask(outline: PixelOutline, width: number, height: number): AreaMask {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1)
    throw new RangeError(`areaMask: a picture of ${width} x ${height}`);
  const shapes = shapesOf(outline).toSorted((a, b) => a.top - b.top);
  const shares = new Float32Array(width * height);
  let pixelsInside = 0;
  let inRows = 0;
  const first = Math.max(0, Math.floor(topOf(shapes)));
  const end = Math.min(height, Math.ceil(bottomOf(shapes)));
  for (let row = first; row < end; row++)
    for (let line = 0; line < linesPerRow; line++)
      for (const [from, to] of united(shapes, row + (line + 0.5) / linesPerRow)) {
        inRows += (to - from) / linesPerRow;
        pixelsInside += addStretch(shares, row * width, width, from, to) / linesPerRow;
      }
  for (let i = first * width; i < end * width; i++) shares[i] = Math.min(1, (shares[i] ?? 0) / linesPerRow);
  const outside =
    sizeBetween(shapes, topOf(shapes), Math.min(0, bottomOf(shapes))) +
    sizeBetween(shapes, Math.max(height, topOf(shapes)), bottomOf(shapes));
  return { width, height, shares, pixelsInside, pixelsInAll: inRows + outside };
}

const topOf = (shapes: readonly Shape[]): number => shapes.reduce((top, s) => Math.min(top, s.top), Infinity);
const bottomOf = (shapes: readonly Shape[]): number =>
  shapes.reduce((bottom, s) => Math.max(bottom, s.bottom), -Infinity);

function addStretch(shares: Float32Array, start: number, width: number, from: number, to: number): number {
  const [a, b] = [Math.max(0, from), Math.min(width, to)];
  if (b <= a) return 0;
  const [firstColumn, lastColumn] = [Math.floor(a), Math.min(width - 1, Math.floor(b))];
  for (let column = firstColumn; column <= lastColumn; column++)
    shares[start + column] = (shares[start + column] ?? 0) + Math.min(b, column + 1) - Math.max(a, column);
  return b - a;
}

function sizeBetween(shapes: readonly Shape[], top: number, bottom: number): number {
  if (!(bottom > top)) return 0;
  const lines = Math.min(mostLinesOutside, Math.ceil((bottom - top) * linesPerRow));
  const step = (bottom - top) / lines;
  let size = 0;
  for (let i = 0; i < lines; i++)
    for (const [from, to] of united(shapes, top + (i + 0.5) * step)) size += (to - from) * step;
  return size;
}

/** Stretches of a horizontal line that lie in any of the shapes, in order and apart. */
function united(shapes: readonly Shape[], row: number): readonly Interval[] {
  const cuts: Interval[] = [];
  for (const shape of shapes) {
    if (shape.top > row) break;
    if (shape.bottom > row) cuts.push(...shape.cut(row));
  }
  if (cuts.length < 2) return cuts;
  cuts.sort((a, b) => a[0] - b[0]);
  const apart: Interval[] = [];
  let [from, to] = cuts[0] ?? [0, 0];
  for (const [nextFrom, nextTo] of cuts) {
    if (nextFrom > to) {
      apart.push([from, to]);
      [from, to] = [nextFrom, nextTo];
    } else to = Math.max(to, nextTo);
  }
  apart.push([from, to]);
  return apart;
}

function shapesOf(outline: PixelOutline): readonly Shape[] {
  if (outline.type === "polygons") return outline.polygons.map(polygonShape);
  const { halfWidthPixels: half } = outline;
  if (!(half > 0)) throw new RangeError(`areaMask: a half width of ${half} pixels`);
  return outline.lines.flatMap((line) =>
    line.flatMap((from, i) => {
      const to = line[i + 1];
      return to === undefined ? [] : [stripShape(from, to, half)];
    }),
  );
}

function polygonShape(rings: readonly (readonly PixelPlace[])[]): Shape {
  const edges: (readonly [x0: number, y0: number, x1: number, y1: number])[] = [];
  let [top, bottom] = [Infinity, -Infinity];
  for (const ring of rings)
    for (const [i, [x0, y0]] of ring.entries()) {
      const [x1, y1] = ring[(i + 1) % ring.length] ?? [x0, y0];
      [top, bottom] = [Math.min(top, y0), Math.max(bottom, y0)];
      if (y0 !== y1) edges.push(y0 < y1 ? [x0, y0, x1, y1] : [x1, y1, x0, y0]);
    }
  edges.sort((a, b) => a[1] - b[1]);
  const cut = (row: number): readonly Interval[] => {
    const crossings: number[] = [];
    for (const [x0, y0, x1, y1] of edges) {
      if (y0 > row) break;
      // Half-open, so that a corner between two edges counts once.
      if (row < y1) crossings.push(x0 + ((row - y0) / (y1 - y0)) * (x1 - x0));
    }
    crossings.sort((a, b) => a - b);
    const inside: Interval[] = [];
    for (let i = 0; i + 1 < crossings.length; i += 2) inside.push([crossings[i] ?? 0, crossings[i + 1] ?? 0]);
    return inside;
  };
  return { top, bottom, cut };
}

/** All places within `half` of a straight piece: two discs and the rectangle between them. It is convex, so a line cuts it in one stretch. */
function stripShape([x0, y0]: PixelPlace, [x1, y1]: PixelPlace, half: number): Shape {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const [ux, uy] = length > 0 ? [(x1 - x0) / length, (y1 - y0) / length] : [1, 0];
  const corners: readonly PixelPlace[] = [
    [x0 - uy * half, y0 + ux * half],
    [x1 - uy * half, y1 + ux * half],
    [x1 + uy * half, y1 - ux * half],
    [x0 + uy * half, y0 - ux * half],
  ];
  const rectangle = polygonShape([corners]);
  const cut = (row: number): readonly Interval[] => {
    let [from, to] = [Infinity, -Infinity];
    const take = (a: number, b: number): void => {
      from = Math.min(from, a);
      to = Math.max(to, b);
    };
    for (const [x, y] of [
      [x0, y0],
      [x1, y1],
    ] as const) {
      const reach = half * half - (row - y) * (row - y);
      if (reach > 0) take(x - Math.sqrt(reach), x + Math.sqrt(reach));
    }
    for (const [a, b] of rectangle.cut(row)) take(a, b);
    return from < to ? [[from, to]] : [];
  };
  return { top: Math.min(y0, y1) - half, bottom: Math.max(y0, y1) + half, cut };
}
