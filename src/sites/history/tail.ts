import { middleMs } from "../../base/time/span.ts";
import { normalMidpoints } from "../../base/probability/quadrature.ts";
import { carPitch } from "../counting/car-pitch.ts";
import { valueAtScore } from "../counting/error-model.ts";
import type { Measure } from "../counting/measure.ts";
import { predict, type Predictive } from "./predictive.ts";
import { yearMs, type TestableSample } from "./testable.ts";

/** Figures of any measure in steps that a count distribution can carry: things, car lengths, points of percent. */
function steps(measure: Measure, figure: number): number {
  return Math.max(0, Math.round(measure === "length" ? figure / carPitch.medianMetres : figure));
}

/** What the comparable looks let one expect of the look under test. */
export function predictFrom(target: TestableSample, usable: readonly TestableSample[]): Predictive {
  const now = middleMs(target.look.takenAt);
  const closed = usable.map((s) => ({
    years: (middleMs(s.look.takenAt) - now) / yearMs,
    count: steps(s.measure, s.value.best),
    open: s.value.openAbove,
  }));
  // Sorted, so that sums do not depend on the order of import.
  closed.sort((a, b) => a.years - b.years || a.count - b.count);
  const complete = closed.filter((p) => !p.open);
  if (complete.length === closed.length || complete.length === 0) return predict(closed);
  // A lower bound stands for what the complete looks let one expect above it.
  const first = predict(complete);
  const filled = new Map<number, number>();
  return predict(
    closed.map((p) => {
      if (!p.open) return p;
      const known = filled.get(p.count) ?? expectedAbove(p.count, first);
      filled.set(p.count, known);
      return { ...p, count: known };
    }),
  );
}

/** E(Y | Y >= bound), rounded up. */
function expectedAbove(bound: number, predictive: Predictive): number {
  const base = predictive.atLeast(bound);
  if (base < 1e-6) return bound;
  let sum = bound;
  for (let k = bound + 1; k < bound + 500; k++) {
    const share = predictive.atLeast(k) / base;
    sum += share;
    if (share < 1e-4) break;
  }
  return Math.ceil(sum);
}

const scores = normalMidpoints(32);

/** P(next >= the count), averaged over what the count may truly be. */
export function tailProbability(target: TestableSample, predictive: Predictive): number {
  return overSteps(target, (k) => predictive.atLeast(k));
}

/** P(next <= the count), averaged likewise. */
export function lowerTail(target: TestableSample, predictive: Predictive): number {
  return overSteps(target, (k) => 1 - predictive.atLeast(k + 1));
}

function overSteps(target: TestableSample, of: (k: number) => number): number {
  const known = new Map<number, number>();
  let sum = 0;
  for (const z of scores) {
    const k = steps(target.measure, valueAtScore(target.value, z));
    const p = known.get(k) ?? of(k);
    known.set(k, p);
    sum += p;
  }
  return sum / scores.length;
}
