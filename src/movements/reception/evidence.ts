import { metresPerDegree, metresPerSecondOfKnot, sphereMetres, wrapped } from "../../base/geodesy/sphere.ts";
import { senderClasses, type Fixes } from "../ais/fixes.ts";
import { fineCell } from "./cells.ts";
import { slotMinutes } from "./reception.ts";
import { binOf, eachStretch, slotMs, slotOf, timeBins, type TimeBins } from "./slots.ts";
import { tallies, type Tallies } from "./tallies.ts";

/** Senders that are told apart: class A, class B, and those of whom neither is known. */
export const classGroups = 3;
const [classA, classB] = [senderClasses.indexOf("A"), senderClasses.indexOf("B")];
export const groupOfClass = (senderClass: number): number =>
  senderClass === classA ? 0 : senderClass === classB ? 1 : 2;

/** Gaps longer than this may be a transponder that was off, and are weighed before they count. */
const shortGapMs = 60 * 60_000;
/** Over a longer gap nobody knows where the ship was, unless it is where it was. */
const longestGapMs = 24 * 3_600_000;
const longestStillMs = 7 * 24 * 3_600_000;
const stillMetres = 5000;
/** A ship that is faster than this when it is last or first heard sails on, in knots, and for so long nobody hears it, in milliseconds. */
const sailingKnots = 5;
const sailedOnMs = 2 * 3_600_000;

const radians = Math.PI / 180;

/** Long gaps in columns, in order of ship. */
export interface LongGaps {
  length: number;
  mmsi: Int32Array;
  group: Uint8Array;
  /** 1 where the ship lay still: at a quay transponders are switched off more often than at sea. */
  still: Uint8Array;
  fromMs: Float64Array;
  toMs: Float64Array;
  places: Float64Array;
}

/** What the reports say of reception before anything is estimated. */
export interface Evidence {
  readonly times: TimeBins;
  /** By cell, bin of time and class: `(cell * bins + bin) * classGroups + group`. */
  readonly fine: Tallies;
  readonly gaps: LongGaps;
  /** Ships that were heard in each fine cell. */
  readonly ships: ReadonlyMap<number, number>;
}

export interface EvidenceTaker {
  /** Begins another segment of a ship; each ship's segments come together. */
  readonly begin: (mmsi: number, senderClass: number) => void;
  /** Takes the segment's next reports, rows `order[from]` up to `order[to]`, without those with a bit of `without`. */
  readonly take: (
    fixes: Fixes,
    order: Int32Array,
    from: number,
    to: number,
    flags: Uint16Array,
    without: number,
  ) => void;
  readonly finish: () => Evidence;
}

/**
 * Gathers in which stretches of ten minutes ships were heard while they sailed from one report to the next, and that nobody heard them where they sailed on:
 * docs/method/reception.md.
 * @param extrapolate false where the reports are those of a box: a ship that leaves it is not silent
 */
