import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { literal, openDuck } from "../../src/system/positions/duck.ts";
import { median, type Bench, type Figure } from "../figure.ts";

const shared = fileURLToPath(new URL("../../../shared/data/ais/", import.meta.url));
const day = join(shared, "noaa-2020-01-01.parquet");
const losAngeles = join(shared, "noaa-los-angeles-2020-01-01.csv.gz");

type Copied = Pick<Imported, "seconds" | "megabytes">;

interface Imported {
  readonly seconds: number;
  readonly megabytes: number;
  readonly reports: number;
  readonly added: number;
  readonly bytes: number;
}

/** Runs a script that prints JSON, in a process of its own. */
function once(script: string, ...args: string[]): unknown {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${script}: ${stderr}`);
  return JSON.parse(stdout);
}

/** A whole day of a coast into a case, in a process of its own each time, beside the engine's own sorted copy; then ten times that day. */
export async function benchImport({ folder, quick, note }: Bench): Promise<Figure[]> {
  if (!existsSync(day)) {
    note("import: skipped, ../shared/data/ais is not here");
    return [];
  }
  const rounds = quick ? 1 : 3;
  const [ours, floor]: [Imported[], Copied[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const made = join(folder, `day-${round}`);
    ours.push(once("import-once.ts", made, day) as Imported);
    if (round > 0) rmSync(made, { recursive: true, force: true });
    floor.push(once("copy-once.ts", day, join(folder, "floor.parquet")) as Copied);
  }
  note(JSON.stringify({ ours, floor }));
  const seconds = median(ours.map((o) => o.seconds));
  const figures: Figure[] = [
    { name: "import-day", value: seconds, unit: "s", goal: "<=20" },
    { name: "import-day-memory", value: Math.max(...ours.map((o) => o.megabytes)), unit: "MB", goal: null },
    {
      name: "import-day-over-sorted-copy",
      value: median(ours.map((o, i) => o.seconds / (floor[i]?.seconds ?? Number.NaN))),
      unit: "x",
      goal: null,
    },
    { name: "import-day-lost", value: 6_343_600 - (ours[0]?.added ?? 0), unit: "reports", goal: "<=0" },
    ...(await rowCheck(folder, note)),
  ];
  if (!quick) figures.push(...(await tenTimes(folder, seconds, note)));
  return figures;
}

/** The part of the day that is published as CSV too: rows that differ between the two. */
async function rowCheck(folder: string, note: Bench["note"]): Promise<Figure[]> {
  const made = join(folder, "csv");
  const csv = once("import-once.ts", made, losAngeles) as Imported;
  const engine = await openDuck({ memory: "600MB", threads: 2, temporary: join(folder, "check-aside") });
  const connection = await engine.connect();
  const rows = (name: string): string =>
    `(SELECT * FROM read_parquet(${literal(join(folder, name, "positions", "2020-01-01.parquet"))})
       WHERE latitude BETWEEN 33.3 AND 34.1 AND longitude BETWEEN -118.8 AND -117.7)`;
  const reader = await connection.runAndReadAll(
    `SELECT count(*)::DOUBLE FROM ((SELECT * FROM ${rows("csv")} EXCEPT SELECT * FROM ${rows("day-0")})
       UNION ALL (SELECT * FROM ${rows("day-0")} EXCEPT SELECT * FROM ${rows("csv")}))`,
  );
  engine.closeSync();
  note(JSON.stringify({ csv }));
  return [
    { name: "import-csv-rate", value: csv.reports / csv.seconds / 1000, unit: "thousand-rows/s", goal: null },
    {
      name: "import-csv-rows-unlike-parquet",
      value: Number(reader.getRows()[0]?.[0]),
      unit: "rows",
      goal: "<=0",
    },
  ];
}

/** Ten times the day, under other numbers: does it grow as its rows, and stay in bounds? */
async function tenTimes(folder: string, seconds: number, note: Bench["note"]): Promise<Figure[]> {
  const large = join(folder, "ten.parquet");
  const engine = await openDuck({ memory: "1GB", threads: 2, temporary: join(folder, "ten-aside") });
  const connection = await engine.connect();
  const copies = Array.from(
    { length: 10 },
    (_, k) =>
      `SELECT * REPLACE ((MMSI + ${k * 7919}) % 1000000000 AS MMSI) FROM read_parquet(${literal(day)})`,
  );
  await connection.run("SET preserve_insertion_order = false");
  await connection.run(
    `COPY (${copies.join(" UNION ALL ")}) TO ${literal(large)} (FORMAT parquet, COMPRESSION lz4)`,
  );
  engine.closeSync();
  const made = join(folder, "ten");
  const ten = once("import-once.ts", made, large) as Imported;
  rmSync(made, { recursive: true, force: true });
  rmSync(large);
  note(JSON.stringify({ ten }));
  return [
    { name: "import-ten-days", value: ten.seconds, unit: "s", goal: null },
    { name: "import-ten-days-growth", value: ten.seconds / (10 * seconds), unit: "x", goal: "<=1.5" },
    { name: "import-ten-days-memory", value: ten.megabytes / 1024, unit: "GB", goal: "<=3" },
    { name: "import-ten-days-lost", value: 63_436_000 - ten.reports, unit: "reports", goal: "<=0" },
  ];
}
