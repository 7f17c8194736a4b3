import type { Interval } from "../../sites/counting/error-model.ts";
import { kindInWords, kinds, type Kind } from "../../sites/counting/kind.ts";
import type { ObservedFigure } from "../../sites/counting/look.ts";
import type { Area, Site } from "../../sites/counting/site.ts";
import { parseSpan, type TimeSpan } from "../../base/time/span.ts";
import { spanInWords } from "../../base/time/words.ts";
import type { EventRow } from "../../sites/history/event.ts";
import { breaksOf } from "../../sites/history/breaks.ts";
import { onsetsAfter, type Onset } from "../../sites/history/onset.ts";
import { outlineVersions } from "../../sites/history/outline-version.ts";
import { testRecord } from "../../sites/history/record.ts";
import type { RecordAnswer } from "../../sites/history/record-answer.ts";
import type { Sample } from "../../sites/history/sample.ts";
import { isTestable, yearMs, type TestableSample } from "../../sites/history/testable.ts";
import { thresholds, verdictInWords, type Verdict } from "../../sites/history/thresholds.ts";
import type { PictureLook } from "../../sites/pictures/picture-look.ts";
import { dateInWords, unitAfter } from "../report/figures.ts";
import { arithmeticOf, type Step } from "./arithmetic.ts";
import { blindPictures } from "./blind-pictures.ts";
import { calendarLooks, dayStripOf, type DayStrip } from "./day-strip.ts";
import { columnsOfPoints, type PointColumns } from "./point-columns.ts";
import { pointsOfHistory, qualifiersOf } from "./points-of-history.ts";
import type { HistoryBand, Plotted } from "./history-point.ts";
import { setAsideByReason, type SetAsideGroup } from "./set-aside.ts";

/** What the history room shows of one kind at a site or an area. */
export interface HistoryScreen {
  readonly site: { readonly id: string; readonly name: string; readonly country: string };
  readonly asked: {
    readonly kind: Kind;
    readonly area: string | null;
    readonly event: string | null;
    readonly windowYears: number;
  };
  readonly choices: HistoryChoices;
  readonly plotted: Plotted;
  readonly points: PointColumns;
  readonly bands: readonly HistoryBand[];
  readonly undated: number;
  readonly breaks: readonly ScreenBreak[];
  readonly events: readonly ScreenEvent[];
  /** null where nothing can be tested; `noAnswer` then says why. */
  readonly answer: ScreenAnswer | null;
  readonly noAnswer: string;
  readonly onsets: readonly Onset[];
  readonly calendar: DayStrip | null;
}

/** What the question bar offers. */
export interface HistoryChoices {
  readonly kinds: readonly { readonly kind: Kind; readonly words: string; readonly figures: number }[];
  readonly areas: readonly { readonly area: string; readonly name: string; readonly figures: number }[];
  /** Looks that can be tested, the newest first. */
  readonly looks: readonly {
    readonly look: string;
    readonly area: string | null;
    readonly date: string;
    readonly words: string;
  }[];
  readonly moreLooks: number;
  readonly events: readonly { readonly event: string; readonly words: string }[];
}

/** A change of how the series was measured. */
export interface ScreenBreak {
  readonly atMs: number;
  readonly date: string;
  readonly look: string;
  readonly before: string;
  readonly beforeDate: string;
  readonly words: readonly string[];
}

export interface ScreenEvent {
  readonly event: string;
  /** The date as it stands on record. */
  readonly at: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly date: string;
  readonly what: string;
  readonly matters: string;
  readonly publisher: string;
  readonly address: string;
  /** The one that the question names. */
  readonly asked: boolean;
}

