import { spanInWords } from "../../base/time/words.ts";
import { intervalOf } from "../../sites/counting/error-model.ts";
import { kindInWords, type Kind } from "../../sites/counting/kind.ts";
import type { ObservedFigure } from "../../sites/counting/look.ts";
import { difference, mixInWords, type OutlineOf } from "../../sites/history/comparable.ts";
import { lengthsByLook, type LengthOfLook } from "../../sites/history/lengths-by-look.ts";
import type { RecordAnswer } from "../../sites/history/record-answer.ts";
import type { Sample } from "../../sites/history/sample.ts";
import type { TestableSample } from "../../sites/history/testable.ts";
import { counted } from "../../base/counted.ts";
import { qualified, unitAfter } from "../report/figures.ts";
import type { CountedBy, HistoryBand, HistoryPoint, Plotted, Standing } from "./history-point.ts";

/** What the points of a history are made from. */
export interface PointsInput {
  readonly kind: Kind;
  readonly samples: readonly Sample[];
  readonly outlineOf: OutlineOf;
  /** The look under test with the answer about it; null where nothing is tested. */
  readonly tested: {
    readonly target: TestableSample;
    readonly record: RecordAnswer;
    readonly windowFromMs: number;
  } | null;
  /** Counts that people made in this program, by themselves or with the machine. */
  readonly byPeople: ReadonlySet<string>;
  /** Looks of simulated pictures. */
  readonly simulated: ReadonlySet<string>;
  /** Only what lies in this area, and the looks that saw nothing of it; null for the whole site with all of its areas. */
  readonly onlyArea: string | null;
  readonly qualifierOf: (countId: string) => string;
}

export interface PointsOfHistory {
  readonly plotted: Plotted;
  readonly points: readonly HistoryPoint[];
  readonly bands: readonly HistoryBand[];
  /** Figures without a date: they are on no chart. */
  readonly undated: number;
}

/** Every look of a history as a point or a band, in order of time; what each is to the look under test follows from the answer about that. */
export function pointsOfHistory(input: PointsInput): PointsOfHistory {
  const { kind, samples, tested, onlyArea } = input;
  const measure = tested?.target.measure ?? "count";
  const standingOf = standings(input);
  const points: HistoryPoint[] = [];
  const bands: HistoryBand[] = [];
  let undated = 0;
  for (const sample of samples) {
    if (onlyArea !== null && sample.areaId !== onlyArea) continue;
    const blind = sample.outcome === "not-seen" || sample.outcome === "failed";
    const same = sample.kind === kind && sample.measure === measure && sample.statistic !== "total";
    if (!blind && !same) continue;
    if (sample.look.takenAt === null) undated++;
    else if (!blind && sample.statistic === "maximum" && sample.value !== null)
      bands.push(bandOf(sample, input));
    else points.push(pointOf(sample, standingOf(sample), input));
  }
  if (kind === "railcar" && measure === "count")
    for (const length of lengthsByLook(
      onlyArea === null ? samples : samples.filter((s) => s.areaId === onlyArea),
    ))
      points.push(convertedPoint(length, standingOf(length.first), input));
  return {
    plotted: {
      kind,
      measure,
      unit: measure === "count" ? kindInWords(kind, 2) : `${kindInWords(kind, 2)},${unitAfter(measure)}`,
    },
    points: points.sort(byTime),
    bands: bands.sort(byTime),
    undated,
  };
}

const byTime = (
  a: { readonly fromMs: number; readonly look: string },
  b: { readonly fromMs: number; readonly look: string },
): number => a.fromMs - b.fromMs || (a.look < b.look ? -1 : a.look > b.look ? 1 : 0);

interface Stands {
  readonly standing: Standing;
  readonly why: string;
}

