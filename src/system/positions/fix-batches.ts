import type { DuckDBConnection } from "@duckdb/node-api";
import type { Fixes } from "../../movements/ais/fixes.ts";
import { numbersOf } from "./duck.ts";

/** Most reports of one batch. */
export const batchLength = 65_536;

/** What `fixBatches` reads, from columns of a day's file: in this order, without nulls, every number of a type that JavaScript has. */
export const batchSelect = [
  "mmsi",
  "at_ms::DOUBLE",
  "longitude",
  "latitude",
  "coalesce(speed_knots, 'nan'::FLOAT)",
  "coalesce(course_degrees, 'nan'::FLOAT)",
  "coalesce(heading_degrees, 'nan'::FLOAT)",
  "status",
  "sender_class",
  "coalesce(utc_second, 60)::UTINYINT",
].join(", ");

interface Room extends Fixes {
  length: number;
}

/** Room for reports, to be filled. */
export function emptyFixes(capacity: number): Room {
  return {
    length: 0,
    mmsi: new Int32Array(capacity),
    at: new Float64Array(capacity),
    longitude: new Float64Array(capacity),
    latitude: new Float64Array(capacity),
    speed: new Float32Array(capacity),
    course: new Float32Array(capacity),
    heading: new Float32Array(capacity),
    status: new Uint8Array(capacity),
    senderClass: new Uint8Array(capacity),
    second: new Uint8Array(capacity),
  };
}

/** The first reports of a room, without a copy. */
export function firstFixes(fixes: Fixes, length: number): Fixes {
  return {
    length,
    mmsi: fixes.mmsi.subarray(0, length),
    at: fixes.at.subarray(0, length),
    longitude: fixes.longitude.subarray(0, length),
    latitude: fixes.latitude.subarray(0, length),
    speed: fixes.speed.subarray(0, length),
    course: fixes.course.subarray(0, length),
    heading: fixes.heading.subarray(0, length),
    status: fixes.status.subarray(0, length),
    senderClass: fixes.senderClass.subarray(0, length),
    second: fixes.second.subarray(0, length),
  };
}

/** The columns in the order of `batchSelect`. */
export const columnsOf = (fixes: Fixes) =>
  [
    fixes.mmsi,
    fixes.at,
    fixes.longitude,
    fixes.latitude,
    fixes.speed,
    fixes.course,
    fixes.heading,
    fixes.status,
    fixes.senderClass,
    fixes.second,
  ] as const;

/** Streams the rows of a query over `batchSelect` in batches of their own; what is read ahead is bounded by the engine's buffer. */
export async function* fixBatches(connection: DuckDBConnection, sql: string): AsyncGenerator<Fixes> {
  const result = await connection.stream(sql);
  let room = emptyFixes(batchLength);
  let columns = columnsOf(room);
  let length = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    const rows = chunk?.rowCount ?? 0;
    if (chunk === null || rows === 0) break;
    if (length + rows > batchLength) {
      yield firstFixes(room, length);
      room = emptyFixes(batchLength);
      columns = columnsOf(room);
      length = 0;
    }
    for (const [i, column] of columns.entries()) column.set(numbersOf(chunk, i), length);
    length += rows;
  }
  if (length > 0) yield firstFixes(room, length);
}
