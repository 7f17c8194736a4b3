import type { Position } from "../../sites/counting/site.ts";

/** A stretch without a report of one ship between two that were heard. */
export interface Gap {
  readonly mmsi: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly fromPosition: Position;
  readonly toPosition: Position;
  readonly distanceMetres: number;
  /** Speed that the gap asks for, in knots: distance over time. */
  readonly impliedKnots: number;
  readonly speedBeforeKnots: number | null;
  /** Probability that at least one report of a working transponder would have been heard in it; null where too little is known to say. */
  readonly heard: number | null;
  /** `disabling`: 12 hours or more, 50 nautical miles from a shore, reception good: the transponder was off, by GFW's rule. */
  readonly kind: "gap" | "disabling" | "not-heard-there" | "cannot-tell";
  readonly reasons: readonly string[];
}

export interface Visit {
  readonly mmsi: number;
  readonly placeId: string;
  readonly placeName: string;
  readonly kind: "port" | "anchorage" | "area";
  readonly enteredMs: number;
  /** null: still there at the end of the reports. */
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
