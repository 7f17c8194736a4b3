import { dayMs } from "../../base/time/calendar.ts";
import type { Statement } from "../../movements/ais/fixes.ts";
import type { PublishedSighting } from "../../movements/sightings/published.ts";
import type { Scene, Sighting } from "../../movements/sightings/sighting.ts";
import { differingPeriods, type DifferingPeriods } from "../../movements/vessels/contradictions.ts";
import { identityPeriods, type IdentityPeriod } from "../../movements/vessels/identity.ts";
import {
  listedOn,
  listMatches,
  type ListedAnswer,
  type ListMatch,
} from "../../movements/vessels/listed-on.ts";
import {
  claimsBeside,
  legsOf,
  mentionOf,
  sightingsNaming,
  type Mention,
} from "../../movements/vessels/mentions.ts";
import { proposalsFor, type SameVesselProposal } from "../../movements/vessels/proposals.ts";
import {
  candidateOf,
  type Candidate,
  type Whereabouts,
} from "../../movements/vessels/recognition/candidate.ts";
import { fewestLengths, populationOf } from "../../movements/vessels/recognition/population.ts";
import { recognise, type Recognition } from "../../movements/vessels/recognition/recognise.ts";
import { knownVessels, type KnownVessel } from "../../movements/vessels/registry.ts";
import type { VoyageRow } from "../../movements/voyages/voyages-table.ts";
import { namedRival, type VerdictRecord } from "../../movements/matching/verdict.ts";
import type { Case } from "../files/case-folder.ts";
import { openPositions } from "../positions/open-positions.ts";
import { readCurrentVerdicts } from "../store/current-verdicts.ts";
import {
  readEditions,
  readVesselFacts,
  readWatchEntries,
  readFormerFacts,
  type FormerFact,
} from "../store/reading-vessels.ts";
import { readVoyages } from "../store/reading.ts";
import { sightingsOfCase, type SightingsOfCase } from "./sightings-of-case.ts";

/** Vessels of a case by strong marks of identity, from its facts and from all that ships said of themselves. */
export interface VesselsOfCase {
  readonly vessels: readonly KnownVessel[];
  /** Lengths that ships sent, one a ship. */
  readonly sentLengths: readonly number[];
}

/** @param options.reports false: facts alone, without opening the position reports */
export async function vesselsOfCase(
  opened: Case,
  options: { readonly reports: boolean; readonly signal?: AbortSignal | undefined },
): Promise<VesselsOfCase> {
  const facts = readVesselFacts(opened.database);
  const statements = options.reports ? await statementsOf(opened, options.signal) : [];
  const lengths = new Map<number, number>();
  for (const { mmsi, lengthMetres, shipType } of statements)
    if (lengthMetres !== null && lengthMetres >= 20 && shipType !== null && shipType >= 60 && shipType <= 89)
      lengths.set(mmsi, lengthMetres);
  return { vessels: knownVessels(facts, statements), sentLengths: [...lengths.values()] };
}

/** Statements of all days, those that say the same of one ship put together over time, so that a year of days does not hold each of them. */
async function statementsOf(opened: Case, signal?: AbortSignal): Promise<Statement[]> {
  const source = await openPositions(opened);
  try {
    const merged = new Map<string, Statement>();
    for (const { day } of await source.days()) {
      signal?.throwIfAborted();
      const fromMs = Date.parse(`${day}T00:00:00Z`);
      for (const s of await source.statements({ fromMs, toMs: fromMs + dayMs })) {
        const key = `${s.mmsi}|${s.name}|${s.callSign}|${s.imo}|${s.shipType}|${s.lengthMetres}|${s.widthMetres}`;
        const known = merged.get(key);
        merged.set(
          key,
          known === undefined
            ? s
            : {
                ...known,
                firstMs: Math.min(known.firstMs, s.firstMs),
                lastMs: Math.max(known.lastMs, s.lastMs),
                reports: known.reports + s.reports,
              },
        );
      }
    }
    return [...merged.values()].sort((a, b) => a.mmsi - b.mmsi || a.firstMs - b.firstMs);
  } finally {
    source.close();
  }
}

/** A sighting that a vessel may be, and what pages say of it. */
export interface MayBe {
  readonly sighting: Sighting;
  readonly probability: number;
  readonly recognition: Recognition;
  readonly claims: readonly PublishedSighting[];
}

