import { keysOf, type Table } from "../../../../base/table/table.ts";
import type { TypedCells } from "../../../../system/steps/import-sightings.ts";
import type { Call, OptionDefinition } from "../../definition.ts";

const flagOf = (column: string): string => column.replaceAll("_", "-");

/** An option for each column of a table, so that one row can be typed. */
export const optionsOf = <Row>(table: Table<Row>): OptionDefinition[] =>
  keysOf(table).map((key) => {
    const { name, meaning, allowed, needed } = table.columns[key];
    return {
      flags: `--${flagOf(name)} <value>`,
      meaning: `${meaning} ${allowed.length > 400 ? `Words: docs/reference/${table.name}.md.` : `Allowed: ${allowed}.`}`,
      ...(needed ? { required: true } : {}),
    };
  });

/** What was typed of a row, by the names of the table's columns. */
export function typedCells<Row>({ options }: Call, table: Table<Row>): TypedCells {
  const cells: [string, string][] = [];
  for (const key of keysOf(table)) {
    const { name } = table.columns[key];
    const camel = flagOf(name).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const value = options[camel];
    if (value !== undefined) cells.push([name, String(value)]);
  }
  return Object.fromEntries(cells);
}
