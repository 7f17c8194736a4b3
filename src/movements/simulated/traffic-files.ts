import type { Table } from "../../base/table/table.ts";
import { keysOf } from "../../base/table/table.ts";
import { csvCell } from "../exchange/csv.ts";
import { fixedTable, type FixedRow } from "../fixed/fixed-table.ts";
import { footprintText } from "../sightings/footprint.ts";
import { scenesTable, type SceneRow } from "../sightings/scenes-table.ts";
import type { Measured, Scene, Sighting } from "../sightings/sighting.ts";
import { sightingsTable, type SightingRow } from "../sightings/sightings-table.ts";
import { portSites } from "./port-sites.ts";
import type { Standing } from "./sea-area.ts";
import type { SimulatedTraffic } from "./traffic.ts";

/** Files of simulated traffic by name: the ports, sentences, and tables as `site add`, `ais import`, `scene import`, `sighting import` and `fixed import` read them, with the truth beside. */
export function trafficFiles(traffic: SimulatedTraffic): ReadonlyMap<string, string> {
  const { seed, fromMs, toMs, truth } = traffic;
  const about = {
    simulated: true,
    seed,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
  };
  return new Map([
    ["sites.geojson", `${portSites()}\n`],
    ["simulated-traffic.nmea", `# simulated traffic, seed ${seed}\n${traffic.lines.join("\n")}\n`],
    ["scenes.csv", scenesCsv(traffic.scenes)],
    ["sightings.csv", tableText(sightingsTable, traffic.sightings.map(sightingRow), plainCell)],
    ["fixed-objects.csv", tableText(fixedTable, truth.standing.map(fixedRow), plainCell)],
    ["truth.json", `${JSON.stringify({ ...about, ...truth }, withTimes, 1)}\n`],
  ]);
}

/** Scenes as `scene import` reads them. */
export const scenesCsv = (scenes: readonly Scene[]): string =>
  tableText(scenesTable, scenes.map(sceneRow), sceneCell);

/** Times of the truth as text. */
const withTimes = (name: string, value: unknown): unknown =>
  (name === "fromMs" || name === "toMs") && typeof value === "number" ? new Date(value).toISOString() : value;

/** Rows in the columns of their table, with its header. */
function tableText<Row>(
  table: Table<Row>,
  rows: readonly Row[],
  cell: (row: Row, key: keyof Row) => string | number | null,
): string {
  const keys = keysOf(table);
  const lines = [keys.map((key) => table.columns[key].name).join(",")];
  for (const row of rows) lines.push(keys.map((key) => csvCell(cell(row, key))).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

function plainCell<Row>(row: Row, key: keyof Row): string | number | null {
  const value: unknown = row[key];
  if (Array.isArray(value)) return value.join(" ");
  return typeof value === "number" || typeof value === "string" ? value : null;
}

function sceneCell(row: SceneRow, key: keyof SceneRow): string | number | null {
  if (key === "footprint") return footprintText(row.footprint);
  return key === "hidden" ? row.hidden.map(footprintText).join("; ") : plainCell(row, key);
}

function sceneRow(scene: Scene): SceneRow {
  const { radar } = scene;
  return {
    scene: scene.id,
    at: scene.at.text,
    zone: "",
    sensor: scene.sensor,
    platform: scene.platform,
    footprint: scene.footprint,
    hidden: scene.hidden,
    sampleDistanceMetres: scene.sampleDistanceMetres,
    foundHalfMetres: scene.foundHalfMetres,
    foundNearlyAllMetres: scene.foundNearlyAllMetres,
    lookAzimuthDegrees: radar?.lookAzimuthDegrees ?? null,
    incidenceDegrees: radar?.incidenceDegrees ?? null,
    rangeOverVelocitySeconds: radar?.rangeOverVelocitySeconds ?? null,
    look: scene.lookId,
    source: scene.source,
    licence: scene.licence,
  };
}

const fixedRow = ({ id, name, position, kind }: Standing): FixedRow => ({
  fixed: `sim-${id}`,
  longitude: position[0],
  latitude: position[1],
  radiusMetres: 120,
  kind,
  name,
  validFrom: null,
  validTo: null,
  reason: "simulated traffic",
  by: "simulated",
});

function sightingRow(sighting: Sighting): SightingRow {
  const low = (of: Measured | null): number | null => of?.low ?? null;
  const best = (of: Measured | null): number | null => of?.best ?? null;
  const high = (of: Measured | null): number | null => of?.high ?? null;
  const { lengthMetres, widthMetres, headingDegrees, containers, error } = sighting;
  return {
    sighting: sighting.id,
    scene: sighting.sceneId,
    at: sighting.at.text,
    zone: "",
    longitude: sighting.position[0],
    latitude: sighting.position[1],
    errorMetres: error.semiMajorMetres,
    errorMinorMetres: null,
    errorAzimuthDegrees: null,
    sensor: sighting.sensor,
    lengthMetres: best(lengthMetres),
    lengthLowMetres: low(lengthMetres),
    lengthHighMetres: high(lengthMetres),
    widthMetres: best(widthMetres),
    widthLowMetres: low(widthMetres),
    widthHighMetres: high(widthMetres),
    headingDegrees: best(headingDegrees),
    headingLowDegrees: low(headingDegrees),
    headingHighDegrees: high(headingDegrees),
    headingIs: headingDegrees === null ? null : sighting.axisOnly ? "axis" : "bow",
    layout: sighting.layout,
    colours: sighting.colours,
    containers: best(containers),
    containersLow: low(containers),
    containersHigh: high(containers),
    by: sighting.by,
    source: sighting.source,
    note: sighting.note,
  };
}
