import type { DatabaseSync } from "node:sqlite";
import { DamageError, messageOf } from "../../base/errors.ts";
import type { Rival, VerdictRecord, VerdictWord } from "../../movements/matching/verdict.ts";
import { translated } from "./database.ts";

// Rows were checked when they were written, and `case verify` finds what was altered since: types are asserted where they enter.
type Row = Record<string, string | number | null>;

/** Which verdicts; all that is left out does not limit. */
export interface VerdictChoice {
  readonly sightingId?: string;
  readonly sceneId?: string;
  readonly beforeTrail?: number;
}

/**
 * Verdicts on record, in the order in which they were reached, also those that no longer hold: `readCurrentVerdicts` gives those that do.
 * @throws DamageError when a row cannot be read
 */
export const readVerdicts = (database: DatabaseSync, choice: VerdictChoice = {}): VerdictRecord[] =>
  readStoredVerdicts(database, choice).map(({ verdict }) => verdict);

/** Verdicts as above, each with the trail entry that reached it. */
export function readStoredVerdicts(
  database: DatabaseSync,
  { sightingId, sceneId, beforeTrail }: VerdictChoice = {},
): { readonly verdict: VerdictRecord; readonly trail: number }[] {
  const limits = [
    ["sighting = ?", sightingId],
    ["scene = ?", sceneId],
    ["trail < ?", beforeTrail],
  ] as const;
  const set = limits.flatMap(([clause, value]) => (value === undefined ? [] : [{ clause, value }]));
  const where = set.length === 0 ? "" : ` WHERE ${set.map(({ clause }) => clause).join(" AND ")}`;
  const rows = translated(
    "records.sqlite",
    () =>
      database
        .prepare(`SELECT * FROM verdicts${where} ORDER BY trail, id`)
        .all(...set.map(({ value }) => value)) as Row[],
  );
  return rows.map((r) => ({ trail: Number(r["trail"]), verdict: verdictFrom(r) }));
}

const verdictFrom = (r: Row): VerdictRecord => ({
  id: String(r["id"]),
  sightingId: r["sighting"] === null ? null : String(r["sighting"]),
  sceneId: r["scene"] === null ? null : String(r["scene"]),
  word: String(r["word"]) as VerdictWord,
  probability: Number(r["probability"]),
  rivals: listIn<Rival>(r, "rivals"),
  heard: r["heard"] === null ? null : Number(r["heard"]),
  reasons: listIn<string>(r, "reasons"),
  settings: String(r["settings"]),
  positions: String(r["positions"]),
});

function listIn<T>(row: Row, column: string): T[] {
  try {
    return JSON.parse(String(row[column])) as T[];
  } catch (error) {
    throw new DamageError("the verdicts on record cannot be read", [
      `${String(row["id"])}: ${column}: ${messageOf(error)}`,
    ]);
  }
}
