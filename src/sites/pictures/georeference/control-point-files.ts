import { InputError, quoted, type Fault } from "../../../base/errors.ts";
import { crsOfCode, crsOfText } from "../crs/epsg.ts";
import type { ControlPoint, Crs } from "./georeference.ts";
import { mostPoints } from "./pixel-model.ts";

/** Control points as a file gives them. */
export interface ReadControlPoints {
  readonly points: readonly ControlPoint[];
  /** null: the file names none, and whoever reads it must. */
  readonly crs: Crs | null;
}

const longestText = 1_000_000;
const mostFaults = 20;

/**
 * Reads control points from a file of QGIS's georeferencer (`.points`) or a plain table with the columns `column,row,x,y` or
 * `column,row,longitude,latitude`, parted by commas, semicolons or tabs. Pixels count from the outer corner of the top left pixel.
 *
 * QGIS counts rows downwards as negative `sourceY`; where all are 0 or negative they are turned, where all are 0 or positive they are taken
 * as they are, and a mixture is refused. Points with `enable` 0 are left out. The CRS comes from the line `#CRS:` when it ends in an
 * EPSG code; longitude and latitude are EPSG:4326.
 * @throws InputError with the lines and columns that are wrong.
 */
export function readControlPoints(text: string, name: string): ReadControlPoints {
  if (text.length > longestText)
    throw InputError.of(name, "text", `${text.length} characters`, `at most ${longestText}`);
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const remarks = lines.filter((line) => line.startsWith("#"));
  const rows = lines
    .map((line, i) => ({ line: i + 1, text: line }))
    .filter((row) => row.text.trim() !== "" && !row.text.startsWith("#"));
  const [header, ...body] = rows;
  if (header === undefined) throw InputError.of(name, "header", "nothing", headers);
  const mark = [",", ";", "\t"].find((candidate) => header.text.includes(candidate)) ?? ",";
  const cells = (row: string): string[] =>
    row.split(mark).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
  const layout = layoutOf(cells(header.text), name, header.line);
  const faults: Fault[] = [];
  const places: Place[] = [];
  for (const row of body) {
    const place = placeOf(cells(row.text), layout, `${name} line ${row.line}`, faults);
    if (place !== null) places.push(place);
    if (places.length > mostPoints)
      throw InputError.of(name, "points", `more than ${mostPoints}`, `at most ${mostPoints}`);
  }
  if (faults.length > 0)
    throw new InputError(faults.slice(0, mostFaults), Math.max(0, faults.length - mostFaults));
  const sign = layout.isQgis ? signOfRows(places, name) : 1;
  return {
    points: places.map(({ column, row, x, y }) => ({ pixel: [column, sign * row + 0], at: [x, y] })),
    crs: layout.isLonLat ? crsOfCode(4326) : crsOfRemarks(remarks),
  };
}

interface Layout {
  readonly names: readonly [column: string, row: string, x: string, y: string];
  readonly indices: readonly [number, number, number, number];
  readonly enable: number;
  readonly isQgis: boolean;
  readonly isLonLat: boolean;
}

interface Place {
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
}

const headers = "column,row,x,y or column,row,longitude,latitude or mapX,mapY,sourceX,sourceY,enable (QGIS)";
const qgis = ["sourceX", "sourceY", "mapX", "mapY"] as const;
// Files of QGIS before 3.
const oldQgis = ["pixelX", "pixelY", "mapX", "mapY"] as const;
const plain = ["column", "row", "x", "y"] as const;
const lonLat = ["column", "row", "longitude", "latitude"] as const;

function layoutOf(header: readonly string[], name: string, line: number): Layout {
  for (const names of [qgis, oldQgis, lonLat, plain]) {
    const [a, b, c, d] = names.map((wanted) => header.indexOf(wanted));
    if (a === undefined || b === undefined || c === undefined || d === undefined) continue;
    if (Math.min(a, b, c, d) < 0) continue;
    const isQgis = names === qgis || names === oldQgis;
    return {
      names,
      indices: [a, b, c, d],
      enable: isQgis ? header.indexOf("enable") : -1,
      isQgis,
      isLonLat: names === lonLat,
    };
  }
  throw InputError.of(`${name} line ${line}`, "header", quoted(header.join(",")), headers);
}

const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function placeOf(cells: readonly string[], layout: Layout, where: string, faults: Fault[]): Place | null {
  if (layout.enable >= 0 && cells[layout.enable] === "0") return null;
  const [column, row, x, y] = layout.indices.map((index, i) => {
    const text = cells[index] ?? "";
    const value = numeral.test(text) ? Number(text) : Number.NaN;
    if (!Number.isFinite(value))
      faults.push({
        where,
        field: layout.names[i] ?? "cell",
        found: text === "" ? "nothing" : quoted(text),
        allowed: "a number with a point for decimals",
      });
    return value;
  });
  return { column: column ?? 0, row: row ?? 0, x: x ?? 0, y: y ?? 0 };
}

function signOfRows(places: readonly Place[], name: string): 1 | -1 {
  const above = places.findIndex(({ row }) => row > 0);
  const below = places.findIndex(({ row }) => row < 0);
  if (above >= 0 && below >= 0)
    throw InputError.of(
      name,
      "sourceY",
      `${places[above]?.row} and ${places[below]?.row}`,
      "one sign for all: rows downwards are negative in QGIS, or positive throughout",
    );
  return below >= 0 ? -1 : 1;
}

function crsOfRemarks(remarks: readonly string[]): Crs | null {
  const said = remarks.find((line) => /^#\s*CRS:/i.test(line))?.replace(/^#\s*CRS:\s*/i, "");
  if (said === undefined) return null;
  // Well-known text names its code last.
  const code = /(?:ID|AUTHORITY)\["EPSG",\s*"?(\d{1,6})"?\]\]\s*$/i.exec(said)?.[1];
  if (code !== undefined) return crsOfCode(Number(code));
  return /^EPSG:\d+\s*$/i.test(said) ? crsOfText(said) : null;
}
