import { dayMs } from "../../base/time/calendar.ts";
import type { TimeSpan } from "../../base/time/span.ts";
import { dayText, spanInWords } from "../../base/time/words.ts";
import type { TrueValue } from "../counting/error-model.ts";
import type { Kind } from "../counting/kind.ts";
import type { Measure } from "../counting/measure.ts";
import { probabilityAbove } from "./exceedance.ts";
import type { Sample } from "./sample.ts";

/** Days before and after the event in which looks are used. */
export const onsetWindowDays = { before: 60, after: 60 } as const;
/** Probability from which one look counts as above, or below, another. */
const sure = 0.95;

/** Whether the looks after the onset only ever rise, as far as they can tell. */
export type Steadiness = "contradicted" | "not-contradicted" | "cannot-tell";

export interface Onset {
  readonly area: string | null;
  readonly observer: string;
  readonly kind: Kind;
  readonly measure: Measure;
  /** The last look that was not above what stood there before, and the first that was. */
  readonly lastQuiet: string;
  readonly firstRaised: string;
  /** Days between which it began; the second is the day of the first raised look. */
  readonly interval: { readonly from: string; readonly to: string };
  /** Whole days from the event to both ends of the interval. */
  readonly daysAfterEvent: { readonly earliest: number; readonly latest: number };
  readonly rise: Rise;
}

export interface Rise {
  readonly steady: Steadiness;
  readonly why: string;
  /** Looks with a figure from the first raised one on, in order of time. */
  readonly looks: readonly { readonly look: string; readonly takenAt: string; readonly best: number }[];
  /** Looks in the same stretch that gave no figure to compare. */
  readonly withoutFigure: readonly string[];
}

interface Point {
  readonly sample: Sample;
  readonly at: TimeSpan;
  readonly value: TrueValue;
}

/**
 * When a rise began, bracketed by looks: after the last look of an area that was not above what stood there before the event, and not
 * later than the first that was. Nothing is said where no quiet look comes before a raised one. An area seen empty of a kind is at zero
 * in every unit of that kind.
 * @returns one entry per area, observer, kind and measure that has such a pair, the narrowest bracket first
 */
export function onsetsAfter(event: TimeSpan, samples: readonly Sample[]): Onset[] {
  const series = seriesOf(event, samples);
  const found: Onset[] = [];
  for (const points of series.values()) {
    const onset = onsetIn(event, points, samples);
    if (onset !== null) found.push(onset);
  }
  const width = (o: Onset): number => o.daysAfterEvent.latest - o.daysAfterEvent.earliest;
  return found.sort((a, b) => width(a) - width(b) || (keyOf(a) < keyOf(b) ? -1 : 1));
}

const keyOf = (s: {
  readonly area: string | null;
  readonly observer: string;
  readonly kind: Kind;
  readonly measure: Measure;
}): string => `${s.area ?? ""}|${s.observer}|${s.kind}|${s.measure}`;

const placeOf = (s: Sample): { area: string | null; observer: string; kind: Kind; measure: Measure } => ({
  area: s.areaId,
  observer: s.look.observer,
  kind: s.kind,
  measure: s.measure,
});

function seriesOf(event: TimeSpan, samples: readonly Sample[]): Map<string, Point[]> {
  const from = event.fromMs - onsetWindowDays.before * dayMs;
  const to = event.toMs + onsetWindowDays.after * dayMs;
  const series = new Map<string, Point[]>();
  const points: Point[] = [];
  for (const sample of samples) {
    const at = sample.look.takenAt;
    if (
      at === null ||
      at.fromMs < from ||
      at.toMs > to ||
      sample.statistic !== "at-look" ||
      sample.value === null
    )
      continue;
    points.push({ sample, at, value: sample.value });
  }
  points.sort((a, b) => a.at.fromMs - b.at.fromMs || (a.sample.look.id < b.sample.look.id ? -1 : 1));
  for (const point of points) {
    const key = keyOf(placeOf(point.sample));
    series.set(key, [...(series.get(key) ?? []), point]);
  }
  for (const [key, own] of series) {
    const [first] = own;
    if (first === undefined) continue;
    const empties = points.filter(
      (p) =>
        p.value.best === 0 && p.sample.measure !== first.sample.measure && samePlace(p.sample, first.sample),
    );
    series.set(
      key,
      [...own, ...empties].sort((a, b) => a.at.fromMs - b.at.fromMs),
    );
  }
  return series;
}

