import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ShipEvents } from "../../findings/screens/movements-ship.ts";
import { listedEvents, type ListedEvent } from "../../findings/screens/movements-events.ts";
import type { ReceptionCell } from "../../movements/reception/reception.ts";
import type { Gap, Visit } from "../../movements/events/event.ts";
import { shoreOf } from "../../movements/places/shore.ts";
import { knownLand, type LandCells } from "../../movements/tracks/land-cells.ts";
import type { Segment } from "../../movements/tracks/segment.ts";
import type { Case } from "../files/case-folder.ts";
import { worldWaters } from "../places/world-waters.ts";
import { readAnalysis, type AnalysisPart, type StoredAnalysis } from "./analyse-positions.ts";

/** The kept analysis of a case, with what was read of it. */
export interface AnalysisReader {
  /** Names the analysis of the reports as they are now; null where there is none. */
  readonly key: () => string | null;
  /** What it found of one ship; null where there is none. */
  readonly eventsOf: (mmsi: number) => ShipEvents | null;
  /** What it found of all ships, what matters first; null where there is none. */
  readonly listed: () => readonly ListedEvent[] | null;
  /** Which ships reported from land, and where that is; null where there are none, or no analysis. */
  readonly landReports: () => LandReports | null;
  /** Who reported within [fromMs, toMs); none where there is no analysis. */
  readonly sendersIn: (fromMs: number, toMs: number) => readonly number[];
  readonly visits: () => readonly Visit[];
  readonly gaps: () => readonly Gap[];
  readonly receptionGrid: () => readonly ReceptionCell[] | null;
}

export interface LandReports {
  readonly mmsis: ReadonlySet<number>;
  readonly land: LandCells;
}

/** Reads the analysis of a case and keeps what it read until reports, ports or outlines change. */
export function openAnalysis(opened: Case): AnalysisReader {
  let [known, analysis]: [string, StoredAnalysis | null] = ["", null];
  let parts = new Map<string, unknown>();
  let listed: readonly ListedEvent[] | null = null;
  let landReports: LandReports | null | undefined;
  const current = (): StoredAnalysis | null => {
    const now = stateOf(opened);
    if (now === known) return analysis;
    const found = readAnalysis(opened);
    if (found?.key !== analysis?.key) {
      parts = new Map();
      listed = null;
      landReports = undefined;
    }
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
    listed: () => {
      const of = current();
      if (of === null) return null;
      listed ??= listOf(of, (name) => part(of, name));
      return listed;
    },
    landReports: () => {
      const of = current();
      if (of === null) return null;
      if (landReports === undefined) landReports = landOf(of, part(of, "segments"));
      return landReports;
    },
    sendersIn: (fromMs, toMs) => {
      const of = current();
      if (of === null) return [];
      const within = part(of, "segments").filter((s) => s.firstMs < toMs && s.lastMs >= fromMs);
      return [...new Set(within.map((s) => s.mmsi))];
    },
    visits: () => {
      const of = current();
      return of === null ? [] : part(of, "visits");
    },
    gaps: () => {
      const of = current();
      return of === null ? [] : part(of, "gaps");
    },
    receptionGrid: () => current()?.receptionGrid() ?? null,
  };
}

function landOf(of: StoredAnalysis, segments: readonly Segment[]): LandReports | null {
  const mmsis = new Set(segments.filter((s) => s.flags["on-land"] !== undefined).map((s) => s.mmsi));
  if (mmsis.size === 0) return null;
  const { land, lakes } = worldWaters();
  return { mmsis, land: knownLand(shoreOf(land, lakes), of.summary.tracks, new Set(of.onLand())) };
}

function listOf(of: StoredAnalysis, part: StoredAnalysis["part"]): ListedEvent[] {
  const names = of.names();
  const visits = part("visits");
  const places = new Map(visits.map((v) => [v.placeId, v.placeName]));
  return listedEvents(
    {
      segments: part("segments"),
      gaps: part("gaps"),
      proposals: part("proposals"),
      circles: part("circles"),
      meetings: part("meetings"),
      loitering: part("loitering"),
      visits,
      waiting: part("waiting"),
    },
    (mmsi) => names.get(mmsi) ?? String(mmsi).padStart(9, "0"),
    (id) => places.get(id) ?? id,
  );
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
