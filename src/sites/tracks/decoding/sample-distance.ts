import { InputError } from "../../../base/errors.ts";
import type { CountingWay } from "../counted.ts";

/** Up to these ground sample distances in metres: kinds and cars, cars by length, strings alone. Gaps of 1.1 m are the reason for the first. */
export const distanceLimits = { least: 0.08, cars: 1.2, length: 4, presence: 8 } as const;

/** By which way tracks are counted at a sample distance, or why they are not. */
export type Allowed =
  | { readonly way: CountingWay; readonly refusal: null }
  | { readonly way: null; readonly refusal: string };

/** @throws InputError for a sample distance that is no positive number */
export function allowedWay(sampleDistanceMetres: number): Allowed {
  const gsd = sampleDistanceMetres;
  if (!(gsd > 0) || !Number.isFinite(gsd))
    throw InputError.of("picture", "sample distance", String(gsd), "a positive number of metres");
  const { least, cars, length, presence } = distanceLimits;
  if (gsd < least)
    return {
      way: null,
      refusal: `The sample distance is ${gsd} m; the reader of tracks holds from ${least} m upwards, so nothing was counted.`,
    };
  if (gsd >= presence)
    return {
      way: null,
      refusal: `At a sample distance of ${gsd} m cars cannot be told from other things on a track: from ${presence} m nothing is counted.`,
    };
  return { way: gsd <= cars ? "cars" : gsd <= length ? "length" : "presence", refusal: null };
}
