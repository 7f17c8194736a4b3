/** One stay of a ship at a place, ends included, in milliseconds since 1970. */
export interface Stay {
  readonly placeId: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Sightings that this stay accounts for. */
  readonly sightings: readonly string[];
}

/**
 * What one ship may have done: stays in order of time. It stands for a bound: a schedule that obeys all evidence and reaches that number.
 * It says what could have been, never what was.
 */
export interface Schedule {
  /** null: a ship that nobody named. */
  readonly ship: string | null;
  readonly stays: readonly Stay[];
  /** Moments at which the rule counted one more: arrivals, or beginnings of stays. */
  readonly countedMs: readonly number[];
  /** Looks that saw the whole place without the ship although this schedule has it there: misses that were allowed. */
  readonly missedLooks: readonly string[];
}
