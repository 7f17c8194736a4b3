import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createCase, openCase } from "../../src/system/files/case-folder.ts";
import { verifyCase } from "../../src/system/steps/verify-case.ts";
import { standingClock, temporaryFolder } from "../made-case.ts";

const program = fileURLToPath(new URL("../../bin/yardwatch.js", import.meta.url));

/** Imports, and kills the process when it has told of its progress so many times; null lets it end. */
async function imported(folder: string, file: string, killAt: number | null): Promise<number | null> {
  const node = process.execPath;
  const child = spawn(node, [program, "ais", "import", file, "--case", folder], {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  let told = 0;
  child.on("message", () => {
    if (++told === killAt) child.kill("SIGKILL");
  });
  const [code] = await once(child, "exit");
  return code as number | null;
}

test("an import that is killed again and again ends as an undisturbed one, and no file is ever half a day", async () => {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "reports.csv");
  const rows = Array.from({ length: 60_000 }, (_, i) => {
    const at = new Date(Date.UTC(2025, 0, 1) + ((i * 7919) % 345_600) * 1000).toISOString();
    return `${257000000 + (i % 500)},${at},${(i % 100) / 10},${60 + (i % 37) / 100},SHIP ${i % 500}`;
  });
  writeFileSync(file, `mmsi,at,longitude,latitude,name\n${rows.join("\n")}\n`);
  const [calm, rough] = [join(folder, "calm"), join(folder, "rough")];
  for (const path of [calm, rough]) (await createCase(path, "test", standingClock)).close();
  expect(await imported(calm, file, null)).toBe(0);
  const days = (path: string) =>
    readdirSync(join(path, "positions"))
      .filter((n) => n.endsWith(".parquet"))
      .map((n) => `${n} ${readFileSync(join(path, "positions", n)).toString("base64")}`);
  for (const killAt of [2, 4, 6, 8]) {
    expect(await imported(rough, file, killAt)).toBeNull();
    const opened = openCase(rough, "read", standingClock);
    expect((await verifyCase(opened)).damage).toEqual([]);
    opened.close();
  }
  expect(await imported(rough, file, null)).toBe(0);
  expect(days(rough)).toEqual(days(calm));
  const opened = openCase(rough, "read", standingClock);
  expect(await verifyCase(opened)).toMatchObject({ sound: true, notes: [] });
  opened.close();
}, 240_000);