/** All that a case has of one vessel. */
export interface VesselShown {
  readonly vessel: Omit<KnownVessel, "statements" | "facts">;
  readonly identity: readonly IdentityPeriod[];
  readonly differing: readonly DifferingPeriods[];
  /** Facts of it that were withdrawn, and what stood before corrections. */
  readonly withdrawn: readonly FormerFact[];
  readonly corrected: readonly FormerFact[];
  /** Day that `lists` answer for, as 2023-10-16. */
  readonly onDay: string;
  readonly lists: readonly ListedAnswer[];
  readonly listEntries: readonly ListMatch[];
  readonly proposals: readonly SameVesselProposal[];
  readonly legs: readonly { readonly voyage: VoyageRow; readonly mention: Mention }[];
  readonly named: readonly { readonly published: PublishedSighting; readonly mention: Mention }[];
  /** Sightings that neither a page nor a verdict names a ship for, and that it may be by what was seen; with how probable that is and what else they may be. */
  readonly mayBe: readonly MayBe[];
  /** Verdicts that name it. */
  readonly verdicts: readonly VerdictOnVessel[];
  /** Verdicts in which it is a rival and that do not name it, most probable first. */
  readonly rivalIn: readonly VerdictOnVessel[];
}

/** A verdict, and that what it is on is the vessel. */
export interface VerdictOnVessel {
  readonly verdict: VerdictRecord;
  readonly probability: number;
}

/** Less than this is not told of a sighting that a vessel may be. */
const leastProbability = 0.02;

export async function showVessel(
  opened: Case,
  vessel: KnownVessel,
  registry: VesselsOfCase,
  onDay: string,
): Promise<VesselShown> {
  const { database } = opened;
  const seen = sightingsOfCase(opened);
  const entries = readWatchEntries(database);
  const editions = readEditions(database);
  const identity = identityPeriods(vessel.facts, vessel.statements);
  const callSigns = identity.filter((p) => p.field === "call-sign").map((p) => p.value.toUpperCase());
  const named = sightingsNaming(vessel, seen.published);
  const mayBe: MayBe[] = [];
  const verdicts = readCurrentVerdicts(database);
  // What reports or a fixed object account for is not open any more.
  const accounted = new Set(verdicts.flatMap((v) => (namedRival(v) === null ? [] : (v.sightingId ?? []))));
  const open = unnamed(seen).filter((s) => !accounted.has(s.id));
  const candidates = await candidatesOf(opened, withFacts(registry.vessels, vessel), seen, open);
  for (const s of open) {
    const recognition = recogniseWith(s, candidates, registry, seen.scenes);
    const own = recognition.candidates.find((c) => c.key === vessel.key);
    // A vessel of which nothing was compared may be any ship.
    const compared = own !== undefined && Object.keys(own.evidence).some((what) => what !== "way");
    if (compared && own.probability >= leastProbability)
      mayBe.push({
        sighting: s,
        probability: own.probability,
        recognition,
        claims: claimsBeside(s, seen.published),
      });
  }
  const former = readFormerFacts(database).filter(
    ({ fact }) => fact.vessel === vessel.key || vessel.facts.some((f) => f.vessel === fact.vessel),
  );
  const onVessel = verdicts.flatMap((verdict) => {
    const own = verdict.rivals.find((r) => r.mmsi !== null && vessel.mmsis.includes(r.mmsi));
    if (own === undefined) return [];
    return [{ verdict, probability: own.probability, isNamed: namedRival(verdict) === own }];
  });
  const { facts: _facts, statements: _statements, ...marks } = vessel;
  return {
    vessel: marks,
    identity,
    differing: differingPeriods(identity),
    withdrawn: former.filter((f) => f.withdrawn),
    corrected: former.filter((f) => !f.withdrawn),
    onDay,
    lists: [...new Set(editions.map((e) => e.list))]
      .map((list) =>
        listedOn(
          list,
          onDay,
          editions.filter((e) => e.list === list),
          vessel.imo === null ? [] : entries.filter((e) => e.list === list && e.imo === vessel.imo),
        ),
      )
      .map((answer) =>
        vessel.imo === null
          ? { ...answer, word: "cannot-tell" as const, reason: "the vessel has no ship number on record" }
          : answer,
      ),
    listEntries: listMatches({ ...marks, callSigns }, entries),
    proposals: proposalsFor(vessel, registry.vessels),
    legs: legsOf(vessel, readVoyages(database)),
    named,
    mayBe: mayBe.sort((a, b) => a.sighting.at.fromMs - b.sighting.at.fromMs),
    verdicts: onVessel.filter((v) => v.isNamed).map(({ verdict, probability }) => ({ verdict, probability })),
    rivalIn: onVessel
      .filter((v) => !v.isNamed)
      .map(({ verdict, probability }) => ({ verdict, probability }))
      .sort((a, b) => b.probability - a.probability),
  };
}

/** Vessels that pages tell of, and the one that is asked for: the registry that sightings without a report are held against. */
export const withFacts = (vessels: readonly KnownVessel[], also: KnownVessel | null): KnownVessel[] =>
  vessels.filter((v) => v.facts.length > 0 || v === also);

/** Sightings that no source names, on record or published. */
const unnamed = ({ recorded, published }: SightingsOfCase): Sighting[] => [
  ...recorded,
  ...published.filter((p) => p.vessel === "").map((p) => p.sighting),
];

/**
 * Candidates with where pages that name them have them, and their reports around the sightings in question.
 * @param sightings those that candidates will be held against
 */
