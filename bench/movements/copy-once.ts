// The floor of an import: DuckDB copies the same file, sorted, and asks nothing of its rows. Prints seconds and peak memory as JSON.
//   node bench/movements/copy-once.ts FILE TARGET
import { literal, openDuck } from "../../src/system/positions/duck.ts";
import { importMemory } from "../../src/system/steps/import-positions.ts";

const [file = "", target = ""] = process.argv.slice(2);
const engine = await openDuck({ memory: importMemory, threads: 2, temporary: `${target}.aside` });
const connection = await engine.connect();
const began = performance.now();
await connection.run(
  `COPY (SELECT * FROM read_parquet(${literal(file)}) ORDER BY MMSI, BaseDateTime) TO ${literal(target)} (FORMAT parquet, COMPRESSION zstd)`,
);
const seconds = (performance.now() - began) / 1000;
engine.closeSync();
process.stdout.write(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
