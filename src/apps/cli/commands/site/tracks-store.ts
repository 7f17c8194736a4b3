import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { InputError, quoted } from "../../../../base/errors.ts";
import { parseSpan } from "../../../../base/time/span.ts";
import type { Area, Site } from "../../../../sites/counting/site.ts";
import { writeGeoJson } from "../../../../sites/outlines/geojson.ts";
import type { Validity } from "../../../../sites/tracks/lines/site-limits.ts";
import type { Case } from "../../../../system/files/case-folder.ts";
import type { ImportResult } from "../../../../system/steps/import.ts";
import { importPlaces } from "../../../../system/steps/import-places.ts";
import { readPlaces } from "../../../../system/store/reading.ts";
import type { Call } from "../../definition.ts";

/**
 * Puts tracks on record by the step of `site add`: what is kept as evidence is the GeoJSON of exactly what was added, so that `case verify`
 * makes the same records of it again. Their source names the file that they were made of, with its hash.
 */
export async function storeTracks(
  opened: Case,
  areas: readonly Area[],
  from: string,
  signal: AbortSignal,
): Promise<ImportResult> {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-tracks-"));
  try {
    const path = join(folder, `tracks-of-${basename(from).replace(/\.[^.]*$/, "")}.geojson`);
    writeFileSync(path, writeGeoJson({ sites: [], areas }));
    return await importPlaces(opened, path, { signal });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The site that a call names, with the areas of the case. */
export function siteOfCall(
  opened: Case,
  { options }: Call,
  command: string,
): { readonly site: Site; readonly areas: readonly Area[] } {
  const { sites, areas } = readPlaces(opened.database);
  const id = String(options["site"] ?? "");
  const site = sites.find((s) => s.id === id);
  if (site !== undefined) return { site, areas: areas.filter((a) => a.siteId === id) };
  throw InputError.of(
    command,
    "--site",
    quoted(id),
    `a site of the case: ${sites.map((s) => s.id).join(", ") || "none yet"}`,
  );
}

/** --valid-from and --valid-to of a call. */
export function validityOfCall({ options }: Call, command: string): Validity {
  const day = (name: string, option: string): string | null => {
    const text = options[name];
    if (typeof text !== "string") return null;
    const read = parseSpan(text, 0);
    if (read.ok && read.span.precision === "day") return text;
    throw InputError.of(command, option, quoted(text), "a day as 2021-12-31");
  };
  const validity = { validFrom: day("validFrom", "--valid-from"), validTo: day("validTo", "--valid-to") };
  const { validFrom, validTo } = validity;
  if (validFrom !== null && validTo !== null && validFrom >= validTo)
    throw InputError.of(command, "--valid-to", validTo, `a day after ${validFrom}`);
  return validity;
}
