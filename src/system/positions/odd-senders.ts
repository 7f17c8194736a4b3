import type { DuckDBConnection } from "@duckdb/node-api";
import { isValidIdentity } from "../../movements/ais/formats/words.ts";
import type { DaySources } from "./day-sources.ts";
import { rowsOf } from "./duck.ts";

/** How many of the reports come under a number that is given to nobody. They are kept: somebody sent them. */
export async function oddSenders(
  connection: DuckDBConnection,
  sources: readonly DaySources[],
): Promise<number> {
  const fixes = sources.flatMap((s) => s.fixes);
  let odd = 0;
  for (const source of fixes) {
    const rows = await rowsOf(
      connection,
      `SELECT mmsi::DOUBLE AS mmsi, count(*)::DOUBLE AS n FROM ${source} GROUP BY mmsi`,
    );
    for (const row of rows) if (!isValidIdentity(Number(row["mmsi"]))) odd += Number(row["n"]);
  }
  return odd;
}
