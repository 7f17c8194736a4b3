import type { StopSignal } from "../../base/abort.ts";
import {
  noSeconds,
  senderClasses,
  type Fixes,
  type SecondCounts,
  type SenderClass,
  type Statement,
} from "../ais/fixes.ts";
import { clockFindings, type ClockFindings } from "../ais/sender-clocks.ts";
import type { Gap, Loitering, Meeting, Visit, Waiting } from "../events/event.ts";
import type { EventSettings } from "../events/event-settings.ts";
import { followSilences, gapOf, type Silence } from "../events/gaps.ts";
import { followLoitering } from "../events/loitering.ts";
import { followLastHeard, openGaps, type LastHeard, type QuietEnds } from "../events/open-gaps.ts";
import { findMeetings } from "../events/meetings.ts";
import { followPresence, noPresence } from "../events/presence.ts";
import type { Follower } from "../events/stretch.ts";
import { followVisits, reachOf, type FoundVisit } from "../events/visits.ts";
import { followStills, waitingBefore, type Still } from "../events/waiting.ts";
import { placeIndex, type Place } from "../places/place-index.ts";
import type { Shore } from "../places/shore.ts";
import { ReportedHours } from "../reception/unreported.ts";
import { gatherEvidence, type Evidence } from "../reception/evidence.ts";
import { receptionModel } from "../reception/model.ts";
import type { ReceptionModel } from "../reception/reception.ts";
import { weighGaps, type Weighed } from "../reception/weigh-gaps.ts";
import type { Circle } from "../tracks/circling.ts";
import { flagBit, misplaced } from "../tracks/flag-bits.ts";
import { proposeIdentities, type IdentityProposal } from "../tracks/identity-proposals.ts";
import type { LandCells } from "../tracks/land-cells.ts";
import type { Segment } from "../tracks/segment.ts";
import { shipRows } from "../tracks/ship-rows.ts";
import { trackRoom, trackShip, type ShipTracker, type TrackedSegment } from "../tracks/track-ship.ts";
import type { TrackSettings } from "../tracks/track-settings.ts";
import { rankCircles, type RankedCircle } from "./alike-circles.ts";
import { saysTwoShips } from "./two-ships.ts";

export interface AnalysisInput {
  /** In order of ship and time. */
  readonly batches: AsyncIterable<Fixes>;
  readonly statements: readonly Statement[];
  /** How far the times are from the seconds that senders stated; left out, no clock is judged. */
  readonly seconds?: SecondCounts;
  readonly fromMs: number;
  readonly toMs: number;
  /** null: land is not known, and nothing is said that needs it. */
  readonly shore: Shore | null;
  readonly land: LandCells | null;
  readonly places: readonly Place[];
  readonly tracks: TrackSettings;
  readonly events: EventSettings;
  readonly onProgress?: (fixes: number, ships: number) => void;
  readonly signal?: StopSignal | undefined;
}

/** All that is derived from the reports of a window. */
export interface Analysis {
  readonly fixes: number;
  readonly ships: number;
  readonly segments: readonly Segment[];
  readonly circles: readonly RankedCircle[];
  readonly proposals: readonly IdentityProposal[];
  readonly gaps: readonly Gap[];
  /** Ships that fell silent where that says nothing: none of `gaps`. */
  readonly quiet: QuietEnds;
  readonly visits: readonly Visit[];
  readonly waiting: readonly Waiting[];
  readonly meetings: readonly Meeting[];
  /** What the senders' seconds say of clocks. */
  readonly clocks: ClockFindings;
  readonly loitering: readonly Loitering[];
  /** Cells of `landCells` with reports on land, in order. */
  readonly onLand: readonly number[];
  readonly reception: ReceptionModel;
  /** What the model of reception is made of, for keeping it. */
  readonly evidence: Evidence;
  readonly weighed: Weighed;
}

/** Senders that stay where they are: their reports are no tracks of ships. */
const fixedSenders: readonly SenderClass[] = ["base", "aid"];

/** Reports after which progress is told and a wish to stop is heard. */
const every = 200_000;

