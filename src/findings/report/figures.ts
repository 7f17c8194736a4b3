import { spanInWords } from "../../base/time/words.ts";
import { parseSpan } from "../../base/time/span.ts";
import type { Interval } from "../../sites/counting/error-model.ts";
import { unitOf, type Measure } from "../../sites/counting/measure.ts";
import { qualifierMeaning } from "../../sites/counting/qualifier.ts";

/** A figure with at most one decimal: 73, 2.5, 35.6. */
export const figure = (value: number): string => String(Math.round(value * 10) / 10);

/** Bounds in words: "61 to 85", "at least 6" where the upper side is open, "at most 24" where the lower is. */
export function boundsInWords({ low, best, high }: Interval): string {
  if (low === null && high === null) return `near ${figure(best)}, both sides open`;
  if (high === null) return `${figure(low ?? best)} or more`;
  if (low === null) return `${figure(high)} or fewer`;
  return low === high ? figure(low) : `${figure(low)} to ${figure(high)}`;
}

/** The unit behind a figure, with the blank before it. */
export const unitAfter = (measure: Measure): string => (unitOf[measure] === "" ? "" : ` ${unitOf[measure]}`);

/** A figure with what its source's qualifier means: "at most about 20". */
export function qualified(value: number, qualifier: string): string {
  const meaning = qualifierMeaning(qualifier);
  const bound = meaning?.upperBound ? "at most " : meaning?.lowerBound ? "at least " : "";
  return `${bound}${meaning?.rough ? "about " : ""}${figure(value)}`;
}

/** A date as a table holds it ("2023-10", "2023-10-05/2023-10-09") in words; other text as it is. */
export function dateInWords(text: string): string {
  const parsed = text === "" ? null : parseSpan(text, 0, true);
  return parsed?.ok ? spanInWords(parsed.span) : text;
}

/** A text with a capital at its start. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
