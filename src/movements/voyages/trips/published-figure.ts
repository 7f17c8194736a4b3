import type { PublishedTrips } from "../trips.ts";

/**
 * A published number with all that it says of its ends: "at least 4", "5 (4 to 8)", "at most 8".
 * @param written how a number is written
 */
export function publishedFigure(
  { isFloor, low, best, high }: Pick<PublishedTrips, "isFloor" | "low" | "best" | "high">,
  written: (value: number) => string = String,
): string {
  const least = best ?? low ?? high;
  if (isFloor) return `at least ${least === null ? "?" : written(least)}`;
  const ends =
    low !== null && high !== null
      ? `${written(low)} to ${written(high)}`
      : low !== null
        ? `at least ${written(low)}`
        : high !== null
          ? `at most ${written(high)}`
          : "";
  if (best === null) return ends === "" ? "?" : ends;
  return ends === "" ? written(best) : `${written(best)} (${ends})`;
}
