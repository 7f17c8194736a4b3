import { noSecond, type Stated } from "../fixes.ts";
import { classIndex, classOfIdentity, classWords, plainWord, shipTypeWords, statusWords } from "./words.ts";
import type { Table } from "./column-set.ts";
import { statementFields, type Field } from "./field.ts";
import { instantReader, withoutZone } from "./instant.ts";
import {
  knownDirection,
  knownMetres,
  knownSecond,
  knownShipType,
  knownSpeed,
  knownStatus,
  refusalOf,
  type LineReader,
} from "./report.ts";
import { ownText, statedImo, statedText } from "./stated-texts.ts";

export interface LineOptions {
  readonly nowMs: number;
  readonly zoneMinutes: number | null;
}

/** Ships whose last statement is remembered, so that saying the same again costs a comparison. */
const rememberedShips = 200_000;

/** Splits a line into cells. Quotes only enclose a cell that begins with one; one that is never closed is part of the text. */
export function cellsOf(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (line.charCodeAt(at) === 34) {
      const closed = closingQuote(line, at);
      if (closed > 0 && (closed + 1 === line.length || line.startsWith(delimiter, closed + 1))) {
        cells.push(line.slice(at + 1, closed).replaceAll('""', '"'));
        if (closed + 1 === line.length) return cells;
        at = closed + 2;
        continue;
      }
    }
    const end = line.indexOf(delimiter, at);
    if (end < 0) {
      cells.push(line.slice(at));
      return cells;
    }
    cells.push(line.slice(at, end));
    at = end + 1;
  }
}

/** Where a quoted cell ends; a quote written twice is inside. */
function closingQuote(line: string, begin: number): number {
  let at = line.indexOf('"', begin + 1);
  while (at > 0 && line.charCodeAt(at + 1) === 34) at = line.indexOf('"', at + 2);
  return at;
}

/** What parts the cells of a header: the commonest of comma, semicolon and tabulator. */
export function delimiterOf(header: string): string {
  const amounts = [",", ";", "\t"].map((d) => ({ d, n: header.split(d).length }));
  return amounts.toSorted((a, b) => b.n - a.n)[0]?.d ?? ",";
}

/** A decimal number, with a point or a comma; NaN for anything else. */
export function numberOf(cell: string | undefined): number {
  if (cell === undefined || cell === "") return Number.NaN;
  const value = Number(cell);
  if (value === 0 && cell.trim() === "") return Number.NaN;
  return Number.isNaN(value) && cell.includes(",") ? Number(cell.replace(",", ".")) : value;
}

/** Reads the lines of a publisher's table (a header is not one of them). */
export function csvLineReader(table: Table, delimiter: string, options: LineOptions): LineReader {
  const { set, at, columns } = table;
  const place = (field: Field): number => at.get(field) ?? -1;
  const [mmsiAt, timeAt, longitudeAt, latitudeAt] = [
    place("mmsi"),
    place("at"),
    place("longitude"),
    place("latitude"),
  ];
  const [speedAt, courseAt, headingAt] = [place("speed"), place("course"), place("heading")];
  const [statusAt, classAt, secondAt] = [place("status"), place("senderClass"), place("second")];
  const zoneMinutes = options.zoneMinutes ?? (set.utc ? 0 : null);
  const instant = instantReader({ zoneMinutes, dayFirst: set.dayFirst });
  const statedOf = statedReader(table);
  return (line, report) => {
    if (line === "" || line === "\r") return "blank";
    const cells = cellsOf(line.endsWith("\r") ? line.slice(0, -1) : line, delimiter);
    if (cells.length !== columns) return cells.length === 1 && line.trim() === "" ? "blank" : "wrong cells";
    const mmsi = numberOf(cells[mmsiAt]);
    report.mmsi = mmsi;
    const time = cells[timeAt] ?? "";
    const ms = instant(time);
    report.at = ms === withoutZone ? Number.NaN : Number.isNaN(ms) ? millisecondsOf(time) : ms;
    report.placed = true;
    report.longitude = numberOf(cells[longitudeAt]);
    report.latitude = numberOf(cells[latitudeAt]);
    const refusal = refusalOf(report, options.nowMs);
    if (refusal !== null) return ms === withoutZone && refusal === "no time" ? "time without zone" : refusal;
    report.speed = knownSpeed(numberOf(cells[speedAt]));
    report.course = knownDirection(numberOf(cells[courseAt]));
    report.heading = knownDirection(numberOf(cells[headingAt]));
    report.status = statusOf(cells[statusAt] ?? "");
    report.senderClass = classOf(cells[classAt] ?? "", mmsi);
    report.second = secondAt < 0 ? noSecond : knownSecond(numberOf(cells[secondAt]));
    report.stated = statedOf(mmsi, cells);
    return null;
  };
}

/** Whole milliseconds since 1970, as our own tables hold them. */
const millisecondsOf = (cell: string): number => (/^\d{12,15}$/.test(cell) ? Number(cell) : Number.NaN);

function statusOf(cell: string): number {
  if (cell === "") return 15;
  const value = numberOf(cell);
  return Number.isNaN(value) ? (statusWords[plainWord(cell)] ?? 15) : knownStatus(value);
}

function classOf(cell: string, mmsi: number): number {
  const word = cell === "" ? undefined : classWords[plainWord(cell)];
  return classIndex(word ?? classOfIdentity(mmsi));
}

/** What a line says of its ship: the same object as before while its cells are the same. */
function statedReader(table: Table): (mmsi: number, cells: readonly string[]) => Stated | null {
  const places = statementFields.map((field) => table.at.get(field) ?? -1);
  const used = places.filter((p) => p >= 0);
  const last = new Map<number, { readonly cells: readonly string[]; readonly stated: Stated | null }>();
  return (mmsi, cells) => {
    const before = last.get(mmsi);
    if (before !== undefined && used.every((p, i) => cells[p] === before.cells[i])) return before.stated;
    if (last.size >= rememberedShips) last.clear();
    const made = statedOf((i) => cells[places[i] ?? -1] ?? "");
    last.set(mmsi, { cells: used.map((p) => ownText(cells[p] ?? "")), stated: made });
    return made;
  };
}

function statedOf(cell: (i: number) => string): Stated | null {
  const [name, callSign, destination] = [statedText(cell(0)), statedText(cell(1)), statedText(cell(9))];
  const imo = statedImo(cell(2));
  const type = numberOf(cell(3));
  const shipType = Number.isNaN(type) ? (shipTypeWords[plainWord(cell(3))] ?? null) : knownShipType(type);
  const [lengthMetres, widthMetres, toBowMetres, toPortMetres, draughtMetres] = [4, 5, 6, 7, 8].map((i) =>
    knownMetres(numberOf(cell(i))),
  ) as [number | null, number | null, number | null, number | null, number | null];
  const silent =
    name === "" &&
    callSign === "" &&
    destination === "" &&
    imo === null &&
    shipType === null &&
    lengthMetres === null;
  if (silent && widthMetres === null && draughtMetres === null) return null;
  return {
    name,
    callSign,
    imo,
    shipType,
    lengthMetres,
    widthMetres,
    toBowMetres,
    toPortMetres,
    draughtMetres,
    destination,
  };
}
