import type { DatabaseSync } from "node:sqlite";
import type { Outcome } from "../../sites/counting/outcome.ts";
import { translated } from "./database.ts";

/** The step that put a machine's count on record, and the one that combined it with those of people. */
export const countSteps = ["count", "mark combine"] as const;
export type CountStep = (typeof countSteps)[number];

/** A count that this program made of a look and that no other one replaces. */
export interface StandingCount {
  readonly id: string;
  readonly areaId: string | null;
  readonly step: CountStep;
  /** Settings of the trail entry that made it, as JSON. */
  readonly settings: string;
  readonly trail: number;
}

/** Reads what stands of a look for a kind: of the counts by the machine and the combined ones, those that none replaces, oldest first. */
export function readStandingCounts(database: DatabaseSync, lookId: string, kind: string): StandingCount[] {
  const rows = translated("records.sqlite", () =>
    database
      .prepare(
        `SELECT c.id, c.area, c.trail, t.step, t.settings FROM counts c JOIN trail t ON t.id = c.trail
         WHERE c.look = ? AND c.kind = ? AND t.step IN (${countSteps.map((s) => `'${s}'`).join(", ")})
         AND NOT EXISTS (SELECT 1 FROM counts later WHERE later.look = c.look AND later.corrects = c.id)
         ORDER BY c.rowid`,
      )
      .all(lookId, kind),
  );
  return rows.map((r) => ({
    id: String(r["id"]),
    areaId: r["area"] === null ? null : String(r["area"]),
    step: r["step"] as CountStep,
    settings: String(r["settings"]),
    trail: Number(r["trail"]),
  }));
}

/** Ids of standing counts by area, "" for the site, as the trail of a count that replaces them keeps them. */
export const byArea = (standing: readonly StandingCount[]): Record<string, string> =>
  Object.fromEntries(standing.map(({ areaId, id }) => [areaId ?? "", id]));

/** Whether people's marks were combined into a count of the look that stands no longer, so that the machine's stands alone. */
export function isCombinationReplaced(database: DatabaseSync, lookId: string, kind: string): boolean {
  const combined = translated("records.sqlite", () =>
    database
      .prepare(
        "SELECT 1 FROM counts c JOIN trail t ON t.id = c.trail WHERE c.look = ? AND c.kind = ? AND t.step = 'mark combine' LIMIT 1",
      )
      .get(lookId, kind),
  );
  return (
    combined !== undefined &&
    readStandingCounts(database, lookId, kind).every((c) => c.areaId !== null || c.step === "count")
  );
}

/** What the machine counted in each area by a reading, with how far each could be seen. */
export function readAreaCounts(
  database: DatabaseSync,
  reading: { readonly id: string; readonly lookId: string },
): {
  readonly areaId: string;
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly outcome: Outcome;
  readonly reason: string;
}[] {
  return translated("records.sqlite", () =>
    database
      .prepare(
        `SELECT c.area, c.low, c.best, c.high, c.outcome, c.reason FROM counts c JOIN trail t ON t.id = c.trail
         WHERE c.look = ? AND t.step = 'count' AND c.area IS NOT NULL AND c.id = ? || '.' || c.area ORDER BY c.area`,
      )
      .all(reading.lookId, reading.id),
  ).map((r) => ({
    areaId: String(r["area"]),
    low: r["low"] as number | null,
    best: r["best"] as number | null,
    high: r["high"] as number | null,
    outcome: r["outcome"] as Outcome,
    reason: String(r["reason"]),
  }));
}
