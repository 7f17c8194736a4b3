import { acrossDegrees, metresPerSecondOfKnot, sphereMetres, wrapped } from "../../base/geodesy/sphere.ts";
import { noSecond, senderClasses, type Fixes } from "../ais/fixes.ts";
import { findCircles, type Circle } from "./circling.ts";
import { clockIsOff as clockIsOffBit, flagBit, flagsOf } from "./flag-bits.ts";
import { flagFrozen } from "./frozen.ts";
import { identityForm } from "./identity-form.ts";
import type { LandCells } from "./land-cells.ts";
import { openSegments } from "./open-segments.ts";
import type { Segment, TrackFlag } from "./segment.ts";
import { sharedOut } from "./shared-out.ts";
import type { ShipRows } from "./ship-rows.ts";
import type { TrackSettings } from "./track-settings.ts";

/** Reports of one ship with what speaks against them. Good until the next piece is asked for. */
export interface TrackedRows {
  readonly rows: ShipRows;
  /** Bits of `flagBit`, by row of the batch. */
  readonly flags: Uint16Array;
  /** Number of the segment, by row of the batch. */
  readonly segment: Int32Array;
  /** Rows by segment, then time: segment s has `order[starts[s]]` up to `order[starts[s + 1]]`. */
  readonly order: Int32Array;
  readonly starts: Int32Array;
}

/** One segment with what is needed to join it to another. */
export interface TrackedSegment {
  readonly segment: Segment;
  readonly first: End;
  readonly last: End;
  readonly senderClass: number;
  /** Reports from inland cells, by cell: on land unless the cell turns out to be a waterway. */
  readonly inland: ReadonlyMap<number, number>;
}

export interface End {
  readonly at: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly speed: number;
  readonly course: number;
}

/** Follows one identity through its pieces. */
export interface ShipTracker {
  readonly take: (rows: ShipRows) => TrackedRows;
  /** After the last piece. */
  readonly segments: () => readonly TrackedSegment[];
  readonly circles: () => readonly Circle[];
}

/** Room that trackers use one after the other. */
export interface TrackRoom {
  flags: Uint16Array;
  segment: Int32Array;
  order: Int32Array;
}

export const trackRoom = (): TrackRoom => ({
  flags: new Uint16Array(0),
  segment: new Int32Array(0),
  order: new Int32Array(0),
});

export interface TrackOptions {
  readonly settings: TrackSettings;
  readonly land: LandCells | null;
  /** True: what is a waterway is known already, and reports on land are flagged as they come. */
  readonly landIsKnown?: boolean;
  /** True when the identity says of itself at the same time that it is two ships. */
  readonly saysTwoShips?: boolean;
  /** True when the sender's own clock is steadily off, by the seconds that it stated. */
  readonly clockIsOff?: boolean;
  readonly room?: TrackRoom;
}

const aircraft = senderClasses.indexOf("aircraft");
/** Distances shorter than this between reports are not asked for a speed: rounding of place and time alone gives any. */
const impliedMetres = 300;
const impliedSeconds = 15;

/** Splits one identity's reports into segments and flags what cannot be: docs/method/tracks.md. */
export function trackShip(
  mmsi: number,
  {
    settings,
    land,
    landIsKnown = false,
    saysTwoShips = false,
    clockIsOff = false,
    room = trackRoom(),
  }: TrackOptions,
): ShipTracker {
  const segments = openSegments(settings);
  const growing: Growing[] = [];
  const circles: Circle[] = [];
  const base = identityForm(mmsi) === "invalid" ? flagBit["invalid-identity"] : 0;
  return {
    take: (rows) => {
      const { fixes, from, to } = rows;
      grow(room, to);
      const { flags, segment, order } = room;
      flags.fill(base, from, to);
      if (clockIsOff) flagStated(fixes.second, flags, from, to);
      for (let i = from; i < to; i++) segment[i] = segments.assign(fixes, i);
      const starts = sortBySegment(segment, order, from, to, segments.all.length);
      if (segments.all.length > 1) sharedOut({ rows, flags, segment, order, starts }, saysTwoShips, settings);
      for (let s = 0; s + 1 < starts.length; s++) {
        const [begin, end] = [starts[s] ?? 0, starts[s + 1] ?? 0];
        if (begin === end) continue;
        flagFrozen(fixes, flags, order, begin, end, settings);
        for (const circle of findCircles(mmsi, fixes, order, begin, end, settings)) {
          circles.push(circle);
          for (let k = begin; k < end; k++) {
            const row = order[k] ?? 0;
            const at = fixes.at[row] ?? 0;
            if (at >= circle.fromMs && at <= circle.toMs) flags[row] = (flags[row] ?? 0) | flagBit.circling;
          }
        }
        const grown = (growing[s] ??= growingSegment(fixes, order[begin] ?? 0));
        for (let k = begin; k < end; k++)
          grown.take(fixes, order[k] ?? 0, flags, settings, land, landIsKnown, mmsi);
      }
      return { rows, flags, segment, order, starts };
    },
    segments: () => growing.map((g, s) => g.finished(mmsi, s)),
    circles: () => circles,
  };
}

/** The reports that state a second are those that the sender's clock made. */
function flagStated(second: Uint8Array, flags: Uint16Array, from: number, to: number): void {
  for (let i = from; i < to; i++)
    if ((second[i] ?? noSecond) < noSecond) flags[i] = (flags[i] ?? 0) | clockIsOffBit;
}

function grow(room: TrackRoom, length: number): void {
  if (room.flags.length >= length) return;
  const wanted = Math.max(65_536, 2 * length);
  room.flags = new Uint16Array(wanted);
  room.segment = new Int32Array(wanted);
  room.order = new Int32Array(wanted);
}

