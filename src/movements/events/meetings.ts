import { metresPerDegree, sphereMetres, wrapped } from "../../base/geodesy/sphere.ts";
import type { PlaceIndex } from "../places/place-index.ts";
import type { Shore } from "../places/shore.ts";
import type { Meeting } from "./event.ts";
import type { EventSettings } from "./event-settings.ts";
import { tickMs, type Presence } from "./presence.ts";

interface Run {
  readonly first: number;
  readonly second: number;
  readonly fromTick: number;
  lastTick: number;
  readonly metres: number[];
  readonly knots: number[];
  readonly longitude0: number;
  east: number;
  north: number;
}

/** Ticks in a row that one of the two may be missing. */
const mostMissing = 2;
const rowStride = 1 << 20;

/**
 * Finds pairs of ships that lay near each other for long enough, tick by tick: at each tick slow ships are sorted into cells as wide as a meeting, and each is held
 * against those of its cell and the eight around.
 * @param ports for the distance to the nearest place; null where none are known
 */
export function findMeetings(
  presence: Presence,
  shore: Shore | null,
  ports: PlaceIndex | null,
  settings: EventSettings,
): Meeting[] {
  const order = byTick(presence);
  const open = new Map<string, Run>();
  const found: Meeting[] = [];
  const close = (key: string, run: Run): void => {
    open.delete(key);
    const meeting = meetingOf(run, shore, ports, settings);
    if (meeting !== null) found.push(meeting);
  };
  for (let from = 0; from < order.length;) {
    const tick = presence.tick[order[from] ?? 0] ?? 0;
    let to = from + 1;
    while (to < order.length && presence.tick[order[to] ?? 0] === tick) to++;
    eachPair(presence, order, from, to, settings.meetingMetres, (a, b, metres) => {
      const [first, second] = [presence.mmsi[a] ?? 0, presence.mmsi[b] ?? 0];
      if (first === second) return;
      const key = first < second ? `${first} ${second}` : `${second} ${first}`;
      const longitude = presence.longitude[a] ?? 0;
      const latitude = presence.latitude[a] ?? 0;
      let run = open.get(key);
      if (run !== undefined && tick - run.lastTick > mostMissing + 1) {
        close(key, run);
        run = undefined;
      }
      if (run === undefined) {
        run = {
          first: Math.min(first, second),
          second: Math.max(first, second),
          fromTick: tick,
          lastTick: tick,
          metres: [],
          knots: [],
          longitude0: longitude,
          east: 0,
          north: 0,
        };
        open.set(key, run);
      }
      run.lastTick = tick;
      run.metres.push(metres);
      run.knots.push(((presence.knots[a] ?? 0) + (presence.knots[b] ?? 0)) / 2);
      const across = longitude - run.longitude0;
      run.east += across > 180 ? across - 360 : across < -180 ? across + 360 : across;
      run.north += latitude;
    });
    // What was not renewed for a while is over.
    if (tick % 16 === 0)
      for (const [key, run] of open) if (tick - run.lastTick > mostMissing + 1) close(key, run);
    from = to;
  }
  for (const [key, run] of open) close(key, run);
  return found.sort((a, b) => a.fromMs - b.fromMs || a.first - b.first || a.second - b.second);
}

/** Numbers of the notes in order of tick, by counting. */
function byTick({ tick, length }: Presence): Uint32Array {
  if (length === 0) return new Uint32Array(0);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < length; i++) {
    least = Math.min(least, tick[i] ?? 0);
    most = Math.max(most, tick[i] ?? 0);
  }
  const starts = new Uint32Array(most - least + 2);
  for (let i = 0; i < length; i++) {
    const t = (tick[i] ?? 0) - least + 1;
    starts[t] = (starts[t] ?? 0) + 1;
  }
  for (let t = 1; t < starts.length; t++) starts[t] = (starts[t] ?? 0) + (starts[t - 1] ?? 0);
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i++) {
    const t = (tick[i] ?? 0) - least;
    order[starts[t] ?? 0] = i;
    starts[t] = (starts[t] ?? 0) + 1;
  }
  return order;
}

function eachPair(
  { longitude, latitude }: Presence,
  order: Uint32Array,
  from: number,
  to: number,
  within: number,
  use: (a: number, b: number, metres: number) => void,
): void {
  const cells = new Map<number, number[]>();
  const side = within / metresPerDegree;
  for (let k = from; k < to; k++) {
    const i = order[k] ?? 0;
    const [x, y] = [longitude[i] ?? 0, latitude[i] ?? 0];
    const row = Math.floor((y + 90) / side);
    // Columns are as wide as the row nearest to a pole asks for, in whole numbers around the earth.
    for (let r = row - 1; r <= row + 1; r++) {
      const columns = columnsOf(r, side);
      const column = Math.floor(((x + 180) / 360) * columns);
      for (let c = column - 1; c <= column + 1; c++)
        for (const j of cells.get(r * rowStride + ((c + columns) % columns)) ?? []) {
          const metres = sphereMetres(x, y, longitude[j] ?? 0, latitude[j] ?? 0);
          if (metres <= within) use(i, j, metres);
        }
    }
    const columns = columnsOf(row, side);
    const key = row * rowStride + (Math.floor(((x + 180) / 360) * columns) % columns);
    const known = cells.get(key);
    if (known === undefined) cells.set(key, [i]);
    else known.push(i);
  }
}

function columnsOf(row: number, side: number): number {
  const edge = Math.min(89.9, Math.max(Math.abs(row * side - 90), Math.abs((row + 1) * side - 90)));
  return Math.max(3, Math.min(rowStride - 1, Math.floor((360 * Math.cos((edge * Math.PI) / 180)) / side)));
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** How far a place is sought, in metres. */
const farthest = 100_000;

function meetingOf(
  run: Run,
  shore: Shore | null,
  ports: PlaceIndex | null,
  { meetingHours, meetingShoreMetres }: EventSettings,
): Meeting | null {
  if ((run.lastTick - run.fromTick) * tickMs < meetingHours * 3_600_000) return null;
  const count = run.metres.length;
  const position = [wrapped(run.longitude0 + run.east / count), run.north / count] as const;
  const toShore = shore?.metres(...position, farthest) ?? Number.POSITIVE_INFINITY;
  if (
    shore !== null &&
    (toShore < meetingShoreMetres || (meetingShoreMetres > 0 && shore.isLand(...position)))
  )
    return null;
  let nearest = toShore;
  for (const place of ports?.near(...position) ?? [])
    nearest = Math.min(nearest, ports?.metres(place, ...position) ?? nearest);
  return {
    first: run.first,
    second: run.second,
    fromMs: run.fromTick * tickMs,
    toMs: run.lastTick * tickMs,
    position,
    medianMetres: Math.round(median(run.metres)),
    medianKnots: Math.round(median(run.knots) * 100) / 100,
    nearestPlaceMetres: Number.isFinite(nearest) ? Math.round(nearest) : null,
  };
}
