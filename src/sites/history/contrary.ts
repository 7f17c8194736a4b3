import { carsInLength } from "../counting/car-pitch.ts";
import { intervalOf, type Interval, type TrueValue } from "../counting/error-model.ts";
import { probabilityAbove } from "./exceedance.ts";
import type { Sample } from "./sample.ts";

/** A length of train or of cargo on tracks, read as cars. */
export interface Converted extends Interval {
  readonly unit: "railcars";
  /** False when the length is of cargo lines, which need not stand on cars: an upper reading. */
  readonly firm: boolean;
}

/** What a sample's length of train would be in cars; null for everything else. */
export function convertedToCars(sample: Sample): Converted | null {
  const cars = carsOf(sample);
  return cars === null
    ? null
    : {
        ...intervalOf(cars),
        best: Math.round(cars.best * 10) / 10,
        unit: "railcars",
        firm: sample.kind !== "rail-cargo",
      };
}

function carsOf(sample: Sample): TrueValue | null {
  if (sample.measure !== "length" || sample.value === null) return null;
  return sample.kind === "train" || sample.kind === "rail-cargo" || sample.kind === "railcar"
    ? carsInLength(sample.value.best)
    : null;
}

/** A look that speaks against a published maximum: what it saw comes to more. */
export interface Contrary {
  readonly look: string;
  readonly counts: readonly string[];
  readonly takenAt: string;
  readonly observer: string;
  /** Metres of train that were converted; null when cars were counted. */
  readonly metres: number | null;
  readonly cars: Interval;
  readonly probabilityAboveMaximum: number;
  /** Probability that the look under test is above this one. */
  readonly probabilityBelowTarget: number;
  readonly ratio: number;
  /** False when the length is of cargo lines, which need not stand on cars. */
  readonly firm: boolean;
}

/**
 * Looks before the one under test, at the same site, that saw more of a thing than the published maximum allows: lengths of train
 * summed over the look and converted to cars, or cars counted in a part of the site (a part cannot hold more than the whole).
 * Firm ones first, then by the probability that they were above the maximum.
 */
export function contraryTo(
  maximum: { readonly value: TrueValue },
  samples: readonly Sample[],
  target: { readonly value: TrueValue; readonly look: Sample["look"] },
): Contrary[] {
  const lengths = new Map<string, Sample[]>();
  const found: Contrary[] = [];
  const at = target.look.takenAt;
  for (const sample of samples) {
    const taken = sample.look.takenAt;
    if (
      taken === null ||
      at === null ||
      taken.toMs > at.fromMs ||
      sample.value === null ||
      sample.statistic !== "at-look"
    )
      continue;
    if (carsOf(sample) !== null) {
      const key = `${sample.look.id} ${sample.kind === "rail-cargo" ? "cargo" : "train"}`;
      lengths.set(key, [...(lengths.get(key) ?? []), sample]);
    } else if (sample.kind === "railcar" && sample.measure === "count")
      found.push(entry([sample], sample.value, null, maximum, target));
  }
  for (const group of lengths.values()) {
    const metres = group.reduce((sum, s) => sum + (s.value?.best ?? 0), 0);
    found.push(entry(group, carsInLength(metres), metres, maximum, target));
  }
  return found
    .filter((c) => c.probabilityAboveMaximum >= 0.5)
    .sort(
      (a, b) =>
        Number(b.firm) - Number(a.firm) ||
        b.probabilityAboveMaximum - a.probabilityAboveMaximum ||
        (a.look < b.look ? -1 : 1),
    );
}

function entry(
  group: readonly Sample[],
  cars: TrueValue,
  metres: number | null,
  maximum: { readonly value: TrueValue },
  target: { readonly value: TrueValue },
): Contrary {
  const [first] = group;
  if (first === undefined) throw new RangeError("contrary: an empty group");
  return {
    look: first.look.id,
    counts: group.flatMap((s) => s.countIds).sort(),
    takenAt: first.look.takenAt?.text ?? "",
    observer: first.look.observer,
    metres,
    cars: { ...intervalOf(cars), best: Math.round(cars.best * 10) / 10 },
    probabilityAboveMaximum: probabilityAbove(cars, maximum.value),
    probabilityBelowTarget: probabilityAbove(target.value, cars),
    ratio: target.value.best / cars.best,
    firm: first.kind !== "rail-cargo",
  };
}
