import { sumOf, trueValue, type TrueValue } from "../counting/error-model.ts";
import { familyOf, isPartOf, type Kind } from "../counting/kind.ts";
import type { ObservedFigure } from "../counting/look.ts";
import type { MachineMeans } from "../counting/means.ts";
import type { Measure, Statistic } from "../counting/measure.ts";
import type { Outcome } from "../counting/outcome.ts";

/** Shares of the parts in a whole, by kind; they sum to 1. */
export type Mix = ReadonlyMap<Kind, number>;

/** An observation made ready for comparison: one figure of one look, or the sum of its parts. */
export interface Sample {
  readonly look: ObservedFigure["look"];
  /** The counts behind the figure: one, or the parts of a sum. */
  readonly countIds: readonly string[];
  readonly areaId: string | null;
  readonly kind: Kind;
  readonly measure: Measure;
  readonly statistic: Statistic;
  readonly outcome: Outcome;
  readonly reason: string;
  /** null: the look gave no figure. */
  readonly value: TrueValue | null;
  /** What the figure is made of by kind; null when the source does not tell. */
  readonly mix: Mix | null;
  /** How the machine counted; null where people did, by themselves or with it. */
  readonly byMachine: MachineMeans | null;
  /** Names the outline of its area that the figure was counted in; left out where the day of the look tells. */
  readonly outline?: string;
}

function sampleOf({ look, count, byMachine, outline }: ObservedFigure): Sample {
  return {
    look,
    countIds: [count.id],
    areaId: count.areaId,
    kind: count.kind,
    measure: count.measure,
    statistic: count.statistic,
    outcome: count.outcome,
    reason: count.reason,
    value: trueValue(count),
    mix: null,
    byMachine: byMachine ?? null,
    ...(outline === undefined ? {} : { outline }),
  };
}

/**
 * All observations of one site that bear on a kind, as samples. Where a look counted the parts of the kind one by one (ore cars,
 * tank cars, box cars) and gives no figure for the whole, the parts become one sample of the kind, with its mix.
 */
export function samplesFor(kind: Kind, observations: readonly ObservedFigure[]): Sample[] {
  const family = familyOf(kind);
  const corrected = new Set<string>();
  for (const { count } of observations) if (count.corrects !== null) corrected.add(count.corrects);
  const samples: Sample[] = [];
  const parts = new Map<string, ObservedFigure[]>();
  const direct = new Set<string>();
  const hasParts = observations.some(({ count }) => isPartOf(count.kind, kind));
  for (const observation of observations) {
    const { count } = observation;
    if (familyOf(count.kind) !== family || corrected.has(count.id)) continue;
    if (hasParts && count.measure === "count" && count.statistic === "at-look") {
      const place = `${count.lookId} ${count.areaId ?? ""}`;
      if (count.kind === kind) direct.add(place);
      else if (isPartOf(count.kind, kind)) {
        const group = parts.get(place);
        if (group === undefined) parts.set(place, [observation]);
        else group.push(observation);
        continue;
      }
    }
    samples.push(sampleOf(observation));
  }
  for (const [place, unsorted] of parts) {
    // Sums must not depend on the order of import.
    const group = unsorted.sort((a, b) => (a.count.id < b.count.id ? -1 : 1));
    const whole = direct.has(place) || group.length < 2 ? null : wholeOf(kind, group);
    if (whole === null) samples.push(...group.map(sampleOf));
    else samples.push(whole);
  }
  return samples;
}

/** The sum of the parts that one look counted; null when it established no figure for any of them. */
function wholeOf(kind: Kind, group: readonly ObservedFigure[]): Sample | null {
  const [first] = group;
  if (first === undefined) return null;
  const figures: { readonly kind: Kind; readonly value: TrueValue }[] = [];
  for (const { count } of group) {
    const value = trueValue(count);
    if (value !== null) figures.push({ kind: count.kind, value });
  }
  if (figures.length === 0) return null;
  const value = sumOf(figures.map((f) => f.value));
  const mix = new Map<Kind, number>();
  for (const figure of figures)
    mix.set(figure.kind, (mix.get(figure.kind) ?? 0) + figure.value.best / Math.max(value.best, 1e-9));
  const incomplete = group.find(({ count }) => count.outcome !== "counted");
  return {
    ...sampleOf(first),
    countIds: group.map(({ count }) => count.id),
    kind,
    outcome: incomplete === undefined ? "counted" : "partial",
    reason: incomplete === undefined ? "" : incomplete.count.reason,
    value: incomplete === undefined ? value : { ...value, openAbove: true },
    mix,
  };
}

/** Half the sum of the differences between two mixes: 0 for the same, 1 for nothing in common. */
export function mixDistance(a: Mix, b: Mix): number {
  let sum = 0;
  for (const kind of new Set([...a.keys(), ...b.keys()]))
    sum += Math.abs((a.get(kind) ?? 0) - (b.get(kind) ?? 0));
  return sum / 2;
}
