import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openCase } from "../../src/system/files/case-folder.ts";
import { verifyCase } from "../../src/system/steps/verify-case.ts";
import { caseOfDays, countAll, counted, countedLooks } from "./killed-count.ts";

const days = 3;

it("count --all that is killed and started again loses nothing, counts nothing twice, and ends as an undisturbed run does", async () => {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-killed-count-"));
  try {
    const calm = await caseOfDays(folder, days);
    const rough = join(folder, "rough");
    cpSync(calm, rough, { recursive: true });
    expect((await countAll(calm, null)).code).not.toBeNull();

    let before = 0;
    const ends: (number | null)[] = [];
    for (const seed of [5, 11]) {
      ends.push((await countAll(rough, { looks: before + 1, seed })).code);
      const after = countedLooks(rough);
      expect(after).toBeGreaterThan(before);
      before = after;
    }
    // The second may have come to its end before it was killed.
    expect(ends[0]).toBeNull();
    const { code, said } = await countAll(rough, null);
    expect(code).not.toBeNull();
    const answer = JSON.parse(said) as { counted: unknown[]; leftOut: unknown[]; again: unknown[] };
    expect(answer.counted).toHaveLength(days - before);
    expect(answer.leftOut).toHaveLength(before);
    expect(answer.again).toEqual([]);

    expect(counted(rough)).toEqual(counted(calm));
    const opened = openCase(rough, "read", () => new Date());
    try {
      expect((await verifyCase(opened)).damage).toEqual([]);
    } finally {
      opened.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 300_000);
