import { InputError, quoted } from "../../base/errors.ts";
import { parseSpan, type TimeSpan } from "../../base/time/span.ts";
import type { StopSignal } from "../../base/abort.ts";
import type { Gap, Visit } from "../../movements/events/event.ts";
import type { Verdict } from "../../movements/matching/verdict.ts";
import { explainTrips } from "../../movements/voyages/trips/explain-trips.ts";
import {
  shuttleSettings,
  usualStayHours,
  type NumberReading,
  type ShuttleQuestion,
  type ShuttleSettings,
} from "../../movements/voyages/trips/shuttle-question.ts";
import { tripEvidence, type TripRecords } from "../../movements/voyages/trips/trip-records.ts";
import type { TripEvidence } from "../../movements/voyages/trips/trip-evidence.ts";
import { joinLegs } from "../../movements/voyages/legs/join-legs.ts";
import type { JoinedLeg } from "../../movements/voyages/legs/joined-leg.ts";
import { passageModel } from "../../movements/voyages/legs/rival-weights.ts";
import { derivedLoads } from "../../movements/voyages/loads/derived-loads.ts";
import type { DerivedLoad } from "../../movements/voyages/loads/load.ts";
import { usualShuttle } from "../../movements/voyages/trips/usual-shuttle.ts";
import type { CountingRule } from "../../movements/voyages/counting-rule.ts";
import { namesIn } from "../../movements/voyages/trips/fleet-of-evidence.ts";
import { tripBounds } from "../../movements/voyages/trips/trip-bounds.ts";
import type {
  ShipSighting,
  ShuttlePort,
  TripBounds,
  TripExplanation,
} from "../../movements/voyages/trips.ts";
import type { Site } from "../../sites/counting/site.ts";
import type { Case } from "../files/case-folder.ts";
import { readObservations, readPlaces, readPublications, readVoyages } from "../store/reading.ts";
import { namesOfNumbers } from "../../movements/voyages/trips/names-of-numbers.ts";
import { readVesselFacts } from "../store/reading-vessels.ts";
import { readCurrentVerdicts } from "../store/current-verdicts.ts";
import type { StoredAnalysis } from "./analyse-positions.ts";
import { sightingsOfCase } from "./sightings-of-case.ts";

const where = "voyage explain";

/** What position reports tell of ships in port, where they were analysed; left out: nothing but the records. */
export interface HeardCalls {
  readonly visits?: readonly Visit[];
  /** Silences of the same reports; with them, being heard elsewhere speaks against a stay in port. */
  readonly gaps?: readonly Gap[];
}

/** Visits and silences of an analysis, as trips and chains take them. */
export const heardCalls = (analysis: StoredAnalysis | null): HeardCalls =>
  analysis === null ? {} : { visits: analysis.part("visits"), gaps: analysis.part("gaps") };

/** What a person asks of a shuttle; what is left out is taken from the case's published legs. */
export interface TripsAsked extends HeardCalls {
  readonly load?: readonly string[] | undefined;
  readonly land?: readonly string[] | undefined;
  /** First and last day, by the clock of the first load port. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Least length of a stay by port, in hours. */
  readonly stayHours?: Readonly<Record<string, number>>;
  readonly settings?: Partial<ShuttleSettings>;
  readonly readings?: Readonly<Record<string, NumberReading>>;
  readonly nameOf?: (mmsi: number) => string;
}

/** A shuttle as asked for, with what the case's records say of it. */
export interface ShuttleOfCase {
  readonly question: ShuttleQuestion;
  readonly records: TripRecords;
  readonly evidence: TripEvidence;
}

/**
 * Reads what a case knows of a shuttle.
 * @returns null when nothing is asked for and the case tells of no shuttle
 * @throws InputError for a port that is no site, or a window that is none
 */
export function shuttleOfCase(opened: Case, asked: TripsAsked): ShuttleOfCase | null {
  const { database } = opened;
  const { sites, areas } = readPlaces(database);
  const voyages = readVoyages(database);
  const usual = usualShuttle(
    voyages,
    sites.map((s) => s.id),
  );
  const load = asked.load ?? usual?.load;
  const land = asked.land ?? usual?.land;
  if (load === undefined || land === undefined) {
    if (asked.load === undefined && asked.land === undefined) return null;
    throw InputError.of(
      where,
      "--load, --land",
      "one of them alone",
      "both, or neither where published legs tell them",
    );
  }
  const ports = [
    ...load.map((id) => portOf(sites, id, "load", asked)),
    ...land.map((id) => portOf(sites, id, "land", asked)),
  ];
  if (new Set(ports.map((p) => p.id)).size < ports.length || load.length === 0 || land.length === 0)
    throw InputError.of(
      where,
      "--load, --land",
      [...load, ...land].join(", "),
      "each port once, one on each side at least",
    );
  const isPort = new Set(ports.map((p) => p.id));
  const atPorts = sites.filter((s) => isPort.has(s.id));
  const seen = sightingsOfCase(opened);
  const records: TripRecords = {
    sites,
    areas,
    voyages,
    observations: atPorts.flatMap((s) => readObservations(database, s.id)),
    publications: atPorts
      .flatMap((s) => readPublications(database, s.id))
      .filter((p) => !p.first)
      .map((p) => ({ ...p, id: p.publication, countId: p.observation })),
    scenes: seen.scenes,
    sightings: seen.recorded,
    verdicts: new Map(
      readCurrentVerdicts(database).flatMap((v): [string, Verdict][] =>
        v.sightingId === null ? [] : [[v.sightingId, v]],
      ),
    ),
    visits: asked.visits ?? [],
    gaps: asked.gaps ?? null,
    nameOf: asked.nameOf ?? namesOfNumbers(readVesselFacts(database), voyages),
    places: new Map(),
  };
  const draft = {
    ports,
    settings: { ...shuttleSettings, ...asked.settings },
    readings: asked.readings ?? {},
  };
  const evidence = tripEvidence(records, draft);
  const zone = sites.find((s) => s.id === load[0])?.zoneMinutes ?? 0;
  const within = windowOf(asked, zone, [
    ...evidence.sightings.filter((s) => isPort.has(s.placeId)).map((s) => s.at),
    ...evidence.numbers.map((n) => n.within),
  ]);
  return { question: { ...draft, within }, records, evidence };
}