/** Rows by segment in their order, by counting; most ships have one. */
function sortBySegment(
  segment: Int32Array,
  order: Int32Array,
  from: number,
  to: number,
  count: number,
): Int32Array {
  const starts = new Int32Array(count + 1);
  for (let i = from; i < to; i++) {
    const s = (segment[i] ?? 0) + 1;
    starts[s] = (starts[s] ?? 0) + 1;
  }
  for (let s = 0; s < count; s++) starts[s + 1] = (starts[s + 1] ?? 0) + (starts[s] ?? 0);
  const next = starts.slice();
  for (let i = from; i < to; i++) {
    const s = segment[i] ?? 0;
    const at = next[s] ?? 0;
    order[at] = i;
    next[s] = at + 1;
  }
  return starts;
}

type Growing = ReturnType<typeof growingSegment>;

function growingSegment(fixes: Fixes, row: number) {
  const first = endOf(fixes, row);
  // The last report in numbers of their own: an object for each would cost more than all the rest.
  let [lastAt, lastLongitude, lastLatitude] = [first.at, first.longitude, first.latitude];
  let [lastSpeed, lastCourse] = [first.speed, first.course];
  let count = 0;
  // Longitudes from the first one on, so that a segment over the 180th meridian has one box.
  let [west, east, south, north] = [0, 0, first.latitude, first.latitude];
  let [sailed, most] = [0, 0];
  const counts = new Uint32Array(16);
  const inland = new Map<number, number>();
  let [cell, cellLongitude, cellLatitude] = [-1, Number.NaN, 0];
  return {
    take: (
      fixes: Fixes,
      row: number,
      flags: Uint16Array,
      settings: TrackSettings,
      land: LandCells | null,
      landIsKnown: boolean,
      mmsi: number,
    ): void => {
      const at = fixes.at[row] ?? 0;
      const longitude = fixes.longitude[row] ?? 0;
      const latitude = fixes.latitude[row] ?? 0;
      const speed = fixes.speed[row] ?? Number.NaN;
      let bits = flags[row] ?? 0;
      const limit = fixes.senderClass[row] === aircraft ? settings.mostAircraftKnots : settings.mostKnots;
      if (count > 0) {
        const metres = sphereMetres(lastLongitude, lastLatitude, longitude, latitude);
        sailed += metres;
        const seconds = (at - lastAt) / 1000;
        if (metres > impliedMetres + limit * metresPerSecondOfKnot * (seconds + impliedSeconds))
          bits |= flagBit["impossible-speed"];
      }
      if (speed > limit) bits |= flagBit["impossible-speed"];
      else if (speed > most) most = speed;
      if (land !== null) {
        // Within a hundredth of a degree the answer is the same.
        if (!(Math.abs(longitude - cellLongitude) < 0.01 && Math.abs(latitude - cellLatitude) < 0.01)) {
          cell = land.inland(longitude, latitude);
          [cellLongitude, cellLatitude] = [longitude, latitude];
          if (cell >= 0 && !landIsKnown) land.note(cell, mmsi);
        }
        if (cell >= 0) {
          inland.set(cell, (inland.get(cell) ?? 0) + 1);
          if (landIsKnown && !land.isWaterway(cell)) bits |= flagBit["on-land"];
        }
      }
      flags[row] = bits;
      // One word for both bits: a report is counted once under it.
      const counted = (bits & flagBit.clock) === 0 ? bits : bits & ~clockIsOffBit;
      for (let left = counted; left !== 0; left &= left - 1) {
        const bit = 31 - Math.clz32(left & -left);
        counts[bit] = (counts[bit] ?? 0) + 1;
      }
      const across = acrossDegrees(first.longitude, longitude);
      if (across < west) west = across;
      if (across > east) east = across;
      if (latitude < south) south = latitude;
      if (latitude > north) north = latitude;
      [lastAt, lastLongitude, lastLatitude] = [at, longitude, latitude];
      [lastSpeed, lastCourse] = [speed, fixes.course[row] ?? Number.NaN];
      count++;
    },
    finished: (mmsi: number, number: number): TrackedSegment => ({
      segment: {
        id: `${mmsi}/${number + 1}`,
        mmsi,
        firstMs: first.at,
        lastMs: lastAt,
        fixes: count,
        box: {
          west: wrapped(first.longitude + west),
          south,
          east: east === west ? wrapped(first.longitude + west) : wrapped(first.longitude + east),
          north,
        },
        sailedMetres: Math.round(sailed),
        maxKnots: Math.round(most * 10) / 10,
        flags: flagCounts(counts),
      },
      first,
      last: {
        at: lastAt,
        longitude: lastLongitude,
        latitude: lastLatitude,
        speed: lastSpeed,
        course: lastCourse,
      },
      senderClass: fixes.senderClass[row] ?? 0,
      inland,
    }),
  };
}

function flagCounts(counts: Uint32Array): Partial<Record<TrackFlag, number>> {
  const found: Partial<Record<TrackFlag, number>> = {};
  for (const [bit, count] of counts.entries())
    if (count > 0) for (const flag of flagsOf(1 << bit)) found[flag] = (found[flag] ?? 0) + count;
  return found;
}

const endOf = (fixes: Fixes, row: number): End => ({
  at: fixes.at[row] ?? 0,
  longitude: fixes.longitude[row] ?? 0,
  latitude: fixes.latitude[row] ?? 0,
  speed: fixes.speed[row] ?? Number.NaN,
  course: fixes.course[row] ?? Number.NaN,
});
