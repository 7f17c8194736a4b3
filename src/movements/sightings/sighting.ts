import type { TimeSpan } from "../../base/time/span.ts";
import type { Polygon, Position } from "../../sites/counting/site.ts";

export const sensors = ["radar", "optical", "other"] as const;
export type Sensor = (typeof sensors)[number];

/** One picture in which vessels were looked for: a sighting is made in it, and a ship that is not found in it was missed or not there. */
export interface Scene {
  readonly id: string;
  readonly at: TimeSpan;
  readonly sensor: Sensor;
  readonly platform: string;
  /** What the picture covers. */
  readonly footprint: Polygon;
  readonly sampleDistanceMetres: number | null;
  /** Parts of the footprint where nothing could be seen (cloud, layover); empty for none. */
  readonly hidden: readonly Polygon[];
  /** Length of ship in metres that is found half of the time, and 19 times in 20; null: by the sensor's sample distance. */
  readonly foundHalfMetres: number | null;
  readonly foundNearlyAllMetres: number | null;
  /** Needed to undo the displacement of moving ships in radar pictures; null for optical ones or when not known. */
  readonly radar: RadarGeometry | null;
  /** A look of the case that the picture is; null for none. */
  readonly lookId: string | null;
  readonly source: string;
  readonly licence: string;
}

export interface RadarGeometry {
  /** Direction in which the beam looks, degrees clockwise from north, and its angle from the vertical at the ground. */
  readonly lookAzimuthDegrees: number;
  readonly incidenceDegrees: number;
  /** Slant range to the scene over speed of the platform, in seconds (R/V; near 110 for Sentinel-1). */
  readonly rangeOverVelocitySeconds: number;
}

/** 1-sigma ellipse of a position on the ground. */
export interface ErrorEllipse {
  readonly semiMajorMetres: number;
  readonly semiMinorMetres: number;
  /** Of the major axis, degrees clockwise from north. */
  readonly azimuthDegrees: number;
}

/** A value with the ends of its 95 % interval; null ends where nothing is known of them. */
export interface Measured {
  readonly low: number | null;
  readonly best: number;
  readonly high: number | null;
}

/** A vessel seen in a picture. It may or may not match a position report. */
export interface Sighting {
  readonly id: string;
  /** The scene that it was seen in; null when only a place and a time are known, as of a published sighting. */
  readonly sceneId: string | null;
  /** The mark that it was made from; null for none. */
  readonly markId: string | null;
  readonly at: TimeSpan;
  readonly position: Position;
  readonly error: ErrorEllipse;
  readonly sensor: Sensor;
  readonly lengthMetres: Measured | null;
  readonly widthMetres: Measured | null;
  /** Of the bow; where bow and stern cannot be told apart `axisOnly` is true and 180 degrees may be added. */
  readonly headingDegrees: Measured | null;
  readonly axisOnly: boolean;
  /** Words of a closed list (vessels/layout.ts): bridge forward, bridge aft, cranes two... */
  readonly layout: readonly string[];
  readonly colours: readonly string[];
  /** Containers on deck as seen; null when not counted. */
  readonly containers: Measured | null;
  readonly by: string;
  readonly source: string;
  readonly note: string;
}
