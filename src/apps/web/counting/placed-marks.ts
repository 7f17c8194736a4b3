import type { Mark } from "../../../sites/counting/mark.ts";
import { onWay, type WayPoint } from "../../../sites/tracks/strips/track-way.ts";
import { trackAt, type CountingTrack } from "./tracks.ts";

/** A mark where it lies: in the view's plane, and along its track. */
export interface PlacedMark {
  readonly mark: Mark;
  /** Corners in the plane, x and y one after another; the repeated last one is left out. */
  readonly ring: Float64Array;
  readonly middle: WayPoint;
  /** Farthest corner from the middle. */
  readonly radius: number;
  /** Index among the tracks; -1 for a mark on none. */
  readonly track: number;
  readonly fromMetres: number;
  readonly toMetres: number;
  /** Metres to the right of the line that its middle lies. */
  readonly aside: number;
}

/** Places marks, each once: a mark never changes. */
export class MarkPlaces {
  readonly #tracks: readonly CountingTrack[];
  readonly #toPlane: (position: WayPoint) => WayPoint;
  readonly #index: ReadonlyMap<string, number>;
  readonly #known = new WeakMap<Mark, PlacedMark>();

  constructor(tracks: readonly CountingTrack[], toPlane: (position: WayPoint) => WayPoint) {
    this.#tracks = tracks;
    this.#toPlane = toPlane;
    this.#index = new Map(tracks.map((t, i) => [t.id, i]));
  }

  place(mark: Mark): PlacedMark {
    const known = this.#known.get(mark);
    if (known !== undefined) return known;
    const corners = mark.outline.slice(0, -1).map(this.#toPlane);
    const sum = corners.reduce(([x, y], c) => [x + c[0], y + c[1]] as const, [0, 0] as const);
    const middle: WayPoint = [sum[0] / corners.length, sum[1] / corners.length];
    const named = mark.trackId === null ? undefined : this.#index.get(mark.trackId);
    const under = named === undefined ? trackAt(this.#tracks, middle) : null;
    const track = named ?? (under === null ? -1 : this.#tracks.indexOf(under.track));
    const way = this.#tracks[track]?.way;
    const at = way === undefined ? null : onWay(way, middle);
    const along =
      way === undefined || at === null ? [] : corners.map((c) => onWay(way, c, at.metres)?.metres ?? 0);
    const placed: PlacedMark = {
      mark,
      ring: Float64Array.from(corners.flat()),
      middle,
      radius: Math.max(...corners.map((c) => Math.hypot(c[0] - middle[0], c[1] - middle[1]))),
      track,
      fromMetres: along.length === 0 ? 0 : Math.min(...along),
      toMetres: along.length === 0 ? 0 : Math.max(...along),
      aside: at?.aside ?? 0,
    };
    this.#known.set(mark, placed);
    return placed;
  }

  /** Marks in the order in which they are numbered: track by track from north to south, along each from its western end; then those on no track, from the west. */
  inOrder(marks: readonly Mark[]): PlacedMark[] {
    const rank = ({ track }: PlacedMark): number => (track === -1 ? this.#tracks.length : track);
    return marks
      .map((m) => this.place(m))
      .sort(
        (a, b) =>
          rank(a) - rank(b) ||
          (a.track === -1
            ? a.middle[0] - b.middle[0]
            : a.fromMetres + a.toMetres - b.fromMetres - b.toMetres) ||
          (a.mark.id < b.mark.id ? -1 : 1),
      );
  }
}

/** Which placed marks lie near a part of the plane. */
export class MarkGrid {
  readonly #cells = new Map<string, number[]>();
  readonly #marks: readonly PlacedMark[];
  readonly #side: number;

  /** @param side of a cell, in the units of the plane */
  constructor(marks: readonly PlacedMark[], side = 60) {
    this.#marks = marks;
    this.#side = side;
    for (const [i, { middle, radius }] of marks.entries())
      this.#over(middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius, (key) => {
        const cell = this.#cells.get(key);
        if (cell === undefined) this.#cells.set(key, [i]);
        else cell.push(i);
      });
  }

  /** Indices of the marks that may meet a box, rising. */
  within(west: number, south: number, east: number, north: number): number[] {
    const across = (east - west) / this.#side;
    const up = (north - south) / this.#side;
    if (across * up > this.#cells.size) return this.#marks.map((_, i) => i);
    const found = new Set<number>();
    this.#over(west, south, east, north, (key) => {
      for (const i of this.#cells.get(key) ?? []) found.add(i);
    });
    return [...found].sort((a, b) => a - b);
  }

  /** The mark that a place lies on: the one whose middle is nearest. -1 for none. */
  at([x, y]: WayPoint, slack = 0): number {
    let [nearest, least] = [-1, Infinity];
    for (const i of this.within(x - slack, y - slack, x + slack, y + slack)) {
      const placed = this.#marks[i];
      if (placed === undefined) continue;
      const distance = Math.hypot(placed.middle[0] - x, placed.middle[1] - y);
      if (distance < least && distance <= placed.radius + slack && reaches(placed.ring, x, y, slack))
        [nearest, least] = [i, distance];
    }
    return nearest;
  }

  #over(west: number, south: number, east: number, north: number, each: (key: string) => void): void {
    const side = this.#side;
    for (let i = Math.floor(west / side); i <= Math.floor(east / side); i++)
      for (let j = Math.floor(south / side); j <= Math.floor(north / side); j++) each(`${i} ${j}`);
  }
}

/** Whether a place lies in a ring, or within a slack of one of its sides. */
function reaches(ring: Float64Array, x: number, y: number, slack: number): boolean {
  let inside = false;
  const n = ring.length / 2;
  for (let i = 0, j = n - 1; i < n; j = i++) {
    const [xi, yi, xj, yj] = [ring[2 * i] ?? 0, ring[2 * i + 1] ?? 0, ring[2 * j] ?? 0, ring[2 * j + 1] ?? 0];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    if (slack > 0) {
      const [dx, dy] = [xj - xi, yj - yi];
      const square = dx * dx + dy * dy;
      const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - xi) * dx + (y - yi) * dy) / square));
      if (Math.hypot(x - xi - share * dx, y - yi - share * dy) <= slack) return true;
    }
  }
  return inside;
}
