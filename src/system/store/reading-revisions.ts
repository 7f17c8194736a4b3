import type { DatabaseSync } from "node:sqlite";
import { DamageError, messageOf } from "../../base/errors.ts";
import type { RevisedThing, Revision } from "../../movements/sightings/revision.ts";
import { translated } from "./database.ts";

// Rows were checked when they were written, and `case verify` finds what was altered since: types are asserted where they enter.
type Row = Record<string, string | number | null>;

/** Which revisions; all that is left out does not limit. */
export interface RevisionChoice<Thing extends RevisedThing = RevisedThing> {
  readonly thing?: Thing;
  readonly of?: string;
  /** Only those that trail entries before this one made. */
  readonly beforeTrail?: number | undefined;
}

/** A revision with the trail entry that made it: what was concluded earlier was concluded without it. */
export type StoredRevision<Thing extends RevisedThing = RevisedThing> = Revision<Thing> & {
  readonly trail: number;
  /** When it was said, as ISO 8601 in UTC. */
  readonly at: string;
};

/**
 * What was said later of records, in the order in which it was said.
 * @throws DamageError when a row cannot be read
 */
export function readRevisions<Thing extends RevisedThing = RevisedThing>(
  database: DatabaseSync,
  { thing, of, beforeTrail }: RevisionChoice<Thing> = {},
): StoredRevision<Thing>[] {
  const limits = [
    ["thing = ?", thing],
    ["of_record = ?", of],
    ["trail < ?", beforeTrail],
  ] as const;
  const set = limits.flatMap(([clause, value]) => (value === undefined ? [] : [{ clause, value }]));
  const where = set.length === 0 ? "" : ` WHERE ${set.map(({ clause }) => clause).join(" AND ")}`;
  const rows = translated(
    "records.sqlite",
    () =>
      database
        .prepare(
          `SELECT *, (SELECT made_at FROM trail WHERE id = revisions.trail) AS made_at FROM revisions${where} ORDER BY trail, rowid`,
        )
        .all(...set.map(({ value }) => value)) as Row[],
  );
  return rows.map((r) => {
    const said: Record<keyof StoredRevision, unknown> = {
      thing: String(r["thing"]),
      of: String(r["of_record"]),
      version: Number(r["version"]),
      withdrawn: r["withdrawn"] === 1,
      cells: json(r, "cells"),
      corrected: r["corrected"] === null ? null : json(r, "corrected"),
      reason: String(r["reason"]),
      by: String(r["by_whom"]),
      trail: Number(r["trail"]),
      at: String(r["made_at"]),
    };
    return said as StoredRevision<Thing>;
  });
}

/** The revision that holds of each record that has one. */
export function newestRevisions<Thing extends RevisedThing>(
  database: DatabaseSync,
  thing: Thing,
  beforeTrail?: number,
): ReadonlyMap<string, StoredRevision<Thing>> {
  return new Map(readRevisions(database, { thing, beforeTrail }).map((r) => [r.of, r]));
}

/** Names of the records of one kind that were withdrawn. */
export function withdrawnRecords(
  database: DatabaseSync,
  thing: RevisedThing,
  beforeTrail?: number,
): ReadonlySet<string> {
  const newest = newestRevisions(database, thing, beforeTrail);
  return new Set([...newest].filter(([, r]) => r.withdrawn).map(([of]) => of));
}

function json(row: Row, column: string): unknown {
  try {
    return JSON.parse(String(row[column]));
  } catch (error) {
    throw new DamageError("the revisions on record cannot be read", [
      `${String(row["id"])}: ${column}: ${messageOf(error)}`,
    ]);
  }
}
