import type { CountingRule } from "../counting-rule.ts";

/** What a place is to a rule. */
export type PlaceRole = "load" | "land" | "other";

/** How a rule counts along a sequence of stays: each stay moves it from phase to phase and may count one more. */
export interface RuleSteps {
  readonly phases: number;
  /** @returns the phase after a stay at a place, and what the stay adds: 0 or 1. Phase 0 is the one at the start. */
  readonly step: (phase: number, role: PlaceRole) => readonly [phase: number, gain: 0 | 1];
}

/** Round trips: land, load, land. Phase 1: at the land side last; phase 2: at the load side last, and at the land side before. */
const roundTrips: RuleSteps = {
  phases: 3,
  step: (phase, role) => {
    if (role === "land") return phase === 2 ? [1, 1] : [1, 0];
    return role === "load" && phase === 1 ? [2, 0] : [phase, 0];
  },
};

/** Loaded legs: load, then land. Phase 1: at the load side last. */
const loadedLegs: RuleSteps = {
  phases: 2,
  step: (phase, role) => (role === "load" ? [1, 0] : role === "land" ? [0, phase === 1 ? 1 : 0] : [phase, 0]),
};

/** Visits: every stay at a place of the load side that is counted. */
const visits: RuleSteps = { phases: 1, step: (phase, role) => [phase, role === "load" ? 1 : 0] };

const steps: Readonly<Record<CountingRule, RuleSteps>> = {
  "round-trip": roundTrips,
  "loaded-leg": loadedLegs,
  "ship-visit": visits,
  "pier-visit": visits,
};

export const stepsOf = (rule: CountingRule): RuleSteps => steps[rule];
