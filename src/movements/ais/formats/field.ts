/** What a column of somebody's table can hold, in our words. */
export const fields = [
  "mmsi",
  "at",
  "longitude",
  "latitude",
  "speed",
  "course",
  "heading",
  "status",
  "senderClass",
  "second",
  "name",
  "callSign",
  "imo",
  "shipType",
  "length",
  "width",
  "toBow",
  "toPort",
  "draught",
  "destination",
] as const;
export type Field = (typeof fields)[number];

/** Fields without which a table holds no position reports. */
export const neededFields = ["mmsi", "at", "longitude", "latitude"] as const satisfies readonly Field[];

/** What a ship says of itself. */
export const statementFields = [
  "name",
  "callSign",
  "imo",
  "shipType",
  "length",
  "width",
  "toBow",
  "toPort",
  "draught",
  "destination",
] as const satisfies readonly Field[];
