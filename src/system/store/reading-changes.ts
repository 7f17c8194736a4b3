import type { DatabaseSync } from "node:sqlite";
import { amendmentId, type Amendment } from "../../sites/outlines/amendment.ts";
import { areaKey } from "../../sites/outlines/outline-key.ts";
import { undoneOf } from "../../sites/outlines/outline-state.ts";
import { translated } from "./database.ts";
import { readOutlineRecords, statesOf } from "./reading-outlines.ts";

/** One entry of the trail that changed the outlines of a site. */
export interface OutlineChange {
  /** Number of its trail entry: what it is undone by. */
  readonly change: number;
  readonly step: string;
  readonly at: string;
  /** Who, and why; empty for what came from a file. */
  readonly by: string;
  readonly reason: string;
  /** The look on whose picture it was drawn; null where none is named. */
  readonly look: string | null;
  /** Keys of the outlines that it drew. */
  readonly drawn: readonly string[];
  readonly amendments: readonly Amendment[];
  /** True when nothing of it counts any more. */
  readonly undone: boolean;
  /** True when it undid another one. */
  readonly isUndo: boolean;
}

/** Everything that changed the outlines of a site, oldest first. */
export function readOutlineChanges(database: DatabaseSync, siteId: string): OutlineChange[] {
  const records = readOutlineRecords(database, { siteId });
  const held = new Set(statesOf(records).flatMap((s) => (s.held ? [s.key] : [])));
  const byOutline = Map.groupBy(
    records.amendments.map((a) => a.record),
    (a) => a.outline,
  );
  const gone = new Set(
    [...byOutline].flatMap(([outline, own]) =>
      [...undoneOf(own)].map((number) => amendmentId({ outline, number })),
    ),
  );
  const trails = [...new Set([...records.areas, ...records.amendments].map((r) => r.trail))].sort(
    (a, b) => a - b,
  );
  const entry = database.prepare("SELECT step, settings, made_at FROM trail WHERE id = ?");
  return trails.flatMap((trail): OutlineChange[] => {
    const row = translated("records.sqlite", () => entry.get(trail));
    if (row === undefined) return [];
    const { by, reason, look, undo } = JSON.parse(String(row["settings"])) as {
      readonly by?: unknown;
      readonly reason?: unknown;
      readonly look?: unknown;
      readonly undo?: unknown;
    };
    const drawn = records.areas.filter((r) => r.trail === trail).map((r) => areaKey(r.record));
    const amendments = records.amendments.filter((r) => r.trail === trail).map((r) => r.record);
    return [
      {
        change: trail,
        step: String(row["step"]),
        at: String(row["made_at"]),
        by: typeof by === "string" ? by : "",
        reason: typeof reason === "string" ? reason : "",
        look: typeof look === "string" ? look : null,
        drawn,
        amendments,
        isUndo: typeof undo === "number",
        undone: drawn.every((key) => !held.has(key)) && amendments.every((a) => gone.has(amendmentId(a))),
      },
    ];
  });
}
