import type { DuckDBConnection } from "@duckdb/node-api";
import type { ImportClock } from "../../movements/ais/position-import.ts";
import { clockFindings } from "../../movements/ais/sender-clocks.ts";
import { usualTrackSettings } from "../../movements/tracks/track-settings.ts";
import type { DaySources } from "./day-sources.ts";
import { secondCounts } from "./second-counts.ts";
import { fixesIn } from "./write-day.ts";

/** Holds the times of what came in against the seconds that its senders stated; null where none stated one. */
export async function importClock(
  connection: DuckDBConnection,
  sources: readonly DaySources[],
): Promise<ImportClock | null> {
  const counts = await secondCounts(connection, fixesIn(sources.flatMap(({ fixes }) => fixes)));
  const { reports, senders, usual, usualReports, off } = clockFindings(counts, usualTrackSettings);
  if (reports === 0) return null;
  return {
    reports,
    senders,
    offsetSeconds: usual?.offsetSeconds ?? null,
    agreeing: usualReports,
    sendersOff: off.length,
  };
}
