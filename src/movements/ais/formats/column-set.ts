import { neededFields, type Field } from "./field.ts";
import { plainColumns } from "./plain-columns.ts";
import { plainWord } from "./words.ts";

/** How a publisher's table says things. */
export interface ColumnSet {
  readonly name: string;
  /** Our field by the publisher's column, in letters and digits only. */
  readonly columns: Readonly<Record<string, Field>>;
  /** A time without a zone is in UTC, by the publisher's word. */
  readonly utc: boolean;
  readonly dayFirst: boolean;
}

/** NOAA and BOEM, MarineCadastre: names of 2015 to 2024 and, with underscores, those since. Times are UTC by its data dictionary. */
const marineCadastre: ColumnSet = {
  name: "marine-cadastre",
  columns: {
    mmsi: "mmsi",
    basedatetime: "at",
    lat: "latitude",
    latitude: "latitude",
    lon: "longitude",
    longitude: "longitude",
    sog: "speed",
    cog: "course",
    heading: "heading",
    status: "status",
    transceiverclass: "senderClass",
    transcieverclass: "senderClass",
    transceiver: "senderClass",
    vesselname: "name",
    callsign: "callSign",
    imo: "imo",
    vesseltype: "shipType",
    length: "length",
    width: "width",
    draft: "draught",
  },
  utc: true,
  dayFirst: false,
};

/**
 * Danish Maritime Authority: days first. It does not say which zone its base stations' clocks keep. The sides C and D are left out: its
 * description gives them the other way round than the standard.
 */
const danish: ColumnSet = {
  name: "danish",
  columns: {
    timestamp: "at",
    typeofmobile: "senderClass",
    mmsi: "mmsi",
    latitude: "latitude",
    longitude: "longitude",
    navigationalstatus: "status",
    sog: "speed",
    cog: "course",
    heading: "heading",
    imo: "imo",
    callsign: "callSign",
    name: "name",
    shiptype: "shipType",
    width: "width",
    length: "length",
    draught: "draught",
    destination: "destination",
    a: "toBow",
    sizea: "toBow",
  },
  utc: false,
  dayFirst: true,
};

/** Our own (docs/reference/positions.md): as CSV, Parquet or one JSON object a line. */
export const plain: ColumnSet = {
  name: "plain",
  columns: {
    ...Object.fromEntries(plainColumns.map(({ name, field }) => [plainWord(name), field])),
    atms: "at",
  },
  utc: false,
  dayFirst: false,
};

export const columnSets: readonly ColumnSet[] = [marineCadastre, danish, plain];

/** A publisher's table: for each field that it has, the number of its column. */
export interface Table {
  readonly set: ColumnSet;
  readonly at: ReadonlyMap<Field, number>;
  readonly columns: number;
  /** Columns that it has twice under one name; which of them is meant cannot be told. */
  readonly twice: readonly string[];
}

/** Whose table this is, by the names of its columns in any order; null when it is nobody's that we know. */
export function recogniseTable(names: readonly string[]): Table | null {
  const words = names.map(plainWord);
  const tables = columnSets.map((set): Table => {
    const at = new Map<Field, number>();
    for (const [i, word] of words.entries()) {
      const field = Object.hasOwn(set.columns, word) ? set.columns[word] : undefined;
      if (field !== undefined && !at.has(field)) at.set(field, i);
    }
    const twice = words.filter((word, i) => Object.hasOwn(set.columns, word) && words.indexOf(word) < i);
    return { set, at, columns: names.length, twice };
  });
  const whole = tables.filter(({ at }) => neededFields.every((field) => at.has(field)));
  return whole.toSorted((a, b) => b.at.size - a.at.size)[0] ?? null;
}
