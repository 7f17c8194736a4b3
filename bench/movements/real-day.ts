import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Report } from "../../src/movements/matching/bracket.ts";
import { shipClassOf, type ShipClass } from "../../src/movements/matching/ship-class.ts";
import { halfOf } from "./halves.ts";

/** A day of coastal position reports of the United States (NOAA MarineCadastre, public domain). */
export const realDayPath = fileURLToPath(
  new URL("../../../shared/data/ais/noaa-2020-01-01.parquet", import.meta.url),
);
export const hasRealDay = (): boolean => existsSync(realDayPath);

/** A ship of the day, its reports in order of time. */
export interface RealShip {
  readonly mmsi: number;
  readonly name: string;
  readonly shipType: number | null;
  readonly shipClass: ShipClass;
  readonly reports: readonly Report[];
}

/** Ships of one half with reports, or those that came within a box in degrees (west, south, east, north), read a batch at a time. */
export async function* realShips(
  half: "learnt" | "judged" | "all",
  box: readonly [number, number, number, number] | null = null,
): AsyncGenerator<RealShip> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2", memory_limit: "1GB" });
  const connection = await instance.connect();
  const within =
    box === null
      ? ""
      : `AND MMSI IN (SELECT MMSI FROM read_parquet('${realDayPath}') WHERE LON BETWEEN ${box[0]} AND ${box[2]} AND LAT BETWEEN ${box[1]} AND ${box[3]})`;
  const result = await connection.stream(
    `SELECT MMSI::INTEGER, epoch_ms(BaseDateTime::TIMESTAMP)::DOUBLE, LON, LAT, SOG, COG, Heading, VesselName, VesselType
     FROM read_parquet('${realDayPath}') WHERE MMSI BETWEEN 200000000 AND 799999999 ${within} ORDER BY MMSI, BaseDateTime`,
  );
  let ship: { -readonly [K in keyof RealShip]: RealShip[K] } | null = null;
  let reports: Report[] = [];
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    for (const row of chunk.getRows()) {
      const mmsi = Number(row[0]);
      if (ship === null || ship.mmsi !== mmsi) {
        if (ship !== null) yield ship;
        reports = [];
        const number = (cell: unknown): number | null =>
          cell === null || !(Number(cell) > 0) ? null : Number(cell);
        const shipType = number(row[8]);
        ship = {
          mmsi,
          name: String(row[7] ?? ""),
          shipType,
          shipClass: shipClassOf(shipType),
          reports,
        };
        if (half !== "all" && halfOf(mmsi) !== half) ship.reports = [];
      }
      if (half !== "all" && halfOf(mmsi) !== half) continue;
      const heading = Number(row[6]);
      reports.push({
        at: Number(row[1]),
        position: [Number(row[2]), Number(row[3])],
        speed: row[4] === null ? Number.NaN : Number(row[4]) * (1852 / 3600),
        course: row[5] === null ? Number.NaN : Number(row[5]),
        heading: heading >= 0 && heading < 360 ? heading : Number.NaN,
      });
    }
  }
  if (ship !== null) yield ship;
  connection.closeSync();
  instance.closeSync();
}
