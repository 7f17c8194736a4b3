import { join } from "node:path";
import { openDuck } from "../../../src/system/positions/duck.ts";
import { parquetSource, type ReadingLimits } from "../../../src/system/positions/parquet-source.ts";
import { placeDays, prepareDays } from "../../../src/system/positions/prepare-days.ts";
import { positionExam, type Engine } from "./exam.ts";

for (const [name, limits] of [
  ["Parquet by day", {}],
  ["Parquet by day, a few reports sorted at a time", { sortedAtOnce: 3, mergedAtOnce: 0 }],
  ["Parquet by day, days side by side", { sortedAtOnce: 3 }],
] as const)
  positionExam(name, (folder) => open(folder, limits));

async function open(folder: string, limits: ReadingLimits): Promise<Engine> {
  const positions = join(folder, "positions");
  const engine = await openDuck({ memory: "400MB", threads: 2, temporary: join(folder, "aside") });
  return {
    source: parquetSource(positions, engine, limits),
    write: async (connection, sources) => {
      const ready = join(positions, "incoming", "exam", "ready");
      const written = await prepareDays({ connection, positions, ready }, sources);
      placeDays(ready, positions);
      return written;
    },
    close: () => engine.closeSync(),
  };
}
