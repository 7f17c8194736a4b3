import { canonical } from "../../base/canonical.ts";
import { DamageError } from "../../base/errors.ts";
import { middleMs, type TimeSpan } from "../../base/time/span.ts";
import { withSeenLengths, type StandingObject } from "../../movements/fixed/fixed-lengths.ts";
import { standingOn } from "../../movements/fixed/standing.ts";
import { match, timesOf, type MatchResult } from "../../movements/matching/match.ts";
import { publishedSettings, type MatchSettings } from "../../movements/matching/settings.ts";
import type { Verdict, VerdictRecord } from "../../movements/matching/verdict.ts";
import type { Scene, Sighting } from "../../movements/sightings/sighting.ts";
import type { Case } from "../files/case-folder.ts";
import { sha256 } from "../hash.ts";
import { gatherCandidates, type Gathered } from "../positions/gather-candidates.ts";
import { openPositions } from "../positions/open-positions.ts";
import { verdicts } from "../store/movement-tables.ts";
import { readFixedObjects } from "../store/reading-fixed.ts";
import { newestRevisions } from "../store/reading-revisions.ts";
import { readScenes, readSightings } from "../store/reading-sightings.ts";
import { importFiles, type Sink } from "./import.ts";
import { analysisMethod } from "./analyse-positions.ts";
import { againOf, earlierWeighings, type EarlierWeighings, type MatchStepSettings } from "./match-step.ts";
import { sightingsOfCase } from "./sightings-of-case.ts";
import { notStanding } from "./withdrawn-words.ts";

/** The method that verdicts are reached by: another number when it may say another thing of the same records. */
export const matchMethod = "match/6";

export interface MatchRequest {
  /** Only these; null for all that the case has. */
  readonly sceneId: string | null;
  readonly sightingId: string | null;
  /** Only what was seen in [fromMs, toMs). */
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly settings?: Partial<MatchSettings>;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
}

/** What was weighed together and what came of it. */
export interface Matched {
  readonly sceneId: string | null;
  readonly at: TimeSpan;
  /** Numbers with a report near. */
  readonly candidates: number;
  readonly anyReports: boolean;
  readonly unreportedPerSquareKilometre: number;
  readonly best: MatchResult["best"];
  readonly verdicts: readonly VerdictRecord[];
  /** False when the same verdicts were on record. */
  readonly changed: boolean;
}

interface Group {
  readonly scene: Scene | null;
  readonly sightings: readonly Sighting[];
}

/**
 * Weighs the sightings of the case against its position reports: those of a scene together, those of which only a place and a time are known
 * each for itself. The verdicts go on record with their settings and the digest of the reports; again with the same changes nothing.
 * @throws InputError when a scene or sighting is not in the case
 */
export async function matchSightings(opened: Case, request: MatchRequest): Promise<readonly Matched[]> {
  const settings: MatchSettings = { ...publishedSettings, ...request.settings };
  const groups = groupsOf(opened, request);
  const source = await openPositions(opened);
  const earlier = earlierWeighings(opened);
  const done: Matched[] = [];
  try {
    for (const [i, group] of groups.entries()) {
      request.signal?.throwIfAborted();
      request.onProgress?.(
        `${i + 1} of ${groups.length}: ${group.scene?.id ?? group.sightings[0]?.id ?? ""}`,
      );
      done.push(
        await matchGroup(opened, group, settings, earlier, (what) =>
          gatherCandidates(source, what, request.signal),
        ),
      );
    }
  } finally {
    source.close();
  }
  return done;
}

type Gather = (what: Parameters<typeof gatherCandidates>[1]) => Promise<Gathered>;

