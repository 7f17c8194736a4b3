/** A value as it is stored: times are numbers, lists and outlines are JSON text. */
export type Stored = string | number | null;

/** How a record of one kind is stored: the columns that its hash is over, in order, the first being its key. */
export interface RecordTable<R> {
  readonly name: string;
  readonly columns: readonly string[];
  readonly values: (record: R) => Stored[];
}

/** A table of records of one kind, each column with what it holds of a record. */
export function table<R>(
  name: string,
  columns: Readonly<Record<string, (record: R) => Stored>>,
): RecordTable<R> {
  const readers = Object.values(columns);
  return { name, columns: Object.keys(columns), values: (record) => readers.map((read) => read(record)) };
}