export async function candidatesOf(
  opened: Case,
  vessels: readonly KnownVessel[],
  seen: SightingsOfCase,
  sightings: readonly Sighting[],
  signal?: AbortSignal,
): Promise<Candidate[]> {
  const heard = await reportedWhereabouts(
    opened,
    vessels.flatMap((v) => v.mmsis),
    sightings,
    signal,
  );
  return vessels.map((vessel) =>
    candidateOf(vessel, [
      ...toldWhereabouts(vessel, seen),
      ...vessel.mmsis.flatMap((mmsi) => heard.get(mmsi) ?? []),
    ]),
  );
}

function toldWhereabouts(vessel: KnownVessel, { published }: SightingsOfCase): Whereabouts[] {
  return published.flatMap((p): Whereabouts[] => {
    const by = p.identifiedBy === "named" ? mentionOf(vessel, p)?.by : undefined;
    if (by === undefined || by === "perhaps-name") return [];
    const { at, position, error, id } = p.sighting;
    const middle = (at.fromMs + at.toMs) / 2;
    return [{ fromMs: middle, toMs: middle, position, errorMetres: error.semiMajorMetres, source: id }];
  });
}

/** Longest time to a report that still bears on where a ship can be. */
const nearMs = 3 * dayMs;
/** Identities beyond this many are not named to the source: it reads all. */
const mostNamed = 2_000;

/** By identity, the last report before each sighting and the first after it. Sightings far from all days with reports cost nothing. */
async function reportedWhereabouts(
  opened: Case,
  mmsis: readonly number[],
  sightings: readonly Sighting[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<number, readonly Whereabouts[]>> {
  const found = new Map<number, Whereabouts[]>();
  if (mmsis.length === 0) return found;
  const wanted = new Set(mmsis);
  const source = await openPositions(opened);
  try {
    const days = (await source.days()).map(({ day }) => Date.parse(`${day}T00:00:00Z`));
    for (const { at } of sightings) {
      const [fromMs, toMs] = [at.fromMs - nearMs, at.toMs + nearMs];
      if (!days.some((day) => day < toMs && day + dayMs > fromMs)) continue;
      const query = { fromMs, toMs, ...(wanted.size <= mostNamed ? { mmsis: [...wanted] } : {}) };
      const nearest = new Map<number, { before: Whereabouts | null; after: Whereabouts | null }>();
      for await (const fixes of source.fixes(query)) {
        signal?.throwIfAborted();
        for (let i = 0; i < fixes.length; i++) {
          const mmsi = fixes.mmsi[i] ?? 0;
          if (!wanted.has(mmsi)) continue;
          const ms = fixes.at[i] ?? Number.NaN;
          const known = nearest.get(mmsi) ?? { before: null, after: null };
          const first = known.before === null && known.after === null;
          if (first) nearest.set(mmsi, known);
          const before = ms < at.toMs && (known.before === null || ms > known.before.fromMs);
          const after = ms >= at.fromMs && (known.after === null || ms < known.after.fromMs);
          if (!before && !after) continue;
          const here: Whereabouts = {
            fromMs: ms,
            toMs: ms,
            position: [fixes.longitude[i] ?? 0, fixes.latitude[i] ?? 0],
            errorMetres: reportErrorMetres,
            source: `report of ${mmsi}`,
          };
          if (before) known.before = here;
          if (after) known.after = here;
        }
      }
      for (const [mmsi, { before, after }] of nearest)
        found.set(mmsi, [
          ...(found.get(mmsi) ?? []),
          ...[before, after].filter((w): w is Whereabouts => w !== null),
        ]);
    }
    return found;
  } finally {
    source.close();
  }
}

/** Of a reported position, with room for the antenna's place on a long hull. */
const reportErrorMetres = 100;

const claimed = (source: string): boolean => /^(?:voyage|count)\//.test(source);

/** Weighs all candidates for one sighting. What pages say of where a ship was at that very time is no evidence: it is the claim in question. */
export function recogniseWith(
  sighting: Sighting,
  candidates: readonly Candidate[],
  { sentLengths }: Pick<VesselsOfCase, "sentLengths">,
  scenes: readonly Scene[],
  noneBefore?: number,
): Recognition {
  const { fromMs, toMs } = sighting.at;
  const elsewhere = candidates.map((c) => ({
    ...c,
    whereabouts: c.whereabouts.filter(
      (w) => !claimed(w.source) || w.toMs < fromMs - dayMs / 2 || w.fromMs >= toMs + dayMs / 2,
    ),
  }));
  return recognise(sighting, elsewhere, {
    sampleDistanceMetres: scenes.find((s) => s.id === sighting.sceneId)?.sampleDistanceMetres ?? null,
    ...(sentLengths.length >= fewestLengths ? { population: populationOf(sentLengths) } : {}),
    ...(noneBefore === undefined ? {} : { noneBefore }),
  });
}
