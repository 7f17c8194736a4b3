import { counted } from "../../base/counted.ts";
import { monthName } from "../../base/time/calendar.ts";
import { flagBit } from "../tracks/flag-bits.ts";
import type { TrackFlag } from "../tracks/segment.ts";

/**
 * What says of a report that its ship was not there then, with how that is said; the first that holds is named. On land, a shared or an invalid
 * number say nothing of the place: most reports on land are of waters that the maps do not know.
 */
const doubts = {
  circling: "on a circle",
  frozen: "at one place though under way",
  jump: "away from the rest of the track",
  clock: "with a wrong time",
  "impossible-speed": "faster than a ship",
} as const satisfies Partial<Record<TrackFlag, string>>;
export type Doubt = keyof typeof doubts;

const names = Object.keys(doubts) as Doubt[];

/** Bits of `flagBit` of which one is enough to leave a report out. A sender whose clock is steadily off is where and when its receivers say. */
export const doubted = names.reduce((bits, name) => bits | flagBit[name], 0);

/** Why a report with these bits is left out; null where it is not. */
export const doubtOf = (bits: number): Doubt | null => names.find((n) => (bits & flagBit[n]) !== 0) ?? null;

/** Reports about the time of a picture that no forecast rests on, for one reason. They stay on record. */
export interface LeftOut {
  readonly why: Doubt;
  readonly reports: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Reports that one ship can have sailed, of a number that has several such segments in the window. */
export interface MatchedSegment {
  /** From 1, by the first report. */
  readonly number: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** "3 reports from 10:02 to 10:40 on a circle left out", in UTC. */
export function leftOutWords({ why, reports, fromMs, toMs }: LeftOut): string {
  const span = fromMs === toMs ? `at ${clock(fromMs)}` : spanWords(fromMs, toMs);
  return `${counted(reports, "report")} ${span} ${doubts[why]} left out`;
}

/** "segment 2, from 10:02 to 18:30", in UTC. */
export const segmentWords = ({ number, fromMs, toMs }: MatchedSegment): string =>
  `segment ${number}, ${spanWords(fromMs, toMs)}`;

function spanWords(fromMs: number, toMs: number): string {
  const oneDay = dayOf(fromMs) === dayOf(toMs);
  return oneDay
    ? `from ${clock(fromMs)} to ${clock(toMs)}`
    : `from ${dayOf(fromMs)} ${clock(fromMs)} to ${dayOf(toMs)} ${clock(toMs)}`;
}

const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 16);
const dayOf = (ms: number): string => {
  const date = new Date(ms);
  return `${date.getUTCDate()} ${monthName(date.getUTCMonth() + 1)}`;
};
