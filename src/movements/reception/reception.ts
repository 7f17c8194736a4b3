import type { SenderClass } from "../ais/fixes.ts";

/** Where and when a working transponder would have been heard, as estimated from the reports themselves: docs/method/reception.md. */
export interface ReceptionModel {
  /**
   * Probability that a working transponder that is in this place for `minutes`, centred on `atMs`, is heard at least once.
   * @param senderClass "A" or "B"; any other word: by all ships together
   * @returns null where no ship was ever heard in the same fine cell, whatever is heard farther in: that nothing was heard there says nothing
   */
  readonly heard: (
    longitude: number,
    latitude: number,
    atMs: number,
    senderClass: SenderClass,
    minutes: number,
  ) => number | null;
  /** What `heard` says, with its 90 % interval. */
  readonly heardBetween: (...place: Parameters<ReceptionModel["heard"]>) => HeardBetween | null;
  /** The same along a way: a ship's gap, left out of its own evidence. */
  readonly heardAlong: (way: Way) => HeardAlong;
  /** For a map's shading. */
  readonly grid: () => readonly ReceptionCell[];
}

/** A probability of being heard, and by how much it may be another one. */
export interface HeardBetween {
  readonly heard: number;
  /** Of all working transponders in the place at that time, the share that is heard: least and most. */
  readonly low: number;
  readonly high: number;
}

/** A straight way from one report to the next, on which nothing was heard. */
export interface Way {
  readonly mmsi: number;
  readonly senderClass: SenderClass;
  readonly fromMs: number;
  readonly toMs: number;
  readonly from: readonly [longitude: number, latitude: number];
  readonly to: readonly [longitude: number, latitude: number];
}

export interface HeardAlong {
  /** That at least one report of a working transponder would have been heard; null where too little is known to say. */
  readonly heard: number | null;
  /** Share of the time for which something is known of reception. */
  readonly knownShare: number;
  /** Stretches of time and place on the way, of `slotMinutes`, in which another ship was heard in the same cell and hour. */
  readonly witnessedShare: number;
}

/** One cell of the grid: a box, and how well ships in it are heard. */
export interface ReceptionCell {
  /** Degrees. */
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** Ships that were heard in it, and stretches of `slotMinutes` in which a ship was in it or heard in it. */
  readonly ships: number;
  readonly slots: number;
  /** That a working transponder is heard in a stretch of `slotMinutes`, over the whole time, with its 90 % interval. */
  readonly heard: number;
  readonly low: number;
  readonly high: number;
}

/** Length of the stretches into which time is cut, in minutes: a ship under way with class B reports at least every 3 minutes, one that lies still too. */
export const slotMinutes = 10;
