import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { standingClock, temporaryFolder } from "../../../test/made-case.ts";
import { simulateTraffic } from "../../movements/simulated/simulate-traffic.ts";
import { createCase, type Case } from "../files/case-folder.ts";
import { literal, openDuck, rowsOf } from "../positions/duck.ts";
import { openPositions } from "../positions/open-positions.ts";
import { rowsIn, writeFixDay } from "../positions/write-day.ts";
import { analysePositions } from "./analyse-positions.ts";
import { followFeed } from "./follow-feed.ts";
import { importPositions } from "./import-positions.ts";
import { verifyCase } from "./verify-case.ts";

const log = fileURLToPath(new URL("../../../../shared/data/ais/nmea/amsa-log.txt.gz", import.meta.url));
if (!existsSync(log))
  process.stderr.write("SKIPPED: clocks of a receiver's log, since ../shared/data is not here\n");

async function madeCase(): Promise<Case> {
  const opened = await createCase(join(temporaryFolder(), "case"), "test", standingClock);
  onTestFinished(() => opened.close());
  return opened;
}

function trafficFile(clocks: Readonly<Record<string, number>>): string {
  const traffic = simulateTraffic({ seed: 5, fromMs: Date.UTC(2023, 8, 1), hours: 48, clocks });
  const path = join(temporaryFolder(), "traffic.nmea");
  writeFileSync(path, `${traffic.lines.join("\n")}\n`);
  return path;
}

const shipsOf = (ships: readonly { readonly id: string; readonly mmsi: number | null }[], id: string) =>
  ships.find((s) => s.id === id)?.mmsi ?? 0;

test("a receiver whose clock is wrong is named at the import and on its record, and no ship is flagged for it", async () => {
  const opened = await madeCase();
  const { import: record } = await importPositions(
    opened,
    trafficFile({ "simulated-south": -23, "simulated-east": -23 }),
  );
  expect(record?.clock).toMatchObject({ offsetSeconds: -23, sendersOff: 0 });
  const clock = record?.clock ?? { agreeing: 0, reports: 1 };
  expect(clock.agreeing / clock.reports).toBeGreaterThan(0.98);
  const stored = opened.database.prepare("SELECT clock FROM position_imports").get();
  expect(JSON.parse(String(stored?.["clock"]))).toEqual(record?.clock);
  const { summary } = await analysePositions(opened, null);
  expect(summary.clocks).toMatchObject({ usual: { offsetSeconds: -23 }, off: [], offTogether: 0 });
  expect(summary.flags["clock"]?.ships ?? 0).toBe(0);
  expect((await verifyCase(opened)).damage).toEqual([]);
});

test("a ship whose clock is wrong is flagged, keeps its visits, and its source is not blamed", async () => {
  const { truth } = simulateTraffic({ seed: 5, fromMs: Date.UTC(2023, 8, 1), hours: 48 });
  const swapped = new Set(truth.swaps.flatMap(({ ships }) => ships));
  const wrong = truth.ships.find(
    ({ id, mmsi, senderClass }) =>
      mmsi !== null && senderClass === "A" && !swapped.has(id) && truth.calls.some((c) => c.ship === id),
  );
  const [right, off] = [await madeCase(), await madeCase()];
  await importPositions(right, trafficFile({}));
  const { import: record } = await importPositions(off, trafficFile({ [wrong?.id ?? ""]: 18 }));
  expect(record?.clock).toMatchObject({ offsetSeconds: 0, sendersOff: 1 });
  const [sound, found] = [await analysePositions(right, null), await analysePositions(off, null)];
  expect(sound.summary.clocks.off).toEqual([]);
  const mmsi = shipsOf(truth.ships, wrong?.id ?? "");
  expect(found.summary.clocks.off).toMatchObject([{ mmsi, aheadSeconds: 18 }]);
  const segments = found.part("segments").filter((s) => s.mmsi === mmsi);
  const reports = segments.reduce((sum, s) => sum + s.fixes, 0);
  expect(segments.reduce((sum, s) => sum + (s.flags.clock ?? 0), 0)).toBe(reports);
  expect(found.part("visits")).toEqual(sound.part("visits"));
  expect(found.part("gaps")).toEqual(sound.part("gaps"));
});

