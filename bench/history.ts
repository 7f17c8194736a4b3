import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import Papa from "papaparse";
import { median, type Bench, type Figure } from "./figure.ts";
import { madeSites, writeMadeLooks } from "./made-looks.ts";

interface Measured {
  readonly records: number;
  readonly importSeconds: number;
  readonly firstHistoryMs: number;
  readonly historyMs: number;
  readonly peakMegabytes: number;
}

/** 100,000 looks in one case: import, history, memory; all at one yard, and spread over twenty. */
export async function benchHistory({ folder, quick, note }: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  const rounds = quick ? 1 : 5;
  for (const sites of [1, 20]) {
    const looks = join(folder, `looks-${sites}.csv`);
    const places = join(folder, `sites-${sites}.geojson`);
    writeMadeLooks(looks, { rows: 100_000, sites, seed: 20231005 });
    writeFileSync(places, madeSites(sites));
    const runs: Measured[] = [];
    const floors: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const made = join(folder, `case-${sites}-${round}`);
      const child = spawnSync(
        process.execPath,
        [join(import.meta.dirname, "large-case.ts"), looks, places, made],
        { encoding: "utf8" },
      );
      if (child.status !== 0) throw new Error(child.stderr);
      runs.push(JSON.parse(child.stdout) as Measured);
      floors.push(await floorSeconds(looks, join(folder, "floor.sqlite")));
      rmSync(made, { recursive: true });
      note(
        `${sites} sites, round ${round + 1}: ${JSON.stringify(runs.at(-1))}, floor ${floors.at(-1)?.toFixed(2)} s`,
      );
    }
    const of = (get: (m: Measured) => number): number => median(runs.map(get));
    const name = sites === 1 ? "one-yard" : "twenty-yards";
    figures.push(
      { name: `import-100k-looks-${name}`, value: of((m) => m.importSeconds), unit: "s", goal: "<5" },
      {
        name: `import-over-floor-${name}`,
        value: median(runs.map((m, i) => m.importSeconds / (floors[i] ?? Number.NaN))),
        unit: "x",
        goal: null,
      },
      {
        name: `history-first-100k-looks-${name}`,
        value: of((m) => m.firstHistoryMs),
        unit: "ms",
        goal: null,
      },
      { name: `history-100k-looks-${name}`, value: of((m) => m.historyMs), unit: "ms", goal: "<100" },
      { name: `memory-100k-looks-${name}`, value: of((m) => m.peakMegabytes), unit: "MB", goal: "<500" },
    );
  }
  figures.push(await longLine(folder, quick));
  return figures;
}

/**
 * What an import cannot do without: reading and hashing the file, keeping a copy, parting it into cells by the same parser, and
 * writing the same number of rows (a look and a count for each line) with nothing checked.
 */
async function floorSeconds(looks: string, path: string): Promise<number> {
  const began = performance.now();
  copyFileSync(looks, `${path}.copy`);
  createHash("sha256").update(readFileSync(looks)).digest("hex");
  rmSync(path, { force: true });
  const database = new DatabaseSync(path);
  database.exec(
    "CREATE TABLE a (id TEXT PRIMARY KEY, b, c, d, e, f, g, h, i, j); CREATE TABLE b (id TEXT PRIMARY KEY, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s); BEGIN",
  );
  const marks = (n: number): string => Array.from({ length: n }, () => "?").join(",");
  const [a, b] = [
    database.prepare(`INSERT INTO a VALUES (${marks(10)})`),
    database.prepare(`INSERT INTO b VALUES (${marks(19)})`),
  ];
  for (const row of Papa.parse<string[]>(readFileSync(looks, "utf8").trimEnd(), {
    delimiter: ",",
  }).data.slice(1)) {
    a.run(...row.slice(0, 10));
    b.run(...row.slice(0, 19));
  }
  database.exec("COMMIT");
  database.close();
  return (performance.now() - began) / 1000;
}

/** Memory while a file with one line of a gigabyte is refused. */
async function longLine(folder: string, quick: boolean): Promise<Figure> {
  const path = join(folder, "long.csv");
  const file = openSync(path, "w");
  writeSync(file, "observation,site,kind,measure,taken_at,observer,publisher,page,outcome\nlong,");
  const block = Buffer.alloc(1 << 20, "x");
  for (let i = 0; i < (quick ? 256 : 1024); i++) writeSync(file, block);
  closeSync(file);
  const made = join(folder, "long-case");
  const sites = join(folder, "sites-1.geojson");
  const child = spawnSync(
    process.execPath,
    [
      "-e",
      `
    const { createCase } = await import(${JSON.stringify(new URL("../src/system/files/case-folder.ts", import.meta.url).href)});
    const { importLooks } = await import(${JSON.stringify(new URL("../src/system/steps/import-looks.ts", import.meta.url).href)});
    const opened = await createCase(${JSON.stringify(made)}, "long", () => new Date(0));
    const refused = await importLooks(opened, ${JSON.stringify(path)}).then(() => "", (e) => e.message);
    if (!/line 2/.test(refused)) throw new Error("not refused: " + refused);
    console.log(process.resourceUsage().maxRSS / 1024);
  `,
      "--input-type=module",
      sites,
    ],
    { encoding: "utf8" },
  );
  if (child.status !== 0) throw new Error(child.stderr);
  const bytes = statSync(path).size;
  rmSync(path);
  return {
    name: `memory-line-of-${Math.round(bytes / 2 ** 20)}-MiB`,
    value: Number(child.stdout),
    unit: "MB",
    goal: "<500",
  };
}
