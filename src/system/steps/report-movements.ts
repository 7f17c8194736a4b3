import { siteDistances } from "../../findings/distances/table.ts";
import { dayText } from "../../base/time/words.ts";
import { spanIn, statementOf } from "../../findings/contradictions/statement.ts";
import { judgeContradictions } from "../../findings/contradictions/judge.ts";
import type { ReportMovements } from "../../findings/report/movements-input.ts";
import type { TripExplanation } from "../../movements/voyages/trips.ts";
import type { Case } from "../files/case-folder.ts";
import { readCurrentVerdicts } from "../store/current-verdicts.ts";
import { analysePositions, hasReports } from "./analyse-positions.ts";
import { askChain } from "./chain-of-case.ts";
import { readContradictionRecords } from "./contradictions-of-case.ts";
import type { CheckedFinding } from "./finding.ts";
import { sightingsOfCase } from "./sightings-of-case.ts";
import { askTrips, heardCalls } from "./trips.ts";

export interface MovementsOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
}

/**
 * What a report shows of ships, loads and disagreements: null where no leg on record bears on the finding's site. Position reports are analysed where no
 * analysis of them is kept, so that what is derived may be deleted and the next report is the same.
 */
export async function movementsFor(
  opened: Case,
  checked: CheckedFinding,
  options: MovementsOptions = {},
): Promise<ReportMovements | null> {
  if (checked.records.voyages.length === 0) return null;
  const known = new Map<string, TripExplanation | null>();
  // The same stretch of time is searched once.
  const trips = (from: string, to: string): TripExplanation | null => {
    const key = `${from}/${to}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = askTrips(opened, { from, to });
    known.set(key, made);
    return made;
  };
  const records = readContradictionRecords(opened, trips);
  const window = tripWindow(checked);
  const heard = heardCalls(hasReports(opened) ? await analysePositions(opened, null, {}, options) : null);
  const chain = askChain(opened, heard);
  const onRecord = new Set(
    (heard.visits === undefined ? chain : askChain(opened, {})).links.map((l) => l.id),
  );
  const { scenes, recorded, published } = sightingsOfCase(opened);
  const sightings = [...recorded.map((sighting) => ({ sighting, origin: null, vessel: "" })), ...published];
  const standing = new Set(sightings.map((s) => s.sighting.id));
  return {
    chain,
    heardLinks: chain.links.filter((l) => !onRecord.has(l.id)).length,
    // As voyage explain and the workbench have it. Statements that disagree are held against what is on record alone, as the sentences of the finding are.
    trips: window === null ? null : askTrips(opened, { ...window, ...heard }),
    visits: heard.visits === undefined ? "no-reports" : "counted",
    contradictions: judgeContradictions(records),
    distances: siteDistances(
      records.sites,
      records.lines,
      records.statements.map((s) => statementOf(s, records)),
    ),
    vesselFacts: records.vesselFacts,
    // What a publication tells has no record that could end its verdict: one on a count that was corrected since is of nothing.
    verdicts: readCurrentVerdicts(opened.database).filter(
      ({ sightingId }) => sightingId === null || standing.has(sightingId),
    ),
    sightings,
    scenes,
    positionDays: positionDays(opened),
  };
}

/** From the first dated leg to the day of the look under test; to the last leg where all are later. */
function tripWindow({
  records,
  model,
}: CheckedFinding): { readonly from: string; readonly to: string } | null {
  const days = records.voyages
    .flatMap((v) => [v.fromAt, v.toAt])
    .flatMap((text) => {
      const span = spanIn(text);
      return span === null ? [] : [span];
    });
  if (days.length === 0) return null;
  const from = Math.min(...days.map((d) => d.fromMs));
  const last = Math.max(...days.map((d) => d.toMs)) - 1;
  const looked = model.target.look.takenAt.toMs - 1;
  return { from: dayText(from), to: dayText(looked > from ? Math.min(looked, last) : last) };
}

/** Days with position reports, by the imports on record. */
function positionDays(opened: Case): number {
  const days = new Set<string>();
  for (const row of opened.database.prepare("SELECT days FROM position_imports").all())
    for (const day of Object.keys(JSON.parse(String(row["days"])) as Record<string, string>)) days.add(day);
  return days.size;
}
