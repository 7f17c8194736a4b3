import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createClient } from "@clickhouse/client";
import { describe, expect, test } from "vitest";
import { createCase } from "../../../src/system/files/case-folder.ts";
import { createTables, fixesTable } from "../../../src/system/positions/clickhouse-tables.ts";
import { openClickHouse } from "../../../src/system/positions/clickhouse.ts";
import { chooseEngine } from "../../../src/system/positions/engine.ts";
import { openPositions } from "../../../src/system/positions/open-positions.ts";
import { followFeed } from "../../../src/system/steps/follow-feed.ts";
import { importPositions } from "../../../src/system/steps/import-positions.ts";
import { verifyCase } from "../../../src/system/steps/verify-case.ts";
import { standingClock, temporaryFolder } from "../../made-case.ts";
import { positionExam } from "./exam.ts";

const packages = fileURLToPath(new URL("../../../node_modules/.exam-chdb", import.meta.url));
const server = fileURLToPath(new URL("chdb-server.js", import.meta.url));

if (existsSync(join(packages, "node_modules", "chdb"))) {
  positionExam("ClickHouse, the engine in a library", async (folder) => {
    const { address, stop } = await served(folder);
    const source = await openClickHouse(address);
    return {
      source,
      write: (connection, sources) => source.write(connection, sources, join(folder, "aside")),
      close: async () => {
        await source.close();
        await stop();
      },
    };
  });
  test(
    "a case can keep its reports there: imported, followed, read and verified as with files",
    keepsReports,
    60_000,
  );
  test("a database of before senders' seconds were kept has none, and takes them", takesSeconds, 60_000);
} else {
  process.stderr.write(
    "SKIPPED: the exam of ClickHouse, since its engine is not here; node bin/ready.js develop chdb fetches it (550 MB)\n",
  );
  describe("ClickHouse, the engine in a library", () => {
    test.skip("is not installed: node bin/ready.js develop chdb fetches it (550 MB)", () => {});
  });
}

async function keepsReports(): Promise<void> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "data"));
  const { address, stop } = await served(join(folder, "data"));
  try {
    const opened = await createCase(join(folder, "case"), "test", standingClock);
    expect(() => chooseEngine(opened, "http://user:secret@localhost:1/x")).toThrow("password");
    chooseEngine(opened, address);
    const source = join(folder, "a.csv");
    writeFileSync(
      source,
      "mmsi,at,longitude,latitude,name\n257000001,2025-01-01T00:00:00Z,5,60,A\n257000001,2025-01-02T00:00:00Z,5,61,A\n",
    );
    expect(await importPositions(opened, source)).toMatchObject({ reports: 2, added: 2 });
    expect(await importPositions(opened, source, { again: true })).toMatchObject({ reports: 2, added: 0 });
    const feed = async function* () {
      yield Buffer.from('{"mmsi":257000002,"at":"2025-01-02T00:00:00Z","longitude":5,"latitude":60}\n');
    };
    expect(await followFeed(opened, feed(), { everyReports: 10, everySeconds: 10 })).toMatchObject({
      added: 1,
    });
    const positions = await openPositions(opened);
    expect(await positions.days()).toEqual([
      { day: "2025-01-01", fixes: 1, ships: 1 },
      { day: "2025-01-02", fixes: 2, ships: 2 },
    ]);
    const always = { fromMs: -Infinity, toMs: Infinity };
    expect(await positions.statements(always)).toMatchObject([{ mmsi: 257000001, name: "A", reports: 2 }]);
    positions.close();
    expect(readdirSync(join(opened.folder, "positions")).filter((n) => n.endsWith(".parquet"))).toEqual([]);
    const found = await verifyCase(opened);
    expect(found.damage).toEqual([]);
    expect(found.notes.join()).toContain("ClickHouse");
    expect(() => chooseEngine(opened, "http://localhost:1/other")).toThrow("another engine");
    opened.close();
  } finally {
    await stop();
  }
}

async function takesSeconds(): Promise<void> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "data"));
  const { address, stop } = await served(join(folder, "data"));
  try {
    const client = createClient({ url: address });
    const newest = createTables[0] ?? "";
    const before = newest.replace(/ utc_second [^,]*\(min, Nullable\(UInt8\)\),/, "");
    expect(before).not.toContain("utc_second");
    await client.command({ query: before });
    await client.command({
      query: `INSERT INTO ${fixesTable} (mmsi, at_ms, longitude, latitude, status, sender_class) VALUES (257000001, 1735689605000, 5, 60, 15, 6)`,
    });
    const source = await openClickHouse(address);
    const seconds = async (): Promise<number[]> => {
      const found: number[] = [];
      for await (const { second } of source.fixes({ fromMs: -Infinity, toMs: Infinity }))
        found.push(...second);
      return found;
    };
    expect(await seconds()).toEqual([60]);
    await client.command({
      query: `INSERT INTO ${fixesTable} (mmsi, at_ms, longitude, latitude, status, sender_class, utc_second) VALUES (257000001, 1735689605000, 5, 60, 15, 6, 7)`,
    });
    expect(await seconds()).toEqual([7]);
    await source.close();
    await client.close();
  } finally {
    await stop();
  }
}

/** The engine behind its server, in a process of its own. */
async function served(
  folder: string,
): Promise<{ readonly address: string; readonly stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [server, packages, folder], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface(child.stdout);
  const address = await Promise.race([
    once(lines, "line").then(([line]) => String(line)),
    once(child, "exit").then(() => {
      throw new Error("the server of the exam ended before it began");
    }),
  ]);
  return {
    address,
    stop: async () => {
      const ended = once(child, "exit");
      child.stdin.end();
      await ended;
    },
  };
}
