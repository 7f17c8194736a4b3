import { counted, nounFor } from "../../base/counted.ts";
import { spanInWords } from "../../base/time/words.ts";
import type { Bounds, ChainLink, ChainMode, Joint, Strength } from "./chain.ts";

export const strengthInWords: Readonly<Record<Strength, string>> = {
  "seen-both-ends": "seen at both ends",
  "seen-one-end": "seen at one end",
  inferred: "inferred",
  claimed: "claimed only",
  possible: "possible, not on record",
};

export const modeInWords: Readonly<Record<ChainMode, string>> = { ship: "by sea", rail: "by rail" };

export const orderInWords: Readonly<Record<Joint["order"], string>> = {
  "in-order": "left after it came",
  "can-be": "can have left after it came",
  cannot: "had to leave before it came",
  "cannot-tell": "cannot be told",
};

/** "250 to 350", "350 or fewer", "not known". */
export function boundsInWords({ low, high }: Bounds): string {
  if (low === null && high === null) return "not known";
  if (high === null) return `${low ?? 0} or more`;
  if (low === null) return `${high} or fewer`;
  return low === high ? `${low}` : `${low} to ${high}`;
}

/** "250 to 350 containers", "1 container". */
export const containersInWords = (bounds: Bounds): string =>
  `${boundsInWords(bounds)} ${nounFor(bounds.low === bounds.high ? (bounds.low ?? 0) : 0, "container")}`;

/** A stretch from so many hours on is told in days. */
const inDaysFrom = 96;

/** What a number may be off by for the way in which the machine keeps it. */
const noise = 1e-9;

/** To a tenth below ten, else whole; never less than it is, or never more. */
function rounded(value: number, way: "down" | "up"): number {
  const steps = value < 10 ? 10 : 1;
  return way === "down"
    ? Math.floor(steps * value + noise) / steps
    : Math.ceil(steps * value - noise) / steps;
}

/** "4.9 to 33 hours", "5 to 60 days", "5 hours or more": the least rounded down and the most up, so that no time that can have been is left out. */
export function hoursInWords(low: number | null, high: number | null): string {
  if (low === null && high === null) return "not known";
  const [unit, hours] = (high ?? low ?? 0) >= inDaysFrom ? (["day", 24] as const) : (["hour", 1] as const);
  const least = rounded((low ?? 0) / hours, "down");
  if (high === null) return `${least} ${unit}s or more`;
  const most = rounded(high / hours, "up");
  return least === most ? counted(most, unit) : `${least} to ${most} ${unit}s`;
}

/** "6 days": the most that there was, rounded up. */
export function mostHoursInWords(hours: number): string {
  const [unit, of] = hours >= inDaysFrom ? (["day", 24] as const) : (["hour", 1] as const);
  return counted(rounded(hours / of, "up"), unit);
}

/** Dates of a link as its source has them: "7 September 2023 to 12 September 2023". */
export function datesInWords({ departsText, arrivesText }: ChainLink): string {
  const words = (text: string): string =>
    text === "" ? "not known" : spanInWords({ fromMs: 0, toMs: 0, precision: "day", text });
  if (departsText === "" && arrivesText === "") return "no dates";
  return departsText === arrivesText
    ? words(departsText)
    : `${words(departsText)} \u2192 ${words(arrivesText)}`;
}
