import { canonical } from "../../base/canonical.ts";
import { keysOf } from "../../base/table/table.ts";
import type { SightingCells } from "../../movements/sightings/sighting-cells.ts";
import { sightingsTable } from "../../movements/sightings/sightings-table.ts";
import type { Case } from "../files/case-folder.ts";
import { newestRevisions } from "../store/reading-revisions.ts";
import { importFiles, type ImportResult } from "./import.ts";
import { readSeen } from "./import-sightings.ts";

/** A sighting as a person enters it on a screen. */
export interface EnteredSighting {
  /** By the names of the columns of the table of sightings; without `sighting` it gets a name. */
  readonly cells: SightingCells;
  /** Who enters it; the column `by` is who saw it. */
  readonly by: string;
}

export interface Entered extends ImportResult {
  readonly sighting: string;
}

/**
 * Puts one sighting on record as `sighting add` does, with who entered it; one that was entered so before is not entered twice.
 * @throws InputError with every fault, by the column
 */
export async function enterSighting(opened: Case, { cells, by }: EnteredSighting): Promise<Entered> {
  const given = Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell.trim() !== ""));
  const name = given["sighting"]?.trim() ?? enteredAs(opened, given) ?? freeName(opened, given);
  // A column that is needed and empty is told by its name, not as one that the header lacks.
  const needed = keysOf(sightingsTable)
    .map((key) => sightingsTable.columns[key])
    .filter((column) => column.needed)
    .map((column) => [column.name, ""] as const);
  const row: SightingCells = { ...Object.fromEntries(needed), ...given, sighting: name };
  const result = await importFiles(opened, {
    step: "sighting add",
    settings: { cells: row, enteredBy: by },
    paths: [],
    read: (files, sink, faults) => readSeen(opened, "sighting add", files, { cells: row }, sink, faults),
  });
  return { ...result, sighting: name };
}

/** The name under which the same was entered before and stands: an answer that was lost on the way is asked for again. */
function enteredAs({ database }: Case, given: SightingCells): string | null {
  const said = canonical({ ...given });
  const rows = database.prepare("SELECT settings FROM trail WHERE step = 'sighting add' ORDER BY id").all();
  const revised = newestRevisions(database, "sighting");
  for (const row of rows) {
    const { cells = {} } = JSON.parse(String(row["settings"])) as { readonly cells?: SightingCells };
    const { sighting = "", ...rest } = cells;
    if (canonical(rest) === said && !revised.has(sighting)) return sighting;
  }
  return null;
}

/** Longest name less room for a number. */
const longestStem = 72;

/** A name that no sighting had, of its scene or its time. */
function freeName({ database }: Case, { scene, at }: SightingCells): string {
  const words = (scene ?? at ?? "").toLowerCase().replaceAll(/[^a-z0-9.-]/g, "");
  const stem = `${words === "" ? "seen" : words.slice(0, longestStem - 5)}.hand`;
  const known = database.prepare("SELECT 1 FROM sightings WHERE id = ?");
  for (let n = 1; ; n++) if (known.get(`${stem}-${n}`) === undefined) return `${stem}-${n}`;
}
