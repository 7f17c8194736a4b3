import type { StripReading } from "../reading.ts";

/** Probability of each class at one place: the softmax of `classes` logits of an answer. */
export function sharesAt(
  logits: Float32Array,
  { classes, places, at }: { classes: number; places: number; at: number },
): number[] {
  const values = Array.from({ length: classes }, (_, c) => logits[c * places + at] ?? 0);
  const most = Math.max(...values);
  const weights = values.map((v) => Math.exp(v - most));
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / total);
}

/** Probabilities that each place is under a car, or under a car or the gap between two, or hidden, by the states of the reading. */
export interface PlaceStates {
  readonly car: Float64Array;
  readonly occupied: Float64Array;
  readonly hidden: Float64Array;
}

/** A place that is known to be hidden is hidden, whatever was answered for it. */
export function placeStates({ places, answers, hidden }: StripReading): PlaceStates {
  const states = {
    car: new Float64Array(places),
    occupied: new Float64Array(places),
    hidden: new Float64Array(places),
  };
  for (let at = 0; at < places; at++) {
    if (hidden[at] === 1) {
      states.hidden[at] = 1;
      continue;
    }
    const [car = 0, gap = 0, , veiled = 0] = sharesAt(answers.state, { classes: 4, places, at });
    states.car[at] = car;
    states.occupied[at] = car + gap;
    states.hidden[at] = veiled;
  }
  return states;
}
