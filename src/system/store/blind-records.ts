import type { DatabaseSync } from "node:sqlite";
import { reviewPass } from "../../sites/counting/marks/counter.ts";
import { openDatabase, translated } from "./database.ts";

/** A pass from nothing that somebody has begun and not finished. */
export interface BlindPass {
  readonly look: string;
  readonly by: string;
  readonly pass: string;
}

/** Every pass from nothing that is under way. */
export function readBlindPasses(database: DatabaseSync): BlindPass[] {
  return translated("records.sqlite", () =>
    database
      .prepare(
        `SELECT DISTINCT look, by_whom, pass FROM passes p WHERE event = 'opened' AND substr(pass, 1, ?) <> ?
         AND NOT EXISTS (SELECT 1 FROM passes f WHERE f.look = p.look AND f.by_whom = p.by_whom AND f.pass = p.pass AND f.event = 'finished')
         ORDER BY look, by_whom, pass`,
      )
      .all(reviewPass.length, reviewPass),
  ).map((r) => ({ look: String(r["look"]), by: String(r["by_whom"]), pass: String(r["pass"]) }));
}

/**
 * The records of a case as somebody may see them who counts blind: nothing that anybody else marked or counted in these looks, nor what was made of it. It is held
 * where every read passes, by views that lie over the tables of this one connection, so that no question can go around it.
 * @param passes those under way of whoever asks; of looks whose passes are all `others`, no mark at all is shown
 */
export function openBlindRecords(
  path: string,
  passes: readonly BlindPass[],
  own: "own marks" | "no marks",
): DatabaseSync {
  const database = openDatabase(path, "read");
  try {
    database.exec(`
      CREATE TEMP TABLE blind_looks (look TEXT PRIMARY KEY) STRICT;
      CREATE TEMP TABLE blind_own (look TEXT, by_whom TEXT, pass TEXT) STRICT;
    `);
    const look = database.prepare("INSERT OR IGNORE INTO blind_looks VALUES (?)");
    const mine = database.prepare("INSERT INTO blind_own VALUES (?, ?, ?)");
    for (const pass of passes) {
      look.run(pass.look);
      if (own === "own marks") mine.run(pass.look, pass.by, pass.pass);
    }
    for (const [table, shown] of Object.entries(shownRows))
      database.exec(
        `CREATE TEMP VIEW ${table} AS SELECT t.rowid AS rowid, t.* FROM main.${table} t WHERE ${shown}`,
      );
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

const isOwn = (look: string, by: string, pass: string): string =>
  `EXISTS (SELECT 1 FROM temp.blind_own o WHERE o.look = ${look} AND o.by_whom = ${by} AND o.pass = ${pass})`;
const isBlind = (look: string): string => `${look} IN (SELECT look FROM temp.blind_looks)`;

/** Steps whose trail entries hold what somebody marked, or what was made of it. */
const countingSteps = ["count", "mark edit", "mark edits", "mark import", "mark combine", "mark finish"]
  .map((step) => `'${step}'`)
  .join(", ");

const isHiddenTrail = (trail: string): string =>
  `(${trail}.step IN (${countingSteps}) AND ${isBlind(`json_extract(${trail}.settings, '$.look')`)} AND NOT ${isOwn(
    `json_extract(${trail}.settings, '$.look')`,
    `json_extract(${trail}.settings, '$.by')`,
    `json_extract(${trail}.settings, '$.pass')`,
  )})`;

/** Findings are about whole sites: one that rests on a blind look may be told by any of them. */
const isBlindSite = (question: string): string =>
  `json_extract(${question}, '$.siteId') IN (SELECT site FROM main.looks WHERE ${isBlind("id")})`;

/** Which rows of a table are shown. A table that is not here tells nothing of counts. */
const shownRows: Readonly<Record<string, string>> = {
  marks: `NOT (${isBlind("t.look")}) OR (t.marker_type = 'person' AND ${isOwn("t.look", "t.marker", "t.pass")})`,
  passes: `NOT (${isBlind("t.look")}) OR ${isOwn("t.look", "t.by_whom", "t.pass")}`,
  readings: `NOT (${isBlind("t.look")})`,
  counts: `NOT (${isBlind("t.look")})`,
  publications: `t.count NOT IN (SELECT id FROM main.counts WHERE ${isBlind("look")})`,
  trail: `NOT ${isHiddenTrail("t")}`,
  custody: `NOT (${isBlind("coalesce(json_extract(t.line, '$.detail.settings.look'), '')")})`,
  evidence: `t.sha256 NOT IN (SELECT j.value FROM main.trail h, json_each(h.inputs) j WHERE ${isHiddenTrail("h")})`,
  findings: `NOT (${isBlindSite("t.question")})`,
  judgements: `t.finding NOT IN (SELECT id FROM main.findings WHERE ${isBlindSite("question")})`,
};
