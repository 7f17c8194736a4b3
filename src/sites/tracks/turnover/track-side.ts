import type { CountedTrack } from "../counted.ts";
import { printsOf } from "./prints-of.ts";
import type { StoredCount, Stretch } from "./stored-count.ts";
import type { PrintCar, TrainPrint } from "./train-print.ts";

/**
 * What may lack in the seen length of a line, with no word on where, before a whole track counts as not placed: metres, and share of the line. A little
 * doubt at every place sums to a few hundredths of a line.
 */
const unplaced = { metres: 2, share: 0.1 } as const;

/** One look's side of a track. */
export interface TrackSide {
  readonly track: CountedTrack | null;
  readonly prints: readonly TrainPrint[];
  readonly hidden: readonly Stretch[];
  /** False where part of the track was not seen and it is not known which. */
  readonly placed: boolean;
}

/** What one look shows of a track. */
export function sideOf({ counted, colours, hidden }: StoredCount, trackId: string): TrackSide {
  const track =
    counted.outcome === "failed" || counted.outcome === "not-seen"
      ? null
      : (counted.tracks.find((t) => t.trackId === trackId) ?? null);
  const stretches = hidden[trackId] ?? [];
  const hiddenMetres = stretches.reduce((sum, [from, to]) => sum + to - from, 0);
  return {
    track,
    prints: track === null ? [] : printsOf(track, colours[trackId] ?? track.cars.map(() => null)),
    hidden: stretches,
    placed:
      track !== null &&
      track.lengthMetres - track.seenMetres - hiddenMetres <
        Math.max(unplaced.metres, unplaced.share * track.lengthMetres),
  };
}

/** True when all of a car's place was seen. */
export function sees({ track, hidden, placed }: TrackSide, { fromMetres, toMetres }: PrintCar): boolean {
  return (
    track !== null &&
    placed &&
    fromMetres >= 0 &&
    toMetres <= track.lengthMetres &&
    !hidden.some(([from, to]) => from < toMetres && to > fromMetres)
  );
}

/** What is to be known of a side, as sentences. */
export function remarksOn(trackId: string, { track, placed }: TrackSide, lookId: string): string[] {
  if (track === null)
    return [`Track ${trackId} was not seen in ${lookId}: what stood on it at the other look cannot be told.`];
  return placed
    ? []
    : [
        `Part of track ${trackId} was not seen in ${lookId}, and it is not known which part: cars that it lacks cannot be told.`,
      ];
}
