import type { Fixes } from "../../../movements/ais/fixes.ts";
import { appendedSelect, appendedTable, appendFixes } from "../append-fixes.ts";
import { literal, openDuck } from "../duck.ts";

/** Writes reports in the columns of a day's file, in the order in which they come. */
export async function writeParquet(path: string, batches: AsyncIterable<Fixes>): Promise<void> {
  const engine = await openDuck({ memory: "512MB", threads: 2, temporary: `${path}.aside` });
  try {
    const connection = await engine.connect();
    await connection.run(appendedTable("given"));
    const appender = await connection.createAppender("given");
    for await (const fixes of batches) appendFixes(appender, fixes);
    appender.closeSync();
    await connection.run(
      `COPY (SELECT ${appendedSelect} FROM given) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    connection.disconnectSync();
  } finally {
    engine.closeSync();
  }
}
