// node bench/propose/fit-sections.ts: fits the network of sections on simulated yards and writes it. An hour of one core.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { oddsBy, type SectionNetwork } from "../../src/sites/tracks/propose/section-network.ts";
import { examplesOf, type Examples, type Sampling } from "./examples.ts";
import { fitNetwork } from "./fit-network.ts";
import { yardOf } from "./yards.ts";

/** Apart from those of the quality (710,000 on) and of the bench (900,000 on). */
const firstSeed = 700_000;
const sampleDistances = [0.35, 0.5, 0.5, 0.6, 0.8, 1] as const;

interface Round extends Sampling {
  readonly yards: number;
  readonly passes: number;
  readonly sizes: readonly [first: number, second: number];
  /** Of the rounds before, those whose mistakes are learned from. */
  readonly mistakesOf: readonly number[];
}

/** First in yards, then also around them; a round that learns only from the mistakes of the one before it forgets what that one knew, so the last learns from all. */
const rounds: readonly Round[] = [
  round({ directions: 1, on: 0.6, between: 0.1 }, { yards: 30, passes: 6, mistakesOf: [] }),
  round({ mistaken: 0.6, mistakenOdds: -0.5 }, { mistakesOf: [0] }),
  round(
    { directions: 0.35, on: 1, between: 0.15, elsewhere: 0.004, mistaken: 0.5, around: true },
    { mistakesOf: [1] },
  ),
  round(
    { directions: 0.35, on: 1, between: 0.15, elsewhere: 0.004, mistaken: 0.5, around: true },
    { mistakesOf: [2], passes: 5, sizes: [32, 16] },
  ),
  round(
    { on: 1, between: 0.15, mistaken: 0.25, mistakenOdds: -1, around: true },
    { mistakesOf: [1, 2, 3], passes: 6, sizes: [32, 16] },
  ),
];

function round(sampling: Partial<Sampling>, fitting: Partial<Round>): Round {
  return {
    directions: 0.5,
    on: 0.7,
    between: 0.12,
    elsewhere: 0.006,
    mistaken: 0,
    mistakenOdds: -1.5,
    around: false,
    yards: 48,
    passes: 4,
    sizes: [24, 12],
    mistakesOf: [],
    ...sampling,
    ...fitting,
  };
}

function examples(of: Round, networks: readonly SectionNetwork[]): Examples {
  const into: Examples = { inputs: [], labels: [] };
  const before = of.mistakesOf.flatMap((n) => networks[n] ?? []).map(oddsBy);
  const odds = (inputs: Float32Array): number => Math.max(...before.map((one) => one(inputs)));
  for (let i = 0; i < of.yards; i++) {
    const gsd = sampleDistances[i % sampleDistances.length] ?? 0.5;
    examplesOf(yardOf(firstSeed + i, gsd), firstSeed + i, into, of, before.length > 0 ? odds : null);
  }
  return into;
}

const networks: SectionNetwork[] = [];
for (const own of rounds)
  networks.push(fitNetwork(examples(own, networks), own.sizes, own.passes, (text) => console.error(text)));
const network = networks.at(-1);
if (network === undefined) throw new RangeError("no rounds");

const unit = 1e-4;
const whole = (row: readonly number[]): string => `[${row.map((v) => Math.round(v / unit)).join(", ")}]`;
const rows = (all: readonly (readonly number[])[]): string => `[\n${all.map(whole).join(",\n")},\n]`;
writeFileSync(
  join(import.meta.dirname, "../../src/sites/tracks/propose/section-weights.ts"),
  `import type { SectionNetwork } from "./section-network.ts";

/** Written by bench/propose/fit-sections.ts. */
export const sectionNetwork: SectionNetwork = {
  unit: ${unit},
  first: ${rows(network.first)},
  second: ${rows(network.second)},
  last: ${whole(network.last)},
};
`,
);