/**
 * Explains the number of trips from the case's records. Reads, and writes nothing.
 * @returns null when nothing is asked for and the case tells of no shuttle
 * @throws InputError as `shuttleOfCase`
 */
export function askTrips(opened: Case, asked: TripsAsked, signal?: StopSignal): TripExplanation | null {
  const shuttle = shuttleOfCase(opened, asked);
  if (shuttle === null) return null;
  const { question, evidence, records } = shuttle;
  return explainTrips(question, evidence, records.sites, signal);
}

/** A published floor that is taken to be true: at least so many by the end of a day. */
export interface FloorAsked {
  readonly rule: CountingRule;
  readonly atLeast: number;
  readonly by: string;
}

/** Bounds of the named ships if a published floor holds. @throws InputError for a day outside the window */
export function askFloor(
  { question, evidence, records }: ShuttleOfCase,
  { rule, atLeast, by }: FloorAsked,
): TripBounds {
  const { within, ports } = question;
  const zone = records.sites.find((s) => s.id === ports[0]?.id)?.zoneMinutes ?? 0;
  const day = parseSpan(by, zone);
  if (!day.ok || day.span.toMs <= within.fromMs || day.span.fromMs >= within.toMs)
    throw InputError.of(where, "--floor", quoted(by), `a day of the window ${within.text}`);
  const counted = { rule, within, ships: namesIn(shipsWithin(evidence.sightings, within)), pier: null };
  return tripBounds(question, evidence, counted, undefined, { by: day.span.toMs - 1, atLeast });
}

const shipsWithin = (sightings: readonly ShipSighting[], within: TimeSpan): readonly ShipSighting[] =>
  sightings.filter((s) => s.at.fromMs >= within.fromMs && s.at.toMs <= within.toMs);

/** Passages that the records tell of or allow, with loads; within the window. */
export function askLegs({ question, evidence, records }: ShuttleOfCase): readonly JoinedLeg[] {
  const { ports, settings, within } = question;
  return joinLegs(evidence.sightings, {
    ...passageModel,
    fleetMetres: settings.fleetMetres,
    greatestKnots: settings.greatestKnots,
    ports,
    voyages: records.voyages,
    observations: records.observations,
  }).filter((leg) => leg.departs.earliestMs < within.toMs && within.fromMs < leg.arrives.latestMs);
}

/** Loads a trip that follow from published totals by division. */
export const askLoads = ({ records }: ShuttleOfCase): readonly DerivedLoad[] =>
  derivedLoads(records.observations);

function portOf(
  sites: readonly Site[],
  id: string,
  side: ShuttlePort["side"],
  asked: TripsAsked,
): ShuttlePort {
  const site = sites.find((s) => s.id === id);
  if (site === undefined)
    throw InputError.of(
      where,
      `--${side}`,
      quoted(id),
      `a site of the case: ${sites.map((s) => s.id).join(", ") || "none yet"}`,
    );
  const leastStayHours = asked.stayHours?.[id] ?? usualStayHours;
  return { id, name: site.name, side, position: site.position, leastStayHours };
}

/** The window asked for, or all that is told. */
function windowOf({ from, to }: TripsAsked, zoneMinutes: number, told: readonly TimeSpan[]): TimeSpan {
  const day = (text: string, field: string): TimeSpan => {
    const parsed = parseSpan(text, zoneMinutes);
    if (!parsed.ok) throw InputError.of(where, field, quoted(text), parsed.allowed);
    return parsed.span;
  };
  const first = from === undefined ? null : day(from, "--from");
  const last = to === undefined ? null : day(to, "--to");
  const fromMs = first?.fromMs ?? Math.min(...told.map((s) => s.fromMs));
  const toMs = last?.toMs ?? Math.max(...told.map((s) => s.toMs));
  if (!Number.isFinite(fromMs) || !Number.isFinite(toMs))
    throw InputError.of(
      where,
      "--from, --to",
      "nothing",
      "a window: the case tells of no trip at these ports",
    );
  if (toMs <= fromMs) throw InputError.of(where, "--to", quoted(to ?? ""), "a day after --from");
  const dayText = (ms: number): string => new Date(ms + zoneMinutes * 60_000).toISOString().slice(0, 10);
  return { fromMs, toMs, precision: "range", text: `${from ?? dayText(fromMs)}/${to ?? dayText(toMs - 1)}` };
}