const samePlace = (a: Sample, b: Sample): boolean =>
  a.areaId === b.areaId && a.look.observer === b.look.observer && a.kind === b.kind;

function onsetIn(event: TimeSpan, points: readonly Point[], samples: readonly Sample[]): Onset | null {
  const before = points.filter((p) => p.at.toMs <= event.toMs);
  const after = points.filter((p) => p.at.toMs > event.toMs);
  const base = before.reduce<Point | null>(
    (top, p) => (top === null || p.value.best > top.value.best ? p : top),
    null,
  );
  const quietValue = base?.value ?? after.find((p) => p.value.best === 0)?.value;
  if (quietValue === undefined) return null;
  const raisedAt = after.findIndex((p) => probabilityAbove(p.value, quietValue) >= sure);
  const raised = after[raisedAt];
  const quiet = raisedAt > 0 ? after[raisedAt - 1] : before.at(-1);
  if (raised === undefined || quiet === undefined) return null;
  const place = placeOf(raised.sample);
  return {
    ...place,
    lastQuiet: quiet.sample.look.id,
    firstRaised: raised.sample.look.id,
    interval: { from: nominalDay(quiet.at), to: nominalDay(raised.at) },
    daysAfterEvent: { earliest: wholeDays(event, quiet.at), latest: wholeDays(event, raised.at) },
    // A lower bound may stand for any number above it: it cannot be set beside its neighbours.
    rise: riseOf(
      after.slice(raisedAt).filter((p) => !p.value.openAbove),
      raised,
      samples,
    ),
  };
}

const nominalDay = (span: TimeSpan): string =>
  /^\d{4}-\d{2}-\d{2}/.test(span.text) ? span.text.slice(0, 10) : dayText(span.fromMs);
/** Days from the event's calendar day to a look's, each by its own clock. */
const wholeDays = (event: TimeSpan, span: TimeSpan): number =>
  Math.round((Date.parse(nominalDay(span)) - Date.parse(nominalDay(event))) / dayMs);

function riseOf(points: readonly Point[], first: Point, samples: readonly Sample[]): Rise {
  const looks = points.map((p) => ({ look: p.sample.look.id, takenAt: p.at.text, best: p.value.best }));
  const withoutFigure = samples
    .filter((s) => s.areaId === first.sample.areaId && s.look.observer === first.sample.look.observer)
    .filter(
      (s) =>
        s.look.takenAt !== null &&
        s.look.takenAt.fromMs >= first.at.toMs &&
        s.look.takenAt.toMs <= first.at.toMs + onsetWindowDays.after * dayMs,
    )
    .filter((s) => s.outcome !== "counted")
    .map((s) => s.look.id);
  const rest = { looks, withoutFigure: [...new Set(withoutFigure)].sort() };
  for (const [i, point] of points.entries()) {
    const previous = points[i - 1];
    if (previous !== undefined && probabilityAbove(previous.value, point.value) >= sure)
      return {
        steady: "contradicted",
        why: `the look of ${spanInWords(point.at)} is below that of ${spanInWords(previous.at)}`,
        ...rest,
      };
  }
  if (points.length < 3)
    return {
      steady: "cannot-tell",
      why: `${points.length} looks with a figure; a steady rise needs three`,
      ...rest,
    };
  const rising = points.every((p, i) => {
    const previous = points[i - 1];
    return previous === undefined || probabilityAbove(p.value, previous.value) >= 0.5;
  });
  return rising
    ? { steady: "not-contradicted", why: `no look of ${points.length} is below the one before it`, ...rest }
    : { steady: "cannot-tell", why: "the figures do not part from each other", ...rest };
}
