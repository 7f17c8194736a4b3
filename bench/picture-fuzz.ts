import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeCorpus } from "../test/pictures/fuzz-corpus.ts";
import type { Bench, Figure } from "./figure.ts";

interface Found {
  readonly read: number;
  readonly refused: number;
  readonly crashes: readonly { readonly number: number; readonly seed: string; readonly why: string }[];
  readonly slow: readonly { readonly number: number; readonly seed: string; readonly ms: number }[];
  readonly slowestMs: number;
  readonly peakMegabytes: number;
}

const mutations = 100_000;
/** Mutations of one process: memory is measured over them, and a process that dies loses no more. */
const perProcess = 2500;
const processes = 2;
/** A mutation that takes longer is a hang, and its process is ended. */
const hangMs = 20_000;

/**
 * Mutated TIFF, PNG and JPEG files, each opened and read in a process of its own kind under a watchdog. A process that dies, and any error but a
 * refusal in one sentence, is a crash; a mutation that takes more than a second three times is a hang.
 */
export async function benchPictureFuzz({ folder, quick, note }: Bench): Promise<Figure[]> {
  const corpus = join(folder, "corpus");
  mkdirSync(corpus);
  const gdal = spawnSync("gdal_translate", ["--version"]).status === 0;
  if (!gdal) note("GDAL is absent: only files that this program and sharp write are mutated");
  const files = await makeCorpus(corpus, gdal ? "all" : "none");
  const total = quick ? 4000 : mutations;
  const totals = { read: 0, refused: 0, crashes: 0, hangs: 0, peak: 0, slowest: 0 };
  let started = 0;
  const worker = async (index: number): Promise<void> => {
    while (started < total) {
      const from = started;
      started += perProcess;
      let next = from;
      const to = Math.min(from + perProcess, total);
      while (next < to) {
        const ended = await run(corpus, join(folder, `state-${index}`), next, to);
        if (ended.found !== null) {
          const { found } = ended;
          totals.read += found.read;
          totals.refused += found.refused;
          totals.crashes += found.crashes.length;
          totals.hangs += found.slow.length;
          totals.peak = Math.max(totals.peak, found.peakMegabytes);
          totals.slowest = Math.max(totals.slowest, found.slowestMs);
          for (const { number, seed, why } of found.crashes.slice(0, 5))
            note(`crash at ${number} (${seed}): ${why}`);
          for (const { number, seed, ms } of found.slow.slice(0, 5))
            note(`slow at ${number} (${seed}): ${ms} ms`);
          break;
        }
        if (ended.hung) totals.hangs++;
        else totals.crashes++;
        note(`${ended.hung ? "hang" : "death"} at ${ended.number}: ${ended.why}`);
        // What the process had found before is lost; the rest is done by a new one.
        next = Math.max(ended.number, next) + 1;
      }
    }
  };
  await Promise.all(Array.from({ length: processes }, (_, index) => worker(index)));
  const all = totals.read + totals.refused + totals.crashes;
  note(
    `${files} files; ${totals.read} read, ${totals.refused} refused; slowest ${totals.slowest.toFixed(0)} ms`,
  );
  return [
    { name: "picture-fuzz-mutations", value: all, unit: "files", goal: null },
    { name: "picture-fuzz-crashes", value: totals.crashes, unit: "files", goal: "<=0" },
    { name: "picture-fuzz-hangs", value: totals.hangs, unit: "files", goal: "<=0" },
    { name: "picture-fuzz-memory", value: totals.peak, unit: "MB", goal: "<500" },
    { name: "picture-fuzz-refused", value: (100 * totals.refused) / all, unit: "%", goal: null },
  ];
}

interface Ended {
  readonly found: Found | null;
  readonly hung: boolean;
  readonly number: number;
  readonly why: string;
}

function run(corpus: string, state: string, from: number, to: number): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, "../test/pictures/fuzz-process.ts");
    const child = spawn(
      process.execPath,
      ["--max-old-space-size=1024", script, corpus, state, String(from), String(to)],
      {
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    const output = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output.out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output.err = (output.err + text).slice(-4000);
    });
    let [at, since, hung] = [-1, performance.now(), false];
    const watchdog = setInterval(() => {
      const now = numberIn(state);
      if (now !== at) [at, since] = [now, performance.now()];
      else if (performance.now() - since > hangMs) {
        hung = true;
        child.kill("SIGKILL");
      }
    }, 250);
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(watchdog);
      const found = code === 0 && !hung ? (JSON.parse(output.out) as Found) : null;
      resolve({ found, hung, number: numberIn(state), why: output.err });
    });
  });
}

function numberIn(path: string): number {
  try {
    return Number(readFileSync(path, "utf8"));
  } catch {
    return -1;
  }
}
