import type { Gap, Loitering, Meeting, Visit, Waiting } from "../events/event.ts";
import { lineThrough, timeText, type Exchanged } from "../exchange/exchanged.ts";
import type { ReceptionCell } from "../reception/reception.ts";
import type { IdentityProposal } from "../tracks/identity-proposals.ts";
import type { Segment } from "../tracks/segment.ts";
import type { RankedCircle } from "./alike-circles.ts";

/** Derived things as rows, features and placemarks: columns, and how one of them is written. */
export interface ExchangedForm<T> {
  readonly columns: readonly string[];
  readonly of: (thing: T) => Exchanged;
}

const hours = (fromMs: number, toMs: number): number => Math.round((toMs - fromMs) / 36_000) / 100;

export const exchangedGap: ExchangedForm<Gap> = {
  columns: [
    "mmsi",
    "kind",
    "hours",
    "heard",
    "metres",
    "implied_knots",
    "speed_before_knots",
    "shore_metres",
    "to_longitude",
    "to_latitude",
    "open",
    "silent_until",
    "odds_until",
    "reasons",
  ],
  of: (g) => ({
    name: `${g.mmsi} ${g.kind}${g.toMs === null ? ", not heard again" : ""}`,
    geometry: lineThrough(g.toPosition === null ? [g.fromPosition] : [g.fromPosition, g.toPosition]),
    fromMs: g.fromMs,
    toMs: g.toMs,
    properties: {
      mmsi: g.mmsi,
      kind: g.kind,
      hours: hours(g.fromMs, g.silentUntilMs),
      heard: g.heard,
      metres: g.distanceMetres,
      implied_knots: g.impliedKnots,
      speed_before_knots: g.speedBeforeKnots,
      shore_metres: g.shoreMetres,
      to_longitude: g.toPosition?.[0] ?? null,
      to_latitude: g.toPosition?.[1] ?? null,
      open: g.toMs === null,
      silent_until: timeText(g.silentUntilMs),
      odds_until: timeText(g.oddsUntilMs),
      reasons: g.reasons.join("; "),
    },
  }),
};

export const exchangedVisit: ExchangedForm<Visit> = {
  columns: [
    "mmsi",
    "place",
    "place_name",
    "kind",
    "entry_unseen",
    "exit_unseen",
    "stopped_minutes",
    "unheard_minutes",
  ],
  of: (v) => ({
    name: `${v.mmsi} at ${v.placeName}`,
    geometry: { type: "Point", coordinates: v.position },
    fromMs: v.enteredMs,
    toMs: v.leftMs,
    properties: {
      mmsi: v.mmsi,
      place: v.placeId,
      place_name: v.placeName,
      kind: v.kind,
      entry_unseen: v.entryUnseen,
      exit_unseen: v.exitUnseen,
      stopped_minutes: v.stoppedMinutes,
      unheard_minutes: v.unheardMinutes,
    },
  }),
};

export const exchangedWaiting: ExchangedForm<Waiting> = {
  columns: ["mmsi", "place", "hours"],
  of: (w) => ({
    name: `${w.mmsi} waits`,
    geometry: { type: "Point", coordinates: w.position },
    fromMs: w.fromMs,
    toMs: w.toMs,
    properties: { mmsi: w.mmsi, place: w.placeId, hours: hours(w.fromMs, w.toMs) },
  }),
};

export const exchangedMeeting: ExchangedForm<Meeting> = {
  columns: ["first", "second", "hours", "median_metres", "median_knots", "nearest_place_metres"],
  of: (m) => ({
    name: `${m.first} and ${m.second}`,
    geometry: { type: "Point", coordinates: m.position },
    fromMs: m.fromMs,
    toMs: m.toMs,
    properties: {
      first: m.first,
      second: m.second,
      hours: hours(m.fromMs, m.toMs),
      median_metres: m.medianMetres,
      median_knots: m.medianKnots,
      nearest_place_metres: m.nearestPlaceMetres,
    },
  }),
};

export const exchangedLoitering: ExchangedForm<Loitering> = {
  columns: ["mmsi", "hours", "mean_knots", "metres"],
  of: (l) => ({
    name: `${l.mmsi} loiters`,
    geometry: { type: "Point", coordinates: l.position },
    fromMs: l.fromMs,
    toMs: l.toMs,
    properties: {
      mmsi: l.mmsi,
      hours: hours(l.fromMs, l.toMs),
      mean_knots: l.meanKnots,
      metres: l.distanceMetres,
    },
  }),
};

export const exchangedSegment: ExchangedForm<Segment> = {
  columns: ["mmsi", "fixes", "sailed_metres", "max_knots", "flags"],
  of: (s) => {
    const { west, south, east, north } = s.box;
    return {
      name: s.id,
      // Opposite corners of its box: the reports themselves are left where they are.
      geometry: lineThrough([
        [west, south],
        [east, north],
      ]),
      fromMs: s.firstMs,
      toMs: s.lastMs,
      properties: {
        mmsi: s.mmsi,
        fixes: s.fixes,
        sailed_metres: s.sailedMetres,
        max_knots: s.maxKnots,
        flags: Object.entries(s.flags)
          .map(([flag, fixes]) => `${flag} ${fixes}`)
          .join("; "),
      },
    };
  },
};

export const exchangedProposal: ExchangedForm<IdentityProposal> = {
  columns: ["before", "after", "probability", "off_metres", "evidence"],
  of: (p) => ({
    name: `${p.before} as ${p.after}`,
    geometry: lineThrough([p.lastPosition, p.firstPosition]),
    fromMs: p.lastMs,
    toMs: p.firstMs,
    properties: {
      before: p.before,
      after: p.after,
      probability: p.probability,
      off_metres: p.offMetres,
      evidence: Object.entries(p.evidence)
        .map(([name, value]) => `${name} ${value}`)
        .join("; "),
    },
  }),
};

export const exchangedCircle: ExchangedForm<RankedCircle> = {
  columns: ["mmsi", "radius_metres", "off_share", "turns", "alike"],
  of: (c) => ({
    name: `${c.mmsi} circles`,
    geometry: { type: "Point", coordinates: c.centre },
    fromMs: c.fromMs,
    toMs: c.toMs,
    properties: {
      mmsi: c.mmsi,
      radius_metres: Math.round(c.radiusMetres),
      off_share: Math.round(c.offShare * 1e5) / 1e5,
      turns: Math.round(c.turns * 10) / 10,
      alike: c.alike,
    },
  }),
};

export const exchangedCell: ExchangedForm<ReceptionCell> = {
  columns: ["west", "south", "east", "north", "ships", "slots", "heard", "low", "high"],
  of: ({ west, south, east, north, ships, slots, heard, low, high }) => ({
    name: `${((west + east) / 2).toFixed(3)} ${((south + north) / 2).toFixed(3)}`,
    geometry: { type: "Point", coordinates: [(west + east) / 2, (south + north) / 2] },
    fromMs: null,
    toMs: null,
    properties: { west, south, east, north, ships, slots, heard, low, high },
  }),
};
