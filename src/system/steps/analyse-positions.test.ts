import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { standingClock, temporaryFolder } from "../../../test/made-case.ts";
import { uniform } from "../../base/random.ts";
import { sailing } from "../../movements/simulated/sailing.ts";
import type { PlainFix } from "../../movements/tracks/plain-fixes.ts";
import { createCase, type Case } from "../files/case-folder.ts";
import { derivedFolder } from "../positions/derived-folder.ts";
import { analysePositions, analysisParts, hasReports, readAnalysis } from "./analyse-positions.ts";
import { importPorts } from "./import-ports.ts";
import { importPositions } from "./import-positions.ts";
import { verifyCase } from "./verify-case.ts";

const day = Date.UTC(2020, 0, 1);

async function madeCase(): Promise<Case> {
  const opened = await createCase(join(temporaryFolder(), "case"), "test", standingClock);
  onTestFinished(() => opened.close());
  return opened;
}

function file(name: string, content: string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

const csvOf = (fixes: readonly PlainFix[]): string =>
  `MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName\n${fixes
    .map(
      (f) =>
        `${f.mmsi},${new Date(f.at).toISOString().slice(0, 19)},${f.latitude.toFixed(5)},${f.longitude.toFixed(5)},${(f.speed ?? 0).toFixed(1)},${(f.course ?? 0).toFixed(1)},511,SHIP ${f.mmsi}`,
    )
    .join("\n")}\n`;

/** Ships that call at Rajin, one of them silent for seven hours on its way. */
const traffic = (): PlainFix[] =>
  Array.from({ length: 12 }, (_, i) =>
    sailing(
      {
        mmsi: 273_000_001 + i,
        fromMs: day,
        longitude: 130.9 + 0.001 * i,
        latitude: 42.225,
        legs: [
          { minutes: 161, knots: 10, course: 270 },
          { minutes: 300, knots: 0, course: 0 },
          { minutes: 900, knots: 9, course: 110 },
        ],
        everySeconds: 90,
      },
      uniform(i + 1),
    ),
  )
    .flat()
    .filter((f) => f.mmsi !== 273_000_004 || f.at < day + 11 * 3_600_000 || f.at >= day + 18 * 3_600_000);

const ports =
  "iso3,label,sublabel,latitude,longitude\nPRK,RAJIN,,42.225,130.295\nPRK,RAJIN,,42.24,130.31\nRUS,VOSTOCHNY,,42.733,133.067\n";

test("what is derived is kept until reports, ports or settings change, and nothing of it goes on record", async () => {
  const opened = await madeCase();
  expect(hasReports(opened)).toBe(false);
  await expect(analysePositions(opened, null)).rejects.toThrow("none in this time");
  await importPositions(opened, file("reports.csv", csvOf(traffic())), {});
  expect(readAnalysis(opened)).toBeNull();
  const without = await analysePositions(opened, null);
  expect(without.summary).toMatchObject({ ships: 12, counts: { segments: 12, gaps: 1, visits: 0 } });
  expect(readAnalysis(opened)?.key).toBe(without.key);

  await importPorts(opened, file("ports.csv", ports));
  expect(readAnalysis(opened)).toBeNull();
  const progress: string[] = [];
  const made = await analysePositions(opened, null, {}, { onProgress: (text) => progress.push(text) });
  expect(made.key).not.toBe(without.key);
  const visits = made.part("visits");
  expect(visits.length).toBe(12);
  expect(new Set(visits.map((v) => v.placeName))).toEqual(new Set(["RAJIN"]));
  for (const { stoppedMinutes } of visits) expect(Math.abs(stoppedMinutes - 300)).toBeLessThan(8);
  const [gap] = made.part("gaps");
  expect(gap).toMatchObject({ mmsi: 273_000_004, kind: "gap" });
  expect(gap?.heard).toBeGreaterThan(0.95);
  expect(made.receptionGrid().length).toBeGreaterThan(5);
  const heard = made.reception().heard(130.6, 42.2, day + 12 * 3_600_000, "A", 60);
  expect(heard).toBeGreaterThan(0.9);
  expect(made.reception().heard(150, 42.2, day + 12 * 3_600_000, "A", 60)).toBeNull();

  const shorter = await analysePositions(opened, null, { events: { gapHours: 8 } });
  expect(shorter.part("gaps")).toEqual([]);
  expect(readAnalysis(opened)?.key).toBe(made.key);
  const part = await analysePositions(opened, { fromMs: day, toMs: day + 6 * 3_600_000 });
  expect(part.summary.fixes).toBeLessThan(made.summary.fixes);
  expect((await verifyCase(opened)).damage).toEqual([]);
});

test("a broken result is named, and an interrupted analysis leaves none", async () => {
  const opened = await madeCase();
  await importPositions(opened, file("reports.csv", csvOf(traffic())), {});
  const stop = new AbortController();
  stop.abort();
  await expect(analysePositions(opened, null, {}, { signal: stop.signal })).rejects.toThrow();
  expect(readAnalysis(opened)).toBeNull();
  const derived = join(opened.folder, "positions", "derived");
  expect(readdirSync(derived).filter((n) => n.startsWith("analysis"))).toEqual([]);
  const { key } = await analysePositions(opened, null);
  writeFileSync(join(derived, `analysis-${key}`, "gaps.json.gz"), "not gzip");
  expect(() => readAnalysis(opened)?.part("gaps")).toThrow("derived results cannot be read");
});

test.each([
  ["EROFS", "may only be read here"],
  ["EACCES", "may only be read here"],
  ["ENOSPC", "not room enough"],
])("where nothing can be kept (%s) the answer is the same, is not kept, and says why", async (code, why) => {
  const opened = await madeCase();
  await importPositions(opened, file("reports.csv", csvOf(traffic())), {});
  await importPorts(opened, file("ports.csv", ports));
  const refusing: typeof derivedFolder = (...of) => ({
    ...derivedFolder(...of),
    write: () => {
      throw Object.assign(new Error(`${code}: mkdir`), { code });
    },
  });
  const held = await analysePositions(opened, null, {}, { derived: refusing });
  expect(held.notKept).toContain(why);
  expect(readAnalysis(opened)).toBeNull();
  const kept = await analysePositions(opened, null);
  expect(kept.notKept).toBeNull();
  expect(held.key).toBe(kept.key);
  for (const part of analysisParts) expect(held.part(part)).toEqual(kept.part(part));
  expect(held.summary).toEqual(kept.summary);
  expect([held.names(), held.onLand(), held.receptionGrid()]).toEqual([
    kept.names(),
    kept.onLand(),
    kept.receptionGrid(),
  ]);
  const asked = [130.6, 42.2, day + 12 * 3_600_000, "A", 60] as const;
  expect(held.reception().heardBetween(...asked)).toEqual(kept.reception().heardBetween(...asked));
});

test("another fault of writing is not passed over", async () => {
  const opened = await madeCase();
  await importPositions(opened, file("reports.csv", csvOf(traffic())), {});
  const broken: typeof derivedFolder = (...of) => ({
    ...derivedFolder(...of),
    write: () => {
      throw Object.assign(new Error("EIO: i/o error, write"), { code: "EIO" });
    },
  });
  await expect(analysePositions(opened, null, {}, { derived: broken })).rejects.toThrow("EIO");
});

test("lists of ports in three forms, each row once, and every fault with its line", async () => {
  const opened = await madeCase();
  const wpi = await importPorts(opened, file("WPI_ports.csv", `${ports}PRK,RAJIN,,42.225,130.295\n`));
  expect(wpi.summary).toMatchObject({ rows: 4, ports: 3, repeated: 1 });
  const ids = () =>
    opened.database
      .prepare("SELECT id, name, kind FROM ports ORDER BY id")
      .all()
      .map((r) => `${String(r["id"])} ${String(r["name"])} ${String(r["kind"])}`);
  expect(ids()).toEqual([
    "wpi/prk-rajin RAJIN port",
    "wpi/prk-rajin-2 RAJIN port",
    "wpi/rus-vostochny VOSTOCHNY port",
  ]);
  expect(
    (await importPorts(opened, file("WPI_ports.csv", `${ports}PRK,RAJIN,,42.225,130.295\n`))).changed,
  ).toBe(false);
  await importPorts(
    opened,
    file(
      "anchorages.csv",
      "s2id,latitude,longitude,label,sublabel,iso3\n356ec741,34.839,128.4207,TONGYEONG,,KOR\n3574e907,34.69,125.44,,OUTER ANCHORAGE,KOR\n",
    ),
    { list: "cells" },
  );
  await importPorts(
    opened,
    file("own.csv", "port,name,country,kind,longitude,latitude\nDunai,Dunai,RUS,,132.3375,42.88\n"),
  );
  expect(ids()).toContain("cells/356ec741 TONGYEONG port");
  expect(ids()).toContain("cells/3574e907 OUTER ANCHORAGE anchorage");
  expect(ids()).toContain("own/dunai Dunai port");
  await expect(
    importPorts(
      opened,
      file("bad.csv", "iso3,label,sublabel,latitude,longitude\nPRK,X,,91,130\nprk,Y,,1,130\n"),
    ),
  ).rejects.toThrow(/bad\.csv line 2: latitude: found "91".*\n.*line 3: iso3: found "prk"/);
  await expect(importPorts(opened, file("other.csv", "a,b\n1,2\n"))).rejects.toThrow("s2id,latitude");
  await expect(
    importPorts(opened, file("moved.csv", "iso3,label,sublabel,latitude,longitude\nRUS,VOSTOCHNY,,40,133\n")),
  ).rejects.toThrow("another name or position than on record");
  expect((await verifyCase(opened)).damage).toEqual([]);
  opened.database.prepare("UPDATE ports SET latitude = 1 WHERE id = 'own/dunai'").run();
  expect((await verifyCase(opened)).damage.join("\n")).toContain("own/dunai");
});
