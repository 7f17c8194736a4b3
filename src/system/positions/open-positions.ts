import { accessSync, constants, existsSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import type { PositionSource } from "../../movements/ais/fixes.ts";
import type { Case } from "../files/case-folder.ts";
import { openDuck } from "./duck.ts";
import { engineAddress } from "./engine.ts";
import { parquetSource } from "./parquet-source.ts";
import { finishIfAlone, positionsFolder } from "./unfinished.ts";

/** A source that holds an engine until it is closed. */
export interface OpenPositions extends PositionSource {
  readonly close: () => void;
}

/** Memory that reading may take besides the batches, in DuckDB's words. More goes to a folder inside the case. */
const readingMemory = "768MB";

/** The position reports of a case. A case without any is a source without days. Close it when done. */
export async function openPositions(opened: Case): Promise<OpenPositions> {
  const address = engineAddress(opened);
  if (address !== null) {
    const { openClickHouse } = await import("./clickhouse.ts");
    const { close, ...source } = await openClickHouse(address);
    return { ...source, close: () => void close() };
  }
  finishIfAlone(opened);
  const folder = positionsFolder(opened);
  return openDays(folder, asideOf(folder));
}

/** Where the engine puts aside what exceeds its memory: beside the reports, or, where nothing may be written there, where the system keeps such files. */
function asideOf(folder: string): string {
  const derived = join(folder, "derived");
  try {
    accessSync([derived, folder].find((f) => existsSync(f)) ?? folder, constants.W_OK);
    return join(derived, "aside");
  } catch {
    return asideOfSystem();
  }
}

const asideOfSystem = (): string => join(tmpdir(), `yardwatch-aside-${process.pid}`);

/** One Parquet file as a publisher gives it, outside any case: for trying things out. Sorted into days in the system's temporary folder, once. */
export async function openPublishedParquet(path: string): Promise<OpenPositions> {
  const { publishedDays } = await import("./published-parquet.ts");
  const aside = asideOfSystem();
  const engine = await openDuck({ memory: "1500MB", threads: availableParallelism(), temporary: aside });
  try {
    return await openDays(await publishedDays(path, engine, Date.now()), aside);
  } finally {
    engine.closeSync();
  }
}

async function openDays(folder: string, temporary: string): Promise<OpenPositions> {
  const engine = await openDuck({
    memory: readingMemory,
    threads: Math.min(availableParallelism(), 4),
    temporary,
  });
  return { ...parquetSource(folder, engine), close: () => engine.closeSync() };
}
