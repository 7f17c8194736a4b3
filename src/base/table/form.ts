import type { Table } from "./table.ts";

/** How a file holds the rows of a table where it is not the table as people fill it in: what another program, or this one, wrote of it. */
export interface TableForm<Row> {
  readonly table: Table<Row>;
  /** Columns that the file has beside those of the table; they are not read. */
  readonly beside: readonly string[];
  /** What a cell meant before it was made safe for the file; null where cells stand as they are meant. */
  readonly meant: ((cell: string, index: number) => string) | null;
  /** Whether a row is none of the table's. */
  readonly passesOver: (cells: readonly string[]) => boolean;
}

/** A table as people fill it in. */
export const asFilledIn = <Row>(table: Table<Row>): TableForm<Row> => ({
  table,
  beside: [],
  meant: null,
  passesOver: () => false,
});
