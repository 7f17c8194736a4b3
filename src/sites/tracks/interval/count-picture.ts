import type { CountedPicture, CountedTrack, CountingWay } from "../counted.ts";
import { convolved, noCars, type CountDistribution } from "../decoding/count-distribution.ts";
import { decodeStrip } from "../decoding/decode-strip.ts";
import { allowedWay } from "../decoding/sample-distance.ts";
import type { ErrorTerms } from "../error-terms.ts";
import type { DecoderSettings, StripReading } from "../reading.ts";
import { trackGauges } from "../track-line.ts";
import { carsByLength, pitchOf, type Occupied } from "./count-by-length.ts";
import {
  countInterval,
  siteTerms,
  termsFor,
  trueCount,
  type DetectorError,
  type HandCount,
} from "./detector-error.ts";
import { hiddenCars, type HiddenStretch } from "./hidden-cars.ts";
import { inWords, intervalOf, meet } from "./interval.ts";
import { scaleRemark } from "./scale.ts";
import { hiddenOf, occupiedOf, trackOf, type DecodedTrack } from "./track-figures.ts";

/** What a picture's count goes by. */
export interface CountingTerms {
  readonly sampleDistanceMetres: number;
  readonly decoder: DecoderSettings;
  /** Rows measured at several sample distances; with none the interval holds the reading's own doubt alone, and a remark says so. */
  readonly errorTerms: readonly ErrorTerms[];
  /** By track id: share of its length that could not be seen and that the readings do not mark. Default: none. */
  readonly hiddenShares?: ReadonlyMap<string, number>;
  /** Pictures of this site that a person counted. Default: none. */
  readonly handCounts?: readonly HandCount[];
}

/** Above these shares of hidden length a picture is counted in part, or was not seen. */
const hiddenLimits = { partial: 0.05, notSeen: 0.95 } as const;

/**
 * Counts the cars of one picture from what was read along its tracks. The order of the readings makes no difference to any figure; `tracks` keeps it.
 * docs/method/counting-cars.md
 * @throws InputError for a sample distance that is no positive number, or a reading that does not fit its number of places
 */
export function countPicture(readings: readonly StripReading[], terms: CountingTerms): CountedPicture {
  const { sampleDistanceMetres, decoder, hiddenShares } = terms;
  const { way, refusal } = allowedWay(sampleDistanceMetres);
  const nothing = { remarks: [], total: null, way: way ?? "presence", tracks: [] } as const;
  if (refusal !== null) return { ...nothing, outcome: "failed", reasons: [refusal] };
  if (readings.length === 0)
    return { ...nothing, outcome: "not-seen", reasons: ["No track lies in the picture."] };
  const decoded = readings.map((reading): DecodedTrack => ({
    reading,
    strip: decodeStrip(reading, { settings: decoder, sampleDistanceMetres }),
    unmarkedShare: Math.min(1, Math.max(0, hiddenShares?.get(reading.trackId) ?? 0)),
  }));
  const { error, remarks } = detectorError(terms);
  const tracks = decoded.map((track) => trackOf(track, { way, error }));
  // Sums of doubles depend on their order: the total is summed in the order of ids, whatever order the readings came in.
  const inOrder = decoded.toSorted((a, b) => (a.reading.trackId < b.reading.trackId ? -1 : 1));
  return judged(inOrder, tracks, { way, error, remarks, terms });
}

function detectorError({ errorTerms, sampleDistanceMetres, handCounts = [] }: CountingTerms): {
  readonly error: DetectorError;
  readonly remarks: readonly string[];
} {
  const row = termsFor(errorTerms, sampleDistanceMetres);
  const general: DetectorError = row?.terms ?? { bias: 0, sharedSd: 0, falsePerKilometre: 0 };
  const error = handCounts.length > 0 ? siteTerms(general, handCounts) : general;
  if (row === null && handCounts.length === 0)
    return {
      error,
      remarks: [
        "The detector's error has not been measured: the interval holds the doubt of this reading alone.",
      ],
    };
  if (row !== null && !row.measured)
    return {
      error,
      remarks: [
        `The detector's error was measured up to ${row.terms.upToMetres} m; beyond it twice that spread is taken.`,
      ],
    };
  return {
    error,
    remarks:
      row !== null && !row.terms.real ? ["The detector's error was measured on simulated pictures."] : [],
  };
}

