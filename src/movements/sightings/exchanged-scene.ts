import type { Exchanged } from "../exchange/exchanged.ts";
import { zoneOf } from "./corrected.ts";
import { footprintText } from "./footprint.ts";
import type { Scene } from "./sighting.ts";

/** Properties of an exported scene. */
const propertyNames = [
  "scene",
  "at",
  "zone",
  "sensor",
  "platform",
  "hidden",
  "sample_distance_m",
  "found_half_m",
  "found_nearly_all_m",
  "look_azimuth_deg",
  "incidence_deg",
  "range_over_velocity_s",
  "version",
  "sightings",
  "look",
  "source",
  "licence",
] as const;

/** Columns of a table of them, which has what a feature has as its geometry. */
export const sceneColumns = [...propertyNames, "footprint"] as const;

/** How an exported scene says what its geometry is not. */
export type SceneProperty = (typeof propertyNames)[number];

/**
 * A scene as other programs take it, with all that importing it needs: its footprint as a polygon.
 * @param sightings how many stand in it
 * @param version above 1 for one that was corrected
 */
export const exchangedScene = (
  s: Scene,
  { sightings, version = 1 }: { readonly sightings: number; readonly version?: number | undefined },
): Exchanged => ({
  name: s.id,
  geometry: { type: "Polygon", coordinates: s.footprint },
  fromMs: s.at.fromMs,
  toMs: s.at.toMs,
  properties: {
    scene: s.id,
    at: s.at.text,
    zone: zoneOf(s.at),
    sensor: s.sensor,
    platform: s.platform,
    hidden: s.hidden.map(footprintText).join("; "),
    sample_distance_m: s.sampleDistanceMetres,
    found_half_m: s.foundHalfMetres,
    found_nearly_all_m: s.foundNearlyAllMetres,
    look_azimuth_deg: s.radar?.lookAzimuthDegrees ?? null,
    incidence_deg: s.radar?.incidenceDegrees ?? null,
    range_over_velocity_s: s.radar?.rangeOverVelocitySeconds ?? null,
    version,
    sightings,
    look: s.lookId,
    source: s.source,
    licence: s.licence,
  } satisfies Record<SceneProperty, unknown>,
});

/** The same with its footprint in a column too, for a table. */
export const withFootprintColumn = (exchanged: Exchanged): Exchanged => ({
  ...exchanged,
  properties: {
    ...exchanged.properties,
    footprint: exchanged.geometry?.type === "Polygon" ? footprintText(exchanged.geometry.coordinates) : null,
  },
});
