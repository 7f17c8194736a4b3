import { percentWords } from "./movements-sighting.ts";
import type { Gap, Loitering, Meeting, Visit } from "../../movements/events/event.ts";
import type { RankedCircle } from "../../movements/analysis/alike-circles.ts";
import type { IdentityProposal } from "../../movements/tracks/identity-proposals.ts";

const gapWords: Readonly<Record<Gap["kind"], string>> = {
  gap: "not heard",
  disabling: "not heard where others were: the transponder was off",
  "not-heard-there": "not heard, as others are not heard there",
  "cannot-tell": "not heard; whether it could have been cannot be told",
};

export function gapInWords({ kind, toMs, distanceMetres, impliedKnots, heard }: Gap): string {
  const parts = [toMs === null ? "not heard again within the reports" : gapWords[kind]];
  if (toMs === null && kind !== "gap") parts.push(gapWords[kind]);
  if (distanceMetres !== null) parts.push(`${kilometres(distanceMetres)} apart`);
  if (impliedKnots !== null) parts.push(`${impliedKnots.toFixed(1)} kn between`);
  // Odds beside "cannot be told" would take it back: they hold only if the receivers were not silent themselves.
  if (heard !== null && kind !== "cannot-tell")
    parts.push(`would have been heard with ${percentWords(heard)}`);
  return parts.join(", ");
}

export function visitInWords(v: Visit): string {
  const unheard =
    v.entryUnseen && v.exitUnseen
      ? "; neither way was heard"
      : v.entryUnseen
        ? "; the way in was not heard"
        : v.exitUnseen
          ? "; the way out was not heard"
          : "";
  return `in ${v.placeName}, stopped for ${hours(v.stoppedMinutes)}${unheard}${
    v.unheardMinutes > 0 ? `; ${hours(v.unheardMinutes)} without a report` : ""
  }`;
}

export const meetingInWords = (m: Meeting, other: string): string =>
  `beside ${other}, ${Math.round(m.medianMetres)} m apart at ${m.medianKnots.toFixed(1)} kn${
    m.nearestPlaceMetres === null ? "" : `, ${kilometres(m.nearestPlaceMetres)} from the nearest place`
  }`;

export const loiteringInWords = (l: Loitering): string =>
  `slow, ${l.meanKnots.toFixed(1)} kn over ${kilometres(l.distanceMetres)}`;

export const circleInWords = (c: RankedCircle): string =>
  `reports on a circle of ${kilometres(c.radiusMetres)} radius, ${c.turns.toFixed(1)} turns, off it by ${(100 * c.offShare).toFixed(1)} % of the radius${
    c.alike === 0
      ? ""
      : `; ${c.alike} other ${c.alike === 1 ? "identity circles" : "identities circle"} alike`
  }`;

export const proposalInWords = (p: IdentityProposal, after: string): string =>
  `goes on as ${after}, ${hours((p.firstMs - p.lastMs) / 60_000)} later and ${kilometres(p.offMetres)} from where it was expected: one ship with ${percentWords(p.probability)}`;

export const kilometres = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(metres < 10_000 ? 1 : 0)} km`;

export const hours = (minutes: number): string =>
  minutes < 90 ? `${Math.round(minutes)} min` : `${(minutes / 60).toFixed(1)} h`;
