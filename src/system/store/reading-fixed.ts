import type { DatabaseSync } from "node:sqlite";
import { DamageError, messageOf } from "../../base/errors.ts";
import type { FixedObject } from "../../movements/fixed/fixed-object.ts";
import { translated } from "./database.ts";

// Rows were checked when they were written, and `case verify` finds what was altered since: types are asserted where they enter.
type Row = Record<string, string | number | null>;

/**
 * All versions of all fixed objects, in the order in which they were written.
 * @throws DamageError when a row cannot be read
 */
export function readFixedObjects(
  database: DatabaseSync,
  { beforeTrail, id }: { readonly beforeTrail?: number; readonly id?: string } = {},
): FixedObject[] {
  const limits = [
    ["trail < ?", beforeTrail],
    ["id = ?", id],
  ] as const;
  const set = limits.flatMap(([clause, value]) => (value === undefined ? [] : [{ clause, value }]));
  const where = set.length === 0 ? "" : ` WHERE ${set.map(({ clause }) => clause).join(" AND ")}`;
  const rows = translated(
    "records.sqlite",
    () =>
      database
        .prepare(`SELECT * FROM fixed_objects${where} ORDER BY trail, rowid`)
        .all(...set.map(({ value }) => value)) as Row[],
  );
  return rows.map((r) => ({
    id: String(r["id"]),
    version: Number(r["version"]),
    position: [Number(r["longitude"]), Number(r["latitude"])],
    radiusMetres: Number(r["radius_m"]),
    kind: String(r["kind"]) as FixedObject["kind"],
    name: String(r["name"]),
    validFrom: r["valid_from"] === null ? null : String(r["valid_from"]),
    validTo: r["valid_to"] === null ? null : String(r["valid_to"]),
    withdrawn: r["withdrawn"] === 1,
    sightings: listIn(r),
    reason: String(r["reason"]),
    by: String(r["by_whom"]),
  }));
}

function listIn(row: Row): string[] {
  try {
    return JSON.parse(String(row["sightings"])) as string[];
  } catch (error) {
    throw new DamageError("the fixed objects on record cannot be read", [
      `${String(row["key"])}: sightings: ${messageOf(error)}`,
    ]);
  }
}
