/**
 * Fits the terms of the detector's error on simulated yards that are neither trained nor examined on, and writes them into a model's manifest.
 * Run: node training/fit-error-terms.ts [MODEL-FOLDER]
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fitTerms } from "../bench/railcars/accuracy.ts";
import { readModel, shippedModel } from "../src/system/models/manifest.ts";
import { openReaderPool } from "../src/system/models/reader-pool.ts";

const [folder = shippedModel()] = process.argv.slice(2);
const model = readModel(folder);
const pool = await openReaderPool({ model });
try {
  const terms = await fitTerms(model, pool, (text) => process.stderr.write(`${text}\n`));
  const path = join(folder, "railcars.json");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  writeFileSync(`${path}.part`, `${JSON.stringify({ ...manifest, errorModel: { terms } }, null, 2)}\n`);
  renameSync(`${path}.part`, path);
} finally {
  await pool.close();
}
