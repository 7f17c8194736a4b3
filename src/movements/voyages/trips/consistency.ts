import type { Consistency, PublishedTrips, TripBounds } from "../trips.ts";

/** Whether a published number can be true together with the evidence on record, read by one rule. */
export function consistencyOf(
  { low, best, high, isFloor }: PublishedTrips,
  { least, most, possible, leastSchedules, exact }: TripBounds,
): Consistency {
  const [fewest, largest] = [low ?? best, high ?? best];
  // Without schedules that could be tried at all nothing follows.
  if (fewest === null || !possible || (leastSchedules.length === 0 && !exact)) return "cannot-tell";
  if (most !== null && fewest > most) return "above-most";
  // A floor below what is known is true and says less.
  return !isFloor && largest !== null && largest < least ? "below-least" : "consistent";
}

/** The word for a number that may count by several rules: only what holds under all of them is said. */
export function togetherOf(words: readonly Consistency[]): Consistency {
  const [first] = words;
  return first !== undefined && words.every((w) => w === first) ? first : "cannot-tell";
}