async function matchGroup(
  opened: Case,
  group: Group,
  settings: MatchSettings,
  earlier: EarlierWeighings,
  gather: Gather,
): Promise<Matched> {
  const gathered = await gather(reportsAsked(group, settings));
  const asAsked: MatchStepSettings = {
    method: matchMethod,
    tracks: analysisMethod,
    scene: group.scene?.id ?? null,
    sightings: group.sightings.map((s) => s.id),
    settings,
    positions: gathered.digest,
    ...restsOn(opened, group),
  };
  const step = { ...asAsked, ...againOf(asAsked, earlier) };
  const { result, records } = weigh(opened, group, step, gathered);
  const { changed } = await importFiles(opened, {
    step: "sighting match",
    settings: { ...step, settings: { ...settings } },
    paths: [],
    read: async (_files, sink) => {
      for (const record of records) sink.add(verdicts, record);
      return { summary: { verdicts: records.length }, warnings: [] };
    },
  });
  return {
    sceneId: step.scene,
    at: spanOf(group),
    candidates: new Set(gathered.candidates.map((c) => c.mmsi)).size,
    anyReports: gathered.anyReports,
    unreportedPerSquareKilometre: result.unreportedPerSquareKilometre,
    best: result.best,
    verdicts: records,
    changed,
  };
}

/** What else a verdict depends on: with other versions or other fixed objects it is another one. */
function restsOn(opened: Case, group: Group): Pick<MatchStepSettings, "versions" | "sceneVersion" | "fixed"> {
  const newest = newestRevisions(opened.database, "sighting");
  const versions = group.sightings.flatMap(({ id }): [string, number][] => {
    const revision = newest.get(id);
    return revision === undefined ? [] : [[id, revision.version]];
  });
  const sceneVersion = newestRevisions(opened.database, "scene").get(group.scene?.id ?? "")?.version;
  const fixed = fixedThen(opened, group);
  return {
    ...(versions.length === 0 ? {} : { versions: Object.fromEntries(versions) }),
    ...(sceneVersion === undefined ? {} : { sceneVersion }),
    ...(fixed.length === 0 ? {} : { fixed: sha256(JSON.stringify(fixed)) }),
  };
}

function fixedThen(opened: Case, group: Group, beforeTrail?: number): readonly StandingObject[] {
  const day = new Date(middleMs(spanOf(group))).toISOString().slice(0, 10);
  const before = beforeTrail === undefined ? {} : { beforeTrail };
  const standing = standingOn(readFixedObjects(opened.database, before), day);
  if (standing.every((o) => o.sightings.length === 0)) return standing;
  const lengths = new Map(
    readSightings(opened.database, before).map((s) => [s.id, s.lengthMetres?.best ?? null]),
  );
  return withSeenLengths(standing, (id) => lengths.get(id) ?? null);
}

const spanOf = ({ scene, sightings }: Group): TimeSpan =>
  scene?.at ?? sightings[0]?.at ?? { fromMs: 0, toMs: 0, precision: "second", text: "" };

/** Which reports a group is weighed against. */
export const reportsAsked = (group: Group, settings: MatchSettings): Parameters<Gather>[0] => ({
  times: timesOf(spanOf(group)),
  positions: [...(group.scene?.footprint[0] ?? []), ...group.sightings.map((s) => s.position)],
  windowHours: settings.windowHours,
});

function weigh(
  opened: Case,
  group: Group,
  step: MatchStepSettings,
  gathered: Gathered,
  beforeTrail?: number,
): { readonly result: MatchResult; readonly records: readonly VerdictRecord[] } {
  const result = match({
    ...group,
    at: spanOf(group),
    ...gathered,
    fixed: fixedThen(opened, group, beforeTrail),
    settings: step.settings,
  });
  const settings = canonical({ method: step.method, ...step.settings });
  // A verdict is named by what it is of and what it rests on, so that each run on other reports has its own.
  const run = sha256(canonical({ ...step, settings: { ...step.settings } })).slice(0, 12);
  return {
    result,
    records: result.verdicts.map((v): VerdictRecord => ({
      ...v,
      id: `${v.sightingId ?? `${v.sceneId ?? ""}/report/${senderOf(v)}`}/${run}`,
      settings,
      positions: step.positions,
    })),
  };
}

/** Who sent the reports of a report without a ship: its number, with the segment where it is several. */
function senderOf({ rivals: [sender] }: Verdict): string {
  const segment = sender?.segment === undefined ? "" : `.${sender.segment.number}`;
  return `${sender?.mmsi ?? ""}${segment}`;
}

