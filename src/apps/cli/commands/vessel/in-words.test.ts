import { join } from "node:path";
import { expect, test } from "vitest";
import { caseWithSites, example } from "../../../../../test/made-case.ts";
import { findVessels, meantVessel } from "../../../../movements/vessels/find-vessel.ts";
import { importContext } from "../../../../system/steps/import-context.ts";
import { importSeen } from "../../../../system/steps/import-sightings.ts";
import { importVessels } from "../../../../system/steps/import-vessels.ts";
import { correctFact, withdrawRecord } from "../../../../system/steps/revise-records.ts";
import { showVessel, vesselsOfCase } from "../../../../system/steps/vessels-of-case.ts";
import { vesselInWords } from "./in-words.ts";

test("a vessel in lines: contradictions with both sides, sightings with every rival and what pages claim", async () => {
  const opened = await caseWithSites();
  await importContext(opened, "voyage import", join(example, "voyages.csv"));
  await importVessels(opened, join(example, "vessels.csv"));
  await importSeen(opened, "sighting import", join(example, "sightings.csv"));
  const registry = await vesselsOfCase(opened, { reports: false });
  const lines = async (query: string): Promise<string> => {
    const vessel = meantVessel(findVessels(query, registry.vessels));
    if (vessel === null) throw new Error(query);
    return vesselInWords(await showVessel(opened, vessel, registry, "2024-03-12"), 10_000).join("\n");
  };
  const angara = await lines("Angara");
  expect(angara).toMatch(/^Angara \(imo:9179842\)/);
  expect(angara).toContain("flag, contradict: RU (2023-08 to 2024-04; RUSI, updated text (mirror)) | KP");
  expect(angara).toContain("watch lists: none on record");
  expect(angara).toMatch(/\[rajin-2026-01\]; several: .*Angara 30 %.*none of these/);
  expect(await lines("Lady R")).toMatch(
    /\[rajin-2024-03-10\]; .*NK Pro has \(likened\) Lady R there and then/,
  );
});

test("what stood before a fact was corrected or withdrawn is told apart from what holds", async () => {
  const opened = await caseWithSites();
  await importVessels(opened, join(example, "vessels.csv"));
  const said = { reason: "mistyped", by: "A. Analyst" };
  await correctFact(opened, { id: "angara-name-hangar", cells: { value: "Khangar" }, ...said });
  await withdrawRecord(opened, "vessel withdraw", { id: "angara-former-name", ...said });
  const registry = await vesselsOfCase(opened, { reports: false });
  const angara = meantVessel(findVessels("9179842", registry.vessels));
  if (angara === null) throw new Error("no vessel");
  const lines = vesselInWords(await showVessel(opened, angara, registry, "2024-03-12"), 10_000);
  expect(lines.join("\n")).toMatch(/name +Khangar/);
  const after = (title: string): string => lines[lines.indexOf(title) + 1] ?? "";
  expect(after("what was said before it was corrected")).toBe(
    "  version 1, corrected since [angara-name-hangar]: imo:9179842 name Hangar (babel): mistyped (A. Analyst)",
  );
  expect(after("what was said and withdrawn")).toContain("withdrawn [angara-former-name]");
});
