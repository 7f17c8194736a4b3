import { chainSettings } from "../../chain/chain.ts";
import type { TimeSpan } from "../../../base/time/span.ts";
import type { CountingRule } from "../counting-rule.ts";
import type { ShuttlePort } from "../trips.ts";

/** How an analyst reads a published number where its record does not say. */
export interface NumberReading {
  readonly rule: CountingRule | null;
  readonly ships: readonly string[] | null;
  readonly basis: string;
}

/** What is asked of a shuttle, and everything that is assumed. */
export interface ShuttleQuestion {
  readonly ports: readonly ShuttlePort[];
  readonly within: TimeSpan;
  readonly settings: ShuttleSettings;
  /** By id of the count or publication. */
  readonly readings: Readonly<Record<string, NumberReading>>;
}

export interface ShuttleSettings {
  /** Greatest speed of a ship of the fleet, in knots: sailing times follow from it and the shortest line. */
  readonly greatestKnots: number;
  /** Least time out of a port before another stay there counts as one, in hours. */
  readonly leastAwayHours: number;
  /** Least length of a stay at one pier, in hours, where piers are told apart, and of moving to another. */
  readonly leastPierHours: number;
  readonly leastShiftHours: number;
  /** Hulls that nobody named and that may have sailed beside the named ships; null: any number. */
  readonly otherHulls: number | null;
  /** Chance that a look of a whole port finds a ship, where it is not stated. */
  readonly usualFoundChance: number;
  /** Looks that find a ship less often than this say nothing of what was not there. */
  readonly leastFoundChance: number;
  /** So many looks may have missed a ship that more would have had this chance or less. */
  readonly missesBeyond: number;
  /** Shortest and longest ship that can be one of the fleet, in metres. */
  readonly fleetMetres: readonly [shortest: number, longest: number];
  /** What is told of a longer time is a sum or a period and no sighting, in days. */
  readonly longestSightingDays: number;
}

/** Sources: docs/method/voyages.md. */
export const shuttleSettings: ShuttleSettings = {
  greatestKnots: chainSettings.shipKnots.most,
  leastAwayHours: 6,
  leastPierHours: 6,
  leastShiftHours: 1,
  otherHulls: null,
  usualFoundChance: 0.95,
  leastFoundChance: 0.8,
  missesBeyond: 0.01,
  fleetMetres: [85, 155],
  longestSightingDays: 31,
};

/** Least length of a stay to load or to land, in hours, where a port has none of its own. */
export const usualStayHours = 12;
