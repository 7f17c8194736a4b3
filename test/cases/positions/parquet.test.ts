import { join } from "node:path";
import { openDuck } from "../../../src/system/positions/duck.ts";
import { parquetSource } from "../../../src/system/positions/parquet-source.ts";
import { placeDays, prepareDays } from "../../../src/system/positions/prepare-days.ts";
import { positionExam, type Engine } from "./exam.ts";

for (const [name, sortedAtOnce] of [
  ["Parquet by day", undefined],
  ["Parquet by day, a few reports sorted at a time", 3],
] as const)
  positionExam(name, (folder) => open(folder, sortedAtOnce));

async function open(folder: string, sortedAtOnce: number | undefined): Promise<Engine> {
  const positions = join(folder, "positions");
  const engine = await openDuck({ memory: "400MB", threads: 2, temporary: join(folder, "aside") });
  return {
    source: parquetSource(positions, engine, sortedAtOnce),
    write: async (connection, sources) => {
      const ready = join(positions, "incoming", "exam", "ready");
      const written = await prepareDays({ connection, positions, ready }, sources);
      placeDays(ready, positions);
      return written;
    },
    close: () => engine.closeSync(),
  };
}
