import type { WorkedOutLeg } from "../../chain/chain-records.ts";
import type { TimeSpan } from "../../../base/time/span.ts";
import type { JoinedLeg } from "./joined-leg.ts";
import { isDay } from "./passage.ts";

const minuteMs = 60_000;
/** To the minute, as people read it. */
const minuteText = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16)}Z`;

/** In words the ends lie outwards: nothing is told to be known better than it is. */
const between = (fromMs: number, toMs: number): TimeSpan => ({
  fromMs,
  toMs,
  precision: "range",
  text: `${minuteText(Math.floor(fromMs / minuteMs) * minuteMs)}/${minuteText(Math.ceil(toMs / minuteMs) * minuteMs)}`,
});

/** Legs worked out from sightings, as a chain takes them. Those that are published as one leg are in the chain already and are left out. */
export const workedOutLegs = (legs: readonly JoinedLeg[]): WorkedOutLeg[] =>
  legs
    .filter((leg) => leg.feasible !== "no" && !leg.isPublished)
    .map((leg) => ({
      table: "legs",
      id: leg.id,
      fromPlace: leg.from.placeId,
      toPlace: leg.to.placeId,
      mode: "ship",
      carrier: leg.ship ?? "",
      transponder: leg.from.basis === "heard" && leg.to.basis === "heard" ? "on" : "not-stated",
      departs: between(leg.departs.earliestMs, leg.departs.latestMs),
      arrives: between(leg.arrives.earliestMs, leg.arrives.latestMs),
      seenAtOrigin: isDay(leg.from),
      seenAtDestination: isDay(leg.to),
      probability: leg.probability,
      containers: { low: leg.load?.low ?? null, high: leg.load?.high ?? null },
      wayMetres: null,
      evidence: (leg.load?.evidence ?? []).map((id) => ({
        table: leg.load?.basis === "published" ? ("voyages" as const) : ("counts" as const),
        id,
        says: leg.load?.basis === "published" ? ("leg" as const) : ("falls-at-origin" as const),
      })),
    }));
