import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer, type RunningServer } from "../../src/apps/server/start.ts";
import { demoCase } from "../workbench/demo-case.ts";

export interface ServedStandards extends RunningServer {
  readonly get: (path: string) => Promise<Response>;
  readonly json: (path: string) => Promise<Record<string, unknown>>;
}

/** The demo case, served; nothing may be written to it unless it is a copy. */
export async function serveDemo({ copied = false } = {}): Promise<ServedStandards> {
  const pages = mkdtempSync(join(tmpdir(), "yardwatch-pages-"));
  writeFileSync(join(pages, "index.html"), "<title>pages</title>");
  let folder = await demoCase();
  if (copied) {
    const copy = join(pages, "case");
    cpSync(folder, copy, { recursive: true });
    folder = copy;
  }
  const server = await startServer({
    folder,
    web: pages,
    host: "127.0.0.1",
    port: 0,
    now: () => new Date("2026-01-02T03:04:05Z"),
    log: (line) => {
      if (line.includes('"level":"error"')) console.error(line);
    },
  });
  const get = (path: string): Promise<Response> => fetch(path.startsWith("http") ? path : server.url + path);
  return {
    ...server,
    get,
    json: async (path) => {
      const answer = await get(path);
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as Record<string, unknown>;
    },
    close: async () => {
      await server.close();
      rmSync(pages, { recursive: true, force: true });
    },
  };
}

/** Links of a document by their relation. */
export function linkOf(document: Readonly<Record<string, unknown>>, rel: string): string {
  const links = (document["links"] ?? []) as readonly { readonly rel: string; readonly href: string }[];
  const found = links.find((link) => link.rel === rel);
  if (found === undefined) throw new Error(`no link ${rel} in ${JSON.stringify(links)}`);
  return found.href;
}
