import { idColumn, numberColumn, oneOf, optional, textColumn } from "../../base/table/column.ts";
import type { Table } from "../../base/table/table.ts";
import { quoted, type Fault } from "../../base/errors.ts";
import { freeText } from "../../sites/counting/looks-table.ts";
import type { Polygon } from "../../sites/counting/site.ts";
import { footprintForms, parseFootprint, parseFootprints } from "./footprint.ts";
import { atColumn, spanIn, zoneColumn } from "./columns.ts";
import { sensors, type RadarGeometry, type Scene, type Sensor } from "./sighting.ts";

/** One picture in which vessels were looked for, as written in a table. */
export interface SceneRow {
  readonly scene: string;
  readonly at: string;
  readonly zone: string;
  readonly sensor: Sensor;
  readonly platform: string;
  readonly footprint: Polygon;
  readonly hidden: readonly Polygon[];
  readonly sampleDistanceMetres: number | null;
  readonly foundHalfMetres: number | null;
  readonly foundNearlyAllMetres: number | null;
  readonly lookAzimuthDegrees: number | null;
  readonly incidenceDegrees: number | null;
  readonly rangeOverVelocitySeconds: number | null;
  readonly look: string | null;
  readonly source: string;
  readonly licence: string;
}

const number = (name: string, meaning: string, from: number, to: number) =>
  optional(numberColumn({ name, meaning }, { from, to }), null);

export const scenesTable: Table<SceneRow> = {
  name: "scenes",
  oneRow:
    "One picture in which vessels were looked for. A ship that is not found in it was missed or not there; outside of it nothing is said.",
  columns: {
    scene: idColumn({ name: "scene", meaning: "Names the picture." }),
    at: atColumn("When it was taken.", null),
    zone: zoneColumn,
    sensor: oneOf({ name: "sensor", meaning: "What took it." }, sensors),
    platform: freeText("platform", "Satellite or aircraft.", 120),
    footprint: {
      name: "footprint",
      meaning: "What the picture covers.",
      allowed: footprintForms,
      needed: true,
      read: parseFootprint,
    },
    hidden: {
      name: "hidden",
      meaning: "Parts where nothing could be seen (cloud, layover); several parted by semicolons.",
      allowed: `${footprintForms}; or empty`,
      needed: false,
      read: parseFootprints,
    },
    sampleDistanceMetres: number("sample_distance_m", "Ground metres from pixel to pixel.", 0.05, 5_000),
    foundHalfMetres: number("found_half_m", "Length of ship that is found half of the time.", 0.5, 500),
    foundNearlyAllMetres: number(
      "found_nearly_all_m",
      "Length of ship that is found 19 times in 20.",
      0.5,
      500,
    ),
    lookAzimuthDegrees: number(
      "look_azimuth_deg",
      "Radar: direction in which the beam looks, clockwise from north.",
      0,
      360,
    ),
    incidenceDegrees: number(
      "incidence_deg",
      "Radar: angle of the beam from the vertical at the ground.",
      1,
      89,
    ),
    rangeOverVelocitySeconds: number(
      "range_over_velocity_s",
      "Radar: slant range over speed of the platform (near 110 for Sentinel-1).",
      0.1,
      1_000,
    ),
    look: optional(idColumn({ name: "look", meaning: "Look of the case that the picture is." }), null),
    source: textColumn({ name: "source", meaning: "Where the picture is from: an address or words." }, 2_000),
    licence: freeText("licence", "Under which it may be used.", 400),
  },
};

/**
 * Makes a scene of a row.
 * @param hasLook whether the case has a look of this name
 * @param longestMs the longest that its time may be, in milliseconds
 * @returns null after adding to `faults`
 */
export function sceneOf(
  row: SceneRow,
  where: string,
  hasLook: (look: string) => boolean,
  faults: Fault[],
  longestMs = longestSceneMs,
): Scene | null {
  const before = faults.length;
  const fault = (field: string, found: string, allowed: string): void => {
    faults.push({ where, field, found, allowed });
  };
  const at = spanIn(row.at, row.zone);
  if (!at.ok) fault("at", quoted(row.at), at.allowed);
  else if (at.span.toMs - at.span.fromMs > longestMs)
    fault("at", quoted(row.at), "the time of one picture: a day at the coarsest");
  const { foundHalfMetres: half, foundNearlyAllMetres: all } = row;
  if (half !== null && all !== null && half >= all)
    fault("found_nearly_all_m", String(all), `more than found_half_m, which is ${half}`);
  if (row.look !== null && !hasLook(row.look))
    fault("look", quoted(row.look), "a look of the case that rests on a picture, or empty");
  const radar = radarOf(row, fault);
  if (!at.ok || faults.length > before) return null;
  return {
    id: row.scene,
    at: at.span,
    sensor: row.sensor,
    platform: row.platform,
    footprint: row.footprint,
    sampleDistanceMetres: row.sampleDistanceMetres,
    hidden: row.hidden,
    foundHalfMetres: half,
    foundNearlyAllMetres: all,
    radar,
    lookId: row.look,
    source: row.source,
    licence: row.licence,
  };
}

/** The coarsest time of one picture, in milliseconds: a day. */
export const longestSceneMs = 86_400_000;

function radarOf(
  row: SceneRow,
  fault: (field: string, found: string, allowed: string) => void,
): RadarGeometry | null {
  const { lookAzimuthDegrees, incidenceDegrees, rangeOverVelocitySeconds, sensor } = row;
  const given = [lookAzimuthDegrees, incidenceDegrees, rangeOverVelocitySeconds].filter((v) => v !== null);
  if (given.length === 0) return null;
  if (sensor !== "radar")
    fault("look_azimuth_deg", `given for a sensor that is ${sensor}`, "empty unless sensor is radar");
  if (lookAzimuthDegrees === null || incidenceDegrees === null || rangeOverVelocitySeconds === null) {
    fault(
      "look_azimuth_deg, incidence_deg, range_over_velocity_s",
      `${given.length} of the three`,
      "all three, or none",
    );
    return null;
  }
  return { lookAzimuthDegrees, incidenceDegrees, rangeOverVelocitySeconds };
}
