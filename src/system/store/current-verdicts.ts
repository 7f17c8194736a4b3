import type { DatabaseSync } from "node:sqlite";
import type { VerdictRecord } from "../../movements/matching/verdict.ts";
import { readRevisions } from "./reading-revisions.ts";
import { readFirstSightings, readLastAdded } from "./reading-sightings.ts";
import { readStoredVerdicts } from "./reading-verdicts.ts";

/**
 * The verdicts that hold: of each sighting the last one, and of reports without a ship those of their scene's last weighing. Sightings of a
 * scene are weighed together, so that once one of them was added, corrected or withdrawn, or their scene was, none of the scene's verdicts
 * holds until they are weighed again. What no longer holds stays on record: `readVerdicts` gives it.
 * @throws DamageError when a row cannot be read
 */
export function readCurrentVerdicts(
  database: DatabaseSync,
  choice: { readonly sightingId?: string; readonly beforeTrail?: number } = {},
): VerdictRecord[] {
  const revised = lastRevised(database, choice.beforeTrail);
  const stored = readStoredVerdicts(database, choice);
  const last = new Map<string, number>();
  for (const { verdict, trail } of stored) {
    if (verdict.sceneId !== null) last.set(sceneKey(verdict.sceneId), trail);
    if (verdict.sightingId !== null) last.set(sightingKey(verdict.sightingId), trail);
  }
  return stored.flatMap(({ verdict, trail }) => {
    const { sightingId, sceneId } = verdict;
    const holds =
      trail > (revised.get(sightingKey(sightingId ?? "")) ?? 0) &&
      trail > (revised.get(sceneKey(sceneId ?? "")) ?? 0) &&
      trail === last.get(sightingId === null ? sceneKey(sceneId ?? "") : sightingKey(sightingId));
    return holds ? [verdict] : [];
  });
}

const sightingKey = (id: string): string => `sighting ${id}`;
const sceneKey = (id: string): string => `scene ${id}`;

/** By sighting and by scene, the last trail entry that changed what is weighed there. */
function lastRevised(database: DatabaseSync, beforeTrail?: number): ReadonlyMap<string, number> {
  const revisions = readRevisions(database, { beforeTrail });
  const last = new Map<string, number>();
  for (const { sceneId, trail } of readLastAdded(database, beforeTrail)) last.set(sceneKey(sceneId), trail);
  const sighted = [...new Set(revisions.filter((r) => r.thing === "sighting").map((r) => r.of))];
  const sceneOf = new Map(readFirstSightings(database, sighted).map((s) => [s.id, s.sceneId]));
  const changed = (key: string, trail: number): unknown => last.set(key, Math.max(trail, last.get(key) ?? 0));
  for (const revision of revisions) {
    const { of, trail } = revision;
    if (revision.thing === "scene") changed(sceneKey(of), trail);
    if (revision.thing !== "sighting") continue;
    const { corrected } = revision;
    changed(sightingKey(of), trail);
    for (const scene of [sceneOf.get(of), corrected?.sceneId])
      if (scene !== undefined && scene !== null) changed(sceneKey(scene), trail);
    if (corrected !== null) sceneOf.set(of, corrected.sceneId);
  }
  return last;
}