/** Says of each sample what it is to the look under test, as the record test parted them. */
function standings({ tested, outlineOf }: PointsInput): (sample: Sample) => Stands {
  if (tested === null) return () => ({ standing: "untested", why: "" });
  const { target, record, windowFromMs } = tested;
  const own = new Set(target.countIds);
  const setAside = new Map<string, string>();
  for (const { counts, reason } of record.notComparable) {
    const [first] = counts;
    if (first !== undefined) setAside.set(first, reason);
  }
  return (sample) => {
    if (sample.countIds.some((id) => own.has(id))) return { standing: "under-test", why: "" };
    const taken = sample.look.takenAt;
    if (taken !== null && taken.fromMs >= target.look.takenAt.toMs) {
      const unlike = difference(target, sample, outlineOf);
      return {
        standing: "later",
        why: `after the look under test${unlike === null ? "" : `; ${unlike}`}`,
      };
    }
    if (taken !== null && taken.toMs <= windowFromMs)
      return { standing: "before-window", why: "before the window" };
    const why = setAside.get(sample.countIds[0] ?? "");
    return why === undefined ? { standing: "comparable", why: "" } : { standing: "not-comparable", why };
  };
}

type Dated = Sample["look"]["takenAt"];
const times = (takenAt: Dated): Pick<HistoryPoint, "fromMs" | "toMs" | "date"> => ({
  fromMs: takenAt?.fromMs ?? 0,
  toMs: takenAt?.toMs ?? 0,
  date: spanInWords(takenAt),
});

function counterOf(sample: Sample, byPeople: ReadonlySet<string>): { by: CountedBy; byWhom: string } {
  if (sample.byMachine !== null) return { by: "machine", byWhom: sample.byMachine.model };
  const people = sample.countIds.some((id) => byPeople.has(id));
  return { by: people ? "people" : "published", byWhom: sample.look.observer };
}

function pointOf(
  sample: Sample,
  { standing, why }: Stands,
  { byPeople, simulated }: PointsInput,
): HistoryPoint {
  const interval = sample.value === null ? null : intervalOf(sample.value);
  return {
    look: sample.look.id,
    counts: sample.countIds,
    ...times(sample.look.takenAt),
    observer: sample.look.observer,
    area: sample.areaId,
    // A lower bound is drawn as one whatever its source calls the look.
    outcome: sample.value?.openAbove === true ? "partial" : sample.outcome,
    reason: sample.reason,
    low: interval?.low ?? null,
    best: interval?.best ?? null,
    high: interval?.high ?? null,
    readAs: "itself",
    metres: null,
    ...counterOf(sample, byPeople),
    standing,
    why,
    mix: sample.mix === null ? "" : mixInWords(sample.mix),
    looks: sample.look.looksSummed ?? 1,
    simulated: simulated.has(sample.look.id),
  };
}

function convertedPoint(length: LengthOfLook, { standing, why }: Stands, input: PointsInput): HistoryPoint {
  const { first, samples, metres, cars, cargo } = length;
  return {
    ...pointOf(first, { standing, why }, input),
    counts: samples.flatMap((s) => s.countIds),
    area: samples.every((s) => s.areaId === first.areaId) ? first.areaId : null,
    low: cars.low,
    best: Math.round(cars.best * 10) / 10,
    high: cars.high,
    readAs: cargo ? "cargo-length" : "train-length",
    metres,
  };
}

function bandOf(sample: Sample, { tested, outlineOf, qualifierOf }: PointsInput): HistoryBand {
  const looks = sample.look.looksSummed;
  const best = sample.value?.best ?? 0;
  const count = [...sample.countIds].sort()[0] ?? "";
  return {
    look: sample.look.id,
    count,
    ...times(sample.look.takenAt),
    observer: sample.look.observer,
    area: sample.areaId,
    best,
    words: `${qualified(best, qualifierOf(count))}, ${looks === null ? "number of looks not published" : `over ${counted(looks, "look")} not published one by one`}`,
    alike: tested !== null && difference(tested.target, sample, outlineOf) === null,
  };
}

/** The words of sources by the id of their count. */
export function qualifiersOf(figures: readonly ObservedFigure[]): (countId: string) => string {
  const words = new Map<string, string>();
  for (const { count } of figures) if (count.qualifier !== "") words.set(count.id, count.qualifier);
  return (id) => words.get(id) ?? "";
}
