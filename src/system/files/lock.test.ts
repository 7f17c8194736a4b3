import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../../test/made-case.ts";
import { UnavailableError } from "../../base/errors.ts";
import { takeLock } from "./lock.ts";

const place = (): string => join(temporaryFolder(), "lock");

test("a lock is held by the process that took it, until it is dropped", () => {
  const path = place();
  const lock = takeLock(path, "an import");
  expect(() => takeLock(path, "an import")).toThrow(`an import is under way in process ${process.pid}`);
  lock.drop();
  takeLock(path, "an import").drop();
  expect(existsSync(path)).toBe(false);
});

test("one that a dead process left is taken over", () => {
  const path = place();
  const { pid } = spawnSync(process.execPath, ["--version"]);
  writeFileSync(path, String(pid));
  const lock = takeLock(path, "an import");
  expect(readFileSync(path, "utf8")).toBe(String(process.pid));
  expect(readdirSync(join(path, ".."))).toEqual(["lock"]);
  lock.drop();
});

test("one that is being written is not taken over, and one that was never written is", () => {
  const path = place();
  writeFileSync(path, "");
  expect(() => takeLock(path, "an import")).toThrow(UnavailableError);
  const before = Date.now() / 1000 - 60;
  utimesSync(path, before, before);
  takeLock(path, "an import").drop();
});

test("of many processes that find a lock that was left one takes it at a time", async () => {
  const path = place();
  const { pid } = spawnSync(process.execPath, ["--version"]);
  writeFileSync(path, String(pid));
  // Each that has the lock says so, holds it for a while, and says that it is done.
  const program = `
    import { takeLock } from ${JSON.stringify(fileURLToPath(new URL("./lock.ts", import.meta.url)))};
    import { appendFileSync } from "node:fs";
    try {
      const lock = takeLock(${JSON.stringify(path)}, "work");
      appendFileSync(${JSON.stringify(`${path}.told`)}, "begin\\n");
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
      appendFileSync(${JSON.stringify(`${path}.told`)}, "end\\n");
      lock.drop();
    } catch (error) {
      if (!/under way|beginning/.test(String(error))) throw error;
    }`;
  const codes = await Promise.all(
    Array.from(
      { length: 6 },
      () =>
        new Promise<number | null>((resolve) => {
          spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "inherit" }).on(
            "close",
            resolve,
          );
        }),
    ),
  );
  expect(codes).toEqual([0, 0, 0, 0, 0, 0]);
  const told = readFileSync(`${path}.told`, "utf8").trim().split("\n");
  expect(told.length).toBeGreaterThanOrEqual(2);
  for (const [i, word] of told.entries()) expect(word).toBe(i % 2 === 0 ? "begin" : "end");
});
