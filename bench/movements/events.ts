import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openDuck, rowsOf } from "../../src/system/positions/duck.ts";
import { createCase } from "../../src/system/files/case-folder.ts";
import { importPorts } from "../../src/system/steps/import-ports.ts";
import { publishedDays } from "../../src/system/positions/published-parquet.ts";
import { median, type Bench, type Figure } from "../figure.ts";

const shared = fileURLToPath(new URL("../../../shared/data/", import.meta.url));
const reports = join(shared, "ais", "noaa-2020-01-01.parquet");
const portList = join(shared, "ports", "WPI_ports.csv");

interface Run {
  readonly seconds: number;
  readonly megabytes: number;
  readonly found: Readonly<Record<string, number>>;
}

function once(folder: string, what: "floor" | "analyse", gapHours = 6): Run {
  const script = fileURLToPath(new URL("analyse-once.ts", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, folder, what, String(gapHours)], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Run;
}

/**
 * A whole day of the US coast: segments, flags, reception, gaps, visits to the world's ports, waiting, meetings and loitering, from a case on disk to results on
 * disk; beside it the reading of the columns alone, and gaps alone as a window query of DuckDB over the same file. Then ten such days, each with identities of its own.
 */
export async function benchEvents({ folder, quick, note }: Bench): Promise<Figure[]> {
  const names = [
    "analyse-day",
    "analyse-day-memory",
    "analyse-day-over-reading",
    "analyse-ten-days",
    "analyse-ten-days-over-day",
    "analyse-ten-days-memory",
  ];
  if (!existsSync(reports) || !existsSync(portList)) {
    note(`${names.join(", ")}: skipped, ../shared/data has no day of reports`);
    return [];
  }
  const one = await caseOf(join(folder, "one-day"), 1);
  const rounds = quick ? 1 : 3;
  const runs: { readonly floor: Run; readonly day: Run; readonly sql: number }[] = [];
  for (let round = 0; round < rounds; round++)
    runs.push({ floor: once(one, "floor"), day: once(one, "analyse"), sql: await gapsBySql(one, note) });
  const short = once(one, "analyse", 1);
  note(`one day: ${JSON.stringify(runs)}; gaps of an hour: ${JSON.stringify(short)}`);
  const seconds = median(runs.map((r) => r.day.seconds));
  const figures: Figure[] = [
    { name: "analyse-day", value: seconds, unit: "s", goal: "<=30" },
    {
      name: "analyse-day-memory",
      value: Math.max(...runs.map((r) => r.day.megabytes)),
      unit: "MB",
      goal: "<=1500",
    },
    { name: "read-day", value: median(runs.map((r) => r.floor.seconds)), unit: "s", goal: null },
    {
      name: "analyse-day-over-reading",
      value: median(runs.map((r) => r.day.seconds / r.floor.seconds)),
      unit: "x",
      goal: null,
    },
    { name: "gaps-alone-by-sql", value: median(runs.map((r) => r.sql)), unit: "s", goal: null },
  ];
  if (quick) {
    note("analyse-ten-days: skipped, --quick");
    return figures;
  }
  const ten = once(await caseOf(join(folder, "ten-days"), 10), "analyse");
  note(`ten days: ${JSON.stringify(ten)}`);
  return [
    ...figures,
    { name: "analyse-ten-days", value: ten.seconds, unit: "s", goal: "<=300" },
    { name: "analyse-ten-days-over-day", value: ten.seconds / seconds, unit: "x", goal: "<=15" },
    { name: "analyse-ten-days-memory", value: ten.megabytes, unit: "MB", goal: "<=3000" },
  ];
}

/** A case with the day as often as asked, a day after the other, and every time under identities of its own. */
async function caseOf(folder: string, days: number): Promise<string> {
  const opened = await createCase(folder, "a day of reports", () => new Date());
  await importPorts(opened, portList);
  opened.close();
  const positions = join(folder, "positions");
  mkdirSync(join(positions, "statements"), { recursive: true });
  const engine = await openDuck({ memory: "1500MB", threads: 2, temporary: join(folder, "aside") });
  const connection = await engine.connect();
  try {
    const published = await publishedDays(reports, engine, Date.now());
    const [name = ""] = readdirSync(published).filter((n) => n.endsWith(".parquet"));
    for (let k = 0; k < days; k++) {
      const day = `2020-01-${String(k + 1).padStart(2, "0")}.parquet`;
      if (k === 0) {
        copyFileSync(join(published, name), join(positions, day));
        copyFileSync(join(published, "statements", name), join(positions, "statements", day));
        continue;
      }
      // In the order of the day itself: ranks rise with the identities.
      await rowsOf(
        connection,
        `COPY (
           WITH ships AS (SELECT mmsi, row_number() OVER (ORDER BY mmsi) AS rank FROM (SELECT DISTINCT mmsi FROM '${join(published, name)}'))
           SELECT * REPLACE ((${200_000_000 + 20_000_000 * k} + rank)::INTEGER AS mmsi, at_ms + ${k} * 86400000 AS at_ms)
           FROM '${join(published, name)}' JOIN ships USING (mmsi) ORDER BY mmsi, at_ms, longitude, latitude
         ) TO '${join(positions, day)}' (FORMAT parquet, ROW_GROUP_SIZE 122880)`,
      );
    }
    return folder;
  } finally {
    connection.disconnectSync();
    engine.closeSync();
  }
}

/** Silences of six hours and more of each identity, as one query; seconds. */
async function gapsBySql(folder: string, note: (text: string) => void): Promise<number> {
  const engine = await openDuck({ memory: "1500MB", threads: 2, temporary: join(folder, "aside") });
  const connection = await engine.connect();
  try {
    const began = performance.now();
    const [row] = await rowsOf(
      connection,
      `SELECT count(*)::DOUBLE AS gaps FROM (
         SELECT at_ms - lag(at_ms) OVER (PARTITION BY mmsi ORDER BY at_ms) AS silent
         FROM '${join(folder, "positions", "2020-01-01.parquet")}'
       ) WHERE silent >= 6 * 3600000`,
    );
    note(`gaps by SQL: ${String(row?.["gaps"])}`);
    return (performance.now() - began) / 1000;
  } finally {
    connection.disconnectSync();
    engine.closeSync();
  }
}
