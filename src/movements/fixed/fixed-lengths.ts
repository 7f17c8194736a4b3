import { anyLength, lengthDeviation, normalDensity } from "../matching/dimensions.ts";
import type { Scene, Sighting } from "../sightings/sighting.ts";
import type { FixedObject } from "./fixed-object.ts";

/** A fixed object as it is weighed: with the length at which its own sightings show it. */
export interface StandingObject extends FixedObject {
  /** Median of the lengths of the sightings that it was found from; null or left out where none was measured. */
  readonly seenLengthMetres?: number | null;
}

/** Share, median and standard deviation of the logarithm of the lengths of a kind: a sum of normal distributions over the logarithm. */
type Lengths = readonly (readonly [share: number, medianMetres: number, deviation: number])[];

/**
 * How long things of a kind are, where nothing more is known of one: stated, with reasons in docs/method/fixed-objects.md. Null where the kind says nothing of
 * it: a wreck is as long as a ship, and at a berth it is a ship that is measured.
 */
const lengthsOfKind: Readonly<Record<FixedObject["kind"], Lengths | null>> = {
  platform: [
    [0.97, 55, 0.55],
    [0.03, 270, 0.2],
  ],
  "wind-turbine": [[1, 50, 0.7]],
  buoy: [[1, 6, 0.6]],
  aquaculture: [[1, 120, 1]],
  wreck: null,
  berth: null,
  other: [[1, 30, 0.9]],
};

/** What the median of a few measured lengths is off by, as a logarithm, beside the error of the sighting that is held against it. */
const medianDeviation = 0.1;

/** Share of measured lengths that say nothing of the thing: a wake, a shadow, the side lobes of a radar, two things in one. */
const wronglyMeasured = 0.05;

/** Nothing is measured shorter than so many pixels. */
const shortestPixels = 2;
const usualPixelMetres = 10;

/** Natural logarithm of how much more probable a measured length is of this object than of anything at sea. 0 where it was not measured or nothing is known. */
export function fixedLengthEvidence(
  { lengthMetres, sensor }: Pick<Sighting, "lengthMetres" | "sensor">,
  { kind, seenLengthMetres }: Pick<StandingObject, "kind" | "seenLengthMetres">,
  scene: Pick<Scene, "sampleDistanceMetres"> | null,
): number {
  const lengths: Lengths | null =
    seenLengthMetres === undefined || seenLengthMetres === null
      ? lengthsOfKind[kind]
      : [[1, seenLengthMetres, medianDeviation]];
  if (lengths === null || kind === "berth" || lengthMetres === null || !(lengthMetres.best > 0)) return 0;
  const deviation = lengthDeviation(lengthMetres, sensor);
  const shortest = shortestPixels * (scene?.sampleDistanceMetres ?? usualPixelMetres);
  const log = Math.log(lengthMetres.best);
  const density = lengths.reduce(
    (sum, [share, median, spread]) =>
      sum + share * normalDensity(log, Math.log(Math.hypot(median, shortest)), Math.hypot(spread, deviation)),
    0,
  );
  return Math.log((1 - wronglyMeasured) * (density / anyLength(log, deviation)) + wronglyMeasured);
}

/** Each object with the length at which its sightings show it. */
export function withSeenLengths(
  objects: readonly FixedObject[],
  lengthOf: (sightingId: string) => number | null,
): readonly StandingObject[] {
  return objects.map((object) => {
    const lengths = object.sightings.flatMap((id) => lengthOf(id) ?? []).toSorted((a, b) => a - b);
    const middle = lengths[lengths.length >> 1];
    return middle === undefined ? object : { ...object, seenLengthMetres: middle };
  });
}