/** The answer of the record test with its arithmetic. */
export interface ScreenAnswer {
  readonly look: string;
  readonly area: string | null;
  readonly observer: string;
  readonly date: string;
  readonly atMs: number;
  readonly verdict: Verdict;
  readonly verdictWords: string;
  readonly why: string;
  readonly count: Interval;
  /** "railcars", with the unit before it where there is one: "m of trains". */
  readonly things: string;
  readonly unit: string;
  readonly windowFromMs: number;
  readonly window: RecordAnswer["window"];
  readonly steps: readonly Step[];
  readonly setAside: readonly SetAsideGroup[];
}

export interface HistoryScreenInput {
  readonly site: Site;
  readonly areas: readonly Area[];
  readonly events: readonly EventRow[];
  readonly kind: Kind;
  readonly area: string | null;
  readonly event: string | null;
  readonly windowYears: number | null;
  readonly figures: readonly ObservedFigure[];
  /** Made of `figures` for `kind`. */
  readonly samples: readonly Sample[];
  readonly target: TestableSample | null;
  /** Why there is no target. */
  readonly noTarget: string;
  readonly pictures: readonly PictureLook[];
  readonly byPeople: ReadonlySet<string>;
}

/** Looks offered in the question bar; any other is chosen in the chart. */
const mostLooksOffered = 400;

/** Builds what the history room shows. The same records and question give the same screen. */
export function historyScreen(input: HistoryScreenInput): HistoryScreen {
  const { site, areas, kind, samples, target, figures, pictures } = input;
  const outlineOf = outlineVersions(areas);
  const windowYears = input.windowYears ?? thresholds.windowYears;
  const record =
    target === null
      ? null
      : testRecord(target, samples, { outlineOf, zoneMinutes: site.zoneMinutes, windowYears });
  const windowFromMs = target === null ? 0 : target.look.takenAt.fromMs - windowYears * yearMs;
  const { plotted, points, bands, undated } = pointsOfHistory({
    kind,
    samples,
    outlineOf,
    tested: target === null || record === null ? null : { target, record, windowFromMs },
    byPeople: input.byPeople,
    simulated: new Set(pictures.filter((p) => p.picture?.simulated === true).map((p) => p.look.id)),
    onlyArea: input.area,
    qualifierOf: qualifiersOf(figures),
  });
  const blind =
    input.area === null
      ? blindPictures(pictures, {
          kind,
          tested: target === null ? null : { target, windowFromMs },
          drawn: new Set(points.map((p) => p.look)),
        })
      : [];
  const events = eventsOf(input);
  const asked = events.find((e) => e.asked);
  return {
    site: { id: site.id, name: site.name, country: site.country },
    asked: { kind, area: input.area, event: input.event, windowYears },
    choices: choicesOf(input),
    plotted,
    points: columnsOfPoints([...points, ...blind].sort((a, b) => a.fromMs - b.fromMs)),
    bands,
    undated,
    breaks: target === null ? [] : screenBreaks(target, input),
    events,
    answer: target === null || record === null ? null : answerOf(target, record, windowFromMs, input),
    noAnswer: target === null ? input.noTarget : "",
    onsets: asked === undefined ? [] : onsetsAfter(spanOfEvent(asked), samples),
    calendar: dayStripOf(calendarLooks(kind, pictures, samples), site.zoneMinutes),
  };
}

const spanOfEvent = (e: ScreenEvent): TimeSpan => ({
  fromMs: e.fromMs,
  toMs: e.toMs,
  precision: "range",
  text: e.at,
});

