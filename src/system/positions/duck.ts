import { DuckDBInstance, type DuckDBConnection, type DuckDBDataChunk } from "@duckdb/node-api";

/** How much of the machine an engine may take. */
export interface DuckLimits {
  /** As DuckDB writes it: "1GB". What does not fit goes to `temporary`. */
  readonly memory: string;
  readonly threads: number;
  /** A folder that DuckDB makes when it has to put something aside, and removes. */
  readonly temporary: string;
}

/** An engine without a database of its own: it reads and writes files. Nothing is fetched and no extension is loaded from outside. */
export function openDuck(limits: DuckLimits): Promise<DuckDBInstance> {
  return DuckDBInstance.create(":memory:", {
    memory_limit: limits.memory,
    threads: String(limits.threads),
    temp_directory: limits.temporary,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    preserve_insertion_order: "true",
  });
}

/** A text as a literal of SQL. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** File names as a list of SQL. */
export const literals = (texts: readonly string[]): string => `[${texts.map(literal).join(", ")}]`;

type Numbers = Float64Array | Float32Array | Int32Array | Uint8Array;

/**
 * The numbers of a column as they lie in the chunk, without a copy: valid until the next chunk. The column must have no nulls.
 * @throws TypeError when it is not a column of numbers that fit a typed array of numbers
 */
export function numbersOf(chunk: DuckDBDataChunk, column: number): Numbers {
  // The binding keeps the array private; reading value by value is forty times slower.
  const { items } = chunk.getColumnVector(column) as unknown as { readonly items?: unknown };
  if (
    items instanceof Float64Array ||
    items instanceof Float32Array ||
    items instanceof Int32Array ||
    items instanceof Uint8Array
  )
    return items;
  throw new TypeError(`column ${column} holds no plain numbers`);
}

/** Rows of a query as objects; for small results. Whole numbers beyond 32 bits come as bigint. */
export async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Record<string, unknown>[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjectsJS();
}
