import type { TimeSpan } from "../../base/time/span.ts";
import { spanInWords } from "../../base/time/words.ts";
import { intervalOf, type TrueValue } from "../../sites/counting/error-model.ts";
import { kindInWords, type Kind } from "../../sites/counting/kind.ts";
import { difference } from "../../sites/history/comparable.ts";
import { lengthsByLook, type LengthOfLook } from "../../sites/history/lengths-by-look.ts";
import { outlineVersions } from "../../sites/history/outline-version.ts";
import type { Sample } from "../../sites/history/sample.ts";
import type { FindingModel, FindingRecords } from "../judgements/model.ts";
import { hrefTo } from "./anchors.ts";
import { counted } from "../../base/counted.ts";
import { boundsInWords, figure, qualified, unitAfter } from "./figures.ts";
import type { Mark } from "./marks.ts";

/** A look as the chart of a history draws it. */
export interface Plotted {
  readonly mark: Extract<Mark, "target" | "like" | "part" | "mix" | "partial" | "converted" | "cargo">;
  readonly at: TimeSpan;
  readonly low: number | null;
  readonly best: number;
  readonly high: number | null;
  /** What a sum is made of, the largest first; empty unless the mark is `mix`. */
  readonly parts: readonly { readonly kind: Kind; readonly best: number }[];
  readonly look: string;
  readonly counts: readonly string[];
  readonly href: string;
  readonly title: string;
}

/** A published maximum: over its whole period nothing above it is said to have been seen. */
export interface Band {
  readonly at: TimeSpan;
  readonly value: number;
  /** True for one that speaks of the same ground as the look under test. */
  readonly like: boolean;
  readonly label: string;
  readonly href: string;
  readonly title: string;
}

/** A look without a figure: it is drawn under the axis, never at zero. */
export interface Blind {
  readonly mark: Extract<Mark, "not-seen" | "failed" | "no-figure">;
  readonly at: TimeSpan;
  readonly href: string;
  readonly title: string;
}

export interface HistoryPlan {
  readonly points: readonly Plotted[];
  readonly bands: readonly Band[];
  readonly blind: readonly Blind[];
  /** Names of the counts that the chart shows in one way or another. */
  readonly drawn: ReadonlySet<string>;
  readonly unit: string;
}

type Dated = Sample & { readonly look: Sample["look"] & { readonly takenAt: TimeSpan } };
type Figured = Dated & { readonly value: TrueValue };

const isDated = (s: Sample): s is Dated => s.look.takenAt !== null;
const isFigured = (s: Dated): s is Figured => s.value !== null;

/** Decides for every look of a history how it is drawn, and which ones are not. */
export function planHistory(model: FindingModel, records: FindingRecords): HistoryPlan {
  const { target } = model;
  const outlineOf = outlineVersions(records.areas);
  const own = new Set(target.countIds);
  const unlike = (s: Sample): string | null =>
    s.countIds.some((id) => own.has(id)) ? null : difference(target, s, outlineOf);
  const points: Plotted[] = [];
  const bands: Band[] = [];
  const blind: Blind[] = [];
  const drawn = new Set<string>();
  for (const sample of model.samples) {
    if (!isDated(sample)) continue;
    const same = sample.kind === target.kind && sample.measure === target.measure;
    if (sample.outcome === "not-seen" || sample.outcome === "failed")
      blind.push(blindOf(sample, sample.outcome));
    else if (!same || sample.statistic === "total") continue;
    else if (!isFigured(sample)) blind.push(blindOf(sample, "no-figure"));
    else if (sample.statistic === "maximum") bands.push(bandOf(model, sample, unlike(sample)));
    else points.push(pointOf(model, sample, unlike(sample), own));
    for (const id of sample.countIds) drawn.add(id);
  }
  if (model.kind === "railcar" && target.measure === "count")
    for (const group of lengthsByLook(model.samples)) {
      points.push(convertedPoint(group));
      for (const s of group.samples) for (const id of s.countIds) drawn.add(id);
    }
  const unit =
    target.measure === "count"
      ? kindInWords(model.kind, 2)
      : `${kindInWords(model.kind, 2)},${unitAfter(target.measure)}`;
  return { points: points.sort(order), bands: bands.sort(order), blind: blind.sort(order), drawn, unit };
}

type Drawn = Pick<Plotted, "at" | "href">;

