import type { TimeSpan } from "../../base/time/span.ts";
import type { EventRow } from "../../sites/history/event.ts";
import type { FindingModel } from "../judgements/model.ts";

/** An event that a chart marks with a letter. */
export interface ChartEvent {
  readonly letter: string;
  readonly event: EventRow;
  readonly span: TimeSpan;
  /** True for the event that the question names. */
  readonly asked: boolean;
}

/** Letters are enough for this many, and more lines would hide the looks. */
const mostEvents = 6;

/**
 * The events worth a line in a chart: the question's, and those of the site that lie in the chart's time, the nearest to the look under
 * test first where there are too many. Lettered in order of time.
 */
export function eventsFor(model: FindingModel, fromMs: number, toMs: number): ChartEvent[] {
  const near = (span: TimeSpan): number => Math.abs(span.fromMs - model.target.look.takenAt.fromMs);
  const candidates = Object.values(model.events)
    .flatMap((e) =>
      e.span === null ? [] : [{ event: e, span: e.span, asked: e.event === model.question.eventId }],
    )
    .filter((e) => e.asked || e.event.site === model.site.id)
    .filter((e) => e.span.fromMs >= fromMs && e.span.fromMs <= toMs)
    .sort(
      (a, b) =>
        Number(b.asked) - Number(a.asked) ||
        near(a.span) - near(b.span) ||
        (a.event.event < b.event.event ? -1 : 1),
    );
  return candidates
    .slice(0, mostEvents)
    .sort((a, b) => a.span.fromMs - b.span.fromMs || (a.event.event < b.event.event ? -1 : 1))
    .map((e, i) => ({ ...e, letter: String.fromCharCode(65 + i) }));
}

/** Puts badges of the given width into lanes so that none covers another: the lane of each, in the order given. */
export function lanes(xs: readonly number[], width: number): number[] {
  const ends: number[] = [];
  return xs.map((x) => {
    const free = ends.findIndex((end) => x - end >= width);
    const lane = free >= 0 ? free : ends.length;
    ends[lane] = x;
    return lane;
  });
}
