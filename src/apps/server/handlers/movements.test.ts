import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { servedCase, type ServedCase } from "../../../../test/served-case.ts";
import { standingClock } from "../../../../test/made-case.ts";
import { demoCase } from "../../../../test/workbench/demo-case.ts";
import { movementsCase } from "../../../../test/workbench/movements-case.ts";
import type { ChainModel } from "../../../movements/chain/chain.ts";
import type { TripExplanation } from "../../../movements/voyages/trips.ts";
import { openCase } from "../../../system/files/case-folder.ts";
import { analysePositions } from "../../../system/steps/analyse-positions.ts";
import { importPositions } from "../../../system/steps/import-positions.ts";
import type { FailureBody } from "../failure.ts";

let folder = "";
let served: ServedCase;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "yardwatch-movements-"));
  cpSync(await movementsCase({ analysed: false }), join(folder, "case"), { recursive: true });
  const opened = openCase(join(folder, "case"), "write", standingClock);
  const silent = join(folder, "silent.csv");
  const rows = Array.from(
    { length: 40 },
    (_, i) =>
      `412000001,2023-10-01T06:${String(i).padStart(2, "0")}:00Z,131.2,${(42 + i / 1000).toFixed(3)},7,0`,
  );
  writeFileSync(silent, `mmsi,at,longitude,latitude,speed_knots,course_degrees\n${rows.join("\n")}\n`);
  await importPositions(opened, silent);
  opened.close();
  served = await servedCase(folder);
}, 120_000);
afterAll(async () => {
  await served.server.close();
  rmSync(folder, { recursive: true, force: true });
});

const from = Date.UTC(2023, 9, 1);
const window = `from=${from}&to=${from + 86_400_000}`;
const faultOf = async (path: string) => {
  const answer = await served.get(`/api/movements/${path}`);
  expect(answer.status, path).toBe(400);
  return ((await answer.json()) as FailureBody).faults?.[0];
};

test("numbers of which a part is left out, or that are written otherwise, are refused and not taken for 0", async () => {
  for (const box of [
    "1,,2,3",
    ",,,",
    "0x10,1,2,3",
    "1,2,3",
    "1,2,3,4,5",
    "NaN,0,1,1",
    "1e308,0,1,1",
    " ,0,1,1",
  ])
    expect(await faultOf(`tracks?${window}&box=${encodeURIComponent(box)}`)).toMatchObject({
      field: "box",
      found: JSON.stringify(box),
    });
  for (const mmsi of [",", "412000001,", "1e3", "0x1A", "-1", "1234567890", Array(101).fill("1").join(",")])
    expect(await faultOf(`tracks?${window}&mmsi=${mmsi}`)).toMatchObject({ field: "mmsi" });
  for (const mmsi of ["%20", "1e3", "..%2f..", "__proto__"])
    expect(await faultOf(`ships/${mmsi}?${window}`)).toMatchObject({ field: "mmsi" });
  // The whole world, and a box over the 180th meridian, are boxes.
  for (const box of ["-180,-90,180,90", "170,-10,-170,10", "1e-7,0,1.5,1"])
    expect((await served.get(`/api/movements/tracks?${window}&box=${box}`)).status).toBe(200);
});

test("times are those of years that a day can be written of", async () => {
  const late = 8.64e15;
  for (const path of [`ships/412000001?from=${late - 1}&to=${late}`, `events?from=${-late}&to=0`])
    expect(await faultOf(path)).toMatchObject({ where: "querystring" });
  expect(await faultOf(`tracks?from=2023-10-01T00:00&to=${from}`)).toMatchObject({
    field: "from",
    found: '"2023-10-01T00:00"',
  });
  expect(await faultOf(`tracks?from=${from}&to=${from}`)).toMatchObject({ field: "to" });
});

test("who said nothing of itself is listed as soon as the reports are analysed, though no record changed", async () => {
  const ships = async (): Promise<number[]> => {
    const answer = await (await served.get(`/api/movements/ships?${window}`)).json();
    return (answer as { readonly ships: { readonly mmsi: number }[] }).ships.map((ship) => ship.mmsi);
  };
  expect(await ships()).not.toContain(412000001);
  const opened = openCase(join(folder, "case"), "read", standingClock);
  await analysePositions(opened, null);
  opened.close();
  expect(await ships()).toContain(412000001);
}, 60_000);

test("who counts blind has the trips and the chain that position reports tell of, as everybody has", async () => {
  const beside = join(folder, "shuttle");
  cpSync(await demoCase(), join(beside, "case"), { recursive: true });
  const opened = openCase(join(beside, "case"), "write", standingClock);
  const [rajin, dunai] = [
    [130.295, 42.225],
    [132.3375, 42.88028],
  ] as const;
  // Invented: 14 hours at Rajin, 8 under way, 14 at Dunai.
  const reports = Array.from({ length: 36 * 6 }, (_, i) => {
    const of = Math.min(1, Math.max(0, (i / 6 - 14) / 8));
    const time = new Date(Date.UTC(2023, 8, 20) + i * 600_000).toISOString();
    const [x, y] = [rajin[0] + of * (dunai[0] - rajin[0]), rajin[1] + of * (dunai[1] - rajin[1])];
    return `273000009,${time},${x.toFixed(5)},${y.toFixed(5)},${of > 0 && of < 1 ? 12.3 : 0},66`;
  });
  const path = join(beside, "reports.csv");
  writeFileSync(path, `mmsi,at,longitude,latitude,speed_knots,course_degrees\n${reports.join("\n")}\n`);
  await importPositions(opened, path);
  await analysePositions(opened, null);
  const looks = opened.database.prepare("SELECT id FROM looks").all();
  opened.close();
  const shuttle = await servedCase(beside);
  try {
    const asked = async (by: string): Promise<string[]> => {
      const { trips } = (await (await shuttle.get("/api/movements/trips", by)).json()) as {
        readonly trips: TripExplanation;
      };
      const { links } = (await (await shuttle.get("/api/movements/chain", by)).json()) as ChainModel;
      return [...trips.used.map((s) => JSON.stringify(s)), ...links.map((link) => link.id)];
    };
    const openly = await asked("Carl");
    expect(openly.join(" ")).toContain("273000009");
    let counts = false;
    // Whatever look it is: it has a picture.
    for (const { id } of looks)
      counts ||= (
        await shuttle.post(
          `/api/looks/${encodeURIComponent(String(id))}/passes`,
          { pass: "1", event: "opened" },
          "Anna",
        )
      ).ok;
    expect(counts).toBe(true);
    expect(await asked("Anna")).toEqual(openly);
  } finally {
    await shuttle.server.close();
  }
}, 120_000);
