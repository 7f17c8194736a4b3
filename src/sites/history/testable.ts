import { dayMs } from "../../base/time/calendar.ts";
import type { TimeSpan } from "../../base/time/span.ts";
import type { TrueValue } from "../counting/error-model.ts";
import type { Sample } from "./sample.ts";

/** A sample under test: it has a date and a figure. */
export interface TestableSample extends Sample {
  readonly value: TrueValue;
  readonly look: Sample["look"] & { readonly takenAt: TimeSpan };
}

export const isTestable = (sample: Sample): sample is TestableSample =>
  sample.value !== null && sample.look.takenAt !== null && sample.statistic === "at-look";

/** Milliseconds of a mean year. */
export const yearMs = 365.25 * dayMs;
