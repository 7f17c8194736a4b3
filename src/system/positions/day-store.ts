import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Case } from "../files/case-folder.ts";
import type { DaySources, Written } from "./day-sources.ts";
import { dayWriters } from "./day-writers.ts";
import { engineAddress } from "./engine.ts";
import { placeDays, prepareDays } from "./prepare-days.ts";
import { incomingFolder, positionsFolder, readyFolder } from "./unfinished.ts";

/** Where the days of an import go: files that take their places when the import is on record, or a database. */
export interface DayStore {
  readonly write: (sources: readonly DaySources[]) => Promise<Written>;
  /** What was written becomes what is read. The import is on record. */
  readonly place: () => void;
  readonly close: () => Promise<void>;
}

export interface DayStoreOptions {
  readonly connection: DuckDBConnection;
  readonly onProgress?: ((what: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The store that a case has chosen, for one import. */
export async function dayStore(opened: Case, id: string, options: DayStoreOptions): Promise<DayStore> {
  const address = engineAddress(opened);
  const positions = positionsFolder(opened);
  if (address === null) {
    const ready = readyFolder(opened, id);
    return {
      write: (sources) =>
        prepareDays({ ...options, positions, ready, writers: dayWriters(opened.database) }, sources),
      place: () => placeDays(ready, positions),
      close: async () => {},
    };
  }
  const { openClickHouse } = await import("./clickhouse.ts");
  const store = await openClickHouse(address);
  return {
    write: (sources) =>
      store.write(options.connection, sources, join(incomingFolder(opened), id), options.signal),
    place: () => {},
    close: store.close,
  };
}
