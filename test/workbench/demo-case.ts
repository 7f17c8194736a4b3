import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { keptBetweenTests } from "./kept.ts";
import { reportScript } from "../../src/system/files/report-script.ts";
import { buildDemo } from "../../src/system/steps/demo.ts";
import { example, standingClock } from "../made-case.ts";

/**
 * The Tumangang case as `npm start` makes it, simulated yard and all. It takes seconds to build, so that it is kept between tests of one
 * run; copy it before writing to it (`serveCopy` does).
 */
export async function demoCase(): Promise<string> {
  const folder = join(keptBetweenTests, "demo");
  if (existsSync(join(folder, "case.json"))) return folder;
  mkdirSync(keptBetweenTests, { recursive: true });
  const beside = `${folder}.${process.pid}.${Math.floor(performance.now() * 1000)}`;
  await buildDemo({
    folder: beside,
    examples: example,
    script: reportScript(),
    now: standingClock,
    say: () => {},
  });
  try {
    renameSync(beside, folder);
  } catch {
    // Another test file was first.
    rmSync(beside, { recursive: true, force: true });
  }
  return folder;
}
