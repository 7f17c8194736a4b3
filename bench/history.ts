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

interface Imported {
  readonly seconds: number;
  readonly peakMegabytes: number;
}

interface Asked {
  readonly firstMs: number;
  readonly ms: number;
  readonly peakMegabytes: number;
}

function measured(...args: readonly string[]): unknown {
  const child = spawnSync(process.execPath, [join(import.meta.dirname, "large-case.ts"), ...args], {
    encoding: "utf8",
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout);
}

/**
 * 100,000 looks in one case: import, history, memory. Spread over twenty yards, which is what a case of that size is, and all of them in
 * the history of one yard, which is as hard as it gets: there the history has no goal and is reported.
 */
export async function benchHistory({ folder, quick, note }: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  const rounds = quick ? 1 : 5;
  for (const sites of [20, 1]) {
    const looks = join(folder, `looks-${sites}.csv`);
    const places = join(folder, `sites-${sites}.geojson`);
    writeMadeLooks(looks, { rows: 100_000, sites, seed: 20231005 });
    writeFileSync(places, madeSites(sites));
    const imports: Imported[] = [];
    const histories: Asked[] = [];
    const floors: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const made = join(folder, `case-${sites}-${round}`);
      imports.push(measured("import", looks, places, made) as Imported);
      histories.push(measured("history", made) as Asked);
      floors.push(await floorSeconds(looks, join(folder, "floor.sqlite")));
      rmSync(made, { recursive: true });
      note(
        `${sites} sites, round ${round + 1}: ${JSON.stringify([imports.at(-1), histories.at(-1)])}, floor ${floors.at(-1)?.toFixed(2)} s`,
      );
    }
    const name = sites === 1 ? "one-yard" : "twenty-yards";
    const memory = Math.max(...imports.map((m) => m.peakMegabytes), ...histories.map((m) => m.peakMegabytes));
    figures.push(
      {
        name: `import-100k-looks-${name}`,
        value: median(imports.map((m) => m.seconds)),
        unit: "s",
        goal: "<5",
      },
      {
        name: `import-over-floor-${name}`,
        value: median(imports.map((m, i) => m.seconds / (floors[i] ?? Number.NaN))),
        unit: "x",
        goal: null,
      },
      {
        name: `history-first-100k-looks-${name}`,
        value: median(histories.map((m) => m.firstMs)),
        unit: "ms",
        goal: null,
      },
      {
        name: `history-100k-looks-${name}`,
        value: median(histories.map((m) => m.ms)),
        unit: "ms",
        goal: sites === 1 ? null : "<100",
      },
      { name: `memory-100k-looks-${name}`, value: memory, unit: "MB", goal: "<500" },
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
