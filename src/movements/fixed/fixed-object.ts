import type { Position } from "../../sites/counting/site.ts";

export const fixedKinds = [
  "platform",
  "wind-turbine",
  "buoy",
  "aquaculture",
  "wreck",
  "berth",
  "other",
] as const;

/** Something that stands where it stands and looks like a ship. A change is a new version that replaces the one before; nothing is taken away. */
export interface FixedObject {
  readonly id: string;
  readonly version: number;
  readonly position: Position;
  /** Sightings nearer than this may be it. */
  readonly radiusMetres: number;
  readonly kind: (typeof fixedKinds)[number];
  readonly name: string;
  /** First day on which it stands, as 2021-12-31; null: from ever. */
  readonly validFrom: string | null;
  /** First day on which it no longer stands; null: until further notice. */
  readonly validTo: string | null;
  /** True when a person took it off the list (it was a ship after all). */
  readonly withdrawn: boolean;
  /** The sightings that it was found from; empty when drawn or imported. */
  readonly sightings: readonly string[];
  readonly reason: string;
  readonly by: string;
}
