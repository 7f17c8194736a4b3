import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { startServer } from "../../src/apps/server/start.ts";

/*
 * The workbench's server in a process of its own, to be killed. Run as a program it loads, waits for a word on stdin, and then opens the case: so the next one can
 * be made ready while the last one is still being written to.
 */

export interface KillableServer {
  /** Opens the case and serves it; answers with the address. */
  readonly open: () => Promise<string>;
  /** kill -9. Resolves when the process is gone. */
  readonly kill: () => Promise<void>;
  /** Ends it in peace: only then does it leave what it compiled for those that start after it. */
  readonly end: () => Promise<void>;
}

const isProgram = process.argv[1] === fileURLToPath(import.meta.url);

/** Makes a server's process ready. @param cache a folder for compiled code, so that the second start is quick */
export function readyServer(folder: string, web: string, cache: string): KillableServer {
  const child: ChildProcess = spawn(process.execPath, [fileURLToPath(import.meta.url), folder, web], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const told = new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      const end = text.indexOf("\n");
      if (end !== -1) resolve(text.slice(0, end));
    });
    child.once("exit", (code, signal) =>
      reject(new Error(`the server ended before it was there: ${code ?? signal ?? "?"}`)),
    );
  });
  // Where it is killed before it is asked for anything, nobody waits for its word.
  told.catch(() => undefined);
  return {
    open: () => {
      child.stdin?.write("open\n");
      return told;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    end: async () => {
      child.stdin?.end("end\n");
      await ended;
    },
  };
}

if (isProgram) {
  const [, , folder = "", web = ""] = process.argv;
  process.stdin.once("data", () => {
    process.stdin.once("data", () => process.exit(0));
    void startServer({
      folder,
      web,
      host: "127.0.0.1",
      port: 0,
      now: () => new Date(),
      log: (line) => {
        if (line.includes(`"level":"error"`)) console.error(line);
      },
    }).then(({ url }) => process.stdout.write(`${url}\n`));
  });
}
