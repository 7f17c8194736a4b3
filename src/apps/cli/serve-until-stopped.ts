import { UnavailableError } from "../../base/errors.ts";
import { startServer, type RunningServer, type ServeOptions } from "../server/start.ts";
import type { Call, ExitCode } from "./definition.ts";
import { openInBrowser } from "./open-in-browser.ts";

export interface ServeWishes {
  readonly folder: string;
  /** null: the usual one, or the next that is free. */
  readonly port: number | null;
  /** The page that the printed address leads to. */
  readonly page: string;
  /** Open it in the user's browser, where there is a screen. */
  readonly open?: boolean;
  readonly web?: string | undefined;
  /** What it listens on; this machine alone where left out. */
  readonly host?: string | undefined;
  readonly guard?: ServeOptions["guard"];
}

const usualPort = 8477;
const portsTried = 20;

/** Lines of the log are JSON, and nothing before them, so that a program can read them. */
const log = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Serves a case, prints where, and ends when the program is asked to. */
export async function serveUntilStopped(
  { output, now, signal }: Call,
  { folder, port, page, open = false, web, host = "127.0.0.1", guard = {} }: ServeWishes,
): Promise<ExitCode> {
  const start = (at: number): Promise<RunningServer> =>
    startServer({ folder, host, port: at, web, now, log, guard });
  const server = port === null ? await startOnFreePort(start) : await start(port);
  output.result({ url: `${server.url}${page}` }, () => [
    `  workbench   ${server.url}${page}`,
    "              open it in a browser on this machine; Ctrl+C ends it",
  ]);
  if (open && process.stdout.isTTY) openInBrowser(`${server.url}${page}`);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await server.close();
  output.say("the workbench is closed");
  return 0;
}

async function startOnFreePort(start: (port: number) => Promise<RunningServer>): Promise<RunningServer> {
  for (let port = usualPort; ; port++)
    try {
      return await start(port);
    } catch (error) {
      const taken = error instanceof UnavailableError && error.message.includes("is in use; --port");
      if (!taken || port + 1 >= usualPort + portsTried) throw error;
    }
}
