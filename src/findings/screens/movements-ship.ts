import type { Gap, Loitering, Meeting, Visit, Waiting } from "../../movements/events/event.ts";
import type { VerdictWord } from "../../movements/matching/verdict.ts";
import { shipTypeInWords } from "../../movements/vessels/ship-type-words.ts";
import type { Segment } from "../../movements/tracks/segment.ts";
import type { IdentityPeriod } from "../../movements/vessels/identity.ts";
import type { DifferingPeriods } from "../../movements/vessels/contradictions.ts";
import type { ListedAnswer, ListMatch } from "../../movements/vessels/listed-on.ts";
import type { VoyageRow } from "../../movements/voyages/voyages-table.ts";
import type { Position } from "../../sites/counting/site.ts";
import { gapInWords, loiteringInWords, meetingInWords, visitInWords } from "./movements-event-words.ts";

/** What the analysis of the reports found of one ship. */
export interface ShipEvents {
  readonly segments: readonly Segment[];
  readonly gaps: readonly Gap[];
  readonly visits: readonly Visit[];
  readonly waitings: readonly Waiting[];
  readonly meetings: readonly Meeting[];
  readonly loiterings: readonly Loitering[];
}

/** Everything on record of the sender of one identity. */
export interface ShipScreen {
  readonly mmsi: number;
  readonly names: readonly string[];
  readonly imo: string | null;
  /** Country by the first digits; null where they are no ship's. */
  readonly flag: string | null;
  /** True when two or more identities of the vessel sent at the same time. */
  readonly sharedNumber: boolean;
  readonly otherMmsis: readonly number[];
  readonly identity: readonly IdentityPeriod[];
  readonly differing: readonly DifferingPeriods[];
  readonly lists: readonly ListedAnswer[];
  readonly listEntries: readonly ListMatch[];
  /** Day that `lists` answer for. */
  readonly onDay: string;
  readonly legs: readonly VoyageRow[];
  /** Sightings of which it is a rival. */
  readonly rivalOf: readonly {
    readonly sightingId: string | null;
    readonly word: VerdictWord;
    readonly probability: number;
  }[];
  /** null: the reports were not analysed yet. */
  readonly events: ShipEvents | null;
}

/** One thing that happened, in the order of time. */
export interface ShipEvent {
  readonly id: string;
  readonly kind: "silence" | "gap" | "visit" | "waiting" | "meeting" | "loitering";
  readonly fromMs: number;
  /** null: still going on at the end of the reports. */
  readonly toMs: number | null;
  readonly position: Position;
  /** In one line. */
  readonly words: string;
  readonly reasons: readonly string[];
  /** The other ship of a meeting. */
  readonly other: number | null;
}

/** The events of a ship in order of time. `nameOf` gives the name of another ship. */
export function shipEvents(
  mmsi: number,
  { gaps, visits, waitings, meetings, loiterings }: ShipEvents,
  nameOf: (mmsi: number) => string,
): ShipEvent[] {
  const events: Omit<ShipEvent, "id">[] = [
    ...gaps.map((g) => ({
      kind: "gap" as const,
      fromMs: g.fromMs,
      toMs: g.toMs,
      position: g.fromPosition,
      words: gapInWords(g),
      reasons: g.reasons,
      other: null,
    })),
    ...visits.map((v) => ({
      kind: "visit" as const,
      fromMs: v.enteredMs,
      toMs: v.leftMs,
      position: v.position,
      words: visitInWords(v),
      reasons: [],
      other: null,
    })),
    ...waitings.map((w) => ({
      kind: "waiting" as const,
      fromMs: w.fromMs,
      toMs: w.toMs,
      position: w.position,
      words: `waited before ${w.placeId}`,
      reasons: [],
      other: null,
    })),
    ...meetings.map((m) => {
      const other = m.first === mmsi ? m.second : m.first;
      return {
        kind: "meeting" as const,
        fromMs: m.fromMs,
        toMs: m.toMs,
        position: m.position,
        words: meetingInWords(m, nameOf(other)),
        reasons: [],
        other,
      };
    }),
    ...loiterings.map((l) => ({
      kind: "loitering" as const,
      fromMs: l.fromMs,
      toMs: l.toMs,
      position: l.position,
      words: loiteringInWords(l),
      reasons: [],
      other: null,
    })),
  ];
  return events
    .sort((a, b) => a.fromMs - b.fromMs || (a.kind < b.kind ? -1 : 1))
    .map((event, i) => ({ ...event, id: `${event.kind}-${i}` }));
}

/** What a ship said of itself, as a person reads it: "fishing (AIS 30)", "18 m". */
export function identityWords({ field, value }: Pick<IdentityPeriod, "field" | "value">): string {
  if ((field === "length" || field === "width") && value !== "" && Number.isFinite(Number(value)))
    return `${value} m`;
  const type = /^AIS (\d{1,2})$/.exec(value);
  const words = field === "type" && type !== null ? shipTypeInWords(Number(type[1])) : "";
  return words === "" ? value : `${words} (${value})`;
}
