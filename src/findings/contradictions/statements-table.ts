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
import { parseSpan, spanForms } from "../../base/time/span.ts";
import { pages, type Page } from "../../sites/counting/look.ts";
import { freeText, publishedColumn } from "../../sites/counting/looks-table.ts";
import { testNames, type TestName } from "./test-names.ts";

/** One statement of a contradiction, as written in a table: what somebody says, and by which test it is held against the others. */
export interface StatementRow {
  readonly statement: string;
  readonly contradiction: string;
  /** Written on the first statement of a contradiction; empty on the others. */
  readonly about: string;
  readonly topic: string;
  readonly test: TestName;
  readonly says: string;
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly unit: string;
  readonly base: number | null;
  readonly value: string;
  readonly over: string;
  readonly rule: string;
  readonly subject: string;
  readonly record: string;
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly document: string;
  readonly retrieved: string;
  readonly publisher: string;
  readonly publishedAt: string;
  readonly address: string;
  readonly page: Page;
  readonly wanted: string;
}

const figure = (name: string, meaning: string): Column<number | null> =>
  optional(numberColumn({ name, meaning }, { from: -1_000_000_000, to: 1_000_000_000 }), null);

const span = (name: string, meaning: string): Column<string> => ({
  name,
  meaning,
  allowed: `${spanForms}; or empty when not said`,
  needed: false,
  read: (text) => {
    const parsed = text === "" ? null : parseSpan(text, 0);
    return parsed === null || parsed.ok ? { ok: true, value: text } : parsed;
  },
});

export const statementsTable: Table<StatementRow> = {
  name: "contradictions",
  oneRow:
    "One of the statements that contradict each other, or seem to; those of one contradiction share its name and its test.",
  columns: {
    statement: idColumn({ name: "statement", meaning: "Names the statement." }),
    contradiction: idColumn({
      name: "contradiction",
      meaning: "Names the contradiction that it is part of.",
    }),
    about: freeText("about", "What the statements differ on; on the first of them.", 200),
    topic: freeText("topic", "The part of the report that it belongs to, as rail, sea or depot.", 40),
    test: oneOf(
      {
        name: "test",
        meaning: "By which test the statements are held against each other: docs/method/contradictions.md.",
      },
      testNames,
    ),
    says: textColumn({ name: "says", meaning: "What it says, in own words." }, 400),
    low: figure("low", "Least value that it allows; a floor such as “at least 6” has only this."),
    best: figure("best", "The value that it names."),
    high: figure("high", "Greatest value that it allows."),
    unit: freeText("unit", "Unit of the value.", 40),
    base: figure(
      "base",
      "The figure that the value was worked out from, as containers behind a number of shells.",
    ),
    value: freeText(
      "value",
      "What it says where that is a word: a flag, a direction, a weekday, a name.",
      120,
    ),
    over: span("over", "The time that it speaks of."),
    rule: freeText(
      "rule",
      "What is counted, and by whose rule; values of one rule can be held together.",
      120,
    ),
    subject: freeText("subject", "The ship, place or thing that it speaks of.", 120),
    record: freeText(
      "record",
      "A record of the case that the value is read from, as counts/<id>, events/<id>, voyages/<id>; it then stands for the columns left empty.",
      160,
    ),
    longitude: optional(
      numberColumn(
        { name: "longitude", meaning: "Of the place that it means, in degrees." },
        { from: -180, to: 180 },
      ),
      null,
    ),
    latitude: optional(
      numberColumn(
        { name: "latitude", meaning: "Of the place that it means, in degrees." },
        { from: -90, to: 90 },
      ),
      null,
    ),
    document: freeText("document", "The text that it stands in, where several statements stand in one.", 120),
    retrieved: span("retrieved", "When that text was read."),
    publisher: textColumn({ name: "publisher", meaning: "Who published it." }, 120),
    publishedAt: publishedColumn,
    address: optional(addressColumn({ name: "address", meaning: "Where the page is." }), ""),
    page: optional(
      oneOf({ name: "page", meaning: "How near the page is to the one who saw it." }, pages),
      "quoting",
      "empty: quoting",
    ),
    wanted: freeText("wanted", "What would settle it; on the first statement.", 300),
  },
};
