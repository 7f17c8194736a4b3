import { aheadMs } from "../../base/time/to-come.ts";
import type { Field } from "../../movements/ais/formats/field.ts";
import { earliestMs, identityLimit, type Refusal } from "../../movements/ais/formats/refusal.ts";
import type { Table } from "../../movements/ais/formats/column-set.ts";
import { classWords, emptyWords, shipTypeWords, statusWords } from "../../movements/ais/formats/words.ts";
import { senderClasses } from "../../movements/ais/fixes.ts";
import { literal } from "./duck.ts";

/** A column of a Parquet file: its name, fit for SQL as it stands where it is used so, and DuckDB's name of its type. */
export interface TypedColumn {
  readonly name: string;
  readonly type: string;
}

export interface TableOptions {
  /** The time of the import. */
  readonly nowMs: number;
  /** What to add to a time without a zone to have it in UTC, in minutes; null when nobody said. */
  readonly zoneMinutes: number | null;
}

const isText = (type: string): boolean => type === "VARCHAR";
const isNumber = (type: string): boolean =>
  /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL)/.test(type);

/** What a text is when all but its letters and digits is left out. */
const wordOf = (text: string): string => `regexp_replace(lower(${text}), '[^a-z0-9]+', '', 'g')`;

const casesOf = (subject: string, words: Readonly<Record<string, number>>, otherwise: string): string =>
  `CASE ${subject} ${Object.entries(words)
    .map(([word, value]) => `WHEN ${literal(word)} THEN ${value}`)
    .join(" ")} ELSE ${otherwise} END`;

/**
 * The columns of a publisher's table as expressions of SQL over our columns: the same reading as `readRow` gives a line of CSV, in the
 * engine's own words, since a day of a coast has millions of rows.
 */
export function tableExpressions(table: Table, columns: readonly TypedColumn[], options: TableOptions) {
  const columnOf = (field: Field): TypedColumn | null => {
    const i = table.at.get(field);
    return i === undefined ? null : (columns[i] ?? null);
  };
  const number = (field: Field): string => {
    const column = columnOf(field);
    if (column === null) return "NULL::DOUBLE";
    return isNumber(column.type) ? `${column.name}::DOUBLE` : `TRY_CAST(${column.name} AS DOUBLE)`;
  };
  const text = (field: Field): string => {
    const column = columnOf(field);
    if (column === null) return "''";
    const trimmed = `rtrim(trim(${column.name}::VARCHAR), '@ ')`;
    return `CASE WHEN ${column.name} IS NULL OR lower(${trimmed}) IN (${emptyWords.map(literal).join(", ")}) THEN '' ELSE left(${trimmed}, 120) END`;
  };
  const positive = (field: Field): string => {
    const value = number(field);
    return `CASE WHEN ${value} > 0 AND ${value} < 1100 THEN (${value})::FLOAT END`;
  };
  const spelled = (
    field: Field,
    words: Readonly<Record<string, number>>,
    below: number,
    otherwise: string,
  ) => {
    const column = columnOf(field);
    if (column === null) return `${otherwise}::UTINYINT`;
    const value = number(field);
    const numeric = `WHEN ${value} >= 0 AND ${value} < ${below} AND ${value} = floor(${value}) THEN ${value}`;
    const worded = isText(column.type) ? casesOf(wordOf(column.name), words, otherwise) : otherwise;
    return `(CASE ${numeric} ELSE ${worded} END)::UTINYINT`;
  };
  const at = timeOf(columnOf("at"), table, options);
  const mmsi = number("mmsi");
  const between = (field: Field, below: number): string => {
    const value = number(field);
    return `CASE WHEN ${value} >= 0 AND ${value} < ${below} THEN (${value})::FLOAT END`;
  };
  const imo = `TRY_CAST(regexp_replace(${text("imo")}, '^(?i:imo)', '') AS INTEGER)`;
  const digit = (place: number): string => `(${imo} // ${10 ** place}) % 10`;
  const imoSum = [2, 3, 4, 5, 6, 7].map((weight, i) => `${weight} * (${digit(i + 1)})`).join(" + ");
  return {
    mmsi,
    at,
    longitude: number("longitude"),
    latitude: number("latitude"),
    // 102.3 stands for "not known"; some publishers round it.
    speed: between("speed", 102.25),
    course: between("course", 360),
    heading: between("heading", 360),
    status: spelled("status", statusWords, 16, "15"),
    senderClass: classExpression(columnOf("senderClass"), mmsi, table.set.name === "plain"),
    second:
      columnOf("second") === null
        ? "NULL::UTINYINT"
        : `(CASE WHEN ${number("second")} >= 0 AND ${number("second")} < 64 AND ${number("second")} <> 60 AND ${number("second")} = floor(${number("second")}) THEN ${number("second")} END)::UTINYINT`,
    name: text("name"),
    callSign: text("callSign"),
    imo: `CASE WHEN ${imo} BETWEEN 1000000 AND 9999999 AND (${imoSum}) % 10 = ${digit(0)} THEN ${imo} END`,
    shipType: spelled("shipType", shipTypeWords, 100, "NULL"),
    length: positive("length"),
    width: positive("width"),
    toBow: positive("toBow"),
    toPort: positive("toPort"),
    draught: positive("draught"),
    destination: text("destination"),
  };
}

