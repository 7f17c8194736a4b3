import { join } from "node:path";
import { expect, test } from "vitest";
import { standingClock, temporaryFolder } from "../../../../../test/made-case.ts";
import { createCase } from "../../../../system/files/case-folder.ts";
import { addSeen } from "../../../../system/steps/import-sightings.ts";
import { run } from "./recognise.ts";

test("where nobody was weighed, nobody is ruled out", async () => {
  const folder = join(temporaryFolder(), "case");
  const opened = await createCase(folder, "test", standingClock);
  await addSeen(opened, "sighting add", {
    sighting: "alone",
    at: "2024-03-12T01:00Z",
    longitude: "130.3",
    latitude: "42.2",
    error_m: "50",
    length_m: "100",
    by: "A. Analyst",
    source: "a picture",
  });
  opened.close();
  const said: string[] = [];
  const code = await run({
    args: ["alone"],
    options: {},
    output: {
      result: (_, lines) => said.push(...lines()),
      draw: () => {},
      say: () => {},
      progress: () => {},
      width: 100,
    },
    now: standingClock,
    signal: new AbortController().signal,
    caseFolder: folder,
  });
  expect(code).toBe(0);
  expect(said[0]).toMatch(/^alone: cannot tell: there is no candidate to weigh/);
  expect(said.join()).not.toContain("100 %");
});