export function gatherEvidence(fromMs: number, toMs: number, extrapolate = true): EvidenceTaker {
  const times = timeBins(fromMs, toMs);
  const fine = tallies(65_536);
  const gaps = noGaps(1024);
  const ships = new Map<number, { count: number; last: number }>();
  let [mmsi, group] = [0, 2];
  let [lastAt, lastLongitude, lastLatitude] = [Number.NaN, 0, 0];
  let [groupRow, groupSlots, groupHeard] = [-1, 0, 0];

  const flush = (): void => {
    if (groupRow >= 0 && groupSlots > 0) {
      const c = fine.columns;
      c.slots[groupRow] = (c.slots[groupRow] ?? 0) + groupSlots;
      c.heard[groupRow] = (c.heard[groupRow] ?? 0) + groupHeard;
      c.squares[groupRow] = (c.squares[groupRow] ?? 0) + groupSlots * groupSlots;
      c.heardSquares[groupRow] = (c.heardSquares[groupRow] ?? 0) + (groupHeard * groupHeard) / groupSlots;
      c.groups[groupRow] = (c.groups[groupRow] ?? 0) + 1;
      if (groupHeard > 0) {
        const known = c.heardShip[groupRow] ?? 0;
        if (known === 0) c.heardShip[groupRow] = mmsi;
        else if (known !== mmsi) c.heardMany[groupRow] = 1;
      }
    }
    [groupRow, groupSlots, groupHeard] = [-1, 0, 0];
  };
  let [keptCell, keptBin, keptRow] = [-1, -1, -1];
  const count = (cell: number, bin: number, slots: number, heard: number): void => {
    if (cell !== keptCell || bin !== keptBin) {
      keptRow = fine.row((cell * times.bins + bin) * classGroups + group);
      [keptCell, keptBin] = [cell, bin];
    }
    if (keptRow !== groupRow) {
      flush();
      groupRow = keptRow;
    }
    groupSlots += slots;
    groupHeard += heard;
  };
  const heardIn = (cell: number): void => {
    const known = ships.get(cell);
    if (known === undefined) ships.set(cell, { count: 1, last: mmsi });
    else if (known.last !== mmsi) {
      known.count++;
      known.last = mmsi;
    }
  };
  let [segmentBegan, lastSpeed, lastCourse] = [false, Number.NaN, Number.NaN];
  /** Where a ship was before it was first heard, or is after it was last heard, while it sails on: nobody hears it there. */
  const sailedOn = (
    at: number,
    longitude: number,
    latitude: number,
    knots: number,
    course: number,
    direction: 1 | -1,
  ): void => {
    if (!extrapolate || !(knots >= sailingKnots && knots < 60) || !(course >= 0 && course < 360)) return;
    const until = direction === 1 ? Math.min(toMs, at + sailedOnMs) : Math.max(fromMs, at - sailedOnMs);
    const lasted = Math.abs(until - at);
    if (lasted < shortGapMs) return;
    const metres = (direction * knots * metresPerSecondOfKnot * lasted) / 1000;
    const there = [
      wrapped(
        longitude +
          (metres * Math.sin(course * radians)) /
            (metresPerDegree * Math.max(0.05, Math.cos(latitude * radians))),
      ),
      Math.max(-89, Math.min(89, latitude + (metres * Math.cos(course * radians)) / metresPerDegree)),
    ] as const;
    const here = [longitude, latitude] as const;
    pushGap(
      gaps,
      mmsi,
      group,
      direction === 1
        ? { fromMs: at, toMs: until, from: here, to: there }
        : { fromMs: until, toMs: at, from: there, to: here },
    );
  };
  const endSegment = (): void => {
    if (segmentBegan && !Number.isNaN(lastAt))
      sailedOn(lastAt, lastLongitude, lastLatitude, lastSpeed, lastCourse, 1);
    segmentBegan = false;
  };
  const silence = (at: number, longitude: number, latitude: number): void => {
    const way = {
      fromMs: lastAt,
      toMs: at,
      from: [lastLongitude, lastLatitude],
      to: [longitude, latitude],
    } as const;
    const lasted = at - lastAt;
    if (lasted <= shortGapMs) eachStretch(way, times, (cell, bin, slots) => count(cell, bin, slots, 0));
    else if (
      lasted <= longestGapMs ||
      (lasted <= longestStillMs &&
        sphereMetres(lastLongitude, lastLatitude, longitude, latitude) <= stillMetres)
    )
      pushGap(gaps, mmsi, group, way);
  };
  return {
    begin: (nextMmsi, senderClass) => {
      endSegment();
      flush();
      mmsi = nextMmsi;
      group = groupOfClass(senderClass);
      lastAt = Number.NaN;
      keptCell = -1;
    },
    take: (fixes, order, from, to, flags, without) => {
      let lastSlot = Number.isNaN(lastAt) ? -1 : slotOf(lastAt);
      for (let k = from; k < to; k++) {
        const row = order[k] ?? 0;
        if (((flags[row] ?? 0) & without) !== 0) continue;
        const at = fixes.at[row] ?? 0;
        const slot = Math.floor(at / slotMs);
        if (slot !== lastSlot) {
          const longitude = fixes.longitude[row] ?? 0;
          const latitude = fixes.latitude[row] ?? 0;
          const cell = fineCell(longitude, latitude);
          // The slot of the first report is heard by what it is, and says nothing.
          if (lastSlot !== -1) {
            if (slot > lastSlot + 1) silence(at, longitude, latitude);
            count(cell, binOf(times, at), 1, 1);
          }
          heardIn(cell);
          lastSlot = slot;
        }
        lastAt = at;
        lastLongitude = fixes.longitude[row] ?? 0;
        lastLatitude = fixes.latitude[row] ?? 0;
        lastSpeed = fixes.speed[row] ?? Number.NaN;
        lastCourse = fixes.course[row] ?? Number.NaN;
        if (!segmentBegan) {
          segmentBegan = true;
          sailedOn(at, lastLongitude, lastLatitude, lastSpeed, lastCourse, -1);
        }
      }
    },
    finish: () => {
      endSegment();
      flush();
      return { times, fine, gaps, ships: new Map([...ships].map(([cell, s]) => [cell, s.count])) };
    },
  };
}

export const noGaps = (room: number): LongGaps => ({
  length: 0,
  mmsi: new Int32Array(room),
  group: new Uint8Array(room),
  still: new Uint8Array(room),
  fromMs: new Float64Array(room),
  toMs: new Float64Array(room),
  places: new Float64Array(4 * room),
});

function pushGap(
  gaps: LongGaps,
  mmsi: number,
  group: number,
  way: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly from: readonly [number, number];
    readonly to: readonly [number, number];
  },
): void {
  const at = gaps.length;
  if (at === gaps.mmsi.length) {
    const wider = noGaps(2 * at);
    wider.mmsi.set(gaps.mmsi);
    wider.group.set(gaps.group);
    wider.still.set(gaps.still);
    wider.fromMs.set(gaps.fromMs);
    wider.toMs.set(gaps.toMs);
    wider.places.set(gaps.places);
    Object.assign(gaps, { ...wider, length: at });
  }
  gaps.mmsi[at] = mmsi;
  gaps.group[at] = group;
  gaps.still[at] = sphereMetres(...way.from, ...way.to) <= stillMetres ? 1 : 0;
  gaps.fromMs[at] = way.fromMs;
  gaps.toMs[at] = way.toMs;
  gaps.places.set([...way.from, ...way.to], 4 * at);
  gaps.length++;
}

/** The way of a long gap. */
export const wayOfGap = (gaps: LongGaps, at: number) => ({
  fromMs: gaps.fromMs[at] ?? 0,
  toMs: gaps.toMs[at] ?? 0,
  from: [gaps.places[4 * at] ?? 0, gaps.places[4 * at + 1] ?? 0] as const,
  to: [gaps.places[4 * at + 2] ?? 0, gaps.places[4 * at + 3] ?? 0] as const,
});

/** Slots of `slotMinutes` that a number of minutes has, in parts. */
export const slotsIn = (minutes: number): number => minutes / slotMinutes;
