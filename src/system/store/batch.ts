import { createHash, type Hash } from "node:crypto";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { sha256 } from "../hash.ts";
import type { RecordTable, Stored } from "./tables.ts";

/** What came of adding a record. */
export type Added = "new" | "same" | "different";

/** The hash of a record: over the JSON text of its columns' values in order. */
export const recordHash = (values: readonly Stored[]): string => sha256(JSON.stringify(values));

/** Adds records of one trail entry and keeps a digest over them, table by table, in order of adding. */
export interface Batch {
  /** Adds a record. The same key with the same content changes nothing; with other content it is not added. */
  readonly add: <R>(table: RecordTable<R>, record: R) => Added;
  /** What is on record under a key, by column; null when nothing is. */
  readonly stored: <R>(table: RecordTable<R>, key: string) => Record<string, Stored> | null;
  /** The count that gives this figure of a look already, corrections left out; null for none. */
  readonly figureAt: (place: FigurePlace) => string | null;
  readonly added: () => number;
  readonly digest: () => string;
}

/** What one look can give one figure for. */
export interface FigurePlace {
  readonly lookId: string;
  readonly areaId: string | null;
  readonly kind: string;
  readonly measure: string;
  readonly statistic: string;
}

interface Statements {
  readonly insert: StatementSync;
  readonly find: StatementSync;
  readonly row: StatementSync;
}

export function openBatch(database: DatabaseSync, trailId: number): Batch {
  const prepared = new Map<string, Statements>();
  const figure = database.prepare(
    "SELECT id FROM counts WHERE look = ? AND area IS ? AND kind = ? AND measure = ? AND statistic = ? AND corrects IS NULL",
  );
  const running = new Map<string, Hash>();
  let added = 0;
  const statementsOf = <R>(table: RecordTable<R>): Statements => {
    const known = prepared.get(table.name);
    if (known !== undefined) return known;
    const columns = table.columns.join(", ");
    const marks = table.columns.map(() => "?").join(", ");
    const key = table.columns[0] ?? "id";
    const made: Statements = {
      insert: database.prepare(
        `INSERT INTO ${table.name} (${columns}, trail, hash) VALUES (${marks}, ?, ?) ON CONFLICT (${key}) DO NOTHING`,
      ),
      find: database.prepare(`SELECT hash FROM ${table.name} WHERE ${key} = ?`),
      row: database.prepare(`SELECT ${columns} FROM ${table.name} WHERE ${key} = ?`),
    };
    prepared.set(table.name, made);
    return made;
  };
  return {
    add: (table, record) => {
      const values = table.values(record);
      const hash = recordHash(values);
      const { insert, find } = statementsOf(table);
      if (insert.run(...values, trailId, hash).changes === 0)
        return find.get(values[0] ?? null)?.["hash"] === hash ? "same" : "different";
      const ofTable = running.get(table.name) ?? createHash("sha256");
      running.set(table.name, ofTable.update(hash));
      added++;
      return "new";
    },
    stored: (table, key) => (statementsOf(table).row.get(key) as Record<string, Stored> | undefined) ?? null,
    figureAt: ({ lookId, areaId, kind, measure, statistic }) => {
      const found = figure.get(lookId, areaId, kind, measure, statistic);
      return found === undefined ? null : String(found["id"]);
    },
    added: () => added,
    digest: () => digestOf(running),
  };
}

/** The digest of a trail entry: over the names of its tables, sorted, each with the hash over its records' hashes in order of adding. */
export function digestOf(tables: ReadonlyMap<string, Hash>): string {
  const lines = [...tables].map(([name, running]) => `${name} ${running.copy().digest("hex")}\n`);
  return sha256(lines.sort().join(""));
}
