import { spawn } from "node:child_process";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { uniform } from "../src/base/random.ts";
import { createCase } from "../src/system/files/case-folder.ts";
import { importPlaces } from "../src/system/steps/import-places.ts";
import { recordTables } from "../src/system/store/tables.ts";
import { startMadeServer } from "../test/catalogue/made-catalogue.ts";
import { writeMadeCatalogues, writeMadeSite } from "../test/catalogue/made-site.ts";

export interface KilledPull {
  readonly items: number;
  readonly kills: number;
  /** Records of all kinds, and those that are, to the letter, the same as in a pull that nobody disturbed. */
  readonly records: number;
  readonly equal: number;
  readonly bytes: number;
  /** Bytes that the server sent more than once, and the most that was under way at the kills. */
  readonly twice: number;
  readonly underWay: number;
  readonly seconds: number;
}

const main = fileURLToPath(new URL("../src/apps/cli/main.ts", import.meta.url));

/**
 * `look pull` of `count` items into a case, in a process that is killed (SIGKILL) `kills` times after random shares of the items, and once
 * undisturbed; compares all records of the two cases.
 */
export async function killedPull(
  folder: string,
  count: number,
  kills: number,
  seed: number,
): Promise<KilledPull> {
  const cases = { calm: join(folder, "calm"), rough: join(folder, "rough") };
  for (const path of Object.values(cases)) {
    const opened = await createCase(path, "Pulled", () => new Date("2026-01-02T03:04:05Z"));
    await importPlaces(opened, writeMadeSite(folder));
    opened.close();
  }
  const first = await startMadeServer(count);
  const began = performance.now();
  await pull(cases.calm, writeMadeCatalogues(folder, first.url));
  const seconds = (performance.now() - began) / 1000;
  await first.close();

  const server = await startMadeServer(count);
  const catalogues = writeMadeCatalogues(folder, server.url);
  const random = uniform(seed);
  const moments = Array.from({ length: kills }, () => Math.floor(0.9 * random() * count)).toSorted(
    (a, b) => a - b,
  );
  let killed = 0;
  for (const moment of moments) {
    const before = looksIn(cases.rough);
    const ended = await pull(cases.rough, catalogues, async (kill, isOver) => {
      while (looksIn(cases.rough) <= Math.max(moment, before) && !isOver()) await sleep(5);
      // Chance puts the kill anywhere within an item: reading, judging, writing.
      await sleep(random() * 60);
      kill();
    });
    if (!ended) killed++;
  }
  await pull(cases.rough, catalogues);
  const { bytes, twice } = server.totals();
  const largest = Math.max(...["blue", "nir", "scl"].map((asset) => server.fileOf(0, asset).length));
  const underWay = killed * server.mostConnections() * largest;
  await server.close();
  const [calm, rough] = [recordsIn(cases.calm), recordsIn(cases.rough)];
  const equal = [...calm].filter(([key, values]) => rough.get(key) === values).length;
  const extra = Math.max(0, rough.size - calm.size);
  return {
    items: count,
    kills: killed,
    records: calm.size,
    equal: equal - extra,
    bytes,
    twice,
    underWay,
    seconds,
  };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function read<T>(folder: string, work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(join(folder, "records.sqlite"), { readOnly: true });
  try {
    database.exec("PRAGMA busy_timeout = 5000");
    return work(database);
  } finally {
    database.close();
  }
}

const looksIn = (folder: string): number =>
  read(folder, (database) => Number(database.prepare("SELECT count(*) AS n FROM looks").get()?.["n"] ?? 0));

/** Every record by table and key, but for the port of the server. */
const recordsIn = (folder: string): Map<string, string> =>
  read(
    folder,
    (database) =>
      new Map(
        recordTables.flatMap(({ name, columns }) =>
          database
            .prepare(`SELECT ${columns.join(", ")} FROM ${name}`)
            .all()
            .map((row): [string, string] => [
              `${name} ${String(row[columns[0] ?? "id"])}`,
              JSON.stringify(row).replace(/127\.0\.0\.1:\d+/g, "server"),
            ]),
        ),
      ),
  );

/** Runs the command; true when it came to its end, false when it was killed. */
async function pull(
  folder: string,
  catalogues: string,
  disturb?: (kill: () => void, isOver: () => boolean) => Promise<void>,
): Promise<boolean> {
  const words = ["look", "pull", "made", "--from", "2023-01-01", "--to", "2025-12-31", "--catalogue", "made"];
  const child = spawn(process.execPath, [main, ...words, "--catalogues", catalogues, "--case", folder], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  let over = false;
  const end = new Promise<number | null>((resolve) => {
    child.on("close", (code) => {
      over = true;
      resolve(code);
    });
  });
  const disturbed = disturb?.(
    () => {
      if (!over) child.kill("SIGKILL");
    },
    () => over,
  );
  const code = await end;
  await disturbed;
  if (code !== 0 && code !== null) throw new Error(`look pull: exit ${code}: ${said.slice(0, 2000)}`);
  return code === 0;
}
