import { addressColumn, idColumn, optional, textColumn, type Column } from "../../base/table/column.ts";
import type { Table } from "../../base/table/table.ts";
import { parseSpan, spanForms } from "../../base/time/span.ts";
import { freeText } from "../counting/looks-table.ts";

/** Something dated that bears on a history: a summit, a closure, works. As written in a table. */
export interface EventRow {
  readonly event: string;
  readonly at: string;
  readonly site: string | null;
  readonly place: string;
  readonly what: string;
  readonly matters: string;
  readonly publisher: string;
  readonly address: string;
  readonly conflict: string;
}

/** A time cell that stands by itself: dates are read in UTC, since a place of an event has no zone of its own. */
export const timeColumn = (name: string, meaning: string): Column<string> => ({
  name,
  meaning,
  allowed: spanForms,
  needed: true,
  read: (text) => {
    const parsed = parseSpan(text, 0);
    return parsed.ok ? { ok: true, value: text } : parsed;
  },
});

export const eventsTable: Table<EventRow> = {
  name: "events",
  oneRow: "One dated event.",
  columns: {
    event: idColumn({ name: "event", meaning: "Names the event." }),
    at: timeColumn("at", "When it happened."),
    site: optional(idColumn({ name: "site", meaning: "The site it bears on." }), null),
    place: freeText("place", "Where it happened, in words.", 200),
    what: textColumn({ name: "what", meaning: "What happened." }, 400),
    matters: freeText("matters", "Why it matters for the counts."),
    publisher: freeText("publisher", "Who published it.", 120),
    address: optional(addressColumn({ name: "address", meaning: "Where the page is." }), ""),
    conflict: freeText("conflict", "How reports of it differ.", 600),
  },
};
