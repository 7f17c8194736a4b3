import type { DatabaseSync } from "node:sqlite";
import {
  viewOfEvidence,
  type EvidenceLink,
  type LookPicture,
  type Origin,
  type TrailLink,
} from "../../findings/screens/evidence-chain.ts";
import { recordHash } from "./batch.ts";
import { translated } from "./database.ts";
import { recordTables, type Stored } from "./tables.ts";

type Row = Readonly<Record<string, Stored>>;

const rowsOf = (database: DatabaseSync, sql: string, ...keys: Stored[]): Row[] =>
  translated("records.sqlite", () => database.prepare(sql).all(...keys) as Row[]);

/** Reads which trail entry made each record, and whether the record still fits its hash. Keys are "table id"; records that are gone have no entry. */
export function readOrigins(database: DatabaseSync, keys: Iterable<string>): Map<string, Origin> {
  const found = new Map<string, Origin>();
  for (const key of keys) {
    const [name, id] = [key.slice(0, key.indexOf(" ")), key.slice(key.indexOf(" ") + 1)];
    const table = recordTables.find((t) => t.name === name);
    if (table === undefined || found.has(key)) continue;
    // A value that is counted over a whole table leads to the table: its first row stands for where it came from.
    const [row] = rowsOf(
      database,
      `SELECT ${table.columns.join(", ")}, trail, hash FROM ${name} ${id === "" ? "WHERE ? = '' ORDER BY rowid LIMIT 1" : `WHERE ${table.columns[0] ?? "id"} = ?`}`,
      id,
    );
    if (row === undefined) continue;
    found.set(key, {
      trail: Number(row["trail"]),
      altered: recordHash(table.columns.map((c) => row[c] ?? null)) !== row["hash"],
    });
  }
  return found;
}

/** Reads all files of evidence, by hash. */
export const readEvidence = (database: DatabaseSync): Map<string, EvidenceLink> =>
  new Map(
    rowsOf(database, "SELECT sha256, name, bytes FROM evidence").map((r) => {
      const name = String(r["name"]);
      const sha256 = String(r["sha256"]);
      return [sha256, { sha256, name, bytes: Number(r["bytes"]), view: viewOfEvidence(name) }];
    }),
  );

/** Settings beyond this many characters are cut: outlines of lines, answers of catalogues. */
const longestSetting = 160;

/** Reads trail entries as links, by number. */
export function readTrails(
  database: DatabaseSync,
  ids: Iterable<number>,
  evidence: ReadonlyMap<string, EvidenceLink>,
): Map<number, TrailLink> {
  const found = new Map<number, TrailLink>();
  for (const id of new Set(ids)) {
    const [row] = rowsOf(database, "SELECT * FROM trail WHERE id = ?", id);
    if (row === undefined) continue;
    found.set(id, {
      id,
      step: String(row["step"]),
      program: String(row["program"]),
      madeAt: String(row["made_at"]),
      records: Number(row["records"]),
      settings: settingsOf(String(row["settings"])),
      inputs: (JSON.parse(String(row["inputs"])) as string[]).flatMap((hash) => evidence.get(hash) ?? []),
    });
  }
  return found;
}

function settingsOf(text: string): (readonly [string, string])[] {
  const settings = JSON.parse(text) as Readonly<Record<string, unknown>>;
  return Object.entries(settings).flatMap(([name, value]): (readonly [string, string])[] => {
    if (value === null || value === "" || value === undefined) return [];
    const written = typeof value === "string" ? value : JSON.stringify(value);
    return [[name, written.length > longestSetting ? `${written.slice(0, longestSetting)}…` : written]];
  });
}

/** Reads the pictures that looks rest on, with the number of marks on record in each, by look. */
export function readLookPictures(database: DatabaseSync, siteId: string): Map<string, LookPicture> {
  return new Map(
    rowsOf(
      database,
      `SELECT p.look, p.sha256, p.width, p.height, p.simulated, s.licence,
         (SELECT count(*) FROM marks m WHERE m.look = p.look) AS marks
       FROM pictures p JOIN looks l ON l.id = p.look LEFT JOIN supplies s ON s.look = p.look WHERE l.site = ?`,
      siteId,
    ).map((r) => [
      String(r["look"]),
      {
        look: String(r["look"]),
        sha256: String(r["sha256"]),
        width: Number(r["width"]),
        height: Number(r["height"]),
        simulated: r["simulated"] === 1,
        licence: String(r["licence"] ?? ""),
        marks: Number(r["marks"]),
      },
    ]),
  );
}
