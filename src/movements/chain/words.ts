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

/** "5 to 32 hours", "5 to 59 days". */
export function hoursInWords(low: number | null, high: number | null): string {
  if (low === null && high === null) return "not known";
  const [a, b] = [low ?? 0, high ?? low ?? 0];
  const days = b >= 96;
  const shown = (hours: number): string => {
    const value = days ? hours / 24 : hours;
    return value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
  };
  return `${shown(a)} to ${high === null ? "more" : shown(b)} ${days ? "days" : "hours"}`;
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
