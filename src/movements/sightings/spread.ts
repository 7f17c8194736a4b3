import { normalQuantile } from "../../base/probability/normal.ts";
import type { ErrorEllipse, Measured } from "./sighting.ts";

/**
 * How far a reading in a picture lies from the truth, 1 sigma, where it was not stated. Each end of a hull is placed to about one pixel (edge
 * mixed with water, shadow, wake), so that a length carries the square root of two pixels; a fiftieth of the length comes on top for what
 * overhangs or is lost in the wake. docs/method/vessels.md says what was measured of it.
 */
export const spreadModel = {
  endPixels: 1,
  shareOfLength: 0.02,
  /** Of a picture whose sample distance is not told: that of the coarsest one in which published lengths are usually read. */
  untoldSampleDistanceMetres: 3,
  /** Of a position, beside a pixel: how well a supplier's georeference usually lies. */
  georeferenceMetres: 10,
} as const;

const z95 = normalQuantile(0.975);

/** 1 sigma of a length or width in metres: from the ends of its interval, else by the sample distance. */
export function spreadOf(measured: Measured, sampleDistanceMetres: number | null): number {
  const { low, best, high } = measured;
  if (low !== null && high !== null && high > low) return (high - low) / (2 * z95);
  if (low !== null && best > low) return (best - low) / z95;
  if (high !== null && high > best) return (high - best) / z95;
  const pixel = sampleDistanceMetres ?? spreadModel.untoldSampleDistanceMetres;
  return Math.hypot(Math.SQRT2 * spreadModel.endPixels * pixel, spreadModel.shareOfLength * best);
}

/** The interval of 95 % around a reading by its 1-sigma spread. */
export const measuredWithin = (best: number, spread: number, least = 0): Measured => ({
  low: Math.max(least, best - z95 * spread),
  best,
  high: best + z95 * spread,
});

/** 1 sigma circle of a position that was read in a picture. */
export function circleOf(
  sampleDistanceMetres: number | null,
  georeferenceMetres: number = spreadModel.georeferenceMetres,
): ErrorEllipse {
  const radius = Math.hypot(
    sampleDistanceMetres ?? spreadModel.untoldSampleDistanceMetres,
    georeferenceMetres,
  );
  return { semiMajorMetres: radius, semiMinorMetres: radius, azimuthDegrees: 0 };
}