interface Judging {
  readonly way: CountingWay;
  readonly error: DetectorError;
  readonly remarks: readonly string[];
  readonly terms: CountingTerms;
}

function judged(
  decoded: readonly DecodedTrack[],
  tracks: readonly CountedTrack[],
  judging: Judging,
): CountedPicture {
  const { way, error, terms } = judging;
  const sum = (of: (track: CountedTrack) => number): number =>
    tracks
      .map(of)
      .sort((a, b) => a - b)
      .reduce((a, b) => a + b, 0);
  const length = sum((track) => track.lengthMetres);
  const hidden = length - sum((track) => track.seenMetres);
  const share = length > 0 ? hidden / length : 1;
  const remarks = [...judging.remarks];
  const reasons: string[] = [];
  if (share > hiddenLimits.notSeen) {
    const reason = `${percent(share)} of the tracks' length could not be seen.`;
    return { outcome: "not-seen", reasons: [reason], remarks, total: null, way, tracks };
  }
  if (share > hiddenLimits.partial)
    reasons.push(
      `${percent(share)} of the tracks' length (${Math.round(hidden)} m) could not be seen; cars there are in the upper end alone.`,
    );
  if (way === "presence") {
    remarks.push(
      "At this sample distance cars are not counted: only where strings of cars stand, and how long they are.",
    );
    return {
      outcome: reasons.length > 0 ? "partial" : "counted",
      reasons,
      remarks,
      total: null,
      way,
      tracks,
    };
  }
  const emptyKilometres =
    Math.max(0, sum((track) => track.seenMetres) - sum((track) => track.occupiedMetres)) / 1000;
  const byCars = decoded.reduce((all, { strip }) => convolved(all, strip.distribution), noCars);
  const byLength = lengthOfAll(decoded);
  const found = way === "cars" ? byCars : byLength;
  const total = countInterval(found, error, emptyKilometres, hiddenOfAll(decoded));
  if (way === "cars") {
    const check = intervalOf(trueCount(byLength, { ...error, falsePerKilometre: 0 }, 0));
    const counted = countInterval(found, error, emptyKilometres);
    if (!meet(check, counted))
      reasons.push(
        `Counting cars gives ${inWords(counted)}, occupied length over pitch ${inWords(check)}: they contradict each other.`,
      );
    const marked = sum((track) => track.cars.length);
    if (marked !== total.best)
      remarks.push(
        `${marked} cars are marked; ${total.best} is the middle of what they mean once the detector's error and all tracks are taken together.`,
      );
    const remark = scaleRemark(
      decoded.map(({ reading, strip }) => ({ gauge: reading.gauge, cars: strip.cars })),
      { sampleDistanceMetres: terms.sampleDistanceMetres, anyLengths: terms.decoder.lengthMixture },
    );
    if (remark !== null) remarks.push(remark);
  }
  return { outcome: reasons.length > 0 ? "partial" : "counted", reasons, remarks, total, way, tracks };
}

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

/** Cars by the length of all tracks. Tracks of one gauge share one pitch, so its spread does not average out over them. */
function lengthOfAll(decoded: readonly DecodedTrack[]): CountDistribution {
  return [...trackGauges, null].reduce<CountDistribution>((all, gauge) => {
    const same = decoded.filter(({ reading }) => reading.gauge === gauge).map(occupiedOf);
    if (same.length === 0) return all;
    const together = same.reduce((a, b): Occupied => ({
      metres: a.metres + b.metres,
      sdMetres: Math.hypot(a.sdMetres, b.sdMetres),
      strings: a.strings + b.strings,
    }));
    return convolved(all, carsByLength(together, pitchOf(gauge)));
  }, noCars);
}

function hiddenOfAll(decoded: readonly DecodedTrack[]): CountDistribution {
  return decoded.reduce((all, track) => {
    const stretches: readonly HiddenStretch[] = hiddenOf(track);
    return convolved(all, hiddenCars(stretches, pitchOf(track.reading.gauge).medianMetres));
  }, noCars);
}
