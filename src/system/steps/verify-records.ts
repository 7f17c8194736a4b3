import { createHash, type Hash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { CustodyLine } from "../../findings/evidence/custody.ts";
import { digestOf, recordHash } from "../store/batch.ts";
import { recordTables, type Stored } from "../store/tables.ts";

export interface RecordCheck {
  readonly rows: number;
  readonly trails: number;
  /** By "table key", the sentence that names what was altered. */
  readonly altered: ReadonlyMap<string, string>;
  readonly damage: readonly string[];
}

/** "count csis-2023-10-05-railcar": the name of a record in a sentence. */
export const recordName = (table: string, key: string): string =>
  `${oneOf[table] ?? table.replace(/s$/, "")} ${key}`;

/** Tables whose one record is not called by their name less an s. */
const oneOf: Readonly<Record<string, string>> = {
  clarities: "clarity",
  supplies: "supply",
  line_ups: "line-up",
  passes: "pass",
};

/** Recomputes the hash of every record and the digest of every trail entry, and holds the entries against the lines of custody. */
export function checkRecords(database: DatabaseSync, lines: readonly CustodyLine[]): RecordCheck {
  const altered = new Map<string, string>();
  const digests = new Map<number, Map<string, Hash>>();
  const amounts = new Map<number, number>();
  let rows = 0;
  for (const { name, columns } of recordTables) {
    const statement = database.prepare(
      `SELECT ${columns.join(", ")}, trail, hash FROM ${name} ORDER BY rowid`,
    );
    statement.setReturnArrays(true);
    for (const row of statement.iterate() as unknown as Iterable<Stored[]>) {
      rows++;
      const hash = String(row.pop());
      const trail = Number(row.pop());
      const key = String(row[0]);
      if (recordHash(row) !== hash)
        altered.set(`${name} ${key}`, `${recordName(name, key)}: altered (it no longer fits its hash)`);
      const tables = digests.get(trail) ?? new Map<string, Hash>();
      digests.set(trail, tables.set(name, (tables.get(name) ?? createHash("sha256")).update(hash)));
      amounts.set(trail, (amounts.get(trail) ?? 0) + 1);
    }
  }
  const trails = database.prepare("SELECT * FROM trail ORDER BY id").all();
  const damage = trails.flatMap((t) => {
    const id = Number(t["id"]);
    const name = `trail entry ${id} (${String(t["step"])})`;
    const found = amounts.get(id) ?? 0;
    if (found < Number(t["records"]))
      return [`${name}: ${Number(t["records"]) - found} of its ${String(t["records"])} records are missing`];
    if (found > Number(t["records"]))
      return [`${name}: ${found - Number(t["records"])} records were added to it afterwards`];
    return digestOf(digests.get(id) ?? new Map()) === t["digest"]
      ? []
      : [`${name}: the hashes of its records are not those that it was made with`];
  });
  return {
    rows,
    trails: trails.length,
    altered,
    damage: [...damage, ...againstCustody(trails, lines), ...quickCheck(database)],
  };
}

interface TrailDetail {
  readonly trail?: number;
  readonly digest?: string;
  readonly records?: number;
  readonly program?: string;
}

/** Every trail entry has its line of custody, and says the same as when the line was written. */
function againstCustody(trails: readonly Record<string, unknown>[], lines: readonly CustodyLine[]): string[] {
  const damage: string[] = [];
  const byId = new Map(trails.map((t) => [Number(t["id"]), t]));
  const seen = new Set<number>();
  for (const { seq, action, detail } of lines) {
    const { trail, digest, records, program } = detail as TrailDetail;
    if (trail === undefined) continue;
    seen.add(trail);
    const entry = byId.get(trail);
    if (entry === undefined)
      damage.push(`trail entry ${trail} (${action}): missing; custody line ${seq} speaks of it`);
    else if (
      entry["digest"] !== digest ||
      entry["records"] !== records ||
      entry["program"] !== program ||
      entry["step"] !== action
    )
      damage.push(`trail entry ${trail} (${action}): altered; it is not what custody line ${seq} says`);
  }
  for (const id of byId.keys())
    if (!seen.has(id)) damage.push(`trail entry ${id}: no line of custody speaks of it`);
  return damage;
}

function quickCheck(database: DatabaseSync): string[] {
  const rows = database.prepare("PRAGMA quick_check(5)").all();
  return rows
    .map((r) => String(Object.values(r)[0]))
    .filter((text) => text !== "ok")
    .map((text) => `records.sqlite: ${text}`);
}