/** Derives segments, flags, reception and events from the reports of a window in one pass. Memory grows with ships and events, not with reports. */
export async function analyse(input: AnalysisInput): Promise<Analysis> {
  const { shore, land, events, tracks, fromMs, toMs } = input;
  const index = placeIndex(input.places, reachOf(events));
  const two = saysTwoShips(input.statements);
  const clocks = clockFindings(input.seconds ?? noSeconds, tracks);
  const wrongClocks = new Set(clocks.off.map(({ mmsi }) => mmsi));
  const room = trackRoom();
  const taker = gatherEvidence(fromMs, toMs);
  const hours = new ReportedHours();
  const presence = noPresence();
  const tracked: TrackedSegment[] = [];
  const circles: Circle[] = [];
  const silences: Silence[] = [];
  const ends: LastHeard[] = [];
  const loitering: Loitering[] = [];
  const visits: Visit[] = [];
  const waiting: Waiting[] = [];
  let [fixes, ships, told] = [0, 0, 0];

  let tracker: ShipTracker | null = null;
  let followers: (readonly Follower[])[] = [];
  let ownVisits: FoundVisit[] = [];
  let ownStills: Still[] = [];
  for await (const rows of shipRows(input.batches)) {
    const { mmsi } = rows;
    fixes += rows.to - rows.from;
    for (let row = rows.from; row < rows.to; row++) hours.add(rows.fixes.at[row] ?? 0);
    if (fixes - told >= every) {
      input.signal?.throwIfAborted();
      input.onProgress?.(fixes, ships);
      told = fixes;
    }
    tracker ??= trackShip(mmsi, {
      settings: tracks,
      land,
      saysTwoShips: two.has(mmsi),
      clockIsOff: wrongClocks.has(mmsi),
      room,
    });
    const { flags, order, starts } = tracker.take(rows);
    const senderClass = rows.fixes.senderClass[rows.from] ?? 0;
    const word = senderClasses[senderClass] ?? "unknown";
    if (!fixedSenders.includes(word))
      for (let s = 0; s + 1 < starts.length; s++) {
        const [from, to] = [starts[s] ?? 0, starts[s + 1] ?? 0];
        if (from === to) continue;
        const stretch = { fixes: rows.fixes, order, from, to, flags, without: misplaced };
        const own = (followers[s] ??= [
          followSilences(mmsi, word, events, silences),
          followLastHeard(mmsi, word, events, ends),
          followVisits(mmsi, index, events, ownVisits),
          followStills(events, ownStills),
          followPresence(mmsi, shore, events, presence),
          ...(shore === null ? [] : [followLoitering(mmsi, shore, events, loitering)]),
        ]);
        for (const follower of own) follower.take(stretch);
        // What is said to be where no ship can be says nothing of where ships are heard.
        taker.begin(mmsi, senderClass);
        taker.take(rows.fixes, order, from, to, flags, misplaced | flagBit.circling);
      }
    if (!rows.last) continue;
    for (const own of followers) for (const follower of own ?? []) follower.end();
    waiting.push(...waitingBefore(mmsi, ownStills, ownVisits, events));
    for (const { visit } of ownVisits) visits.push(visit);
    tracked.push(...tracker.segments());
    circles.push(...tracker.circles());
    ships++;
    [tracker, followers, ownVisits, ownStills] = [null, [], [], []];
  }
  input.signal?.throwIfAborted();
  const evidence = taker.finish();
  const weighed = weighGaps(evidence);
  const reception = receptionModel(evidence, weighed);
  input.signal?.throwIfAborted();
  const { unreported } = hours;
  const open = openGaps(ends, {
    reception,
    evidence,
    unreported,
    shore,
    places: index,
    settings: events,
  });
  return {
    fixes,
    ships,
    segments: tracked.map((t) => withLand(t, land)),
    circles: rankCircles(circles),
    proposals: proposeIdentities(tracked, input.statements, { fromMs, toMs }),
    gaps: inOrder([...silences.map((s) => gapOf(s, reception, shore, events, unreported)), ...open.gaps]),
    quiet: open.quiet,
    visits,
    waiting,
    meetings: findMeetings(presence, shore, index, events),
    clocks,
    loitering,
    onLand: cellsOnLand(tracked, land),
    reception,
    evidence,
    weighed,
  };
}

const inOrder = (gaps: readonly Gap[]): Gap[] =>
  gaps.toSorted((a, b) => a.mmsi - b.mmsi || a.fromMs - b.fromMs);

function cellsOnLand(tracked: readonly TrackedSegment[], land: LandCells | null): number[] {
  if (land === null) return [];
  const found = new Set(tracked.flatMap(({ inland }) => [...inland.keys()]));
  return [...found].filter((cell) => !land.isWaterway(cell)).sort((a, b) => a - b);
}

/** Counts the reports on land, now that it is known which inland cells are waterways. */
function withLand({ segment, inland }: TrackedSegment, land: LandCells | null): Segment {
  if (land === null || inland.size === 0) return segment;
  let count = 0;
  for (const [cell, fixes] of inland) if (!land.isWaterway(cell)) count += fixes;
  return count === 0 ? segment : { ...segment, flags: { ...segment.flags, "on-land": count } };
}
