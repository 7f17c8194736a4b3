import type { CarCount, CountedTrack, CountingWay } from "../counted.ts";
import type { DecodedStrip } from "../decoding/decode-strip.ts";
import { noCars } from "../decoding/count-distribution.ts";
import type { StripReading } from "../reading.ts";
import { placeMetres } from "../strip.ts";
import { carsByLength, pitchOf, type Occupied } from "./count-by-length.ts";
import { countInterval, type DetectorError } from "./detector-error.ts";
import { hiddenCars, hiddenStretches, type HiddenStretch } from "./hidden-cars.ts";
import { intervalOf } from "./interval.ts";

/** One track as it was read and decoded. */
export interface DecodedTrack {
  readonly reading: StripReading;
  readonly strip: DecodedStrip;
  /** Share of its length that could not be seen and that the reading does not mark. */
  readonly unmarkedShare: number;
}

export const occupiedOf = ({ strip }: DecodedTrack): Occupied => ({
  ...strip.occupied,
  strings: strip.occupiedStrings.length,
});

/** Hidden stretches of a track: those of the reading, and what is hidden no one knows where, with the occupancy of the whole track. */
export function hiddenOf({ reading, strip, unmarkedShare }: DecodedTrack): HiddenStretch[] {
  const marked = hiddenStretches(strip.hidden, strip.occupiedAt);
  if (unmarkedShare === 0) return marked;
  const seen = seenPlaces(strip);
  const occupancy = Math.min(1, (strip.occupied.metres / placeMetres + 50) / (seen + 100));
  return [...marked, { metres: unmarkedShare * Math.min(seen, reading.places) * placeMetres, occupancy }];
}

const seenPlaces = (strip: DecodedStrip): number => strip.hidden.reduce((sum, p) => sum + 1 - p, 0);

/** The figures of one track. Its best figure is the number of cars that are listed; the detector's error widens the ends. */
export function trackOf(
  track: DecodedTrack,
  { way, error }: { way: CountingWay; error: DetectorError },
): CountedTrack {
  const { reading, strip, unmarkedShare } = track;
  const lengthMetres = reading.places * placeMetres;
  const seenMetres = seenPlaces(strip) * placeMetres * (1 - unmarkedShare);
  const pitch = pitchOf(reading.gauge);
  const byLength = carsByLength(occupiedOf(track), pitch);
  const distribution = way === "cars" ? strip.distribution : way === "length" ? byLength : noCars;
  const emptyKilometres = Math.max(0, seenMetres - strip.occupied.metres) / 1000;
  const hidden = hiddenCars(hiddenOf(track), pitch.medianMetres);
  const best = intervalOf(distribution).best;
  return {
    trackId: reading.trackId,
    areaId: reading.areaId,
    lengthMetres,
    seenMetres,
    occupiedMetres: strip.occupied.metres,
    occupiedSdMetres: strip.occupied.sdMetres,
    way,
    count:
      way === "presence" ? null : around(best, countInterval(distribution, error, emptyKilometres, hidden)),
    distribution,
    cars: way === "cars" ? strip.cars : [],
    strings: way === "cars" ? strip.strings : strip.occupiedStrings,
    byLength: intervalOf(byLength),
  };
}

const around = (best: number, { low, high }: CarCount): CarCount => ({
  low: Math.min(low, best),
  best,
  high: Math.max(high, best),
});
