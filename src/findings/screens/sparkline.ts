import type { Kind } from "../../sites/counting/kind.ts";
import type { Outcome } from "../../sites/counting/outcome.ts";
import type { Sample } from "../../sites/history/sample.ts";
import type { TestableSample } from "../../sites/history/testable.ts";
import { dayText } from "../../base/time/words.ts";

/** A look in the small drawing of a row. */
export interface SparkPoint {
  readonly atMs: number;
  readonly day: string;
  readonly best: number | null;
  readonly outcome: Outcome;
  /** Of the place that the newest count is of. */
  readonly alike: boolean;
  readonly newest: boolean;
}

/** The drawing has room for so many looks. */
export const mostSparks = 60;

/** The last looks for a kind that gave a number or saw nothing, in order of time. */
export function sparklineOf(
  kind: Kind,
  samples: readonly Sample[],
  newest: TestableSample | null,
  zoneMinutes: number,
): SparkPoint[] {
  const measure = newest?.measure ?? "count";
  const drawn: Sample[] = samples.filter(
    (s) =>
      s.look.takenAt !== null &&
      s.statistic === "at-look" &&
      (s.outcome === "not-seen" ||
        s.outcome === "failed" ||
        (s.kind === kind && s.measure === measure && s.value !== null)),
  );
  const isAlike = (s: Sample): boolean =>
    newest !== null &&
    s.areaId === newest.areaId &&
    (s.areaId !== null || s.byMachine !== null || s.look.observer === newest.look.observer);
  // A look of the same ground stands for itself: its parts beside it would be taken for looks of their own.
  const whole = new Set(drawn.filter(isAlike).map((s) => s.look.id));
  return drawn
    .filter((s) => isAlike(s) || !whole.has(s.look.id))
    .sort((a, b) => startOf(a) - startOf(b) || (a.look.id < b.look.id ? -1 : 1))
    .slice(-mostSparks)
    .map((s) => ({
      atMs: startOf(s),
      day: dayText(startOf(s), zoneMinutes),
      best: s.value?.best ?? null,
      outcome: s.value?.openAbove === true ? "partial" : s.outcome,
      alike: isAlike(s),
      newest: newest !== null && s.countIds[0] === newest.countIds[0],
    }));
}

const startOf = (s: Sample): number => s.look.takenAt?.fromMs ?? 0;
