import { degreeParts, type TrackColumns } from "../../../findings/screens/movements-track-bytes.ts";

/** Reports whose box is known together: what lies outside of the view is passed over by so many at once. */
export const reportsOfChunk = 128;

/** Tracks ready to be drawn: places in Web Mercator's unit square, with boxes around them. */
export interface Tracks {
  readonly columns: TrackColumns;
  readonly length: number;
  /** A track that crosses the date line goes on beyond 0 and 1, so that no line runs around the world. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Row of the first report of each track, and at the end the number of reports. */
  readonly first: Uint32Array;
  /** First chunk of each track, and at the end the number of chunks. */
  readonly firstChunk: Uint32Array;
  /** West, north, east, south of each chunk, with the report before it. */
  readonly chunks: Float64Array;
  /** The same of each track. */
  readonly boxes: Float64Array;
  /** Tracks of each identity. */
  readonly tracksOfShip: ReadonlyMap<number, readonly number[]>;
}

export function tracksOf(columns: TrackColumns): Tracks {
  const length = columns.tenths.length;
  const count = columns.mmsi.length;
  const [x, y] = [new Float64Array(length), new Float64Array(length)];
  const first = new Uint32Array(count + 1);
  first.set(columns.first);
  first[count] = length;
  const firstChunk = new Uint32Array(count + 1);
  for (let t = 0; t < count; t++)
    firstChunk[t + 1] =
      (firstChunk[t] ?? 0) + Math.ceil(((first[t + 1] ?? 0) - (first[t] ?? 0)) / reportsOfChunk);
  const chunks = new Float64Array(4 * (firstChunk[count] ?? 0));
  const boxes = new Float64Array(4 * count);
  for (let t = 0; t < count; t++) {
    const [from, to] = [first[t] ?? 0, first[t + 1] ?? 0];
    let turn = 0;
    for (let i = from; i < to; i++) {
      const own = (columns.longitude[i] ?? 0) / degreeParts / 360 + 0.5;
      const before = i === from ? own : (x[i - 1] ?? 0);
      if (own + turn - before > 0.5) turn--;
      else if (before - own - turn > 0.5) turn++;
      x[i] = own + turn;
      const sine = Math.sin(((columns.latitude[i] ?? 0) / degreeParts) * (Math.PI / 180));
      const held = Math.max(-0.9962, Math.min(0.9962, sine));
      y[i] = 0.5 - Math.log((1 + held) / (1 - held)) / (4 * Math.PI);
    }
    let box = emptyBox();
    for (let c = firstChunk[t] ?? 0, start = from; start < to; c++, start += reportsOfChunk) {
      const own = emptyBox();
      for (let i = Math.max(from, start - 1); i < Math.min(to, start + reportsOfChunk); i++)
        widen(own, x[i] ?? 0, y[i] ?? 0);
      chunks.set(own, 4 * c);
      box = [
        Math.min(box[0], own[0]),
        Math.min(box[1], own[1]),
        Math.max(box[2], own[2]),
        Math.max(box[3], own[3]),
      ];
    }
    boxes.set(box, 4 * t);
  }
  return {
    columns,
    length,
    x,
    y,
    first,
    firstChunk,
    chunks,
    boxes,
    tracksOfShip: byShip(columns.mmsi),
  };
}

function byShip(mmsi: Int32Array): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const [track, ship] of mmsi.entries()) {
    const known = found.get(ship);
    if (known === undefined) found.set(ship, [track]);
    else known.push(track);
  }
  return found;
}

type Box = [west: number, north: number, east: number, south: number];
const emptyBox = (): Box => [Infinity, Infinity, -Infinity, -Infinity];

function widen(box: Box, x: number, y: number): void {
  if (x < box[0]) box[0] = x;
  if (y < box[1]) box[1] = y;
  if (x > box[2]) box[2] = x;
  if (y > box[3]) box[3] = y;
}

/** The first row of [from, to) whose time is not before `tenths`; `to` for none. */
export function rowAt(times: Uint32Array, from: number, to: number, tenths: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < tenths) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where a ship was at a time, as far as its reports say. Places in the unit square. */
export interface Moment {
  readonly x: number;
  readonly y: number;
  /** Radians clockwise from north; null: not said, or it lies still. */
  readonly direction: number | null;
  /** Between two reports; on the line over a silence; or before the first or after the last, where it may be anywhere. */
  readonly how: "between" | "silent";
  /** The report at or before that time. */
  readonly row: number;
}

/** Null: the ship has no report before that time, or none after it. */
export function momentOf(
  tracks: Tracks,
  track: number,
  tenths: number,
  silenceTenths: number,
): Moment | null {
  const { columns, x, y } = tracks;
  const [from, to] = [tracks.first[track] ?? 0, tracks.first[track + 1] ?? 0];
  const after = rowAt(columns.tenths, from, to, tenths);
  const isAt = after < to && columns.tenths[after] === tenths;
  const row = isAt ? after : after - 1;
  if (row < from || (!isAt && after >= to)) return null;
  const direction = directionOf(tracks, row);
  const next = Math.min(row + 1, to - 1);
  const span = (columns.tenths[next] ?? 0) - (columns.tenths[row] ?? 0);
  const place = { x: x[row] ?? 0, y: y[row] ?? 0, direction, row };
  if (isAt || span <= 0) return { ...place, how: "between" };
  const share = (tenths - (columns.tenths[row] ?? 0)) / span;
  const [dx, dy] = [(x[next] ?? 0) - place.x, (y[next] ?? 0) - place.y];
  return {
    ...place,
    x: place.x + share * dx,
    y: place.y + share * dy,
    how: columns.joint[next] === 1 && span >= silenceTenths ? "silent" : "between",
  };
}

function directionOf({ columns }: Tracks, row: number): number | null {
  const [speed, course] = [columns.speed[row] ?? 65_535, columns.course[row] ?? 65_535];
  if (course > 3_600 || (speed < 5 && speed !== 65_535)) return null;
  return (course / 10) * (Math.PI / 180);
}