function answerOf(
  target: TestableSample,
  record: RecordAnswer,
  windowFromMs: number,
  { kind, figures, samples }: HistoryScreenInput,
): ScreenAnswer {
  const wanted = new Set([...target.countIds, ...(record.largestBefore?.counts ?? [])]);
  const found = new Map<string, ObservedFigure>();
  for (const figure of figures) if (wanted.has(figure.count.id)) found.set(figure.count.id, figure);
  const observers = new Map(samples.map((s) => [s.look.id, s.look.observer]));
  const observerOf = (look: string): string => observers.get(look) ?? "";
  return {
    look: target.look.id,
    area: target.areaId,
    observer: target.look.observer,
    date: spanInWords(target.look.takenAt),
    atMs: target.look.takenAt.fromMs,
    verdict: record.verdict,
    verdictWords: verdictInWords[record.verdict],
    why: record.why,
    count: record.count,
    things: kindInWords(kind, record.count.best),
    unit: unitAfter(target.measure).trim(),
    windowFromMs,
    window: record.window,
    steps: arithmeticOf({ kind, target, record, figureOf: (id) => found.get(id), observerOf }),
    setAside: setAsideByReason(record.notComparable, observerOf),
  };
}

/** The breaks of the series over all of its time. */
function screenBreaks(target: TestableSample, { samples, areas, site }: HistoryScreenInput): ScreenBreak[] {
  return breaksOf(target, samples, outlineVersions(areas)).flatMap((found): ScreenBreak[] => {
    const parsed = parseSpan(found.at, site.zoneMinutes, true);
    return parsed.ok
      ? [
          {
            atMs: parsed.span.fromMs,
            date: dateInWords(found.at),
            look: found.look,
            before: found.before,
            beforeDate: dateInWords(found.beforeAt),
            words: found.changed.map((c) => c.words),
          },
        ]
      : [];
  });
}

/** The events of the site and the one that is asked about, in order of time. */
function eventsOf({ events, site, event: asked }: HistoryScreenInput): ScreenEvent[] {
  return events
    .filter((e) => e.site === site.id || e.event === asked)
    .flatMap((e): ScreenEvent[] => {
      const parsed = parseSpan(e.at, site.zoneMinutes, true);
      return parsed.ok
        ? [
            {
              event: e.event,
              at: e.at,
              fromMs: parsed.span.fromMs,
              toMs: parsed.span.toMs,
              date: spanInWords(parsed.span),
              what: e.what,
              matters: e.matters,
              publisher: e.publisher,
              address: e.address,
              asked: e.event === asked,
            },
          ]
        : [];
    })
    .sort((a, b) => a.fromMs - b.fromMs || (a.event < b.event ? -1 : 1));
}

function choicesOf({ figures, samples, kind, areas, events, area }: HistoryScreenInput): HistoryChoices {
  const byKind = new Map<Kind, number>();
  for (const { count } of figures) byKind.set(count.kind, (byKind.get(count.kind) ?? 0) + 1);
  const byArea = new Map<string, number>();
  const testable: TestableSample[] = [];
  for (const s of samples) {
    if (s.kind !== kind || !isTestable(s)) continue;
    if (s.areaId !== null) byArea.set(s.areaId, (byArea.get(s.areaId) ?? 0) + 1);
    if (area === null || s.areaId === area) testable.push(s);
  }
  testable.sort((a, b) => b.look.takenAt.fromMs - a.look.takenAt.fromMs || (a.look.id < b.look.id ? -1 : 1));
  return {
    kinds: kinds
      .filter((k) => byKind.has(k))
      .map((k) => ({ kind: k, words: kindInWords(k, 2), figures: byKind.get(k) ?? 0 })),
    areas: [...byArea.entries()]
      .map(([id, n]) => ({ area: id, name: areas.find((a) => a.id === id)?.name ?? id, figures: n }))
      .sort((a, b) => b.figures - a.figures || (a.area < b.area ? -1 : 1)),
    looks: testable.slice(0, mostLooksOffered).map((s) => ({
      look: s.look.id,
      area: s.areaId,
      date: spanInWords(s.look.takenAt),
      words: `${s.value.openAbove ? "at least " : ""}${s.value.best}${unitAfter(s.measure)}, ${s.look.observer}`,
    })),
    moreLooks: Math.max(0, testable.length - mostLooksOffered),
    events: events.map((e) => ({ event: e.event, words: `${dateInWords(e.at)}: ${e.what}` })),
  };
}
