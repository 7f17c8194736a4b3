/**
 * Fits the terms of the detector's error on simulated yards that are neither trained nor examined on, and writes them into a model's manifest.
 * Run: node training/fit-error-terms.ts [MODEL-FOLDER]
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fitTerms } from "../bench/railcars/accuracy.ts";
import type { ErrorTerms } from "../src/sites/tracks/error-terms.ts";
import { siteTerms, type HandCount } from "../src/sites/tracks/interval/detector-error.ts";
import { readModel, shippedModel } from "../src/system/models/manifest.ts";
import { openReaderPool } from "../src/system/models/reader-pool.ts";

/**
 * Real pictures with ten cars or more and the one with a train, as the model's card has them: by how much these weights were wrong on them. They are too few to fit terms on, but
 * no interval is to be narrower than they allow.
 */
const realCounts: readonly HandCount[] = [
  { machine: 19, hand: 21 },
  { machine: 6, hand: 6 },
];

/** The fitted term, with the spread that the real pictures show where that is wider; the bias stays, for two pictures show none. */
function notNarrowerThanReal(term: ErrorTerms): ErrorTerms {
  const { sharedSd } = siteTerms({ ...term, bias: 0 }, realCounts);
  return { ...term, sharedSd: Math.max(term.sharedSd, sharedSd) };
}

const [folder = shippedModel()] = process.argv.slice(2);
const model = readModel(folder);
const pool = await openReaderPool({ model });
try {
  const terms = await fitTerms(model, pool, (text) => process.stderr.write(`${text}\n`));
  const path = join(folder, "railcars.json");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  writeFileSync(
    `${path}.part`,
    `${JSON.stringify({ ...manifest, errorModel: { terms: terms.map(notNarrowerThanReal) } }, null, 2)}\n`,
  );
  renameSync(`${path}.part`, path);
} finally {
  await pool.close();
}
