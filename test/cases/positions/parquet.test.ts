import { join } from "node:path";
import { openDuck } from "../../../src/system/positions/duck.ts";
import { parquetSource } from "../../../src/system/positions/parquet-source.ts";
import { placeDays, prepareDays } from "../../../src/system/positions/prepare-days.ts";
import { positionExam } from "./exam.ts";

positionExam("Parquet by day", async (folder) => {
  const positions = join(folder, "positions");
  const engine = await openDuck({ memory: "400MB", threads: 2, temporary: join(folder, "aside") });
  return {
    source: parquetSource(positions, engine),
    write: async (connection, sources) => {
      const ready = join(positions, "incoming", "exam", "ready");
      const written = await prepareDays({ connection, positions, ready }, sources);
      placeDays(ready, positions);
      return written;
    },
    close: () => engine.closeSync(),
  };
});
