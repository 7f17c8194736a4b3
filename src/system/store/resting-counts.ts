import type { DatabaseSync } from "node:sqlite";
import { translated } from "./database.ts";
import { readMachineMeans } from "./reading-means.ts";
import { outlineHistory, readOutlineRecords, versionCountedIn } from "./reading-outlines.ts";

/** A look of which a count rests on an outline. */
export interface RestingLook {
  readonly lookId: string;
  /** When it was taken, as its source says; null: not known. */
  readonly takenAt: string | null;
}

/**
 * Which looks have counts that rest on which outline of a site: on that of their area, and for the machine's counts of the whole on every line that it read. Counts that another
 * one replaced are among them, since they stay on record.
 * @returns by "area@version", as `versionOf` names versions
 */
export function readRestingLooks(
  database: DatabaseSync,
  siteId: string,
): ReadonlyMap<string, readonly RestingLook[]> {
  const history = outlineHistory(readOutlineRecords(database, { siteId }));
  const [zone, rows, dates] = translated("records.sqlite", () => [
    Number(
      database.prepare("SELECT zone_minutes FROM sites WHERE id = ?").get(siteId)?.["zone_minutes"] ?? 0,
    ),
    database
      .prepare(
        "SELECT DISTINCT c.area, c.trail, l.id, l.taken_from_ms FROM counts c JOIN looks l ON l.id = c.look WHERE l.site = ? AND c.area IS NOT NULL ORDER BY l.taken_from_ms, l.id",
      )
      .all(siteId),
    new Map(
      database
        .prepare("SELECT id, taken_at FROM looks WHERE site = ?")
        .all(siteId)
        .map((r) => [String(r["id"]), r["taken_at"] === null ? null : String(r["taken_at"])]),
    ),
  ]);
  const looks = new Map<string, Set<string>>();
  const rests = (key: string, lookId: string): void => {
    looks.set(key, (looks.get(key) ?? new Set()).add(lookId));
  };
  for (const row of rows) {
    const areaId = String(row["area"]);
    const fromMs = row["taken_from_ms"];
    const at = typeof fromMs === "number" ? { fromMs } : null;
    rests(
      `${areaId}@${versionCountedIn(history, areaId, at, Number(row["trail"]), zone)}`,
      String(row["id"]),
    );
  }
  for (const { lookId, tracks } of readMachineMeans(database, siteId).values())
    for (const track of tracks) rests(track, lookId);
  return new Map(
    [...looks].map(([key, ids]) => [
      key,
      [...ids].map((lookId) => ({ lookId, takenAt: dates.get(lookId) ?? null })),
    ]),
  );
}
