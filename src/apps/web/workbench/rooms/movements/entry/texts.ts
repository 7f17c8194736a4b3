import type { Fault } from "../../../../../../base/errors.ts";
import { keysOf, type Table } from "../../../../../../base/table/table.ts";
import type { Cells } from "../../../../../../movements/sightings/changed-cells.ts";
import { scenesTable } from "../../../../../../movements/sightings/scenes-table.ts";
import { sightingsTable } from "../../../../../../movements/sightings/sightings-table.ts";

/** What stands in the fields of a form, by the columns of a table. */
export type Texts = Readonly<Record<string, string>>;

/** The columns of a table as fields of a form. */
export interface Fields {
  readonly columns: readonly string[];
  /** A number as its field shows it: rounded to what a person reads; null: a column that is no number. */
  readonly shown: (column: string, value: number) => string | null;
}

const namesOf = <Row>(table: Table<Row>): readonly string[] =>
  keysOf(table).map((key) => table.columns[key].name);

/** Decimals that a number of a sighting is shown with; a place to a tenth of a metre. */
const decimalsOf = (column: string): number | null =>
  column === "longitude" || column === "latitude" ? 6 : /_(?:m|deg)$/.test(column) ? 1 : null;

export const sightingFields: Fields = {
  columns: namesOf(sightingsTable),
  shown: (column, value) => (decimalsOf(column) === null ? null : numberText(column, value)),
};

/** Pixels of a picture may be a few centimetres: figures that count, not decimals. */
export const sceneFields: Fields = {
  columns: namesOf(scenesTable),
  shown: (column, value) => (/_(?:m|deg|s)$/.test(column) ? String(Number(value.toPrecision(6))) : null),
};

/** A number as a field shows it: rounded, without noughts at its end. */
export function numberText(column: string, value: number): string {
  const decimals = decimalsOf(column);
  return decimals === null ? String(value) : String(Number(value.toFixed(decimals)));
}

/** Cells as fields show them: numbers rounded to what a person reads. */
export function textsOf(cells: Cells, { columns, shown }: Fields = sightingFields): Texts {
  return Object.fromEntries(
    columns.map((column) => {
      const cell = cells[column] ?? "";
      const number = cell === "" ? Number.NaN : Number(cell);
      return [column, (Number.isFinite(number) ? shown(column, number) : null) ?? cell];
    }),
  );
}

/**
 * The cells that fields say. A field that still shows what is on record keeps it to the last digit.
 * @param before what is on record; empty for a new record
 */
export function cellsOfTexts(texts: Texts, before: Cells = {}, fields: Fields = sightingFields): Cells {
  const shown = textsOf(before, fields);
  return Object.fromEntries(
    fields.columns.map((column) => {
      const text = (texts[column] ?? "").trim();
      if (before[column] !== undefined && text === shown[column]) return [column, before[column]];
      if (column === "at") return [column, timeCell(text, texts["zone"] ?? "")];
      if (column === "zone") return [column, /^utc$/i.test(text) ? "Z" : text];
      return [column, text];
    }),
  );
}

const written = /^(\d{4}-\d{2}-\d{2})[T ]\s*(\d{2}:\d{2}(?::\d{2})?)\s*(Z|UTC|[+-]\d{2}:\d{2})?$/i;

/**
 * A time as people type it, in the form that the table takes: "2024-03-12 21:30" with the clock beside it becomes "2024-03-12T21:30Z". What is
 * written otherwise stays, for the table to say what is allowed.
 * @param clock "Z" or an offset; empty is UTC
 */
export function timeCell(text: string, clock: string): string {
  const zone = clock.trim() === "" || /^utc$/i.test(clock.trim()) ? "Z" : clock.trim();
  return text
    .split("/")
    .map((end) => {
      const [, day, time, offset] = written.exec(end.trim()) ?? [];
      if (day === undefined || time === undefined) return end.trim();
      return `${day}T${time}${offset === undefined ? zone : /^(?:z|utc)$/i.test(offset) ? "Z" : offset}`;
    })
    .join("/");
}

/** A moment as a field takes it, to the minute: nobody puts a hand on a bar to the second. */
export const momentText = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace("T", " ");

/** The fields that a fault is about; empty where it is about the whole. */
export const fieldsOfFault = (
  { field }: Pick<Fault, "field">,
  { columns }: Fields = sightingFields,
): readonly string[] =>
  field.split(", ").flatMap((part) => {
    const name = part.replace(/^--/, "");
    return [name, `${name}_m`, `${name}_deg`]
      .filter((one) => one === "reason" || columns.includes(one))
      .slice(0, 1);
  });
