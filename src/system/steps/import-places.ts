import { readFileSync } from "node:fs";
import { InputError, quoted } from "../../base/errors.ts";
import type { Area, Places } from "../../sites/counting/site.ts";
import { readGeoJson } from "../../sites/outlines/geojson.ts";
import { areaKey } from "../../sites/outlines/outline-key.ts";
import { readKml, readKmz, type KmlOptions } from "../../sites/outlines/kml.ts";
import { Remarks } from "../../sites/outlines/remarks.ts";
import { checkValidity } from "../../sites/outlines/validity.ts";
import type { Case } from "../files/case-folder.ts";
import { readPlaces } from "../store/reading.ts";
import { areas, sites } from "../store/tables.ts";
import { importFiles, type FaultList, type ImportResult, type Sink, type SourceFile } from "./import.ts";

export interface ImportPlacesOptions {
  /** The site of the case that areas drawn in another program belong to. */
  readonly site?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Imports sites and their areas from GeoJSON, KML or KMZ. */
export async function importPlaces(
  opened: Case,
  path: string,
  options: ImportPlacesOptions = {},
): Promise<ImportResult> {
  const known = readPlaces(opened.database);
  return importFiles(opened, {
    step: "site add",
    settings: options.site === undefined ? {} : { site: options.site },
    paths: [path],
    signal: options.signal,
    read: async (files, sink, faults) => {
      const read = readPlacesFile(files, known, options.site, sink, faults);
      checkOverlaps(known, readPlaces(opened.database), faults);
      return read;
    },
  });
}

/** Of one area one outline holds on a day: those of the file are held against those on record. */
function checkOverlaps(before: Places, now: Places, faults: FaultList): void {
  const known = new Set(before.areas.map(areaKey));
  const touched = new Set(now.areas.filter((a) => !known.has(areaKey(a))).map((a) => `${a.siteId}/${a.id}`));
  const remarks = new Remarks();
  checkValidity(
    now.areas
      .filter((a) => touched.has(`${a.siteId}/${a.id}`))
      .map((record) => ({ where: areaKey(record), record })),
    remarks,
  );
  faults.add(
    remarks.found().map((fault) => ({
      ...fault,
      allowed: `${fault.allowed}; site draw ends the one before on that day`,
    })),
  );
}

/** Also run by `case verify`, against the records. */
export function readPlacesFile(
  files: readonly SourceFile[],
  known: Places,
  site: string | undefined,
  sink: Sink,
  faults: FaultList,
) {
  const [file] = files;
  if (file === undefined) throw InputError.of("site add", "file", "none", "a GeoJSON, KML or KMZ file");
  const { places, warnings } = parse(file, known, site);
  const summary = { sites: 0, areas: 0, onRecord: 0 };
  const ids = new Set([...known.sites, ...places.sites].map((s) => s.id));
  for (const place of places.sites) {
    const added = sink.add(sites, place);
    if (added === "new") summary.sites++;
    else if (added === "same") summary.onRecord++;
    else
      faults.add([
        {
          where: file.name,
          field: `site ${place.id}`,
          found: "other properties than on record",
          allowed: "what is on record under this name",
        },
      ]);
  }
  const onRecord = new Map(known.areas.map((area) => [areaKey(area), contentOf(area)]));
  const again = new Set<string>();
  for (const area of places.areas) {
    if (!ids.has(area.siteId)) {
      faults.add([
        {
          where: file.name,
          field: `area ${area.id}`,
          found: `site ${quoted(area.siteId)}`,
          allowed: `a site of the case or of the file: ${[...ids].sort().join(", ")}`,
        },
      ]);
      continue;
    }
    // What was exported after it was amended is what is on record, though it did not come on record so.
    if (onRecord.get(areaKey(area)) === contentOf(area)) {
      summary.onRecord++;
      continue;
    }
    const added = sink.add(areas, area);
    if (added === "new") {
      again.add(areaKey(area));
      summary.areas++;
    } else if (added === "same" && again.has(areaKey(area))) summary.onRecord++;
    else if (added === "same")
      faults.add([
        {
          where: file.name,
          field: `area ${areaKey(area)}`,
          found: "an outline that was amended or withdrawn after it came on record as in the file",
          allowed: "what holds now; site draw draws it anew, site undo takes back a change",
        },
      ]);
    else
      faults.add([
        {
          where: file.name,
          field: `area ${areaKey(area)}`,
          found: "another outline or other properties than on record",
          allowed:
            "what is on record; a new outline needs a valid_from of its own, so that old counts keep the old one",
        },
      ]);
  }
  return { summary, warnings };
}

const contentOf = (area: Area): string => JSON.stringify(areas.values(area));

function parse(
  file: SourceFile,
  known: Places,
  siteId: string | undefined,
): { readonly places: Places; readonly warnings: readonly string[] } {
  const bytes = readFileSync(file.path);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readKmz(bytes, file.name, optionsOf(known, siteId));
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw InputError.of(file.name, "encoding", "bytes that are not UTF-8", "UTF-8");
  }
  if (/^\s*\{/.test(text)) return readGeoJson(text, file.name);
  if (/^\s*</.test(text)) return readKml(text, file.name, optionsOf(known, siteId));
  throw InputError.of(file.name, "file", "something else", "GeoJSON, KML or KMZ");
}

function optionsOf(known: Places, siteId: string | undefined): KmlOptions {
  if (siteId === undefined) return {};
  const site = known.sites.find((s) => s.id === siteId);
  if (site === undefined)
    throw InputError.of(
      "site add",
      "--site",
      quoted(siteId),
      `a site of the case: ${known.sites.map((s) => s.id).join(", ") || "none yet"}`,
    );
  return { site: { id: site.id, zoneMinutes: site.zoneMinutes } };
}
