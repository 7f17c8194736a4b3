import { metresPerDegree, metresPerSecondOfKnot, wrapped } from "../../base/geodesy/sphere.ts";
import { counted } from "../../base/counted.ts";
import type { SenderClass } from "../ais/fixes.ts";
import type { PlaceIndex } from "../places/place-index.ts";
import type { Shore } from "../places/shore.ts";
import { fineCell } from "../reception/cells.ts";
import { classGroups, type Evidence } from "../reception/evidence.ts";
import type { ReceptionModel } from "../reception/reception.ts";
import type { UnreportedTime } from "../reception/unreported.ts";
import { binOf, slotMs, slotOf } from "../reception/slots.ts";
import type { Gap } from "./event.ts";
import type { EventSettings } from "./event-settings.ts";
import { doubtOf, holeDoubt, roundedOdds, shoreMetresOf } from "./gaps.ts";
import type { Follower } from "./stretch.ts";

/** Where a segment ends: its last report that is not misplaced. */
export interface LastHeard {
  readonly mmsi: number;
  readonly senderClass: SenderClass;
  atMs: number;
  longitude: number;
  latitude: number;
  knots: number;
  course: number;
  status: number;
  /** Reports of the segment in the 12 hours before, up to the number that is asked for. */
  reportsBefore: number;
}

const beforeMs = 12 * 3_600_000;

/** Keeps the end of a segment; of several of one identity, the one that was heard last. */
export function followLastHeard(
  mmsi: number,
  senderClass: SenderClass,
  { disablingReportsBefore }: EventSettings,
  ends: LastHeard[],
): Follower {
  let own: LastHeard | null = null;
  return {
    take: ({ fixes, order, from, to, flags, without }) => {
      const isPassed = (k: number): boolean => ((flags[order[k] ?? 0] ?? 0) & without) !== 0;
      let last = to - 1;
      while (last >= from && isPassed(last)) last--;
      if (last < from) return;
      const row = order[last] ?? 0;
      const atMs = fixes.at[row] ?? 0;
      let reportsBefore = 0;
      for (let k = last; k >= from && reportsBefore < disablingReportsBefore; k--) {
        if (atMs - (fixes.at[order[k] ?? 0] ?? 0) > beforeMs) break;
        if (!isPassed(k)) reportsBefore++;
      }
      const before = own !== null && atMs - own.atMs <= beforeMs ? own.reportsBefore : 0;
      own = {
        mmsi,
        senderClass,
        atMs,
        longitude: fixes.longitude[row] ?? 0,
        latitude: fixes.latitude[row] ?? 0,
        knots: fixes.speed[row] ?? Number.NaN,
        course: fixes.course[row] ?? Number.NaN,
        status: fixes.status[row] ?? 15,
        reportsBefore: Math.min(disablingReportsBefore, before + reportsBefore),
      };
    },
    end: () => {
      if (own === null) return;
      const other = ends.at(-1);
      if (other?.mmsi !== mmsi) ends.push(own);
      else if (other.atMs < own.atMs) ends[ends.length - 1] = own;
    },
  };
}

/** Ships that were silent for as long as a gap at the end of the reports, and of which that says nothing. */
export interface QuietEnds {
  /** Last heard at an imported port or a place of the case. */
  readonly inPort: number;
  /** Last heard lying still beside a shore or inland. */
  readonly atBerth: number;
}

/** What the silences at the end of the reports are judged by. */
export interface EndsAsked {
  readonly reception: ReceptionModel;
  readonly evidence: Evidence;
  readonly unreported: UnreportedTime;
  readonly shore: Shore | null;
  readonly places: PlaceIndex;
  readonly settings: EventSettings;
}

/** Silences from the last report of a ship to the last one of all, where the ship was under way or out at sea. */
export function openGaps(
  ends: readonly LastHeard[],
  asked: EndsAsked,
): { readonly gaps: readonly Gap[]; readonly quiet: QuietEnds } {
  const endMs = ends.reduce((latest, { atMs }) => Math.max(latest, atMs), Number.NEGATIVE_INFINITY);
  const gaps: Gap[] = [];
  let [inPort, atBerth] = [0, 0];
  for (const end of ends) {
    if (endMs - end.atMs < asked.settings.gapHours * 3_600_000 || end.senderClass === "aircraft") continue;
    if (isAtPlace(end, asked)) inPort++;
    else if (isAtBerth(end, asked)) atBerth++;
    else gaps.push(openGapOf(end, endMs, asked));
  }
  return { gaps, quiet: { inPort, atBerth } };
}