function groupsOf(opened: Case, { sceneId, sightingId, ...span }: MatchRequest): readonly Group[] {
  const { scenes, recorded, published } = sightingsOfCase(opened, {
    ...(span.fromMs === undefined ? {} : { fromMs: span.fromMs }),
    ...(span.toMs === undefined ? {} : { toMs: span.toMs }),
  });
  const known = new Map(scenes.map((s) => [s.id, s]));
  if (sceneId !== null && !known.has(sceneId)) throw notStanding(opened, "sighting match", "scene", sceneId);
  const singles = [...recorded, ...published.map((p) => p.sighting)];
  if (sightingId !== null && !singles.some((s) => s.id === sightingId))
    throw notStanding(opened, "sighting match", "sighting", sightingId);
  // One sighting of a scene is weighed with the others of it: they are its rivals' other claims.
  const sceneOfOne = singles.find((s) => s.id === sightingId)?.sceneId ?? null;
  const wanted = sceneId ?? sceneOfOne;
  const inScenes = scenes
    .filter((s) => (wanted === null ? sightingId === null : s.id === wanted))
    .map((scene): Group => ({ scene, sightings: recorded.filter((s) => s.sceneId === scene.id) }));
  const alone = singles
    .filter((s) => (s.sceneId === null || !known.has(s.sceneId)) && sceneId === null)
    .filter((s) => sightingId === null || s.id === sightingId)
    .map((sighting): Group => ({ scene: null, sightings: [sighting] }));
  return [...inScenes, ...alone];
}

/**
 * Run by `case verify`: gathers the reports again and weighs again, with what was on record then.
 * @returns a note where the method is another one, or the reports of the case have grown since, so that what it rested on cannot be gathered again
 * @throws DamageError when the reports are no longer those that the verdicts were reached from
 */
export async function readMatch(
  opened: Case,
  step: MatchStepSettings,
  sink: Sink,
  trailId: number,
  signal?: AbortSignal,
): Promise<string | null> {
  // Another method may say another thing of the same records: its verdicts stand by their hashes, and weighing again gives new ones beside them.
  for (const [then, now] of [
    [step.method, matchMethod],
    [step.tracks, analysisMethod],
  ])
    if (then !== now)
      return `its verdicts were reached by ${then}, this program's method is ${now}; they were not reached again`;
  const group = groupThen(opened, step, trailId);
  const source = await openPositions(opened);
  try {
    const gathered = await gatherCandidates(source, reportsAsked(group, step.settings), signal);
    if (gathered.digest !== step.positions) {
      const later = opened.database
        .prepare("SELECT count(*) AS n FROM trail WHERE step = 'position import' AND id > ?")
        .get(trailId);
      if (Number(later?.["n"]) > 0)
        return "position reports were imported since; its verdicts were not reached again";
      throw new DamageError("the position reports are not those that its verdicts were reached from", []);
    }
    for (const record of weigh(opened, group, step, gathered, trailId).records) sink.add(verdicts, record);
    return null;
  } finally {
    source.close();
  }
}

function groupThen(opened: Case, step: MatchStepSettings, beforeTrail: number): Group {
  const ids = new Set(step.sightings);
  const scene =
    step.scene === null ? null : (readScenes(opened.database, { id: step.scene, beforeTrail })[0] ?? null);
  const recorded = readSightings(opened.database, {
    ...(step.scene === null ? {} : { sceneId: step.scene }),
    beforeTrail,
  });
  const found = new Map<string, Sighting>(recorded.map((s) => [s.id, s]));
  if (step.sightings.some((id) => !found.has(id)))
    for (const { sighting } of sightingsOfCase(opened).published) found.set(sighting.id, sighting);
  const sightings = step.sightings.flatMap((id) => found.get(id) ?? []);
  if (sightings.length !== ids.size || (step.scene !== null && scene === null))
    throw new DamageError("a scene or sighting that was matched is missing", []);
  return { scene, sightings };
}
