import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FindingRecords } from "../src/findings/judgements/model.ts";
import { createCase, type Case } from "../src/system/files/case-folder.ts";
import { buildReport } from "../src/system/steps/build-report.ts";
import { draft, readFindingRecords } from "../src/system/steps/finding.ts";
import { importContext } from "../src/system/steps/import-context.ts";
import { importLooks } from "../src/system/steps/import-looks.ts";
import { importPlaces } from "../src/system/steps/import-places.ts";
import { example, standingClock } from "./made-case.ts";

/** A case with all published records of the Tumangang example, and no picture. */
export async function publishedCase(folder: string): Promise<Case> {
  const opened = await createCase(folder, "Tumangang, as published", standingClock);
  await importPlaces(opened, join(example, "sites.geojson"));
  await importLooks(opened, join(example, "looks.csv"), {
    publications: join(example, "publications.csv"),
  });
  await importContext(opened, "event import", join(example, "events.csv"));
  await importContext(opened, "voyage import", join(example, "voyages.csv"));
  return opened;
}

/** The case of published records with its finding and report: what `yardwatch demo` makes, without the simulated yard. */
export async function publishedFinding(folder: string): Promise<void> {
  const opened = await publishedCase(folder);
  try {
    const { finding } = await draft(opened, {
      site: "tumangang",
      kind: "railcar",
      at: "2023-10-05",
      event: "summit-2023-09-13",
    });
    await buildReport(opened, { finding: finding.id, script: "" });
  } finally {
    opened.close();
  }
}

/** The records of the Tumangang example, as a finding rests on them. */
export async function demoRecords(): Promise<FindingRecords> {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-"));
  try {
    const opened = await publishedCase(join(folder, "case"));
    try {
      return readFindingRecords(opened, "tumangang");
    } finally {
      opened.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