function isAtPlace({ longitude, latitude }: LastHeard, { places, settings }: EndsAsked): boolean {
  return places
    .near(longitude, latitude)
    .some(
      (place) =>
        places.metres(place, longitude, latitude) <=
        ((places.places[place]?.polygons.length ?? 0) > 0 ? settings.areaLeaveMetres : settings.leaveMetres),
    );
}

const moored = 5;

function isAtBerth(end: LastHeard, { shore, settings }: EndsAsked): boolean {
  const { longitude, latitude, knots, status } = end;
  if (knots > settings.goKnots || (Number.isNaN(knots) && status !== moored)) return false;
  const metres = shoreMetresOf([longitude, latitude], shore, settings);
  return status === moored || (metres !== null && metres < settings.berthMetres);
}

/** So far ahead it is asked whether a ship leaves where ships are heard, in hours: farther its course says nothing. */
const farthestHours = 6;

/** Said of a ship that was expected where ships are heard for less time than a gap takes. */
function leftReason({ aloneAfterMinutes }: ExpectedWay, { gapHours }: EventSettings): string | null {
  if (aloneAfterMinutes === null || aloneAfterMinutes >= 60 * Math.min(gapHours, farthestHours)) return null;
  return aloneAfterMinutes === 0
    ? "no other ship was heard where it was"
    : `on its course it was out of where ships are heard within ${hoursWords(aloneAfterMinutes)}`;
}

const hoursWords = (minutes: number): string =>
  minutes < 90 ? `${minutes} minutes` : `${(minutes / 60).toFixed(1)} hours`;

function openGapOf(end: LastHeard, endMs: number, asked: EndsAsked): Gap {
  const { reception, evidence, shore, settings } = asked;
  const { mmsi, senderClass, atMs, longitude, latitude, knots, reportsBefore } = end;
  const from = [longitude, latitude] as const;
  const expected = expectedWay(end, endMs, asked);
  const shoreMetres = shoreMetresOf(from, shore, settings);
  const along = reception.heardAlong({ mmsi, senderClass, fromMs: atMs, from, ...expected });
  const left = leftReason(expected, settings);
  const unknown = left ?? (isWitnessed(mmsi, expected.cells, evidence) ? null : unwitnessed);
  const { unreported } = asked;
  const hole =
    holeDoubt(endMs - atMs, unreported(atMs, endMs), settings) ??
    (unreported(atMs, expected.toMs) > (expected.toMs - atMs) / 2 ? nobodyAfter : null);
  const doubt =
    unknown === null ? (hole ?? doubtOf(along, settings)) : { kind: "cannot-tell" as const, reason: unknown };
  const reasons = ["not heard again: how long it was silent, and where, is not known"];
  if (doubt !== null) reasons.push(doubt.reason);
  else {
    const minutes = Math.round((expected.toMs - atMs) / 60_000);
    reasons.push(`the odds are those of the first ${counted(minutes, "minute")}`);
    if (expected.meetsShore) reasons.push("it may have come to a berth: there is a shore on its course");
    else if (shoreMetres !== null && shoreMetres < settings.berthMetres)
      reasons.push("it may have come to a berth: last heard near a shore");
    if ((along.heard ?? 0) < settings.disablingHeard) reasons.push("reception is not good enough to be sure");
    if (reportsBefore < settings.disablingReportsBefore) reasons.push("seldom heard before it too");
  }
  return {
    mmsi,
    fromMs: atMs,
    toMs: null,
    silentUntilMs: endMs,
    fromPosition: from,
    toPosition: null,
    distanceMetres: null,
    impliedKnots: null,
    speedBeforeKnots: Number.isNaN(knots) ? null : Math.round(knots * 10) / 10,
    shoreMetres,
    heard: roundedOdds(along.heard),
    oddsUntilMs: expected.toMs,
    kind: doubt?.kind ?? "gap",
    reasons,
  };
}

