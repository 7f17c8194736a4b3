import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { uniform } from "../../src/base/random.ts";
import { makeCorpus, readCorpus } from "./fuzz-corpus.ts";
import { mutated, type Seed } from "./fuzz-mutate.ts";
import { outcomeOf } from "./fuzz-outcome.ts";

const gdal = spawnSync("gdal_translate", ["--version"]).status === 0;
if (!gdal) console.log("fuzz: GDAL is absent, only files that this program and sharp write are mutated");

const folder = mkdtempSync(join(tmpdir(), "yardwatch-fuzz-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("pictures that were tampered with", () => {
  let corpus: Seed[] = [];
  beforeAll(async () => {
    await makeCorpus(folder, gdal ? "few" : "none");
    corpus = readCorpus(folder);
  });

  it("are read as long as nobody tampered", async () => {
    for (const { name, bytes } of corpus)
      expect(await outcomeOf(name, bytes), name).toEqual({ type: "read" });
  });

  it("are read or refused with one sentence", async () => {
    const outcomes = { read: 0, refused: 0 };
    for (let number = 0; number < 2000; number++) {
      const next = uniform(20_231_005 + number);
      const seed = corpus[Math.floor(next() * corpus.length)];
      if (seed === undefined) throw new Error("the corpus is empty");
      const outcome = await outcomeOf(seed.name, mutated(seed, corpus, next));
      if (outcome.type === "crash") throw new Error(`mutation ${number} of ${seed.name}: ${outcome.why}`);
      outcomes[outcome.type]++;
    }
    expect(outcomes.read).toBeGreaterThan(200);
    expect(outcomes.refused).toBeGreaterThan(200);
  });
});
