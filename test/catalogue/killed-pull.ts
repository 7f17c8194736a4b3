import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { uniform } from "../../src/base/random.ts";
import { startMadeServer } from "./made-catalogue.ts";

export interface KilledPull {
  readonly items: number;
  readonly kills: number;
  /** Items whose record is, to the letter, that of an undisturbed run. */
  readonly equal: number;
  readonly bytes: number;
  /** Bytes that the server sent more than once. */
  readonly twice: number;
  /** One question for each connection that was ever open at the same time, for each kill: what may be sent twice. */
  readonly allowedTwice: number;
}

/** As pull-runner.ts asks. */
const mostBytesAtOnce = 16_384;

/**
 * Pulls `count` items in a process of its own that is killed (SIGKILL) `kills` times, each time after a random share of the items is through, and once
 * undisturbed, and compares the records and what the server sent.
 */
export async function killedPull(
  folder: string,
  { count, kills, seed }: { readonly count: number; readonly kills: number; readonly seed: number },
): Promise<KilledPull> {
  const [calm, rough] = [join(folder, "calm"), join(folder, "rough")];
  const first = await startMadeServer(count);
  await run(first.url, calm);
  await first.close();

  const server = await startMadeServer(count);
  const random = uniform(seed);
  const moments = Array.from({ length: kills }, () => Math.floor(0.9 * random() * count)).toSorted(
    (a, b) => a - b,
  );
  let killed = 0;
  for (const moment of moments) {
    const before = recordsIn(rough);
    // The records tell how far it is; a few milliseconds of chance put the kill anywhere within an item.
    const ended = await run(server.url, rough, async (kill, isOver) => {
      while (recordsIn(rough) <= Math.max(moment, before) && !isOver()) await sleep(3);
      await sleep(random() * 20);
      kill();
    });
    if (!ended) killed++;
  }
  await run(server.url, rough);
  const { bytes, twice } = server.totals();
  await server.close();
  const names = readdirSync(join(calm, "records"));
  const same = names.filter((name) => {
    const path = join(rough, "records", name);
    return (
      existsSync(path) && readFileSync(path, "utf8") === readFileSync(join(calm, "records", name), "utf8")
    );
  });
  const extra = recordsIn(rough) - names.length;
  return {
    items: count,
    kills: killed,
    equal: same.length - Math.max(0, extra),
    bytes,
    twice,
    allowedTwice: killed * server.mostConnections() * mostBytesAtOnce,
  };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const recordsIn = (folder: string): number =>
  existsSync(join(folder, "records"))
    ? readdirSync(join(folder, "records")).filter((name) => name.endsWith(".json")).length
    : 0;

/** Runs the pull; true when it came to its end, false when it was killed. */
async function run(
  url: string,
  folder: string,
  disturb?: (kill: () => void, isOver: () => boolean) => Promise<void>,
): Promise<boolean> {
  const runner = join(import.meta.dirname, "pull-runner.ts");
  const child = spawn(process.execPath, [runner, url, join(folder, "work"), join(folder, "records")], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let faults = "";
  child.stderr.on("data", (chunk: Buffer) => (faults += chunk.toString("utf8")));
  let over = false;
  const end = new Promise<{ code: number | null }>((resolve) => {
    child.on("close", (code) => {
      over = true;
      resolve({ code });
    });
  });
  const disturbed = disturb?.(
    () => {
      if (!over) child.kill("SIGKILL");
    },
    () => over,
  );
  const { code } = await end;
  await disturbed;
  if (code !== 0 && code !== null) throw new Error(`pull-runner: exit ${code}: ${faults.slice(0, 2000)}`);
  return code === 0;
}
