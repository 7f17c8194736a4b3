import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What is made once and shared by the test files of one run; all of them run in one process. */
export const keptBetweenTests = join(tmpdir(), `yardwatch-tests-${process.pid}`);

/** Run by vitest when all tests have ended. */
export function teardown(): void {
  rmSync(keptBetweenTests, { recursive: true, force: true });
}
