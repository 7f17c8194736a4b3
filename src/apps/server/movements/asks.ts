import { join } from "node:path";
import { eventsPage, type EventsAsked } from "../../../findings/screens/movements-events.ts";
import { trackBytes } from "../../../findings/screens/movements-track-bytes.ts";
import type { PositionQuery, PositionSource } from "../../../movements/ais/fixes.ts";
import type { Case } from "../../../system/files/case-folder.ts";
import { openBlindRecords } from "../../../system/store/blind-records.ts";
import { askChain } from "../../../system/steps/chain-of-case.ts";
import type { AnalysisReader } from "../../../system/steps/movements-events.ts";
import { readShipScreen, type ShipAsked } from "../../../system/steps/movements-ship.ts";
import { askTrips } from "../../../system/steps/trips.ts";
import { shipsForList, tracksForMap, type MapTracksQuery } from "../../../system/steps/movements-tracks.ts";
import type { Blindness } from "../guard/blind.ts";

/** What an ask may use: the case for reading, and its position reports. */
export interface AskedOf {
  readonly opened: Case;
  readonly source: PositionSource;
  readonly analysis: AnalysisReader;
}

/** Does work that rests on counts with the records as they may be seen: whoever counts blind is told nobody else's count. */
function asSeen<T>(opened: Case, blindness: Blindness | null, work: (seen: Case) => T): T {
  if (blindness === null) return work(opened);
  const { passes, own } = blindness;
  const database = openBlindRecords(join(opened.folder, "records.sqlite"), passes, own);
  try {
    return work({ ...opened, database });
  } finally {
    database.close();
  }
}

/** What trips and chains take from the analysed reports. */
const heardBy = (analysis: AnalysisReader) => ({ visits: analysis.visits(), gaps: analysis.gaps() });

/*
 * Everything that reads position reports, by name: done in a thread of its own, since a day of a coast takes seconds. Inputs and results
 * cross a thread: plain data only.
 */
export const asks = {
  days: ({ source }: AskedOf, _none: null) => source.days(),
  tracks: async ({ source, analysis }: AskedOf, query: MapTracksQuery, signal: AbortSignal) =>
    trackBytes(await tracksForMap(source, query, analysis.landReports(), signal)),
  ships: ({ source, analysis }: AskedOf, query: Pick<PositionQuery, "fromMs" | "toMs">) =>
    shipsForList(source, query, analysis.sendersIn(query.fromMs, query.toMs)),
  ship: ({ opened, source, analysis }: AskedOf, asked: ShipAsked) =>
    readShipScreen(opened, source, asked, analysis.eventsOf(asked.mmsi)),
  analysis: ({ analysis }: AskedOf, _none: null) => analysis.key(),
  events: ({ analysis }: AskedOf, asked: EventsAsked) => {
    const all = analysis.listed();
    return all === null ? null : eventsPage(all, asked);
  },
  reception: ({ analysis }: AskedOf, _none: null) => analysis.receptionGrid(),
  trips: ({ opened, analysis }: AskedOf, blindness: Blindness | null) =>
    asSeen(opened, blindness, (seen) => askTrips(seen, heardBy(analysis))),
  chain: ({ opened, analysis }: AskedOf, blindness: Blindness | null) =>
    asSeen(opened, blindness, (seen) => askChain(seen, heardBy(analysis))),
} as const satisfies Record<string, (of: AskedOf, input: never, signal: AbortSignal) => unknown>;

/** Those that read reports for seconds, each with memory of its own: only a few are done at a time. */
export const longAsks: ReadonlySet<string> = new Set<AskName>(["tracks", "ships", "ship"]);

export type AskName = keyof typeof asks;
export type AskInput<N extends AskName> = Parameters<(typeof asks)[N]>[1];
export type AskResult<N extends AskName> = Awaited<ReturnType<(typeof asks)[N]>>;
