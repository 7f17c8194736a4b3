import { InputError, quoted } from "../../base/errors.ts";
import { parseSpan } from "../../base/time/span.ts";
import { buildChain } from "../../movements/chain/build-chain.ts";
import type { ChainModel } from "../../movements/chain/chain.ts";
import type { ChainRecords, WorkedOutLeg } from "../../movements/chain/chain-records.ts";
import { workedOutLegs } from "../../movements/voyages/legs/worked-out-legs.ts";
import type { Case } from "../files/case-folder.ts";
import { readEvents, readObservations, readPlaces, readVoyages } from "../store/reading.ts";
import { readConnections } from "../store/reading-chain.ts";
import { askLegs, shuttleOfCase, type HeardCalls } from "./trips.ts";

export interface ChainAsked extends HeardCalls {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** A day, month or instant: only what can have begun by its end. */
  readonly at?: string | undefined;
  /** Legs besides those that the sightings on record allow, as of trains found again. */
  readonly legs?: readonly WorkedOutLeg[];
}

/** The records that a chain is built from: sites, published legs, ways, and the looks of every site that one of them touches. */
export function readChainRecords(opened: Case, legs: readonly WorkedOutLeg[] = []): ChainRecords {
  const { sites } = readPlaces(opened.database);
  const voyages = readVoyages(opened.database);
  const connections = readConnections(opened.database);
  const touched = new Set(
    [...voyages, ...connections, ...legs].flatMap((leg) => [leg.fromPlace, leg.toPlace]),
  );
  return {
    sites,
    voyages,
    connections,
    observations: sites
      .filter((s) => touched.has(s.id))
      .flatMap((s) => readObservations(opened.database, s.id)),
    legs,
    events: readEvents(opened.database),
  };
}

/** Legs that the sightings on record, and visits where given, allow between the ports of the case's shuttle, as `voyage list` has them; none where it tells of no shuttle. */
function joinedLegs(opened: Case, heard: HeardCalls): readonly WorkedOutLeg[] {
  try {
    const shuttle = shuttleOfCase(opened, heard);
    return shuttle === null ? [] : workedOutLegs(askLegs(shuttle));
  } catch (error) {
    // Ports are told of and no day is: then nothing can be joined.
    if (error instanceof InputError) return [];
    throw error;
  }
}

/** The chain of a case. @throws InputError for a place that no leg touches, or a date that is none */
export function askChain(opened: Case, { from, to, at, legs, ...heard }: ChainAsked): ChainModel {
  const records = readChainRecords(opened, [...joinedLegs(opened, heard), ...(legs ?? [])]);
  const places = new Set(
    [...records.voyages, ...records.connections, ...records.legs]
      .flatMap((leg) => [leg.fromPlace, leg.toPlace])
      .filter((p) => p !== ""),
  );
  for (const [option, place] of [
    ["--from", from],
    ["--to", to],
  ] as const)
    if (place !== undefined && !places.has(place))
      throw InputError.of(
        "chain show",
        option,
        quoted(place),
        places.size === 0
          ? "the case has no legs yet: voyage import or chain import adds them"
          : `a place that a leg touches: ${[...places].sort((a, b) => (a < b ? -1 : 1)).join(", ")}`,
      );
  // A day of the place that the ways begin at; without one, of the easternmost clock, on which it ends first.
  const zone =
    records.sites.find((s) => s.id === from)?.zoneMinutes ??
    Math.max(0, ...records.sites.filter((s) => places.has(s.id)).map((s) => s.zoneMinutes));
  const parsed = at === undefined ? null : parseSpan(at, zone);
  if (parsed !== null && !parsed.ok)
    throw InputError.of("chain show", "--at", quoted(at ?? ""), parsed.allowed);
  return buildChain(records, { from, to, atMs: parsed === null ? undefined : parsed.span.toMs });
}
