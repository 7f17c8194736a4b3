import type { PictureDates } from "./dates.ts";

/** What the papers of a picture say of it. null: they do not say, or not in a way that can be used. */
export interface SidecarFacts extends PictureDates {
  readonly provider: string;
  readonly sensor: string | null;
  /** Angle at the satellite between straight down and the line to the ground. */
  readonly offNadirDegrees: number | null;
  /** Angle at the ground between straight up and the line to the satellite. It is larger than the off-nadir angle; neither is made from the other. */
  readonly incidenceDegrees: number | null;
  /** From the ground to the satellite, clockwise from north: where it would be seen. null too where a format's azimuth is not surely that. */
  readonly viewAzimuthDegrees: number | null;
  readonly sunElevationDegrees: number | null;
  /** Clockwise from north. */
  readonly sunAzimuthDegrees: number | null;
  readonly sampleDistanceMetres: number | null;
  /** Of the whole scene, by its supplier; it says nothing of the site. */
  readonly cloudPercent: number | null;
  /** The terms in the words of the supplier. */
  readonly licence: string | null;
  /** What stood there and could not be used, each as one sentence. */
  readonly remarks: readonly string[];
}

/** Bounds that all readers share. */
export const bounds = {
  angle: { least: 0, most: 90 },
  elevation: { least: -90, most: 90 },
  azimuth: { least: 0, most: 360 },
  percent: { least: 0, most: 100 },
  distance: { least: 0.01, most: 10_000 },
} as const;
