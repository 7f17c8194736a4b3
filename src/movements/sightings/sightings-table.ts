import { idColumn, numberColumn, oneOf, optional, textColumn } from "../../base/table/column.ts";
import type { Table } from "../../base/table/table.ts";
import { freeText } from "../../sites/counting/looks-table.ts";
import { colourWords, layoutWords } from "../vessels/layout.ts";
import { atColumn, wordsColumn, zoneColumn } from "./columns.ts";
import { sensors, type Sensor } from "./sighting.ts";

export const headingsOf = ["bow", "axis"] as const;

/** One vessel that was seen, as written in a table. */
export interface SightingRow {
  readonly sighting: string;
  readonly scene: string | null;
  readonly at: string;
  readonly zone: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly errorMetres: number | null;
  readonly errorMinorMetres: number | null;
  readonly errorAzimuthDegrees: number | null;
  readonly sensor: Sensor | null;
  readonly lengthMetres: number | null;
  readonly lengthLowMetres: number | null;
  readonly lengthHighMetres: number | null;
  readonly widthMetres: number | null;
  readonly widthLowMetres: number | null;
  readonly widthHighMetres: number | null;
  readonly headingDegrees: number | null;
  readonly headingLowDegrees: number | null;
  readonly headingHighDegrees: number | null;
  readonly headingIs: (typeof headingsOf)[number] | null;
  readonly layout: readonly string[];
  readonly colours: readonly string[];
  readonly containers: number | null;
  readonly containersLow: number | null;
  readonly containersHigh: number | null;
  readonly by: string;
  readonly source: string;
  readonly note: string;
}

const number = (name: string, meaning: string, from: number, to: number) =>
  optional(numberColumn({ name, meaning }, { from, to }), null);

/** Longest and shortest ships that are taken for ships: the longest ever built had 458 m. */
const hull = { shortest: 2, longest: 500, narrowest: 0.5, widest: 130 } as const;

export const sightingsTable: Table<SightingRow> = {
  name: "sightings",
  oneRow: "One vessel that was seen at one place and time. It may or may not match a position report.",
  columns: {
    sighting: idColumn({ name: "sighting", meaning: "Names the sighting." }),
    scene: optional(
      idColumn({ name: "scene", meaning: "The scene that it was seen in." }),
      null,
      "empty when only a place and a time are known",
    ),
    at: atColumn("When it was seen.", "empty for the time of the scene"),
    zone: zoneColumn,
    longitude: numberColumn(
      { name: "longitude", meaning: "Of the middle of the hull, WGS 84." },
      { from: -180, to: 180 },
    ),
    latitude: numberColumn(
      { name: "latitude", meaning: "Of the middle of the hull, WGS 84." },
      { from: -90, to: 90 },
    ),
    errorMetres: optional(
      numberColumn(
        { name: "error_m", meaning: "1-sigma error of the position in metres, or its longer axis." },
        { from: 0.1, to: 500_000 },
      ),
      null,
      "empty in a scene with a sample distance: a pixel and 10 m",
    ),
    errorMinorMetres: number("error_minor_m", "Shorter axis of the 1-sigma ellipse.", 0.1, 500_000),
    errorAzimuthDegrees: number(
      "error_azimuth_deg",
      "Direction of the longer axis, clockwise from north.",
      0,
      360,
    ),
    sensor: optional(
      oneOf({ name: "sensor", meaning: "What saw it." }, sensors),
      null,
      "empty: the scene's; other without a scene",
    ),
    lengthMetres: number("length_m", "Over all.", hull.shortest, hull.longest),
    lengthLowMetres: number("length_low_m", "Lower end of its 95 % interval.", 0, hull.longest),
    lengthHighMetres: number("length_high_m", "Upper end of its 95 % interval.", hull.shortest, 600),
    widthMetres: number("width_m", "Of the hull.", hull.narrowest, hull.widest),
    widthLowMetres: number("width_low_m", "Lower end of its 95 % interval.", 0, hull.widest),
    widthHighMetres: number("width_high_m", "Upper end of its 95 % interval.", hull.narrowest, 200),
    headingDegrees: number(
      "heading_deg",
      "Direction of the bow, or of the hull's axis, clockwise from north.",
      0,
      360,
    ),
    headingLowDegrees: number("heading_low_deg", "Lower end of its 95 % interval.", -180, 540),
    headingHighDegrees: number("heading_high_deg", "Upper end of its 95 % interval.", -180, 540),
    headingIs: optional(
      oneOf(
        {
          name: "heading_is",
          meaning: "Whether bow and stern could be told apart; an axis may be turned by 180 degrees.",
        },
        headingsOf,
      ),
      null,
      "empty: axis",
    ),
    layout: wordsColumn("layout", "What of its layout was seen.", layoutWords),
    colours: wordsColumn("colours", "Colours by part.", colourWords),
    containers: number("containers", "Containers on deck, as counted.", 0, 30_000),
    containersLow: number("containers_low", "Lower end of their interval.", 0, 30_000),
    containersHigh: number("containers_high", "Upper end of their interval.", 0, 30_000),
    by: textColumn({ name: "by", meaning: "Who saw it: a person, an observer or a detector." }, 200),
    source: textColumn(
      { name: "source", meaning: "Where it was published or seen: an address or words." },
      2_000,
    ),
    note: freeText("note", "What else is to be said.", 600),
  },
};
