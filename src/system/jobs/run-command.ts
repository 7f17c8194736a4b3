import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

/** How a command ended. */
export interface CommandEnd {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly result: unknown;
  readonly why: readonly string[];
}

export interface RunningCommand {
  /** Asks it to stop; it ends between two of its steps, with nothing half done. One that does not is ended. */
  readonly stop: () => void;
  readonly ended: Promise<CommandEnd>;
}

const launcher = fileURLToPath(new URL("../../../bin/yardwatch.js", import.meta.url));
/** The most that a command may print before the rest is let go, in characters. */
const mostOutput = 16 * 2 ** 20;
/** How long a command may take to stop, in milliseconds. */
const patience = 20_000;

/** What a command tells the program that started it. */
export interface CommandMessage {
  readonly progress: string;
}

/** Runs a command of the command line for a case, in a process of its own. */
export function runCommand(
  folder: string,
  args: readonly string[],
  onProgress: (text: string) => void,
): RunningCommand {
  const child: ChildProcess = spawn(process.execPath, [launcher, ...args, "--case", folder, "--json"], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    cwd: folder,
  });
  let [out, errors] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    if (out.length < mostOutput) out += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-20_000);
  });
  child.on("message", (message: Partial<CommandMessage>) => {
    if (typeof message.progress === "string") onProgress(message.progress);
  });
  const ended = new Promise<CommandEnd>((resolve) => {
    child.on("error", (error) => resolve({ code: null, result: null, why: [error.message] }));
    child.on("close", (code) =>
      resolve({ code, result: resultIn(out), why: code === 0 ? [] : linesOf(errors) }),
    );
  });
  return {
    stop: () => {
      child.kill("SIGTERM");
      const end = setTimeout(() => child.kill("SIGKILL"), patience);
      void ended.then(() => clearTimeout(end));
    },
    ended,
  };
}

function resultIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.replace(/^yardwatch: /, "").trim())
    .filter((line) => line !== "")
    .slice(-12);
