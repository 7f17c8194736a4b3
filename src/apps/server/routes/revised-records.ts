import { Type } from "typebox";
import { keysOf, type Table } from "../../../base/table/table.ts";
import { text } from "./request-shapes.ts";

/** Columns of a table as typed; the step holds them against the table and tells what is wrong by column. */
export const typedCells = <Row>(table: Table<Row>) =>
  Type.Object(
    Object.fromEntries(
      keysOf(table).map((key) => {
        const { name, meaning, allowed } = table.columns[key];
        return [
          name,
          Type.Optional(
            Type.String({ maxLength: longestCell(name), description: `${meaning} Allowed: ${allowed}.` }),
          ),
        ];
      }),
    ),
    { additionalProperties: Type.String({ maxLength: 4000 }), maxProperties: 60 },
  );

/** An outline has up to two thousand corners. */
const longestCell = (column: string): number =>
  column === "footprint" || column === "hidden" ? 200_000 : 4000;

/** What is said of a record that was wrong. */
export const saidOfRecord = {
  id: text(300),
  reason: Type.String({ maxLength: 4000 }),
  since: Type.Optional(Type.Integer({ minimum: 1, description: "the version that the person has seen" })),
};
