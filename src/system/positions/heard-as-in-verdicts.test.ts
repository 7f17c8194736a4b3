import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { caseWithSites, temporaryFolder } from "../../../test/made-case.ts";
import { publishedSettings } from "../../movements/matching/settings.ts";
import { analysePositions } from "../steps/analyse-positions.ts";
import { importPositions } from "../steps/import-positions.ts";
import { importSeen } from "../steps/import-sightings.ts";
import { matchSightings } from "../steps/match-sightings.ts";
import { heardAsInVerdicts } from "./heard-as-in-verdicts.ts";
import { openPositions } from "./open-positions.ts";

const file = (name: string, lines: readonly string[]): string => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
};

test("of a place and a moment the same is said as by a verdict on a sighting there, also when all fell silent for half an hour", async () => {
  const opened = await caseWithSites();
  // Three ships that lie off Rajin for three hours, each heard once a minute, and nobody from 1:15 to 1:45.
  const rows = [0, 1, 2].flatMap((ship) =>
    Array.from({ length: 181 }, (_, minute) => minute)
      .filter((minute) => Math.abs(minute - 90) > 15)
      .map((minute) => {
        const time = new Date(Date.UTC(2024, 2, 12) + minute * 60_000).toISOString().slice(0, 19);
        return `27300000${ship},${time}Z,130.5${ship},42.05,0,0`;
      }),
  );
  await importPositions(
    opened,
    file("reports.csv", ["mmsi,at,longitude,latitude,speed_knots,course_degrees", ...rows]),
  );
  const times = ["2024-03-12T01:30:00Z", "2024-03-12T01:00:00Z"];
  await importSeen(
    opened,
    "sighting import",
    file("sightings.csv", [
      "sighting,at,sensor,longitude,latitude,error_m,length_m,by,source",
      ...times.map((time, i) => `s${i},${time},optical,130.53,42.06,20,130,A. Analyst,made up`),
    ]),
  );
  const verdicts = (await matchSightings(opened, { sceneId: null, sightingId: null })).flatMap(
    (m) => m.verdicts,
  );
  const model = (await analysePositions(opened, null)).reception();
  const source = await openPositions(opened);
  const said = async (time: string) =>
    heardAsInVerdicts(source, [130.53, 42.06], Date.parse(time), publishedSettings);
  const [silent, heard] = [await said(times[0] ?? ""), await said(times[1] ?? "")];
  expect(silent).toEqual({ heard: null, witnessed: false, minutes: 30, windowHours: 12 });
  expect(heard.witnessed).toBe(true);
  expect(heard.heard).toBeGreaterThan(0.8);
  expect(verdicts.find((v) => v.sightingId === "s0")?.heard).toBeNull();
  expect(verdicts.find((v) => v.sightingId === "s1")?.heard).toBeCloseTo(heard.heard ?? 0, 5);
  // The estimate alone, by the hour, does not show the outage.
  expect(model.heard(130.53, 42.06, Date.parse(times[0] ?? ""), "A", 60)).toBeGreaterThan(0.8);
  // Where no ship was ever heard, near one who was, it is not the witness that is missing.
  expect(
    await heardAsInVerdicts(source, [130.9, 42.4], Date.parse(times[1] ?? ""), publishedSettings),
  ).toMatchObject({
    heard: null,
    witnessed: true,
  });
  source.close();
  opened.close();
});
