import type { Fault } from "../../../../../../base/errors.ts";
import { keysOf } from "../../../../../../base/table/table.ts";
import type { SightingCells } from "../../../../../../movements/sightings/sighting-cells.ts";
import { sightingsTable } from "../../../../../../movements/sightings/sightings-table.ts";

/** What stands in the fields of a form, by the columns of the table of sightings. */
export type Texts = Readonly<Record<string, string>>;

export const columnNames: readonly string[] = keysOf(sightingsTable).map(
  (key) => sightingsTable.columns[key].name,
);

/** Decimals that a number of a column is shown with; a place to a tenth of a metre. */
const decimalsOf = (column: string): number | null =>
  column === "longitude" || column === "latitude" ? 6 : /_(?:m|deg)$/.test(column) ? 1 : null;

/** A number as a field shows it: rounded, without noughts at its end. */
export function numberText(column: string, value: number): string {
  const decimals = decimalsOf(column);
  return decimals === null ? String(value) : String(Number(value.toFixed(decimals)));
}

/** Cells as fields show them: numbers rounded to what a person reads. */
export function textsOf(cells: SightingCells): Texts {
  return Object.fromEntries(
    columnNames.map((column) => {
      const cell = cells[column] ?? "";
      const isNumber = cell !== "" && decimalsOf(column) !== null && Number.isFinite(Number(cell));
      return [column, isNumber ? numberText(column, Number(cell)) : cell];
    }),
  );
}

/**
 * The cells that fields say. A field that still shows what is on record keeps it to the last digit.
 * @param before what is on record; empty for a new sighting
 */
export function cellsOfTexts(texts: Texts, before: SightingCells = {}): SightingCells {
  const shown = textsOf(before);
  return Object.fromEntries(
    columnNames.map((column) => {
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

const known: ReadonlySet<string> = new Set([...columnNames, "reason"]);

/** The fields that a fault is about; empty where it is about the whole. */
export const fieldsOfFault = ({ field }: Pick<Fault, "field">): readonly string[] =>
  field.split(", ").flatMap((part) => {
    const name = part.replace(/^--/, "");
    return [name, `${name}_m`, `${name}_deg`].filter((one) => known.has(one)).slice(0, 1);
  });
