import type { Position } from "../../sites/counting/site.ts";
import { timeText, type Exchanged, type ExchangedGeometry, type ExchangedValue } from "./exchanged.ts";

const batch = 1000;

export interface CsvOptions {
  /** A last column with the geometry as WKT, for lines. */
  readonly wkt?: boolean;
}

/** Columns that every table begins with. */
export const firstColumns = ["name", "from", "to", "longitude", "latitude"] as const;

/**
 * A table as CSV (RFC 4180) in pieces of bounded size: name, from, to, longitude and latitude (of a line or polygon its first position), then the named
 * properties. What a spreadsheet would take for a formula is kept from being one by an apostrophe before it.
 */
export function* csvText(
  things: Iterable<Exchanged>,
  columns: readonly string[],
  { wkt = false }: CsvOptions = {},
): Generator<string> {
  const header = [...firstColumns, ...columns, ...(wkt ? ["wkt"] : [])];
  let text = `${header.map(csvCell).join(",")}\r\n`;
  let count = 0;
  for (const { name, fromMs, toMs, geometry, properties } of things) {
    const place = firstOf(geometry);
    const row: ExchangedValue[] = [
      name,
      timeText(fromMs),
      timeText(toMs),
      place?.[0] ?? null,
      place?.[1] ?? null,
    ];
    for (const column of columns) row.push(properties[column] ?? null);
    if (wkt) row.push(geometry === null ? "" : wktOf(geometry));
    text += `${row.map(csvCell).join(",")}\r\n`;
    if (++count % batch === 0) {
      yield text;
      text = "";
    }
  }
  if (text !== "") yield text;
}

/** What a spreadsheet would take for a formula, also behind apostrophes: so that the one put before it can be told from those of the text. */
const formula = /^'*\s*[=+\-@\t\r|%\uff0b\uff0d\uff1d\uff20]/;

/** One cell: quoted where it must be, and no formula. */
export function csvCell(value: ExchangedValue): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text that `csvCell` wrote: without the apostrophe that keeps it from being a formula. */
export const meantBy = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell;

function firstOf(geometry: ExchangedGeometry | null): Position | undefined {
  if (geometry === null) return undefined;
  if (geometry.type === "Point") return geometry.coordinates;
  return geometry.type === "LineString" ? geometry.coordinates[0] : geometry.coordinates[0]?.[0];
}

const listOf = (line: readonly Position[]): string => `(${line.map((p) => `${p[0]} ${p[1]}`).join(", ")})`;

function wktOf(geometry: ExchangedGeometry): string {
  if (geometry.type === "Point") return `POINT ${listOf([geometry.coordinates])}`;
  if (geometry.type === "LineString") return `LINESTRING ${listOf(geometry.coordinates)}`;
  const lists = geometry.coordinates.map(listOf).join(", ");
  return geometry.type === "Polygon" ? `POLYGON (${lists})` : `MULTILINESTRING (${lists})`;
}
