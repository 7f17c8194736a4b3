import { counted } from "../../../../base/counted.ts";
import {
  exchangedCircle,
  exchangedProposal,
  exchangedSegment,
} from "../../../../movements/analysis/exchanged-events.ts";
import { pointBox } from "../../../../movements/analysis/in-box.ts";
import type { RankedCircle } from "../../../../movements/analysis/alike-circles.ts";
import type { ClockFindings } from "../../../../movements/ais/sender-clocks.ts";
import type { IdentityProposal } from "../../../../movements/tracks/identity-proposals.ts";
import { trackFlags, type Segment, type TrackFlag } from "../../../../movements/tracks/segment.ts";
import type { StoredAnalysis } from "../../../../system/steps/analyse-positions.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { listAnalysis, minuteText, percentText, placeText } from "./analysis-call.ts";

const where = "ais tracks";

export function run(call: Call): Promise<ExitCode> {
  if (call.options["proposals"] === true)
    return listAnalysis<IdentityProposal>(call, where, {}, (analysis) => ({
      one: "proposal",
      many: "proposals",
      things: analysis.part("proposals"),
      shipsOf: (p) => [p.before, p.after],
      boxesOf: (p) => [pointBox(p.lastPosition), pointBox(p.firstPosition)],
      line: (p, ship) =>
        `${percentText(p.probability)}  ${ship(p.before)} last heard ${minuteText(p.lastMs)}, ${ship(p.after)} first heard ${minuteText(p.firstMs)}, ${p.offMetres} m from where it was expected  ${Object.entries(
          p.evidence,
        )
          .map(([name, value]) => `${name} ${value > 0 ? "+" : ""}${value}`)
          .join(", ")}`,
      form: exchangedProposal,
      before: ["proposals, for a person to judge; nothing is joined by them"],
    }));
  if (call.options["circles"] === true)
    return listAnalysis<RankedCircle>(call, where, {}, (analysis) => ({
      one: "circle",
      many: "circles",
      things: analysis.part("circles"),
      shipsOf: (c) => [c.mmsi],
      boxesOf: (c) => [pointBox(c.centre)],
      line: (c, ship) =>
        `${ship(c.mmsi)}  ${minuteText(c.fromMs)} to ${minuteText(c.toMs)}  ${placeText(c.centre)}  radius ${Math.round(c.radiusMetres)} m, ${c.turns.toFixed(1)} turns, off by ${(100 * c.offShare).toFixed(2)} %; ${alikeText(c.alike)}`,
      form: exchangedCircle,
    }));
  return listAnalysis<Segment>(call, where, {}, (analysis) => ({
    one: "segment",
    many: "segments",
    things: analysis
      .part("segments")
      .toSorted((a, b) => doubtedOf(b) - doubtedOf(a) || a.mmsi - b.mmsi || a.firstMs - b.firstMs),
    shipsOf: (s) => [s.mmsi],
    boxesOf: (s) => [s.box],
    line: (s, ship) =>
      `${ship(s.mmsi)} ${s.id.slice(s.id.indexOf("/")).padEnd(3)} ${minuteText(s.firstMs)} to ${minuteText(s.lastMs)}  ${String(s.fixes).padStart(6)} ${s.fixes === 1 ? "report " : "reports"}  ${(s.sailedMetres / 1000).toFixed(1).padStart(7)} km  ${s.maxKnots.toFixed(1).padStart(5)} kn${flagsText(s)}`,
    form: exchangedSegment,
    before: flagLines(analysis),
  }));
}

/** What is mostly a map without rivers, or a transponder that was set wrongly, comes after what bears on a track. */
const slight: readonly TrackFlag[] = ["on-land", "invalid-identity"];

const doubtedOf = ({ flags }: Segment): number =>
  trackFlags.reduce((sum, flag) => sum + (flags[flag] ?? 0) * (slight.includes(flag) ? 1e-6 : 1), 0);

const alikeText = (others: number): string =>
  `${counted(others, "other")} ${others === 1 ? "circles" : "circle"} alike`;

const flagsText = ({ flags }: Segment): string => {
  const words = Object.entries(flags).map(([flag, fixes]) => `${flag} ${fixes}`);
  return words.length === 0 ? "" : `  ${words.join(", ")}`;
};

function flagLines({ summary }: StoredAnalysis): string[] {
  const flags = Object.entries(summary.flags).map(
    ([flag, { fixes, ships }]) => `${flag}: ${reportsOf(fixes, ships)}`,
  );
  return [
    `${reportsOf(summary.fixes, summary.ships)}; ${flags.join("; ") || "none doubted"}`,
    ...clockLines(summary.clocks),
  ];
}

const reportsOf = (reports: number, identities: number): string =>
  `${counted(reports, "report")} of ${counted(identities, "identity", "identities")}`;

/** Most clocks that are named one by one. */
const mostNamed = 20;

function clockLines({ reports, senders, usual, off, offTogether }: ClockFindings): string[] {
  if (reports === 0) return [];
  const of = `${reportsOf(reports, senders)} ${reports === 1 ? "states" : "state"} the second`;
  if (usual === null) return [`${of}; too few keep a steady distance to the times, so no clock is judged`];
  const named = off
    .slice(0, mostNamed)
    .map(
      ({ mmsi, aheadSeconds }) =>
        `${mmsi} ${Math.abs(aheadSeconds)} s ${aheadSeconds > 0 ? "ahead" : "behind"}`,
    );
  const more = off.length > mostNamed ? [`${off.length - mostNamed} more`] : [];
  return [
    `${of}, usually ${usual.offsetSeconds} s before the time; own clock off (whole minutes cannot be seen): ${off.length === 0 ? "none" : [...named, ...more].join(", ")}`,
    ...(offTogether === 0
      ? []
      : [
          `${counted(offTogether, "identity", "identities")} ${offTogether === 1 ? "is" : "are"} off together: a receiver's clock, or a fault that many have; not flagged`,
        ]),
  ];
}
