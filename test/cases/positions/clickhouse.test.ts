import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, test } from "vitest";
import { openClickHouse } from "../../../src/system/positions/clickhouse.ts";
import { positionExam, type Engine } from "./exam.ts";

const packages = fileURLToPath(new URL("../../../node_modules/.exam-chdb", import.meta.url));
const server = fileURLToPath(new URL("chdb-server.js", import.meta.url));

if (existsSync(join(packages, "node_modules", "chdb")))
  positionExam("ClickHouse, the engine in a library", open);
else {
  process.stderr.write(
    "SKIPPED: the exam of ClickHouse, since its engine is not here; node bin/ready.js develop chdb fetches it (550 MB)\n",
  );
  describe("ClickHouse, the engine in a library", () => {
    test.skip("is not installed: node bin/ready.js develop chdb fetches it (550 MB)", () => {});
  });
}

async function open(folder: string): Promise<Engine> {
  const child = spawn(process.execPath, [server, packages, folder], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface(child.stdout);
  const address = await Promise.race([
    once(lines, "line").then(([line]) => String(line)),
    once(child, "exit").then(() => {
      throw new Error("the server of the exam ended before it began");
    }),
  ]);
  const source = await openClickHouse(address);
  return {
    source,
    write: (connection, sources) => source.write(connection, sources, join(folder, "aside")),
    close: async () => {
      await source.close();
      const ended = once(child, "exit");
      child.stdin.end();
      await ended;
    },
  };
}
