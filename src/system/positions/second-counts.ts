import type { DuckDBConnection } from "@duckdb/node-api";
import { noSecond, type SecondCounts } from "../../movements/ais/fixes.ts";
import { numbersOf } from "./duck.ts";

/** Seconds from the second that a sender stated to the time of its report, modulo a minute: as an expression over the columns of a day that DuckDB counts with. */
const offset = "((at_ms // 1000 - utc_second) % 60 + 60) % 60";

/**
 * Counts how far the times of reports are from the seconds that their senders stated.
 * @param source something to select from, over the columns of a day
 */
export async function secondCounts(
  connection: DuckDBConnection,
  source: string,
  where = "true",
): Promise<SecondCounts> {
  const result = await connection.stream(
    `SELECT mmsi, (${offset})::UTINYINT AS off, count(*)::DOUBLE AS n FROM ${source}
     WHERE utc_second < ${noSecond} AND ${where} GROUP BY mmsi, off ORDER BY mmsi, off`,
  );
  const mmsi: number[] = [];
  const offsets: number[] = [];
  const reports: number[] = [];
  for (;;) {
    const chunk = await result.fetchChunk();
    const rows = chunk?.rowCount ?? 0;
    if (chunk === null || rows === 0) break;
    for (const [column, list] of [mmsi, offsets, reports].entries()) {
      const numbers = numbersOf(chunk, column);
      for (let i = 0; i < rows; i++) list.push(numbers[i] ?? 0);
    }
  }
  return {
    length: mmsi.length,
    mmsi: Int32Array.from(mmsi),
    offset: Uint8Array.from(offsets),
    reports: Float64Array.from(reports),
  };
}
