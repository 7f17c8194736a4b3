import type { MapCamera } from "./camera.ts";
import type { Ink, LineRaster } from "./line-raster.ts";
import { momentOf, reportsOfChunk, rowAt, type Tracks } from "./tracks.ts";

export interface TrackInks {
  readonly track: Ink;
  readonly flagged: Ink;
  readonly silence: Ink;
  readonly ship: Ink;
}

/** What of the tracks is shown: times in tenths of a second after the tracks' zero, half-open. */
export interface TrackTimes {
  readonly from: number;
  readonly to: number;
  /** Ships are shown where they were then; what came after it is fainter. */
  readonly at: number;
  /** Two reports farther apart than this are joined by dashes. */
  readonly silence: number;
}

export interface TrackChoice {
  /** False: silences are left empty. */
  readonly silences: boolean;
  /** null: no ships are shown. */
  readonly ships: ShipMarks | null;
  /** Only these tracks, by number; null: all. */
  readonly only: ReadonlySet<number> | null;
  /** Steps shorter than this, in pixels of the layer, are joined to the next: 1 shows all that can be seen. */
  readonly leastStep: number;
}

/** Pixels of the layer to a pixel of the page. */
export interface LayerSize {
  readonly ratio: number;
}

export interface Drawn {
  /** Tracks with a report in the time and in the view. */
  readonly tracks: number;
  /** Ships shown at the moment. */
  readonly ships: number;
}

/** What comes after the moment, and what was before it. */
const [later, earlier] = [90, 235];

/** Draws what a view shows of the tracks. */
export function drawTracks(
  raster: LineRaster,
  tracks: Tracks,
  camera: MapCamera,
  times: TrackTimes,
  choice: TrackChoice,
  inks: TrackInks,
  { ratio }: LayerSize,
): Drawn {
  const scale = camera.worldPixels * ratio;
  const [halfWide, halfHigh] = [raster.width / 2, raster.height / 2];
  const [reachX, reachY] = [halfWide / scale, halfHigh / scale];
  const { boxes, first } = tracks;
  let [shown, ships] = [0, 0];
  for (let t = 0; t + 1 < first.length; t++) {
    if (choice.only !== null && !choice.only.has(t)) continue;
    for (const turn of turns) {
      const x = camera.x - turn;
      if ((boxes[4 * t + 2] ?? 0) < x - reachX || (boxes[4 * t] ?? 0) > x + reachX) continue;
      if ((boxes[4 * t + 3] ?? 0) < camera.y - reachY || (boxes[4 * t + 1] ?? 0) > camera.y + reachY)
        continue;
      const own = { x, y: camera.y, scale, halfWide, halfHigh, reachX, reachY, full: ratio >= 1.5 ? 1 : 0 };
      if (drawTrack(raster, tracks, t, own, times, choice, inks)) shown++;
      if (choice.ships !== null && drawShip(raster, tracks, t, own, times, choice.ships, inks, ratio))
        ships++;
    }
  }
  return { tracks: shown, ships };
}

// The world stands three times side by side, so that a view across the date line has no edge.
const turns = [0, -1, 1] as const;

interface OwnView {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly halfWide: number;
  readonly halfHigh: number;
  readonly reachX: number;
  readonly reachY: number;
  readonly full: number;
}

function drawTrack(
  raster: LineRaster,
  { columns, x, y, first, firstChunk, chunks }: Tracks,
  track: number,
  view: OwnView,
  times: TrackTimes,
  { silences, leastStep }: TrackChoice,
  inks: TrackInks,
): boolean {
  const { tenths, flags: flagged, joint: joints } = columns;
  const start = first[track] ?? 0;
  const end = first[track + 1] ?? 0;
  const from = rowAt(tenths, start, end, times.from);
  const to = rowAt(tenths, from, end, times.to);
  if (from >= to) return false;
  // Read once: what follows runs for every report of every frame.
  const { scale, full } = view;
  const left = view.halfWide - view.x * scale;
  const top = view.halfHigh - view.y * scale;
  const { silence, at } = times;
  let isSeen = false;
  let last = -1;
  let goesOn = false;
  let lastX = 0;
  let lastY = 0;
  let [crossX, crossY] = [-99, -99];
  let i = from;
  while (i < to) {
    const inTrack = i - start;
    const chunk = (firstChunk[track] ?? 0) + Math.floor(inTrack / reportsOfChunk);
    const chunkEnd = Math.min(to, start + (Math.floor(inTrack / reportsOfChunk) + 1) * reportsOfChunk);
    if (
      (chunks[4 * chunk + 2] ?? 0) < view.x - view.reachX ||
      (chunks[4 * chunk] ?? 0) > view.x + view.reachX ||
      (chunks[4 * chunk + 3] ?? 0) < view.y - view.reachY ||
      (chunks[4 * chunk + 1] ?? 0) > view.y + view.reachY
    ) {
      i = chunkEnd;
      last = -1;
      goesOn = false;
      continue;
    }
    isSeen = true;
    if (last === -1 && i > from) {
      last = i - 1;
      lastX = (x[last] ?? 0) * scale + left;
      lastY = (y[last] ?? 0) * scale + top;
    }
    for (; i < chunkEnd; i++) {
      const px = (x[i] ?? 0) * scale + left;
      const py = (y[i] ?? 0) * scale + top;
      const flags = flagged[i] ?? 0;
      const joint = joints[i] ?? 0;
      if (last === -1 || joint === 0) {
        if (flags === 0) raster.set(Math.round(px), Math.round(py), inks.track, 255);
        else {
          // A report that lies apart has no line to be seen by.
          raster.cross(px, py, 3 + full, inks.flagged);
          [crossX, crossY] = [px, py];
        }
        goesOn = false;
        last = i;
        lastX = px;
        lastY = py;
        continue;
      }
      const isSilent = joint === 1 && (tenths[i] ?? 0) - (tenths[i - 1] ?? 0) >= silence;
      const near = Math.abs(px - lastX) < leastStep && Math.abs(py - lastY) < leastStep;
      // Short steps are not seen, unless something is to be said of them.
      if (near && !isSilent && flags === 0 && i + 1 < to) continue;
      const strength = (tenths[i] ?? 0) > at ? later : earlier;
      if (isSilent) {
        // The line to the last report that was heard, where steps before the silence were passed over.
        if (last !== i - 1) {
          lastX = (x[i - 1] ?? 0) * scale + left;
          lastY = (y[i - 1] ?? 0) * scale + top;
        }
        if (silences) raster.dashes(lastX, lastY, px, py, inks.silence, strength);
      } else if (flags === 0) raster.line(lastX, lastY, px, py, inks.track, strength, full, goesOn);
      else {
        raster.line(lastX, lastY, px, py, inks.flagged, Math.max(160, strength), full + 1);
        if (Math.abs(px - crossX) + Math.abs(py - crossY) > 11) {
          raster.cross(px, py, 3 + full, inks.flagged);
          [crossX, crossY] = [px, py];
        }
      }
      goesOn = flags === 0 && !isSilent;
      last = i;
      lastX = px;
      lastY = py;
    }
  }
  return isSeen;
}

