import type { Position } from "../../sites/counting/site.ts";

/** A stretch without a report of one ship: between two that were heard, or open, after the last one. */
export interface Gap {
  readonly mmsi: number;
  readonly fromMs: number;
  /** null: open, the ship was not heard again within the reports. */
  readonly toMs: number | null;
  /** Nothing was heard of it until then: `toMs`, or the end of the reports. */
  readonly silentUntilMs: number;
  readonly fromPosition: Position;
  /** null when open, as are the distance and the speed. */
  readonly toPosition: Position | null;
  readonly distanceMetres: number | null;
  /** Speed that the gap asks for, in knots: distance over time. */
  readonly impliedKnots: number | null;
  readonly speedBeforeKnots: number | null;
  /** From where it began to the nearest shore, at most 50 nautical miles; 0 inland; null where the shore is not known. */
  readonly shoreMetres: number | null;
  /** Probability that at least one report of a working transponder would have been heard from `fromMs` to `oddsUntilMs`; null where too little is known to say. */
  readonly heard: number | null;
  /** The end of the gap, or, when open, of the time for which it can be said where the ship was. */
  readonly oddsUntilMs: number;
  /** `disabling`: 12 hours or more, 50 nautical miles from a shore, reception good: the transponder was off, by GFW's rule. Never an open one. */
  readonly kind: "gap" | "disabling" | "not-heard-there" | "cannot-tell";
  readonly reasons: readonly string[];
}

export interface Visit {
  readonly mmsi: number;
  readonly placeId: string;
  readonly placeName: string;
  readonly kind: "port" | "anchorage" | "area";
  readonly enteredMs: number;
  /** null: its reports end inside. That it stayed until the end of all reports is not known: `unheardMinutes` has the time without one. */
  readonly leftMs: number | null;
  /** True when the way in (or out) was not heard: the ship was first (last) heard inside. */
  readonly entryUnseen: boolean;
  readonly exitUnseen: boolean;
  /** Time stopped inside, and time without a report longer than the threshold. */
  readonly stoppedMinutes: number;
  readonly unheardMinutes: number;
  readonly position: Position;
}

export interface Meeting {
  readonly first: number;
  readonly second: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly position: Position;
  readonly medianMetres: number;
  readonly medianKnots: number;
  /** Kilometres to the nearest shore or port where known: beside a quay many lie close together. */
  readonly nearestPlaceMetres: number | null;
}

export interface Loitering {
  readonly mmsi: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly position: Position;
  readonly meanKnots: number;
  readonly distanceMetres: number;
}

/** A stretch of waiting at anchor or adrift before a visit. */
export interface Waiting {
  readonly mmsi: number;
  readonly placeId: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly position: Position;
}
