import { dayMs } from "../../base/time/calendar.ts";
import { parseSpan, type TimeSpan } from "../../base/time/span.ts";
import type { Observation } from "../../sites/counting/look.ts";
import type { VoyageRow } from "../voyages/voyages-table.ts";
import type { ChainLink, ChainPlace, ChainSettings, Strength } from "./chain.ts";
import type { ConnectionRow } from "./connections-table.ts";
import { containersOf } from "./quantity.ts";
import { evidenceOf, seenAtEnd, type EndSeen } from "./seen-at-ends.ts";
import { linkTimes } from "./times.ts";
import { travelHours, wayBetween } from "./way.ts";

export interface LinkContext {
  readonly place: (id: string) => ChainPlace;
  readonly zoneMinutes: (id: string) => number;
  readonly observationsAt: (id: string) => readonly Observation[];
  readonly connection: (from: string, to: string, mode: ChainLink["mode"]) => ConnectionRow | undefined;
  readonly settings: ChainSettings;
}

const sameLoadWords = /\b(same|that .* had brought|of the leg before|onward)\b/i;

/** The link of a published leg; a text says why it gives none. */
export function linkOfVoyage(row: VoyageRow, context: LinkContext): ChainLink | string {
  const { settings } = context;
  if (row.fromPlace === "" && row.toPlace === "") return "neither end is told";
  if (row.fromPlace === "") return "where it came from was not seen";
  if (row.toPlace === "") return "where it went was not seen";
  if (row.fromPlace === row.toPlace) return "it begins and ends at one place";
  const from = context.place(row.fromPlace);
  const to = context.place(row.toPlace);
  const departed = spanOf(row.fromAt, context.zoneMinutes(from.id));
  const arrived = spanOf(row.toAt, context.zoneMinutes(to.id));
  const connection = context.connection(from.id, to.id, row.mode);
  const way = wayBetween(from, to, row.mode, connection, settings);
  const travel = travelHours(way, row.mode, settings);
  const group = isGroup(departed, arrived, settings);
  const origin = seenAtEnd(context.observationsAt(from.id), row.mode, "origin", departed, settings);
  const destination = seenAtEnd(context.observationsAt(to.id), row.mode, "destination", arrived, settings);
  const times = linkTimes(departed, arrived, travel);
  const held = strengthOf(row, { departed, arrived, origin, destination, group, settings, from, to });
  return {
    id: `voyages/${row.voyage}`,
    from: from.id,
    to: to.id,
    mode: row.mode,
    carrier: row.vessel,
    transponder: row.transponder,
    ...times,
    departsText: row.fromAt,
    arrivesText: row.toAt,
    way,
    travelHours: travel,
    containers: containersOf({
      low: row.containersLow,
      best: row.containersBest,
      high: row.containersHigh,
      words: row.containersWords,
    }),
    group,
    sameLoad: sameLoadWords.test(row.containersWords),
    ...held,
    evidence: [
      { table: "voyages", id: row.voyage, says: "leg" },
      ...evidenceOf(origin.stood, "at-origin"),
      ...evidenceOf(origin.changed, "falls-at-origin"),
      ...evidenceOf(destination.stood, "at-destination"),
      ...evidenceOf(destination.changed, "rises-at-destination"),
      ...evidenceOf(destination.empty, "against"),
      ...(connection === undefined
        ? []
        : [{ table: "connections" as const, id: connection.connection, says: "way" as const }]),
    ],
  };
}

function spanOf(text: string, zoneMinutes: number): TimeSpan | null {
  if (text === "") return null;
  const parsed = parseSpan(text, zoneMinutes, true);
  return parsed.ok ? parsed.span : null;
}

const dated = (span: TimeSpan | null, { tripWithinDays }: ChainSettings): boolean =>
  span !== null && span.toMs - span.fromMs <= tripWithinDays * dayMs;

/** A record whose two ends are the same long stretch sums up trips. */
const isGroup = (a: TimeSpan | null, b: TimeSpan | null, settings: ChainSettings): boolean =>
  a !== null && b !== null && a.text === b.text && !dated(a, settings);

interface Ends {
  readonly departed: TimeSpan | null;
  readonly arrived: TimeSpan | null;
  readonly origin: EndSeen;
  readonly destination: EndSeen;
  readonly group: boolean;
  readonly settings: ChainSettings;
  readonly from: ChainPlace;
  readonly to: ChainPlace;
}

/** How well a published leg is held, why, and what would help, by the rules of docs/method/chain.md. */
function strengthOf(row: VoyageRow, ends: Ends): Pick<ChainLink, "strength" | "reasons" | "wanted"> {
  const { departed, arrived, origin, destination, group, settings, from, to } = ends;
  const reasons: string[] = [];
  const wanted: string[] = [];
  const followed = row.identifiedBy === "named" || row.identifiedBy === "likened";
  const datedHere = dated(departed, settings);
  const datedThere = dated(arrived, settings);
  const carrier = row.mode === "ship" ? "ship" : "train";
  if (group) {
    reasons.push("sums up trips over a period; no single trip is dated");
    wanted.push(`dates of single trips from ${from.name} to ${to.name}`);
  } else if (!followed) {
    reasons.push(
      row.identifiedBy === "inferred"
        ? `no ${carrier} was followed: that the load went this way is inferred`
        : `the ${carrier} was not named at either end`,
    );
    wanted.push(
      row.mode === "rail"
        ? "a picture of the loaded train under way, or its waybill: one that shows the same load at both ends"
        : "a picture sharp enough to tell the ship at both ends",
    );
  }
  reasons.push(
    ...endReason("left", from, datedHere, departed, origin),
    ...endReason("came", to, datedThere, arrived, destination),
  );
  if (!datedHere || origin.stood.length === 0)
    wanted.push(`a look at ${from.name} on the days before it left${lookText(departed)}`);
  if (!datedThere || destination.stood.length === 0)
    wanted.push(`a look at ${to.name} when it came in${lookText(arrived)}`);
  if (row.identifiedBy === "likened") reasons.push("told by likeness of shape and size");
  if (row.transponder === "off" && followed)
    wanted.push(
      "position reports of other receivers, or a second picture on the way: its transponder was off",
    );
  if (destination.empty.length > 0) reasons.push("a look of that time shows none of the load there");
  const strength: Strength = group
    ? "claimed"
    : !followed
      ? "inferred"
      : datedHere && datedThere
        ? "seen-both-ends"
        : datedHere || datedThere
          ? "seen-one-end"
          : "claimed";
  return { strength, reasons, wanted };
}

function endReason(
  verb: "left" | "came",
  place: ChainPlace,
  isDated: boolean,
  span: TimeSpan | null,
  { stood, changed }: EndSeen,
): string[] {
  const where = verb === "left" ? `at ${place.name} before it left` : `at ${place.name} when it came`;
  const looks = new Set(stood.map((o) => o.look.id)).size;
  return [
    isDated
      ? `placed ${where} by its source`
      : span === null
        ? `no date ${where}`
        : `no day ${where}, only a longer stretch of time`,
    ...(looks === 0
      ? [`no look on record shows load or carrier ${where}`]
      : [
          `${looks === 1 ? "a look" : `${looks} looks`} on record ${looks === 1 ? "shows" : "show"} load or carrier at ${place.name}`,
        ]),
    ...(changed.length === 0
      ? []
      : [`the load at ${place.name} ${verb === "left" ? "fell" : "rose"} between two looks`]),
  ];
}

const lookText = (span: TimeSpan | null): string => (span === null ? "" : ` (${span.text})`);
