import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A server in a process of its own, as an analyst starts it. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

const launcher = fileURLToPath(new URL("../../bin/yardwatch.js", import.meta.url));

/** Starts `yardwatch serve` on a case and waits until it prints its address. */
export async function startProcess(folder: string, web?: string): Promise<ServerProcess> {
  const child: ChildProcess = spawn(
    process.execPath,
    [launcher, "serve", "--case", folder, "--port", "0", ...(web === undefined ? [] : ["--web", web])],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    if (child.stdout === null) return reject(new Error("the server has no output"));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.once("close", (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