/** The ship as it lay at the moment: an arrow along its course, a dot where it lies, hollow where it was not heard. */
function drawShip(
  raster: LineRaster,
  tracks: Tracks,
  track: number,
  view: OwnView,
  times: TrackTimes,
  marks: ShipMarks,
  inks: TrackInks,
  ratio: number,
): boolean {
  const moment = momentOf(tracks, track, times.at, times.silence);
  if (moment === null) return false;
  const px = (moment.x - view.x) * view.scale + view.halfWide;
  const py = (moment.y - view.y) * view.scale + view.halfHigh;
  if (px < -8 || py < -8 || px > raster.width + 8 || py > raster.height + 8) return false;
  const flagged = (tracks.columns.flags[moment.row] ?? 0) !== 0;
  const ink = flagged ? inks.flagged : inks.ship;
  const hollow = moment.how === "silent";
  if (marks === "dots") drawDot(raster, px, py, Math.round(ratio), hollow, ink);
  else drawShipMark(raster, px, py, moment.direction, hollow, ink, ratio);
  return true;
}

/** How ships are marked: arrows, or dots where there are too many to tell apart. */
export type ShipMarks = "arrows" | "dots";

/** A mark of a few pixels. `direction` is in radians clockwise from north; null: not said, or the ship lies still. */
export function drawShipMark(
  raster: LineRaster,
  px: number,
  py: number,
  direction: number | null,
  hollow: boolean,
  ink: Ink,
  ratio: number,
): void {
  if (direction === null) return drawDot(raster, px, py, Math.round(2 * ratio), hollow, ink);
  const r = 4.2 * ratio;
  const [sine, cosine] = [Math.sin(direction), Math.cos(direction)];
  const bow = [px + sine * 1.5 * r, py - cosine * 1.5 * r] as const;
  const corner = (side: number): readonly [number, number] => [
    px - sine * 0.8 * r + side * cosine * 0.72 * r,
    py + cosine * 0.8 * r + side * sine * 0.72 * r,
  ];
  const [left, right] = [corner(-1), corner(1)];
  if (!hollow) fillTriangle(raster, bow, left, right, ink);
  raster.line(...bow, ...left, ink);
  raster.line(...bow, ...right, ink);
  raster.line(...left, ...right, ink);
}

function drawDot(raster: LineRaster, px: number, py: number, reach: number, hollow: boolean, ink: Ink): void {
  const [x, y] = [Math.round(px), Math.round(py)];
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++)
      if (!hollow || Math.abs(dx) === reach || Math.abs(dy) === reach) raster.set(x + dx, y + dy, ink, 255);
}

type Corner = readonly [x: number, y: number];

function fillTriangle(raster: LineRaster, a: Corner, b: Corner, c: Corner, ink: Ink): void {
  const side = (p: Corner, q: Corner, x: number, y: number): number =>
    (q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0]);
  const way = Math.sign(side(a, b, ...c));
  for (let y = Math.ceil(Math.min(a[1], b[1], c[1])); y <= Math.max(a[1], b[1], c[1]); y++)
    for (let x = Math.ceil(Math.min(a[0], b[0], c[0])); x <= Math.max(a[0], b[0], c[0]); x++)
      if (way * side(a, b, x, y) >= 0 && way * side(b, c, x, y) >= 0 && way * side(c, a, x, y) >= 0)
        raster.set(x, y, ink, 255);
}
