import type { ShipEvents, ShipScreen } from "../../findings/screens/movements-ship.ts";
import type { PositionSource } from "../../movements/ais/fixes.ts";
import { differingPeriods } from "../../movements/vessels/contradictions.ts";
import { flagOfMmsi } from "../../movements/vessels/flag-digits.ts";
import { identityPeriods } from "../../movements/vessels/identity.ts";
import { listedOn, listMatches } from "../../movements/vessels/listed-on.ts";
import { legsOf } from "../../movements/vessels/mentions.ts";
import { knownVessels, type KnownVessel } from "../../movements/vessels/registry.ts";
import type { Case } from "../files/case-folder.ts";
import { readCurrentVerdicts } from "../store/current-verdicts.ts";
import { readEditions, readVesselFacts, readWatchEntries } from "../store/reading-vessels.ts";
import { readVoyages } from "../store/reading.ts";

export interface ShipAsked {
  readonly mmsi: number;
  /** Over which time its statements are read. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Day that lists are asked for, as 2023-10-16. */
  readonly onDay: string;
}

/** What is on record of the sender of one identity: what it said of itself, what pages say, lists, voyages, sightings. */
export async function readShipScreen(
  opened: Case,
  source: PositionSource,
  { mmsi, fromMs, toMs, onDay }: ShipAsked,
  events: ShipEvents | null,
): Promise<ShipScreen> {
  const { database } = opened;
  const statements = await source.statements({ fromMs, toMs, mmsis: [mmsi] });
  const known = knownVessels(readVesselFacts(database), statements).filter((v) => v.mmsis.includes(mmsi));
  const vessel = known.find((v) => v.facts.length > 0) ?? known[0] ?? unknownVessel(mmsi);
  const facts = known.flatMap((v) => v.facts);
  const identity = identityPeriods(facts, statements);
  const callSigns = identity.filter((p) => p.field === "call-sign").map((p) => p.value.toUpperCase());
  const entries = readWatchEntries(database);
  const editions = readEditions(database);
  const { facts: _facts, statements: _statements, ...marks } = vessel;
  return {
    mmsi,
    names: [...new Set(known.flatMap((v) => v.names))],
    imo: vessel.imo,
    flag: flagOfMmsi(mmsi),
    sharedNumber: known.some((v) => v.sharedNumber),
    otherMmsis: [...new Set(known.flatMap((v) => v.mmsis))].filter((m) => m !== mmsi),
    identity,
    differing: differingPeriods(identity),
    onDay,
    lists: [...new Set(editions.map((e) => e.list))].map((list) => {
      const answer = listedOn(
        list,
        onDay,
        editions.filter((e) => e.list === list),
        vessel.imo === null ? [] : entries.filter((e) => e.list === list && e.imo === vessel.imo),
      );
      return vessel.imo === null
        ? { ...answer, word: "cannot-tell" as const, reason: "the vessel has no ship number on record" }
        : answer;
    }),
    listEntries: listMatches({ ...marks, callSigns }, entries),
    legs: legsOf(vessel, readVoyages(database)).map(({ voyage }) => voyage),
    rivalOf: readCurrentVerdicts(database).flatMap(({ sightingId, word, rivals }) => {
      const own = rivals.find((r) => r.mmsi === mmsi);
      return own === undefined ? [] : [{ sightingId, word, probability: own.probability }];
    }),
    events,
  };
}

const unknownVessel = (mmsi: number): KnownVessel => ({
  key: `mmsi:${String(mmsi).padStart(9, "0")}`,
  imo: null,
  mmsis: [mmsi],
  names: [],
  facts: [],
  statements: [],
  joins: [],
  sharedNumber: false,
});