test("days written before seconds were kept are read beside newer ones, and are added to", async () => {
  const opened = await madeCase();
  const csv = (second: string) => {
    const path = join(temporaryFolder(), "a.csv");
    writeFileSync(
      path,
      `mmsi,at,longitude,latitude${second === "" ? "" : ",utc_second"}\n257000001,2025-01-01T00:00:05Z,5,60${second}\n`,
    );
    return path;
  };
  await importPositions(opened, csv(""));
  const day = join(opened.folder, "positions", "2025-01-01.parquet");
  const engine = await openDuck({ memory: "300MB", threads: 1, temporary: `${day}.aside` });
  const connection = await engine.connect();
  const rewrite = (from: string, to: string, columns: string) =>
    connection.run(
      `COPY (SELECT ${columns} FROM read_parquet(${literal(from)})) TO ${literal(to)} (FORMAT parquet)`,
    );
  await rewrite(day, `${day}.old`, "* EXCLUDE (utc_second)");
  await rewrite(`${day}.old`, day, "*");
  await rewrite(day, day.replace("01-01", "01-02"), "* REPLACE (at_ms + 86400000 AS at_ms)");
  await rewrite(
    day,
    day.replace("01-01", "01-03"),
    "* REPLACE (at_ms + 172800000 AS at_ms), 7::UTINYINT AS utc_second",
  );
  const [joined, other] = [`${day}.joined`, `${day}.joined-too`];
  const stated = `(SELECT * REPLACE (7::UTINYINT AS utc_second) FROM (SELECT *, NULL AS utc_second FROM ${rowsIn([`${day}.old`])}))`;
  await writeFixDay(connection, [rowsIn([`${day}.old`]), stated], joined);
  await writeFixDay(connection, [stated, rowsIn([`${day}.old`])], other);
  expect(await rowsOf(connection, `SELECT mmsi, utc_second FROM ${rowsIn([joined])}`)).toEqual([
    { mmsi: 257000001, utc_second: 7 },
  ]);
  expect(readFileSync(joined).equals(readFileSync(other))).toBe(true);
  connection.disconnectSync();
  engine.closeSync();
  const seconds = async (toDay: string) => {
    const positions = await openPositions(opened);
    const found: number[] = [];
    const query = { fromMs: 0, toMs: Date.parse(toDay) };
    for await (const { second } of positions.fixes(query)) found.push(...second);
    const { length } = await positions.seconds(query);
    positions.close();
    return [found, length];
  };
  expect(await seconds("2025-01-02T00:00:00Z")).toEqual([[60], 0]);
  expect(await seconds("2025-01-03T00:00:00Z")).toEqual([[60, 60], 0]);
  expect(await seconds("2025-01-04T00:00:00Z")).toEqual([[60, 60, 7], 1]);
});

test("a feed says of each commit what its seconds say", async () => {
  const opened = await madeCase();
  const feed = async function* () {
    for (let i = 0; i < 30; i++)
      for (let ship = 0; ship < 6; ship++) {
        const ms = Date.UTC(2025, 0, 1) + i * 61_000 + ship * 1000;
        const line = {
          mmsi: 257000001 + ship,
          at_ms: ms,
          longitude: 5,
          latitude: 60 + i / 1000,
          utc_second: new Date(ms - 40_000).getUTCSeconds(),
        };
        yield Buffer.from(`${JSON.stringify(line)}\n`);
      }
  };
  const result = await followFeed(opened, feed(), { everyReports: 1000, everySeconds: 100 });
  expect(result.clock).toEqual({
    reports: 180,
    senders: 6,
    offsetSeconds: -20,
    agreeing: 180,
    sendersOff: 0,
  });
});

test.skipIf(!existsSync(log))(
  "a receiver's log: its times agree with its senders, five of whom are off",
  async () => {
    const opened = await madeCase();
    const { import: record } = await importPositions(opened, log, { zoneMinutes: 0 });
    expect(record?.clock).toMatchObject({ reports: 21_650, senders: 1695, offsetSeconds: 0, sendersOff: 5 });
    const { summary } = await analysePositions(opened, null);
    // In January 2012 GPS was 15 seconds ahead of UTC.
    expect(summary.clocks.off.map(({ mmsi, aheadSeconds }) => [mmsi, aheadSeconds])).toEqual([
      [370867000, 8],
      [503561000, -6],
      [533000896, 13],
      [563915000, 14],
      [576447000, -17],
    ]);
  },
);
