import { dayMs } from "../../base/time/calendar.ts";
import { spanInWords } from "../../base/time/words.ts";
import { intervalOf } from "../../sites/counting/error-model.ts";
import type { Kind } from "../../sites/counting/kind.ts";
import type { Sample } from "../../sites/history/sample.ts";
import { isTestable, type TestableSample } from "../../sites/history/testable.ts";
import { boundsInWords, figure } from "../report/figures.ts";

/** Two figures that cannot both be right: of one area and one moment, with intervals that do not meet. */
export interface ContradictingCounts {
  readonly look: string;
  readonly other: string;
  readonly words: string;
}

/**
 * Counts of one kind that contradict each other: the same look or the same exposure, or overlapping times of a day or less, in one area with an outline, and
 * central 90 % intervals that do not meet. Figures of the site as each observer drew it are left alone: they may be of other ground. Newest first.
 * @param exposureOf names the exposure of a look; its own id where it stands alone
 */
export function contradictingCounts(
  kind: Kind,
  samples: readonly Sample[],
  exposureOf: (look: string) => string,
): ContradictingCounts[] {
  const series = samples
    .filter(
      (s): s is TestableSample =>
        s.kind === kind &&
        isTestable(s) &&
        s.measure !== "presence" &&
        s.look.takenAt.toMs - s.look.takenAt.fromMs <= dayMs,
    )
    .sort(
      (a, b) =>
        b.look.takenAt.fromMs - a.look.takenAt.fromMs || (a.countIds.join() < b.countIds.join() ? -1 : 1),
    );
  const found: ContradictingCounts[] = [];
  for (const [i, a] of series.entries())
    for (let j = i + 1; j < series.length; j++) {
      const b = series[j];
      // Sorted by time, and none longer than a day: nothing further on can overlap.
      if (b === undefined || b.look.takenAt.fromMs <= a.look.takenAt.fromMs - dayMs) break;
      if (a.measure !== b.measure || a.areaId !== b.areaId) continue;
      const same = exposureOf(a.look.id) === exposureOf(b.look.id);
      if (!same && (a.areaId === null || b.look.takenAt.toMs <= a.look.takenAt.fromMs)) continue;
      if (meet(a, b)) continue;
      found.push({
        look: a.look.id,
        other: b.look.id,
        words: `${spanInWords(a.look.takenAt)}${a.areaId === null ? "" : `, ${a.areaId}`}: ${said(a)} and ${said(b)}`,
      });
    }
  return found;
}

function meet(a: TestableSample, b: TestableSample): boolean {
  const [one, other] = [intervalOf(a.value), intervalOf(b.value)];
  const below = (x: number | null, y: number | null): boolean => x !== null && y !== null && x < y;
  return !below(one.high, other.low) && !below(other.high, one.low);
}

const said = (s: TestableSample): string => {
  const interval = intervalOf(s.value);
  return `${figure(interval.best)} (${boundsInWords(interval)}) by ${s.byMachine === null ? s.look.observer : `model ${s.byMachine.model}`}`;
};
