import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startServer, type RunningServer } from "../src/apps/server/start.ts";
import { standingClock } from "./made-case.ts";

export interface ServedCase {
  readonly server: RunningServer;
  /** Asks as somebody; "": without saying who asks. */
  readonly get: (path: string, by?: string) => Promise<Response>;
  readonly post: (path: string, body: unknown, by?: string) => Promise<Response>;
  readonly log: readonly string[];
}

/** The workbench's server over the case in `folder`/case, with a page of one word for all of its pages. */
export async function servedCase(folder: string, now: () => Date = standingClock): Promise<ServedCase> {
  const web = join(folder, "web");
  mkdirSync(web, { recursive: true });
  writeFileSync(join(web, "index.html"), "<title>pages</title>");
  const log: string[] = [];
  const server = await startServer({
    folder: join(folder, "case"),
    web,
    host: "127.0.0.1",
    port: 0,
    now,
    log: (line) => log.push(line),
  });
  const named = (by: string): Record<string, string> =>
    by === "" ? {} : { "x-yardwatch-by": encodeURIComponent(by) };
  return {
    server,
    get: (path, by = "") => fetch(`${server.url}${path}`, { headers: named(by) }),
    post: (path, body, by = "") =>
      fetch(`${server.url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: server.url, ...named(by) },
        body: JSON.stringify(body),
      }),
    log,
  };
}
