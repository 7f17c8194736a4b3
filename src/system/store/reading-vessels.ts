import type { DatabaseSync } from "node:sqlite";
import { DamageError, messageOf } from "../../base/errors.ts";
import type { VesselFact, VesselField } from "../../movements/vessels/vessel-fact.ts";
import type { WatchEntry } from "../../movements/vessels/watch-entry.ts";
import { translated } from "./database.ts";
import { newestRevisions, readRevisions } from "./reading-revisions.ts";

// Rows were checked when they were written, and `case verify` finds what was altered since: types are asserted where they enter.
type Row = Record<string, string | number | null>;

const rowsOf = (database: DatabaseSync, sql: string, ...values: (string | number)[]): Row[] =>
  translated("records.sqlite", () => database.prepare(sql).all(...values) as Row[]);

const text = (row: Row, column: string): string => String(row[column] ?? "");

/** Facts of vessels as they were last corrected and without those that were withdrawn, in order of vessel, field and first day. */
export function readVesselFacts(
  database: DatabaseSync,
  { beforeTrail = Number.MAX_SAFE_INTEGER }: { readonly beforeTrail?: number } = {},
): VesselFact[] {
  const revised = newestRevisions(database, "vessel-fact", beforeTrail);
  const stored = readFirstFacts(database, beforeTrail).filter((f) => !revised.has(f.id));
  const corrected = [...revised.values()].flatMap((r) => r.corrected ?? []);
  return corrected.length === 0 ? stored : [...stored, ...corrected].sort(inOrder);
}

/** As the rows come: by vessel, field, first day and name. */
function inOrder(a: VesselFact, b: VesselFact): number {
  for (const key of ["vessel", "field", "from", "id"] as const)
    if (a[key] !== b[key]) return a[key] < b[key] ? -1 : 1;
  return 0;
}

/** A fact as it once stood on record, and how it was corrected or withdrawn. */
export interface FormerFact {
  readonly fact: VesselFact;
  readonly version: number;
  readonly withdrawn: boolean;
  readonly reason: string;
  readonly by: string;
}

/** All that no longer holds of facts, each fact in order of its versions; what holds is read by `readVesselFacts`. */
export function readFormerFacts(database: DatabaseSync): FormerFact[] {
  const revisions = Map.groupBy(readRevisions(database, { thing: "vessel-fact" }), (r) => r.of);
  if (revisions.size === 0) return [];
  return readFirstFacts(database, Number.MAX_SAFE_INTEGER).flatMap((first) => {
    let [fact, version] = [first, 1];
    return (revisions.get(first.id) ?? []).map((revision): FormerFact => {
      const { withdrawn, reason, by } = revision;
      const former = { fact, version, withdrawn, reason, by };
      [fact, version] = [revision.corrected ?? fact, revision.version];
      return former;
    });
  });
}

/** Facts as they were first put on record, whatever was said of them since. */
const readFirstFacts = (database: DatabaseSync, beforeTrail: number): VesselFact[] =>
  rowsOf(
    database,
    "SELECT * FROM vessel_facts WHERE trail < ? ORDER BY vessel, field, from_day, id",
    beforeTrail,
  ).map((r) => ({
    id: text(r, "id"),
    vessel: text(r, "vessel"),
    field: text(r, "field") as VesselField,
    value: text(r, "value"),
    from: text(r, "from_day"),
    to: text(r, "to_day"),
    basis: text(r, "basis") as VesselFact["basis"],
    publisher: text(r, "publisher"),
    address: text(r, "address"),
    note: text(r, "note"),
  }));

/**
 * Entries of watch lists of every edition on record, in order of list, day of the edition and entry.
 * @throws DamageError when a row cannot be read
 */
export const readWatchEntries = (
  database: DatabaseSync,
  { list, imo }: { readonly list?: string; readonly imo?: string } = {},
): WatchEntry[] => {
  const limits = [
    ["list = ?", list],
    ["imo = ?", imo],
  ] as const;
  const set = limits.filter(([, value]) => value !== undefined);
  const where = set.length === 0 ? "" : ` WHERE ${set.map(([clause]) => clause).join(" AND ")}`;
  return rowsOf(
    database,
    `SELECT * FROM watch_entries${where} ORDER BY list, published, id`,
    ...set.flatMap(([, value]) => (value === undefined ? [] : [value])),
  ).map((r) => ({
    id: text(r, "id"),
    list: text(r, "list"),
    published: text(r, "published"),
    name: text(r, "name"),
    otherNames: namesOf(r),
    imo: text(r, "imo"),
    mmsi: text(r, "mmsi"),
    callSign: text(r, "call_sign"),
    flag: text(r, "flag"),
    owner: text(r, "owner"),
    listedFrom: text(r, "listed_from"),
    listedTo: text(r, "listed_to"),
    programme: text(r, "programme"),
    remarks: text(r, "remarks"),
  }));
};

/** One published state of a list: what stood on it that day, and so what did not. */
export interface Edition {
  readonly list: string;
  /** As 2023-12-12. */
  readonly published: string;
  readonly entries: number;
}

/** Editions of watch lists on record, in order of list and day. */
export const readEditions = (database: DatabaseSync): Edition[] =>
  rowsOf(
    database,
    "SELECT list, published, count(*) AS entries FROM watch_entries GROUP BY list, published ORDER BY list, published",
  ).map((r) => ({
    list: text(r, "list"),
    published: text(r, "published"),
    entries: Number(r["entries"]),
  }));

function namesOf(row: Row): string[] {
  try {
    return JSON.parse(text(row, "other_names")) as string[];
  } catch (error) {
    throw new DamageError("the watch lists on record cannot be read", [
      `${text(row, "id")}: other names: ${messageOf(error)}`,
    ]);
  }
}
