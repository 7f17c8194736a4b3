import type { TimeSpan } from "../../../base/time/span.ts";
import type { CountedPicture, CountedTrack } from "../counted.ts";
import { termsFor } from "../interval/detector-error.ts";
import { placeStates } from "../decoding/place-states.ts";
import type { PictureReading, TrackReading } from "../picture-reading.ts";
import { placeMetres } from "../strip.ts";
import type { CarColour } from "./car-colour.ts";
import { unmeasuredSpread } from "./detector-errors.ts";

/** A stretch of a track's line in metres, half-open. */
export type Stretch = readonly [fromMetres: number, toMetres: number];

/** One counted look with what trains are known again by. */
export interface StoredCount {
  readonly lookId: string;
  readonly siteId: string;
  /** null where it is not known when the picture was taken. */
  readonly takenAt: TimeSpan | null;
  /** Error of the look's place on the ground, standard deviation in metres. */
  readonly lineUpSdMetres: number;
  /** Relative standard deviation of the detector's counts over pictures at this sample distance. */
  readonly detectorSpread: number;
  readonly counted: CountedPicture;
  /** By track: one colour for each of its cars, in their order; null where it was not measured. */
  readonly colours: Readonly<Record<string, readonly (CarColour | null)[]>>;
  /** By track: stretches that could not be seen, or that another track answers for. */
  readonly hidden: Readonly<Record<string, readonly Stretch[]>>;
}

/** Probability of hidden ground from which a place counts as not seen. */
const hiddenFrom = 0.5;
/** Share of a line under cloud, with no word on where, that is let pass. */
const negligibleCloud = 0.02;
/** Places at each end of a body that are left out of its colour: blur mixes them with the ground. */
const blurredPlaces = 2;

/** What turnover needs of a count, out of the count and the reading that it rests on. */
export function storedCountOf(
  look: Pick<StoredCount, "lookId" | "siteId" | "takenAt" | "lineUpSdMetres">,
  counted: CountedPicture,
  reading: PictureReading,
): StoredCount {
  const readings = new Map(reading.tracks.map((track) => [track.reading.trackId, track]));
  const colours: Record<string, (CarColour | null)[]> = {};
  const hidden: Record<string, Stretch[]> = {};
  for (const track of counted.tracks) {
    const read = readings.get(track.trackId);
    if (read === undefined) continue;
    colours[track.trackId] = track.cars.map((car) => bodyColour(read, car));
    hidden[track.trackId] = unseen(read, reading.hiddenShares[track.trackId] ?? 0);
  }
  const terms = termsFor(reading.errorTerms, reading.sampleDistanceMetres);
  return { ...look, detectorSpread: terms?.terms.sharedSd ?? unmeasuredSpread, counted, colours, hidden };
}

function bodyColour({ colours }: TrackReading, car: CountedTrack["cars"][number]): CarColour | null {
  const from = Math.round(car.fromMetres / placeMetres) + blurredPlaces;
  const to = Math.round(car.toMetres / placeMetres) - blurredPlaces;
  const band = (at: number): { readonly mean: number; readonly sd: number } => {
    let [n, sum, squares] = [0, 0, 0];
    for (let place = Math.max(0, from); place < to; place++) {
      const value = colours[3 * place + at];
      if (value === undefined || !Number.isFinite(value)) continue;
      n++;
      sum += value;
      squares += value * value;
    }
    const mean = sum / n;
    return { mean, sd: Math.sqrt(Math.max(0, squares / n - mean * mean)) };
  };
  const [red, green, blue] = [band(0), band(1), band(2)];
  if (!Number.isFinite(red.mean + green.mean + blue.mean)) return null;
  return { mean: [red.mean, green.mean, blue.mean], spread: (red.sd + green.sd + blue.sd) / 3 };
}

/** Places that are hidden by what is known or by the network's word, and those of another track. A share of cloud without a place hides all. */
function unseen({ reading }: TrackReading, cloudShare: number): Stretch[] {
  if (cloudShare > negligibleCloud) return [[0, reading.places * placeMetres]];
  const { hidden } = placeStates(reading);
  const stretches: Stretch[] = reading.elsewhere.map(([from, to]) => [from * placeMetres, to * placeMetres]);
  let start: number | null = null;
  for (let place = 0; place <= reading.places; place++) {
    const isHidden =
      place < reading.places && (reading.hidden[place] === 1 || (hidden[place] ?? 0) >= hiddenFrom);
    if (isHidden) start ??= place;
    else if (start !== null) {
      stretches.push([start * placeMetres, place * placeMetres]);
      start = null;
    }
  }
  return stretches.toSorted((a, b) => a[0] - b[0]);
}