const order = (a: Drawn, b: Drawn): number => a.at.fromMs - b.at.fromMs || (a.href < b.href ? -1 : 1);

const placeOf = (s: Sample): string =>
  s.areaId === null ? "site as its observer drew it" : `area ${s.areaId}`;

const headOf = (s: Dated): string => `${spanInWords(s.look.takenAt)}, ${s.look.observer}`;

/** The parts of a sum come in no particular order. */
const firstOf = (ids: readonly string[]): string => [...ids].sort()[0] ?? "";

const rowOf = (s: Sample): string => hrefTo("count", firstOf(s.countIds));

function pointOf(
  model: FindingModel,
  sample: Figured,
  unlike: string | null,
  own: ReadonlySet<string>,
): Plotted {
  const interval = intervalOf(sample.value);
  const isTarget = sample.countIds.some((id) => own.has(id));
  const mark = isTarget
    ? "target"
    : sample.outcome === "partial" || sample.value.openAbove
      ? "partial"
      : unlike === null
        ? "like"
        : sample.mix !== null && sample.areaId === model.target.areaId
          ? "mix"
          : "part";
  const said = mark === "partial" ? `at least ${figure(interval.best)}` : figure(interval.best);
  const parts = mark === "mix" ? partsOf(model, sample) : [];
  const made =
    parts.length === 0
      ? ""
      : ` = ${parts.map((p) => `${figure(p.best)} ${kindInWords(p.kind, p.best)}`).join(", ")}`;
  const remark = isTarget
    ? "The look under test."
    : unlike === null
      ? "Like with like."
      : `Not set beside it: ${unlike}.`;
  return {
    mark,
    at: sample.look.takenAt,
    ...interval,
    parts,
    look: sample.look.id,
    counts: sample.countIds,
    href: rowOf(sample),
    title: `${headOf(sample)}: ${said}${unitAfter(sample.measure)} ${kindInWords(sample.kind, interval.best)}${made} (central 90 %: ${boundsInWords(interval)}); ${placeOf(sample)}. ${remark}`,
  };
}

function partsOf(model: FindingModel, sample: Sample): { kind: Kind; best: number }[] {
  const parts = sample.countIds.flatMap((id) => {
    const count = model.counts[id];
    return count?.interval ? [{ kind: count.kind, best: count.interval.best }] : [];
  });
  return parts.sort((a, b) => b.best - a.best || (a.kind < b.kind ? -1 : 1));
}

function convertedPoint({ first, samples, metres, cars, cargo }: LengthOfLook): Plotted {
  return {
    mark: cargo ? "cargo" : "converted",
    at: first.look.takenAt,
    ...cars,
    parts: [],
    look: first.look.id,
    counts: samples.flatMap((s) => s.countIds),
    href: rowOf(first),
    title: `${headOf(first)}: ${figure(metres)} m of ${cargo ? "cargo lines, which need not stand on cars" : "train"}; that would be ${Math.round(cars.best)} cars (central 90 %: ${boundsInWords(cars)}); ${samples
      .map(placeOf)
      .filter((p, i, all) => all.indexOf(p) === i)
      .join(", ")}.`,
  };
}

function bandOf(model: FindingModel, sample: Figured, unlike: string | null): Band {
  const count = model.counts[firstOf(sample.countIds)];
  const looks = sample.look.looksSummed;
  const behind =
    looks === null
      ? "number of looks not published"
      : `over ${counted(looks, "look")} not published one by one`;
  const value = qualified(sample.value.best, count?.qualifier ?? "");
  return {
    at: sample.look.takenAt,
    value: sample.value.best,
    like: unlike === null,
    label: `${value}, ${behind}`,
    href: rowOf(sample),
    title: `${headOf(sample)}: ${value} ${kindInWords(sample.kind, 2)} as the most at any one look, ${behind}; ${placeOf(sample)}.`,
  };
}

function blindOf(sample: Dated, mark: Blind["mark"]): Blind {
  const looks = sample.look.looksSummed ?? 1;
  const words = mark === "not-seen" ? "not seen" : mark === "failed" ? "failed" : "seen, no figure";
  return {
    mark,
    at: sample.look.takenAt,
    href: rowOf(sample),
    title: `${headOf(sample)}: ${words}${looks > 1 ? ` (${looks} looks)` : ""}${sample.reason === "" ? "" : `: ${sample.reason}`}; ${placeOf(sample)}.`,
  };
}
