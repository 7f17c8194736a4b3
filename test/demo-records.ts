import { join } from "node:path";
import { readFindingRecords } from "../src/system/steps/finding.ts";
import { buildDemo } from "../src/system/steps/demo.ts";
import { openCase } from "../src/system/files/case-folder.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import type { FindingRecords } from "../src/findings/judgements/model.ts";
import { example, standingClock } from "./made-case.ts";

/** The records of the Tumangang example, as a finding rests on them. */
export async function demoRecords(): Promise<FindingRecords> {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-"));
  try {
    const path = join(folder, "case");
    await buildDemo({ folder: path, examples: example, script: "", now: standingClock, say: () => {} });
    const opened = openCase(path, "read", standingClock);
    try {
      return readFindingRecords(opened, "tumangang");
    } finally {
      opened.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
