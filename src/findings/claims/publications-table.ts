import {
  addressColumn,
  idColumn,
  numberColumn,
  oneOf,
  optional,
  textColumn,
  type Column,
} from "../../base/table/column.ts";
import type { Table } from "../../base/table/table.ts";
import { weekdays, weekdayOf, type Weekday } from "../../base/time/calendar.ts";
import { parseSpan } from "../../base/time/span.ts";
import { freeText, publishedColumn, qualifierColumn } from "../../sites/counting/looks-table.ts";
import { pages, type Page } from "../../sites/counting/look.ts";

/** A further publication of an observation, as written in a table: what it says, also where that differs. */
export interface PublicationRow {
  readonly publication: string;
  readonly observation: string;
  readonly publisher: string;
  readonly address: string;
  readonly publishedAt: string;
  readonly page: Page;
  readonly qualifier: string;
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly unitSaid: string;
  readonly takenAtSaid: string;
  readonly weekdaySaid: Weekday | null;
  readonly note: string;
}

const figure = (name: string, meaning: string): Column<number | null> =>
  optional(
    numberColumn({ name, meaning }, { from: 0, to: 100_000_000 }),
    null,
    "empty when the page gives none",
  );

export const publicationsTable: Table<PublicationRow> = {
  name: "publications",
  oneRow:
    "One further publication of an observation: what it says, kept also where it differs from the first.",
  columns: {
    publication: idColumn({ name: "publication", meaning: "Names the publication." }),
    observation: idColumn({ name: "observation", meaning: "The observation that it repeats." }),
    publisher: textColumn({ name: "publisher", meaning: "Who published the page." }, 120),
    address: optional(
      addressColumn({ name: "address", meaning: "Where the page is." }),
      "",
      "empty: no public address",
    ),
    publishedAt: publishedColumn,
    page: oneOf({ name: "page", meaning: "How near the page is to the observer." }, pages),
    qualifier: qualifierColumn,
    low: figure("low", "Lowest value as this page has it."),
    best: figure("best", "The figure as this page has it."),
    high: figure("high", "Highest value as this page has it."),
    unitSaid: freeText("unit_said", "The unit in the page's own word.", 80),
    takenAtSaid: {
      name: "taken_at_said",
      meaning: "The date of the picture, as this page has it.",
      allowed: "a date as in taken_at; or empty",
      needed: false,
      read: (text) => {
        const parsed = text === "" ? null : parseSpan(text, 0, true);
        return parsed === null || parsed.ok ? { ok: true, value: text } : parsed;
      },
    },
    weekdaySaid: optional(
      oneOf(
        {
          name: "weekday_said",
          meaning: "The weekday that this page gives; it may be wrong, which is then shown.",
        },
        weekdays,
      ),
      null,
    ),
    note: freeText("note", "What this page drops, adds or changes.", 600),
  },
};

/** What a page says of the date that a calendar refutes: "8 October 2023 was a sunday"; null when it holds. */
export function weekdaySlip(row: Pick<PublicationRow, "takenAtSaid" | "weekdaySaid">): Weekday | null {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(row.takenAtSaid);
  if (day === null || row.weekdaySaid === null) return null;
  const actual = weekdayOf(Number(day[1]), Number(day[2]), Number(day[3]));
  return actual === row.weekdaySaid ? null : actual;
}

/** A publication on record: the first of an observation, or a further one. */
export interface Publication extends PublicationRow {
  /** True for the publication that the figure of the count was taken from. */
  readonly first: boolean;
}
