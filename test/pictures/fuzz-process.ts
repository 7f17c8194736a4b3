// node fuzz-process.ts CORPUS STATE FROM TO STEP: opens the mutations FROM, FROM + STEP, … below TO. Before each it writes its number into the file
// STATE, where a watchdog sees how far it is; what it found it prints as JSON at the end.
import { openSync, writeSync } from "node:fs";
import { uniform } from "../../src/base/random.ts";
import { readCorpus } from "./fuzz-corpus.ts";
import { mutated } from "./fuzz-mutate.ts";
import { outcomeOf } from "./fuzz-outcome.ts";

const [folder = "", state = "", ...numbers] = process.argv.slice(2);
const [from = 0, to = 0, step = 1] = numbers.map(Number);
const corpus = readCorpus(folder);
const file = openSync(state, "w");
const found = {
  read: 0,
  refused: 0,
  crashes: [] as { number: number; seed: string; why: string }[],
  slow: [] as { number: number; seed: string; ms: number }[],
  slowestMs: 0,
  peakMegabytes: 0,
};
/** Over this a mutation is run again, so that a busy machine is not taken for a slow reader. */
const slowMs = 1000;

for (let number = from; number < to; number += step) {
  writeSync(file, String(number).padStart(12), 0);
  const next = uniform(0x9e37 + number);
  const seed = corpus[Math.floor(next() * corpus.length)];
  if (seed === undefined) break;
  const bytes = mutated(seed, corpus, next);
  let ms = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3 && ms > slowMs; run++) {
    const began = performance.now();
    const outcome = await outcomeOf(seed.name, bytes);
    ms = Math.min(ms, performance.now() - began);
    if (run > 0) continue;
    if (outcome.type === "crash") found.crashes.push({ number, seed: seed.name, why: outcome.why });
    else found[outcome.type]++;
  }
  found.slowestMs = Math.max(found.slowestMs, ms);
  if (ms > slowMs) found.slow.push({ number, seed: seed.name, ms });
}
// Kilobytes on Linux, by Node's own definition everywhere.
found.peakMegabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify(found));
