import type { StopSignal } from "../../base/abort.ts";
import type { Contradiction } from "../../findings/contradictions/contradiction.ts";
import { judgeContradictions } from "../../findings/contradictions/judge.ts";
import type { ContradictionRecords } from "../../findings/contradictions/statement.ts";
import type { Case } from "../files/case-folder.ts";
import { readEvents, readObservations, readPlaces, readVoyages } from "../store/reading.ts";
import { readReferenceLines, readStatements } from "../store/reading-chain.ts";
import { readVesselFacts } from "../store/reading-vessels.ts";

/** The records that statements are held against. */
export function readContradictionRecords(
  opened: Case,
  trips: ContradictionRecords["trips"] = null,
): ContradictionRecords {
  const { database } = opened;
  const { sites, areas } = readPlaces(database);
  return {
    statements: readStatements(database),
    observations: sites.flatMap((s) => readObservations(database, s.id)),
    voyages: readVoyages(database),
    events: readEvents(database),
    vesselFacts: readVesselFacts(database),
    sites,
    areas,
    lines: readReferenceLines(database),
    trips,
  };
}

/** Holds the statements on record against each other, and the numbers of trips against what the evidence allows. */
export async function askContradictions(opened: Case, signal?: StopSignal): Promise<Contradiction[]> {
  if (readStatements(opened.database).length === 0) return [];
  // Loaded late: only statements on trips need the search for what the evidence allows.
  const { askTrips } = await import("./trips.ts");
  return judgeContradictions(
    readContradictionRecords(opened, (from, to) => askTrips(opened, { from, to }, signal)),
  );
}
