import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { createCase, type Case } from "../src/system/files/case-folder.ts";
import { importPlaces } from "../src/system/steps/import-places.ts";

/** The folder of the Tumangang example. */
export const example = fileURLToPath(new URL("../examples/tumangang/", import.meta.url));

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A file in a folder of its own. @returns its path */
export function madeFile(name: string, text: string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  return path;
}

/** A clock that stands still: what a case records does not depend on when a test runs. */
export const standingClock = (): Date => new Date("2026-05-02T03:04:05Z");

/** A new case with the sites of the example. */
export async function caseWithSites(): Promise<Case> {
  const opened = await createCase(join(temporaryFolder(), "case"), "test", standingClock);
  onTestFinished(() => {
    if (opened.database.isOpen) opened.close();
  });
  await importPlaces(opened, join(example, "sites.geojson"));
  return opened;
}

/** Columns of the table of looks that have no default. */
export const lookHeader =
  "observation,site,kind,measure,low,best,high,taken_at,observer,publisher,page,outcome,reason";

/** Writes a CSV file of looks: the header above, or another, and rows. */
export function looksFile(rows: readonly string[] | string | Uint8Array, header = lookHeader): string {
  const path = join(temporaryFolder(), "looks.csv");
  writeFileSync(
    path,
    rows instanceof Uint8Array || typeof rows === "string" ? rows : `${[header, ...rows].join("\n")}\n`,
  );
  return path;
}