function classExpression(column: TypedColumn | null, mmsi: string, byIndex: boolean): string {
  const index = (name: (typeof senderClasses)[number]): number => senderClasses.indexOf(name);
  const words = Object.fromEntries(Object.entries(classWords).map(([word, name]) => [word, index(name)]));
  const byIdentity = `CASE WHEN ${mmsi} >= 2010000 AND ${mmsi} < 7760000 THEN ${index("base")}
    WHEN ${mmsi} >= 990000000 AND ${mmsi} < 1000000000 THEN ${index("aid")}
    WHEN ${mmsi} >= 111000000 AND ${mmsi} < 112000000 THEN ${index("aircraft")}
    WHEN floor(${mmsi} / 1000000) IN (970, 972, 974) THEN ${index("beacon")} ELSE ${index("unknown")} END`;
  if (column === null) return `(${byIdentity})::UTINYINT`;
  if (isText(column.type)) return `(${casesOf(wordOf(column.name), words, byIdentity)})::UTINYINT`;
  // Our own files hold the index.
  return isNumber(column.type) && byIndex
    ? `(CASE WHEN ${column.name} < ${senderClasses.length} THEN ${column.name} ELSE ${index("unknown")} END)::UTINYINT`
    : `(${byIdentity})::UTINYINT`;
}

// A table can say "infinity".
const milliseconds = (time: string): string => `(CASE WHEN isfinite(${time}) THEN epoch_ms(${time}) END)`;

/** Milliseconds since 1970 in UTC; null where the time cannot be read. */
function timeOf(column: TypedColumn | null, table: Table, { zoneMinutes }: TableOptions): string {
  if (column === null) return "NULL::BIGINT";
  const { name, type } = column;
  if (isNumber(type)) return `TRY_CAST(${name} AS BIGINT)`;
  if (type === "TIMESTAMP WITH TIME ZONE") return milliseconds(name);
  const minutes = zoneMinutes ?? (table.set.utc ? 0 : null);
  const zoned = milliseconds(`TRY_CAST(${name} AS TIMESTAMPTZ)`);
  if (minutes === null)
    return isText(type) ? `CASE WHEN ${saysZone(name)} THEN ${zoned} END` : "NULL::BIGINT";
  const later = minutes === 0 ? "" : ` - ${minutes * 60_000}`;
  if (!isText(type)) return `${milliseconds(`${name}::TIMESTAMP`)}${later}`;
  const read = table.set.dayFirst
    ? `coalesce(try_strptime(${name}, '%d/%m/%Y %H:%M:%S'), TRY_CAST(${name} AS TIMESTAMP))`
    : `TRY_CAST(${name} AS TIMESTAMP)`;
  // A date alone is no time of a report.
  const local = `CASE WHEN length(${name}) >= 15 THEN ${milliseconds(read)} END`;
  return minutes === 0
    ? `(${local})`
    : `(CASE WHEN ${saysZone(name)} THEN ${zoned} ELSE (${local})${later} END)`;
}

const saysZone = (name: string): string => `regexp_matches(${name}, '(?i:z|utc|[+-]\\d\\d:?\\d\\d)$')`;

/** A condition that holds for rows whose time says no zone, where nobody said which it is; null where all of them do or none needs to. */
export function zoneMissing(
  table: Table,
  columns: readonly TypedColumn[],
  options: TableOptions,
): string | null {
  const column = columns[table.at.get("at") ?? -1];
  if (column === undefined || options.zoneMinutes !== null || table.set.utc) return null;
  if (isText(column.type)) return `${column.name} IS NOT NULL AND NOT ${saysZone(column.name)}`;
  return isNumber(column.type) || column.type === "TIMESTAMP WITH TIME ZONE" ? null : "true";
}

/** Why a row over mmsi, at_ms, longitude and latitude is refused: null for a good one. In the order in which `readRow` asks. */
export function refusalExpression({ nowMs }: TableOptions): string {
  const when = (condition: string, refusal: Refusal): string => `WHEN ${condition} THEN ${literal(refusal)}`;
  return `CASE
    ${when(`mmsi IS NULL OR NOT (mmsi >= 1 AND mmsi < ${identityLimit} AND mmsi = floor(mmsi))`, "sender impossible")}
    ${when("at_ms IS NULL", "no time")}
    ${when(`at_ms > ${nowMs + aheadMs}`, "time in future")}
    ${when(`at_ms < ${earliestMs}`, "time absurd")}
    ${when("longitude IS NULL OR latitude IS NULL OR isnan(longitude) OR isnan(latitude) OR latitude = 91 OR longitude = 181", "position not sent")}
    ${when("abs(latitude) > 90 AND abs(latitude) <= 180 AND abs(longitude) <= 90", "axes suspected")}
    ${when("abs(latitude) > 90 OR abs(longitude) > 180", "position impossible")}
    END`;
}

/**
 * Whether `mmsi` is a number that is given to nobody: as `isValidIdentity` says of one report. With floor, since numbers of publishers come as
 * fractions too, and whole division of those is none.
 */
export const oddExpression = (() => {
  const country = (digits: string): string => `(${digits}) BETWEEN 201 AND 775`;
  return `NOT (CASE WHEN mmsi >= 1000000000 THEN false
    WHEN mmsi >= 980000000 THEN ${country("floor((mmsi % 10000000) / 10000)")}
    WHEN mmsi >= 800000000 AND mmsi < 900000000 THEN ${country("floor((mmsi % 100000000) / 100000)")}
    WHEN mmsi >= 111000000 AND mmsi < 112000000 THEN ${country("floor((mmsi % 1000000) / 1000)")}
    WHEN mmsi >= 100000000 THEN ${country("floor(mmsi / 1000000)")} OR floor(mmsi / 1000000) IN (970, 972, 974)
    WHEN mmsi >= 10000000 THEN ${country("floor(mmsi / 100000)")}
    ELSE ${country("floor(mmsi / 10000)")} END)`;
})();
