import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer, type RunningServer } from "../../src/apps/server/start.ts";

/** A copy of a case that is served, with the built pages, until it is closed. */
export interface Served extends RunningServer {
  readonly folder: string;
}

/** Serves a copy of a case, so that tests that share a made case do not see each other's work. */
export async function serveCopy(source: string): Promise<Served> {
  const parent = mkdtempSync(join(tmpdir(), "yardwatch-served-"));
  const folder = join(parent, "case");
  cpSync(source, folder, { recursive: true });
  const server = await startServer({
    folder,
    host: "127.0.0.1",
    port: 0,
    // `npm test` builds the pages into the program's own folder; who works on them keeps a build elsewhere.
    web: process.env["YARDWATCH_WEB"],
    now: () => new Date(),
    // What was done is the tests' own; what broke is worth reading.
    log: (line) => {
      if (line.includes('"level":"error"')) console.error(line);
    },
  });
  return {
    ...server,
    folder,
    close: async () => {
      await server.close();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}
