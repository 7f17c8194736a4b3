// node bench/workbench/flood.ts [--case DIR] [--seconds 60] [--rate 2000] [--without-tokens]: what happens to a server that is flooded.
//
// Starts `yardwatch serve` as a process of its own on loopback, sends it so many requests a second from this machine and watches: what was
// answered and what was refused, what memory it took, what it wrote into its log, and how long a second client that behaves waits for the
// board meanwhile. Not among the timed benchmarks: it takes a minute and both cores.
import { spawn } from "node:child_process";
import { readFileSync, rmSync, cpSync, mkdtempSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { addToken } from "../../src/apps/server/guard/tokens.ts";
import { median } from "../figure.ts";

const option = (name: string, usual: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? usual : (process.argv[at + 1] ?? usual);
};
const seconds = Math.min(120, Number(option("seconds", "60")));
const perSecond = Math.min(5_000, Number(option("rate", "2000")));
const withTokens = !process.argv.includes("--without-tokens");
const source = option("case", "");
if (source === "") throw new Error("--case DIR: a case to be copied and served");

const folder = mkdtempSync(join(tmpdir(), "yardwatch-flood-"));
cpSync(source, join(folder, "case"), { recursive: true });
const file = join(folder, "tokens.json");
const [rude, polite] = ["rude", "polite"].map((name) => addToken(file, name, "viewer").token);
const web = option("web", "");

const launcher = fileURLToPath(new URL("../../bin/yardwatch.js", import.meta.url));
const server = spawn(
  process.execPath,
  [
    launcher,
    "serve",
    "--case",
    join(folder, "case"),
    "--port",
    "0",
    ...(withTokens ? ["--tokens", file] : []),
    ...(web === "" ? [] : ["--web", web]),
  ],
  { stdio: ["ignore", "pipe", "pipe"] },
);
let [logLines, logBytes] = [0, 0];
createInterface({ input: server.stderr }).on("line", (line) => {
  logLines++;
  logBytes += line.length + 1;
});
const url = await new Promise<string>((resolve, reject) => {
  createInterface({ input: server.stdout }).on("line", (line) => {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (found !== undefined) resolve(found);
  });
  server.once("close", (code) => reject(new Error(`the server ended with ${code}`)));
});
const { hostname, port } = new URL(url);

interface Seen {
  readonly status: number;
  readonly ms: number;
}

/** One request over kept connections. 0: no answer. `from`: another address of loopback, as another client has. */
function ask(path: string, agent: Agent, token: string | undefined, from?: string): Promise<Seen> {
  const began = performance.now();
  return new Promise((resolve) => {
    const end = (status: number): void => resolve({ status, ms: performance.now() - began });
    const asked = request(
      {
        hostname,
        port,
        path,
        agent,
        ...(from === undefined ? {} : { localAddress: from }),
        headers: withTokens ? { authorization: `Bearer ${token}` } : {},
        timeout: 10_000,
      },
      (answer) => {
        answer.resume();
        answer.on("end", () => end(answer.statusCode ?? 0)).on("error", () => end(0));
      },
    );
    asked.on("error", () => end(0)).on("timeout", () => asked.destroy());
    asked.end();
  });
}

/** Memory that the server holds, in megabytes; Linux only. */
function residentMegabytes(): number {
  try {
    const status = readFileSync(`/proc/${server.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
  } catch {
    return Number.NaN;
  }
}

const paths = [
  "/api/board",
  "/api/case",
  "/ogc/collections/counts/items?limit=1000",
  "/stac/search",
  "/api/looks/none",
];
const politeAgent = new Agent({ keepAlive: true, maxSockets: 2 });
const rudeAgent = new Agent({ keepAlive: true, maxSockets: 200 });
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const alone: number[] = [];
for (let i = 0; i < 20; i++) alone.push((await ask("/api/board", politeAgent, polite)).ms);
const memoryBefore = residentMegabytes();

const statuses = new Map<number, number>();
let [sent, waiting, skipped] = [0, 0, 0];
const board: Seen[] = [];
let memoryMost = 0;
const flood = new AbortController();
const polling = (async () => {
  while (!flood.signal.aborted) {
    // Without tokens clients are told apart by their address.
    board.push(await ask("/api/board", politeAgent, polite, withTokens ? undefined : "127.0.0.2"));
    memoryMost = Math.max(memoryMost, residentMegabytes());
    await pause(250);
  }
})();

const began = performance.now();
while (performance.now() - began < seconds * 1000) {
  const due = Math.min(perSecond * seconds, ((performance.now() - began) / 1000) * perSecond);
  while (sent + skipped < due) {
    // More than this without an answer, and this machine would only measure itself.
    if (waiting > 2_000) {
      skipped++;
      continue;
    }
    waiting++;
    void ask(paths[sent % paths.length] ?? "/", rudeAgent, rude).then(({ status }) => {
      waiting--;
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    });
    sent++;
  }
  await pause(5);
}
flood.abort();
await polling;
const lasted = (performance.now() - began) / 1000;
await pause(2_000);
const after = await ask("/api/board", politeAgent, polite);
const times = board.map((b) => b.ms).toSorted((a, b) => a - b);
const rounded = (value: number): number => Math.round(value * 10) / 10;
console.log(
  JSON.stringify(
    {
      secondsOfFlood: rounded(lasted),
      sentASecond: rounded(sent / lasted),
      notSentSinceTooManyWaited: skipped,
      answers: Object.fromEntries([...statuses].sort(([a], [b]) => a - b)),
      boardAloneMs: rounded(median(alone)),
      boardUnderFloodMs: {
        asked: board.length,
        refused: board.filter((b) => b.status !== 200).length,
        median: rounded(median(times)),
        p95: rounded(times[Math.floor(times.length * 0.95)] ?? Number.NaN),
        worst: rounded(times.at(-1) ?? Number.NaN),
      },
      boardAfter: { status: after.status, ms: rounded(after.ms) },
      memoryMegabytes: {
        before: rounded(memoryBefore),
        most: rounded(memoryMost),
        after: rounded(residentMegabytes()),
      },
      log: { lines: logLines, bytes: logBytes },
    },
    null,
    2,
  ),
);
politeAgent.destroy();
rudeAgent.destroy();
server.kill("SIGTERM");
await new Promise((resolve) => server.once("close", resolve));
rmSync(folder, { recursive: true, force: true });
