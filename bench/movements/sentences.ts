import { spawnSync } from "node:child_process";
import { existsSync, openSync, closeSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { createSentenceReader } from "../../src/movements/ais/sentences/reader.ts";
import { median, type Bench, type Figure } from "../figure.ts";

const log = "../shared/data/ais/nmea/amsa-log.txt.gz";
/** As a file is read. */
const chunkBytes = 1 << 20;
/** Rows are taken out when so many wait, as an import does. */
const rowsAtOnce = 200_000;

interface Peer {
  readonly AisDecode: new (sentence: string, session: object) => { readonly valid: boolean };
}

/** Reads the bytes into columns; how many reports came out. */
function ours(bytes: Uint8Array): number {
  const reader = createSentenceReader();
  let reports = 0;
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    reader.push(bytes.subarray(at, at + chunkBytes));
    if (reader.waiting() > rowsAtOnce) reports += reader.take().fixes.length;
  }
  reader.end();
  return reports + reader.take().fixes.length;
}

/** The best decoder among JavaScript's: an object for each sentence, from text that is already cut into lines. */
function ggencoder({ AisDecode }: Peer, lines: readonly string[]): number {
  const session = {};
  let valid = 0;
  for (const line of lines) if (new AisDecode(line, session).valid) valid++;
  return valid;
}

/** gpsd's decoder, written in C, as a process that is fed a file and writes JSON away. */
function gpsdecode(file: string): number {
  const input = openSync(file, "r");
  const { status, error } = spawnSync("gpsdecode", ["-j"], { stdio: [input, "ignore", "ignore"] });
  closeSync(input);
  if (status !== 0) throw error ?? new Error(`gpsdecode ended with ${status}`);
  return status;
}

function seconds(work: () => number): number {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
}

/**
 * Sentences a second on one core, from bytes in memory into columns, and beside it the same log by ggencoder and gpsdecode, in turn. Only sentences of AIS count;
 * the log's other lines (a quarter) are read, too. The log is 44,687 real lines, repeated.
 */
export async function benchSentences({ folder, quick, note }: Bench): Promise<Figure[]> {
  if (!existsSync(log)) {
    note(`figure sentences-rate skipped: ${log} is absent`);
    return [];
  }
  const once = gunzipSync(readFileSync(log));
  const lines = once.toString("latin1").split(/\r?\n/);
  const isAis = (line: string): boolean => /^!..VD[MO],/.test(line);
  const times = quick ? 5 : 25;
  const bytes = Buffer.concat(Array.from({ length: times }, () => once));
  const sentences = lines.filter(isAis).length;
  // The peers get sentences of AIS alone, and each as often as keeps a run short.
  const peerTimes = quick ? 2 : 10;
  const peerLines = Array.from({ length: peerTimes }, () => lines.filter(isAis)).flat();
  const file = join(folder, "ais.nmea");
  writeFileSync(file, `${peerLines.join("\n")}\n`);
  const peer = createRequire(import.meta.url)("ggencoder") as Peer;
  const hasGpsdecode = spawnSync("gpsdecode", ["-V"]).status === 0;
  if (!hasGpsdecode) note("gpsdecode is absent: not compared");

  ours(bytes);
  ggencoder(peer, peerLines.slice(0, 50_000));
  const rounds = quick ? 3 : 7;
  const rates = { ours: [] as number[], ggencoder: [] as number[], gpsdecode: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    rates.ours.push((times * sentences) / seconds(() => ours(bytes)));
    rates.ggencoder.push(peerLines.length / seconds(() => ggencoder(peer, peerLines)));
    if (hasGpsdecode) rates.gpsdecode.push(peerLines.length / seconds(() => gpsdecode(file)));
  }
  note(JSON.stringify(rates, (_, value: unknown) => (typeof value === "number" ? Math.round(value) : value)));
  const over = (name: "ggencoder" | "gpsdecode"): number =>
    median(rates.ours.map((rate, i) => rate / (rates[name][i] ?? Number.NaN)));
  return [
    { name: "sentences-rate", value: median(rates.ours) / 1e6, unit: "M/s", goal: ">=1.2" },
    { name: "sentences-over-ggencoder", value: over("ggencoder"), unit: "x", goal: ">=3" },
    ...(hasGpsdecode
      ? [{ name: "sentences-over-gpsdecode", value: over("gpsdecode"), unit: "x", goal: ">=3" }]
      : []),
  ];
}
