import { keysOf, type Table } from "../../../../base/table/table.ts";
import type { TypedCells } from "../../../../system/steps/seen-rows.ts";
import type { Call, OptionDefinition } from "../../definition.ts";

/** Columns that no option is made of, and options that are called otherwise than their column. */
export interface CellOptions {
  readonly leftOut?: readonly string[];
  readonly called?: Readonly<Record<string, string>>;
  /** Nothing must be typed. */
  readonly free?: boolean;
}

/** Of a correction: the sighting is named by the argument, and --by is who corrects. */
export const correctedOptions: CellOptions = { leftOut: ["sighting"], called: { by: "seen-by" }, free: true };

/** Of a correction of a scene, which is named by the argument. */
export const correctedSceneOptions: CellOptions = { leftOut: ["scene"], free: true };

/** Of a correction of a fact of a vessel, which is named by the argument. */
export const correctedFactOptions: CellOptions = { leftOut: ["fact"], free: true };

const flagOf = (column: string, { called = {} }: CellOptions): string =>
  called[column] ?? column.replaceAll("_", "-");

function columnsOf<Row>(table: Table<Row>, { leftOut = [] }: CellOptions) {
  return keysOf(table)
    .map((key) => table.columns[key])
    .filter(({ name }) => !leftOut.includes(name));
}

/** An option for each column of a table, so that one row can be typed. */
export const optionsOf = <Row>(table: Table<Row>, how: CellOptions = {}): OptionDefinition[] =>
  columnsOf(table, how).map(({ name, meaning, allowed, needed }) => ({
    flags: `--${flagOf(name, how)} <value>`,
    meaning: `${meaning} ${allowed.length > 400 ? `Words: docs/reference/${table.name}.md.` : `Allowed: ${allowed}.`}`,
    ...(needed && how.free !== true ? { required: true } : {}),
  }));

/** What was typed of a row, by the names of the table's columns. */
export function typedCells<Row>({ options }: Call, table: Table<Row>, how: CellOptions = {}): TypedCells {
  const cells: [string, string][] = [];
  for (const { name } of columnsOf(table, how)) {
    const camel = flagOf(name, how).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const value = options[camel];
    if (value !== undefined) cells.push([name, String(value)]);
  }
  return Object.fromEntries(cells);
}