const nobodyAfter = {
  kind: "cannot-tell",
  reason: "the case has no reports of any ship for most of the time after it",
} as const;
const unwitnessed = "no other ship was heard so near at the same time: the receivers may have been silent";

/**
 * True when another ship was heard where the ship was expected, in the same cell of a quarter of a degree and hour. Within a gap that ends it is enough that one was
 * heard within a degree: there the silence of all others counts against the place, which it does not after their last reports.
 */
function isWitnessed(mmsi: number, cells: readonly CellAt[], { fine, times }: Evidence): boolean {
  const { columns } = fine;
  return cells.some(({ cell, atMs }) => {
    const key = (cell * times.bins + binOf(times, atMs)) * classGroups;
    for (let group = 0; group < classGroups; group++) {
      const row = fine.find(key + group);
      if (row < 0) continue;
      const ship = columns.heardShip[row] ?? 0;
      if (columns.heardMany[row] === 1 || (ship !== 0 && ship !== mmsi)) return true;
    }
    return false;
  });
}

interface CellAt {
  readonly cell: number;
  readonly atMs: number;
}

interface ExpectedWay {
  /** Where it is in each stretch of ten minutes until `toMs`. */
  readonly cells: readonly CellAt[];
  readonly to: readonly [longitude: number, latitude: number];
  readonly toMs: number;
  /** Minutes until it is where no two ships were ever heard; null when it is not within `farthestHours`. */
  readonly aloneAfterMinutes: number | null;
  readonly meetsShore: boolean;
}

const radians = Math.PI / 180;
/** A ship that says that it is faster is not believed. */
const mostKnots = 60;

/**
 * Where a ship is expected after its last report: on its course at its speed for `forecastHours`, at most to the first land, and only as far as ships are heard.
 * Without speed or course, where it was.
 */
function expectedWay(end: LastHeard, endMs: number, { evidence, shore, settings }: EndsAsked): ExpectedWay {
  const { atMs, longitude, latitude, knots, course } = end;
  const toMs = Math.min(endMs, atMs + settings.forecastHours * 3_600_000);
  const sails = knots > settings.goKnots && knots < mostKnots && course >= 0 && course < 360;
  const metresPerMs = sails ? (knots * metresPerSecondOfKnot) / 1000 : 0;
  const place = (ms: number): readonly [longitude: number, latitude: number] => {
    const metres = metresPerMs * (ms - atMs);
    return [
      wrapped(
        longitude +
          (metres * Math.sin(course * radians)) /
            (metresPerDegree * Math.max(0.05, Math.cos(latitude * radians))),
      ),
      Math.max(-89, Math.min(89, latitude + (metres * Math.cos(course * radians)) / metresPerDegree)),
    ];
  };
  const at = sails ? place : () => [longitude, latitude] as const;
  const first = slotOf(atMs) + 1;
  const last = slotOf(Math.min(endMs, Math.max(toMs, atMs + farthestHours * 3_600_000)));
  const isAlone = (cell: number): boolean => (evidence.ships.get(cell) ?? 0) < 2;
  const cells: CellAt[] = [];
  const none = { cells, to: at(toMs), toMs, aloneAfterMinutes: null, meetsShore: false };
  if (isAlone(fineCell(longitude, latitude))) return { ...none, aloneAfterMinutes: 0 };
  let ashoreMs: number | null = null;
  for (let slot = first; slot < last; slot++) {
    const middleMs = (slot + 0.5) * slotMs;
    // Ashore, or somewhere on the way there.
    const here = at(ashoreMs ?? middleMs);
    if (sails && ashoreMs === null && shore?.isLand(...here) === true) {
      ashoreMs = Math.max(atMs, middleMs - slotMs);
      if (middleMs >= toMs) break;
      continue;
    }
    const cell = fineCell(...here);
    if (ashoreMs === null && isAlone(cell)) {
      const cutMs = Math.min(toMs, slot * slotMs);
      const aloneAfterMinutes = Math.round((middleMs - atMs) / 60_000);
      return { ...none, to: at(cutMs), toMs: cutMs, aloneAfterMinutes };
    }
    if (middleMs < toMs) cells.push({ cell, atMs: middleMs });
  }
  return ashoreMs === null ? none : { ...none, to: at(Math.min(toMs, ashoreMs)), meetsShore: true };
}
