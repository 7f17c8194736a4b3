import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ShipEvents } from "../../findings/screens/movements-ship.ts";
import type { ReceptionCell } from "../../movements/reception/reception.ts";
import type { Visit } from "../../movements/events/event.ts";
import type { Case } from "../files/case-folder.ts";
import { readAnalysis, type AnalysisPart, type StoredAnalysis } from "./analyse-positions.ts";

/** The kept analysis of a case, with what was read of it. */
export interface AnalysisReader {
  /** Names the analysis of the reports as they are now; null where there is none. */
  readonly key: () => string | null;
  /** What it found of one ship; null where there is none. */
  readonly eventsOf: (mmsi: number) => ShipEvents | null;
  readonly visits: () => readonly Visit[];
  readonly receptionGrid: () => readonly ReceptionCell[] | null;
}

/** Reads the analysis of a case and keeps what it read until reports, ports or outlines change. */
export function openAnalysis(opened: Case): AnalysisReader {
  let [known, analysis]: [string, StoredAnalysis | null] = ["", null];
  let parts = new Map<string, unknown>();
  const current = (): StoredAnalysis | null => {
    const now = stateOf(opened);
    if (now === known) return analysis;
    const found = readAnalysis(opened);
    if (found?.key !== analysis?.key) parts = new Map();
    [known, analysis] = [now, found];
    return found;
  };
  const part = <P extends AnalysisPart>(of: StoredAnalysis, name: P) => {
    const had = parts.get(name) as ReturnType<typeof of.part<P>> | undefined;
    const read = had ?? of.part(name);
    parts.set(name, read);
    return read;
  };
  return {
    key: () => current()?.key ?? null,
    eventsOf: (mmsi) => {
      const of = current();
      if (of === null) return null;
      const own = <T extends { readonly mmsi: number }>(list: readonly T[]): T[] =>
        list.filter((e) => e.mmsi === mmsi);
      return {
        segments: own(part(of, "segments")),
        gaps: own(part(of, "gaps")),
        visits: own(part(of, "visits")),
        waitings: own(part(of, "waiting")),
        meetings: part(of, "meetings").filter((m) => m.first === mmsi || m.second === mmsi),
        loiterings: own(part(of, "loitering")),
      };
    },
    visits: () => {
      const of = current();
      return of === null ? [] : part(of, "visits");
    },
    receptionGrid: () => current()?.receptionGrid() ?? null,
  };
}

/** What the name of an analysis depends on, cheaply: files of reports and results, and changes of the records. */
function stateOf({ folder, database }: Case): string {
  const version = Number(database.prepare("PRAGMA data_version").get()?.["data_version"] ?? 0);
  const positions = join(folder, "positions");
  return [version, ...listed(positions), ...listed(join(positions, "derived"))].join(" ");
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
      .sort()
      .map((name) => `${name}:${statSync(join(folder, name)).mtimeMs}`);
  } catch {
    // A folder that is not there, or a file that went while it was being looked at: nothing is kept by this name.
    return ["none"];
  }
}
