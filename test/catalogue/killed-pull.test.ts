import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { killedPull } from "./killed-pull.ts";

it("a pull that is killed at random moments ends with the same records, and only what was under way is sent twice", async () => {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-kill-"));
  try {
    const { items, kills, equal, twice, allowedTwice, bytes } = await killedPull(folder, {
      count: 40,
      kills: 4,
      seed: 20231005,
    });
    expect(kills).toBe(4);
    expect(equal).toBe(items);
    expect(bytes).toBeGreaterThan(40 * 16_384);
    expect(twice).toBeLessThanOrEqual(allowedTwice);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
