import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Fault } from "../../../base/errors.ts";
import type { SceneScreen } from "../../../findings/screens/movements-scene.ts";
import type { SightingScreen } from "../../../findings/screens/movements-sighting.ts";
import { createCase, openCase } from "../../../system/files/case-folder.ts";
import { addSeen } from "../../../system/steps/import-sightings.ts";
import { verifyCase } from "../../../system/steps/verify-case.ts";
import { standingClock } from "../../../../test/made-case.ts";
import { servedCase, type ServedCase } from "../../../../test/served-case.ts";

let folder = "";
let served: ServedCase;

const bay = {
  scene: "bay",
  at: "2024-03-12T01:30Z",
  sensor: "optical",
  footprint: "130.0,42.0,130.6,42.4",
  sample_distance_m: "3",
  source: "a test",
};
const ship = { scene: "bay", longitude: "130.3", latitude: "42.2", by: "A. Analyst", source: "a test" };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "yardwatch-scenes-"));
  const opened = await createCase(join(folder, "case"), "seen", standingClock);
  await addSeen(opened, "scene add", bay);
  await addSeen(opened, "sighting add", { sighting: "one", ...ship });
  opened.close();
  served = await servedCase(folder);
});
afterAll(async () => {
  await served.server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly body: {
    readonly changed?: boolean;
    readonly error?: string;
    readonly faults?: readonly Fault[];
    readonly current?: unknown;
  };
}
async function correct(cells: object, reason: string, since: number, by = "A. Analyst"): Promise<Answer> {
  const answer = await served.post("/api/movements/scene/correct", { id: "bay", cells, reason, since }, by);
  return { status: answer.status, body: (await answer.json()) as Answer["body"] };
}
const screen = async (): Promise<SceneScreen> =>
  (await (await served.get("/api/movements/scene?id=bay")).json()) as SceneScreen;
const one = async (): Promise<SightingScreen> =>
  (await (await served.get("/api/movements/sighting?id=one")).json()) as SightingScreen;
const fieldsOf = ({ body }: Answer): readonly string[] => (body.faults ?? []).map(({ field }) => field);

test("a scene is corrected by its columns with a reason, and its sightings follow", async () => {
  expect(await screen()).toMatchObject({ version: 1, sightings: 1, corrections: [], scene: { id: "bay" } });
  expect(fieldsOf(await correct({ at: "2024-03-12T01:40Z" }, " ", 1))).toEqual(["--reason"]);
  expect(fieldsOf(await correct({ sample_distance_m: "fine" }, "by its metadata", 1))).toEqual([
    "sample_distance_m",
  ]);
  expect(fieldsOf(await correct({ sensor: "optical" }, "by its metadata", 1))).toEqual(["columns"]);
  const cells = { at: "2024-03-12T01:40Z", zone: "", sample_distance_m: "10" };
  expect(await correct(cells, "by its metadata", 1)).toMatchObject({ status: 200, body: { changed: true } });
  // Asked for again, as after a lost answer: neither another version nor a conflict.
  expect((await correct(cells, "by its metadata", 1)).body).toMatchObject({ changed: false });
  expect(await screen()).toMatchObject({
    version: 2,
    scene: { at: { text: "2024-03-12T01:40Z" }, sampleDistanceMetres: 10 },
    corrections: [
      {
        version: 2,
        by: "A. Analyst",
        reason: "by its metadata",
        changes: [
          { column: "at", before: "2024-03-12T01:30Z", after: "2024-03-12T01:40Z" },
          { column: "sample_distance_m", before: "3", after: "10" },
        ],
      },
    ],
  });
  expect(await one()).toMatchObject({
    version: 2,
    sighting: { at: { text: "2024-03-12T01:40Z" }, error: { semiMajorMetres: Math.hypot(10, 10) } },
  });
});

test("who corrects what somebody else corrected meanwhile is told, and a sighting at odds is named", async () => {
  const late = await correct({ platform: "another" }, "by its metadata", 1, "B. Colleague");
  expect(late.status).toBe(409);
  expect(late.body.error).toContain("corrected by A. Analyst since you opened it");
  expect(late.body.current).toMatchObject({ version: 2, withdrawn: false });
  const outside = await correct({ footprint: "130.4,42.3,130.6,42.4" }, "by its metadata", 2);
  expect(outside.status).toBe(400);
  expect(outside.body.faults?.[0]?.where).toContain("sighting one");
  expect((await served.get("/api/movements/scene?id=cape")).status).toBe(400);
  expect((await correct({ platform: "another" }, "by its metadata", 2, "")).status).toBe(400);
  expect(await screen()).toMatchObject({ version: 2 });
  const opened = openCase(join(folder, "case"), "read", standingClock);
  const { damage } = await verifyCase(opened);
  opened.close();
  expect(damage).toEqual([]);
});
