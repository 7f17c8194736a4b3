import { InputError, quoted, type Fault } from "../../base/errors.ts";
import { factToCome } from "../../movements/vessels/fact-to-come.ts";
import { factOf, vesselsTable, type VesselFactRow } from "../../movements/vessels/vessels-table.ts";
import type { Case } from "../files/case-folder.ts";
import { vesselFacts } from "../store/movement-tables.ts";
import { importFiles, type FaultList, type ImportResult, type Sink, type SourceFile } from "./import.ts";
import { readRows } from "./read-table.ts";

/** Imports a table of facts of vessels: all of its rows or none. */
export const importVessels = (opened: Case, path: string, signal?: AbortSignal): Promise<ImportResult> =>
  importFiles(opened, {
    step: "vessel import",
    settings: {},
    paths: [path],
    signal,
    read: (files, sink, faults) => readVessels(files, sink, faults, signal),
  });

/** Also run by `case verify`, against the records. */
export async function readVessels(
  files: readonly SourceFile[],
  sink: Sink,
  faults: FaultList,
  signal?: AbortSignal,
) {
  const [file] = files;
  if (file === undefined) throw InputError.of("vessel import", "file", "none", "a CSV file of facts");
  const summary = { rows: 0, new: 0, onRecord: 0, vessels: 0 };
  const vessels = new Set<string>();
  const take = (row: VesselFactRow, where: string, found: Fault[]): void => {
    const fact = factOf(row, where, found);
    if (fact === null) return;
    vessels.add(fact.vessel);
    const added = sink.add(vesselFacts, fact);
    if (added === "new") {
      summary.new++;
      found.push(...factToCome(fact, sink.latestMs).map((late) => ({ where, ...late })));
    } else if (added === "same") summary.onRecord++;
    else
      found.push({
        where,
        field: "fact",
        found: `${quoted(fact.id)} with other content than on record`,
        allowed:
          "what is on record under this name, or a new name: facts that contradict each other all stand",
      });
  };
  summary.rows = await readRows(vesselsTable, file, faults, take, { signal });
  summary.vessels = vessels.size;
  return { summary, warnings: [] };
}
