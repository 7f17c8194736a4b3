import type { DatabaseSync } from "node:sqlite";
import { DamageError, messageOf } from "../../base/errors.ts";
import type { MachineMeans } from "../../sites/counting/means.ts";
import { areasAt } from "../../sites/counting/site-window.ts";
import { versionOf } from "../../sites/outlines/outline-state.ts";
import { translated } from "./database.ts";
import { outlineHistory, readOutlineRecords } from "./reading-outlines.ts";

// Rows were checked when they were written, and `case verify` finds what was altered since: types are asserted where they enter.
type Row = Record<string, string | number | null>;

/** Says which lines of a site hold at a time, of those that were on record before a trail entry; sorted. */
export type TracksAt = (takenAt: { readonly fromMs: number } | null, beforeTrail: number) => string[];

/** Reads the outlines of a site for `TracksAt`: the same lines as a count reads. */
export function readTracksAt(database: DatabaseSync, siteId: string): TracksAt {
  const history = outlineHistory(readOutlineRecords(database, { siteId }));
  const zone = translated("records.sqlite", () =>
    Number(
      database.prepare("SELECT zone_minutes FROM sites WHERE id = ?").get(siteId)?.["zone_minutes"] ?? 0,
    ),
  );
  return (takenAt, beforeTrail) =>
    areasAt(
      history
        .statesBefore(beforeTrail)
        .filter((s) => s.held)
        .map((s) => ({ ...s.area, version: versionOf(s) })),
      takenAt,
      zone,
    )
      .filter((area) => area.outline.type === "lines")
      .map((area) => `${area.id}@${area.version}`)
      .sort();
}

/**
 * How the machine came to each of its counts at a site, by the id of the reading that they rest on, oldest first.
 * @throws DamageError when a row cannot be read
 */
export function readMachineMeans(
  database: DatabaseSync,
  siteId: string,
): ReadonlyMap<string, MachineMeans & { readonly lookId: string }> {
  const rows = translated(
    "records.sqlite",
    () =>
      database
        .prepare(
          "SELECT r.id, r.look, r.model, r.rule, r.way, r.settings, r.trail, l.taken_from_ms FROM readings r JOIN looks l ON l.id = r.look WHERE l.site = ? ORDER BY r.rowid",
        )
        .all(siteId) as Row[],
  );
  if (rows.length === 0) return new Map();
  const tracksAt = readTracksAt(database, siteId);
  return new Map(
    rows.map((r) => {
      const fromMs = r["taken_from_ms"];
      return [
        String(r["id"]),
        {
          lookId: String(r["look"]),
          model: String(r["model"]),
          modelSha256: modelOf(r),
          rule: String(r["rule"]),
          way: r["way"] as MachineMeans["way"],
          tracks: tracksAt(typeof fromMs === "number" ? { fromMs } : null, Number(r["trail"])),
        },
      ];
    }),
  );
}

/** Counts put on record before hashes were kept with them have none. */
function modelOf(row: Row): string | null {
  try {
    const { model } = JSON.parse(String(row["settings"])) as { readonly model?: unknown };
    return typeof model === "string" ? model : null;
  } catch (error) {
    throw new DamageError("the records of counts cannot be read", [
      `${String(row["id"])}: settings: ${messageOf(error)}`,
    ]);
  }
}

/** The reading that a count by the machine alone rests on, out of the count's id; null for other counts, those that people had a part in among them. */
export const readingOfCount = (countId: string): string | null =>
  /^(.+\.count-[0-9a-f]{8})\.(?!combined-[0-9a-f]{8}\.)/.exec(countId)?.[1] ?? null;
