import type { Field } from "./field.ts";

/** A column of our own form: its name, the field that it fills, what it means. */
export interface PlainColumn {
  readonly name: string;
  readonly field: Field;
  readonly needed: boolean;
  readonly meaning: string;
  readonly allowed: string;
}

const column = (
  name: string,
  field: Field,
  meaning: string,
  allowed: string,
  needed = false,
): PlainColumn => ({
  name,
  field,
  needed,
  meaning,
  allowed,
});

/** Our own form of position reports: columns of CSV and Parquet, members of one JSON object a line. */
export const plainColumns: readonly PlainColumn[] = [
  column("mmsi", "mmsi", "Maritime identity of the sender.", "a whole number from 1 to 1073741823", true),
  column(
    "at",
    "at",
    "When the position was measured or, where only that is known, received.",
    "2020-01-01T12:00:08Z, with T or a space, fractions of a second, Z or an offset (2020-01-01T14:00:08+02:00); without one only with --zone. In its place at_ms: milliseconds since 1970 in UTC",
    true,
  ),
  column("longitude", "longitude", "Degrees east, WGS 84.", "-180 to 180", true),
  column("latitude", "latitude", "Degrees north, WGS 84.", "-90 to 90", true),
  column("speed_knots", "speed", "Over ground.", "0 to 102.2; other numbers mean not known"),
  column(
    "course_degrees",
    "course",
    "Over ground, clockwise from north.",
    "0 to less than 360; other numbers mean not known",
  ),
  column(
    "heading_degrees",
    "heading",
    "Of the bow, clockwise from north.",
    "0 to less than 360; other numbers mean not known",
  ),
  column(
    "status",
    "status",
    "Navigational status (ITU-R M.1371).",
    "0 to 15, or its words; 15 when left out",
  ),
  column(
    "sender_class",
    "senderClass",
    "Who sends. Left out, what the number itself says: stations ashore, aids, aircraft and beacons have numbers of their own.",
    "A, B, base, aid, aircraft, beacon, unknown",
  ),
  column(
    "utc_second",
    "second",
    "Second of UTC at which the sender measured, as its message says; held against the time, it shows clocks that are wrong.",
    "0 to 59; 60 not known, 61 typed in by hand, 62 dead reckoning, 63 out of order (ITU-R M.1371); 60 when left out",
  ),
  column(
    "name",
    "name",
    "What the ship calls itself.",
    "text; padding with @ and spaces at its end is left away; at most 120 characters are kept",
  ),
  column("call_sign", "callSign", "Its radio call sign.", "text"),
  column(
    "imo",
    "imo",
    "Ship number of the International Maritime Organization.",
    "seven digits whose last is the check digit, with or without IMO before; others are left out",
  ),
  column("ship_type", "shipType", "Type of ship (ITU-R M.1371).", "0 to 99"),
  column("length_metres", "length", "Length over all.", "more than 0, less than 1100"),
  column("width_metres", "width", "Width.", "more than 0, less than 1100"),
  column("to_bow_metres", "toBow", "From the antenna to the bow.", "more than 0, less than 1100"),
  column("to_port_metres", "toPort", "From the antenna to the port side.", "more than 0, less than 1100"),
  column("draught_metres", "draught", "Draught as the ship says.", "more than 0, less than 1100"),
  column("destination", "destination", "Where it says that it goes.", "text"),
];
