import { dayMs } from "../../base/time/calendar.ts";
import type { TimeSpan } from "../../base/time/span.ts";
import { spanInWords } from "../../base/time/words.ts";
import { intervalOf } from "../../sites/counting/error-model.ts";
import { kindInWords } from "../../sites/counting/kind.ts";
import { onsetWindowDays, type Onset } from "../../sites/history/onset.ts";
import type { Sample } from "../../sites/history/sample.ts";
import type { FindingModel } from "../judgements/model.ts";
import { hrefTo } from "./anchors.ts";
import { boundsInWords, capital, figure, unitAfter } from "./figures.ts";

export interface SeriesPoint {
  readonly at: TimeSpan;
  /** null: seen, but no figure that this panel could show. */
  readonly value: { readonly low: number | null; readonly best: number; readonly high: number | null } | null;
  readonly partial: boolean;
  readonly target: boolean;
  readonly href: string;
  readonly title: string;
}

/** One small chart: what one observer measured in one area. */
export interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly points: readonly SeriesPoint[];
}

const mostOnsets = 3;

type Dated = Sample & { readonly look: Sample["look"] & { readonly takenAt: TimeSpan } };
type Series = Pick<Onset, "area" | "observer" | "kind" | "measure">;

/** The panels around an event: each series in which a rise was bracketed, and the one that the look under test belongs to. */
export function panelsAround(model: FindingModel, event: TimeSpan): Panel[] {
  const from = event.fromMs - onsetWindowDays.before * dayMs;
  const to = event.toMs + onsetWindowDays.after * dayMs;
  const near = model.samples.filter(
    (s): s is Dated => s.look.takenAt !== null && s.look.takenAt.fromMs >= from && s.look.takenAt.toMs <= to,
  );
  const { target } = model;
  const own: Series = {
    area: target.areaId,
    observer: target.look.observer,
    kind: target.kind,
    measure: target.measure,
  };
  const series: Series[] = model.onsets.slice(0, mostOnsets);
  const shown = series.some((s) => same(s, own)) ? series : [...series, own];
  return shown.map((s) => panelOf(model, s, near)).filter((p) => p.points.length > 0);
}

const same = (a: Series, b: Series): boolean =>
  a.area === b.area && a.observer === b.observer && a.kind === b.kind && a.measure === b.measure;

function panelOf(model: FindingModel, series: Series, near: readonly Dated[]): Panel {
  const byLook = new Map<string, SeriesPoint>();
  const here = near.filter(
    (s) => s.areaId === series.area && s.look.observer === series.observer && s.statistic === "at-look",
  );
  const priority = (s: Dated): number => (s.kind !== series.kind ? 2 : s.measure !== series.measure ? 1 : 0);
  for (const sample of [...here].sort(
    (a, b) => priority(a) - priority(b) || (a.countIds.join() < b.countIds.join() ? -1 : 1),
  )) {
    if (byLook.has(sample.look.id)) continue;
    byLook.set(sample.look.id, pointOf(model, series, sample));
  }
  const area = series.area === null ? `whole site, ${series.observer}` : `${series.area}, ${series.observer}`;
  return {
    title: `${capital(kindInWords(series.kind, 2))}${series.measure === "length" ? ", metres" : series.measure === "share" ? ", percent of the area" : ""} \u00b7 ${area}`,
    unit: unitAfter(series.measure),
    points: [...byLook.values()].sort((a, b) => a.at.fromMs - b.at.fromMs || (a.href < b.href ? -1 : 1)),
  };
}

function pointOf(model: FindingModel, series: Series, sample: Dated): SeriesPoint {
  const sameKind = sample.kind === series.kind;
  // A place that was seen to be empty of a kind is at zero in every unit of it.
  const usable =
    sameKind && sample.value !== null && (sample.measure === series.measure || sample.value.best === 0);
  const value = usable && sample.value !== null ? intervalOf(sample.value) : null;
  const partial = usable && (sample.value?.openAbove ?? false);
  const head = `${spanInWords(sample.look.takenAt)}, ${sample.look.observer}`;
  const reason = sample.reason === "" ? "" : `: ${sample.reason}`;
  const blind = sample.outcome === "not-seen" || sample.outcome === "failed";
  return {
    at: sample.look.takenAt,
    value,
    partial,
    target: sample.countIds.some((id) => model.target.countIds.includes(id)),
    href: hrefTo("count", [...sample.countIds].sort()[0] ?? ""),
    title:
      value === null
        ? `${head}: ${blind ? (sample.outcome === "failed" ? "failed" : "not seen") : `seen, but not countable as ${kindInWords(series.kind, 2)}`}${reason}`
        : `${head}: ${partial ? "at least " : ""}${figure(value.best)}${unitAfter(series.measure)} ${kindInWords(series.kind, value.best)} (central 90 %: ${boundsInWords(value)})${reason}`,
  };
}
