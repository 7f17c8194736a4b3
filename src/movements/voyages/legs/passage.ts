import { dayMs } from "../../../base/time/calendar.ts";
import { distanceMetres } from "../../../base/geodesy/wgs84.ts";
import type { ShipSighting } from "../trips.ts";
import type { JoinedLeg } from "./joined-leg.ts";

const hourMs = 3_600_000;
const metresPerNauticalMile = 1852;
/** A sighting told of more days than these is of a period. */
const longestDays = 4;

export type Passage = Pick<
  JoinedLeg,
  "departs" | "arrives" | "metres" | "leastHours" | "availableHours" | "feasible"
>;

/** Distance, least time, and when it can have left and come in. */
export function passageOf(from: ShipSighting, to: ShipSighting, greatestKnots: number): Passage {
  const metres =
    from.position === null || to.position === null ? null : distanceMetres(from.position, to.position);
  const leastHours = metres === null ? null : metres / metresPerNauticalMile / greatestKnots;
  const least = (leastHours ?? 0) * hourMs;
  // A ship that was there all through a span left at its end at the earliest.
  const earliestMs = from.throughout ? from.at.toMs : from.at.fromMs;
  const latestMs = to.throughout ? to.at.fromMs : to.at.toMs;
  const availableHours = (latestMs - earliestMs) / hourMs;
  return {
    departs: { earliestMs, latestMs: Math.max(earliestMs, latestMs - least) },
    arrives: { earliestMs: Math.min(latestMs, earliestMs + least), latestMs },
    metres,
    leastHours,
    availableHours,
    feasible: leastHours === null ? "cannot-tell" : availableHours >= leastHours ? "yes" : "no",
  };
}

/** True for a sighting that is told to the day, or nearly; and for a visit that was heard, whose ends are told to the minute. */
export const isDay = ({ at, throughout }: Pick<ShipSighting, "at" | "throughout">): boolean =>
  throughout || at.toMs - at.fromMs <= longestDays * dayMs;
