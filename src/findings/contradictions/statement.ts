import { parseSpan, type TimeSpan } from "../../base/time/span.ts";
import type { Bounds } from "../../movements/chain/chain.ts";
import type { VesselFact } from "../../movements/vessels/vessel-fact.ts";
import type { VoyageRow } from "../../movements/voyages/voyages-table.ts";
import type { TripExplanation } from "../../movements/voyages/trips.ts";
import type { Observation } from "../../sites/counting/look.ts";
import { qualifierMeaning } from "../../sites/counting/qualifier.ts";
import { standingIds } from "../../sites/counting/standing-counts.ts";
import type { Area, Site } from "../../sites/counting/site.ts";
import type { EventRow } from "../../sites/history/event.ts";
import type { ReferenceLine } from "../distances/reference-line.ts";
import type { StatementRow } from "./statements-table.ts";

/** The records that statements are held against. */
export interface ContradictionRecords {
  readonly statements: readonly StatementRow[];
  readonly observations: readonly Observation[];
  readonly voyages: readonly VoyageRow[];
  readonly events: readonly EventRow[];
  readonly vesselFacts: readonly VesselFact[];
  readonly sites: readonly Site[];
  readonly areas: readonly Area[];
  readonly lines: readonly ReferenceLine[];
  /** What the evidence on record allows of the number of trips between two days, as 2023-10-05; null where that is not worked out. */
  readonly trips: ((from: string, to: string) => TripExplanation | null) | null;
}

/** A statement with what its record says filled in. */
export interface Statement extends StatementRow {
  /** Ends of what it allows: "at least 6" has no upper one, "about 300" is widened by a tenth. */
  readonly bounds: Bounds;
  /** True when it names a floor and nothing more. */
  readonly floor: boolean;
  readonly overSpan: TimeSpan | null;
  /** The record that it names, where the case has it. */
  readonly found: boolean;
}

/** A figure without bounds is taken to be right to this share of itself where its source calls it rough. */
export const roughShare = 0.1;

/** Fills a statement from the record that it names. What the row says itself stands. */
export function statementOf(
  row: StatementRow,
  { observations, voyages, events }: ContradictionRecords,
): Statement {
  const slash = row.record.indexOf("/");
  const [table, id] = [row.record.slice(0, slash), row.record.slice(slash + 1)];
  let filled = row;
  let found = row.record === "";
  let rough = false;
  let floor = row.low !== null && row.best === null && row.high === null;
  // A corrected count changes the answer: what stands in its place is read.
  const standing = table === "counts" ? standingIds(observations)(id) : "";
  const observation = table === "counts" ? observations.find((o) => o.count.id === standing) : undefined;
  if (observation !== undefined) {
    found = true;
    const { count, look } = observation;
    const meaning = qualifierMeaning(count.qualifier);
    rough = meaning?.rough ?? false;
    const untold = row.low === null && row.best === null && row.high === null;
    const isFloor = count.outcome === "partial" || (meaning?.lowerBound ?? false);
    if (untold) floor = isFloor;
    filled = {
      ...row,
      low: untold ? (isFloor ? (count.low ?? count.best) : count.low) : row.low,
      best: untold && !isFloor ? count.best : row.best,
      high: untold && !isFloor ? count.high : row.high,
      over: row.over === "" ? (look.takenAt?.text ?? "") : row.over,
    };
  }
  const voyage = table === "voyages" ? voyages.find((v) => v.voyage === id) : undefined;
  if (voyage !== undefined) {
    found = true;
    filled = {
      ...row,
      best: row.best ?? voyage.containersBest,
      over: row.over !== "" ? row.over : voyage.fromAt || voyage.toAt,
      subject: row.subject === "" ? voyage.vessel : row.subject,
    };
  }
  const event = table === "events" ? events.find((e) => e.event === id) : undefined;
  if (event !== undefined) {
    found = true;
    filled = { ...row, over: row.over === "" ? event.at : row.over };
  }
  const { best } = filled;
  const share = rough && best !== null ? Math.abs(best) * roughShare : 0;
  return {
    ...filled,
    bounds: {
      low: filled.low ?? (best === null ? null : best - share),
      high: floor ? null : (filled.high ?? (best === null ? null : best + share)),
    },
    floor,
    overSpan: spanIn(filled.over),
    found,
  };
}

export function spanIn(text: string): TimeSpan | null {
  if (text === "") return null;
  const parsed = parseSpan(text, 0, true);
  return parsed.ok ? parsed.span : null;
}
