import type { Drawing } from "./drawing.ts";

/** A drawing with every step that led to it, and those that were taken back. */
export interface Steps {
  readonly past: readonly Step[];
  readonly present: Drawing;
  readonly future: readonly Step[];
}

interface Step {
  readonly drawing: Drawing;
  /** What was done after (of the past) or before it (of the future), in words: "a point placed". */
  readonly words: string;
}

/** Steps beyond this many are forgotten, the oldest first. */
export const mostSteps = 500;

export const stepsOf = (present: Drawing): Steps => ({ past: [], present, future: [] });

/** Does something. The same drawing is no step. */
export function done(steps: Steps, next: Drawing, words: string): Steps {
  if (next === steps.present) return steps;
  return {
    past: [...steps.past, { drawing: steps.present, words }].slice(-mostSteps),
    present: next,
    future: [],
  };
}

/** Goes on with the newest step instead of making another one: for what is dragged or typed. */
export function goneOn(steps: Steps, next: Drawing): Steps {
  return next === steps.present ? steps : { ...steps, present: next, future: [] };
}

/** The step before, with what was taken back in words; null where there is none. */
export function undone(steps: Steps): { readonly steps: Steps; readonly words: string } | null {
  const last = steps.past.at(-1);
  if (last === undefined) return null;
  return {
    words: last.words,
    steps: {
      past: steps.past.slice(0, -1),
      present: last.drawing,
      future: [{ drawing: steps.present, words: last.words }, ...steps.future],
    },
  };
}

export function redone(steps: Steps): { readonly steps: Steps; readonly words: string } | null {
  const [next] = steps.future;
  if (next === undefined) return null;
  return {
    words: next.words,
    steps: {
      past: [...steps.past, { drawing: steps.present, words: next.words }],
      present: next.drawing,
      future: steps.future.slice(1),
    },
  };
}
