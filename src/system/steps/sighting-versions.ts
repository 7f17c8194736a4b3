import type { DatabaseSync } from "node:sqlite";
import type { Scene, Sighting } from "../../movements/sightings/sighting.ts";
import { newestRevisions, readRevisions, type StoredRevision } from "../store/reading-revisions.ts";
import { readFirstScenes, readFirstSightings } from "../store/reading-sightings.ts";

/** A sighting as it once stood on record, and the revision that it was corrected or withdrawn by. */
export interface FormerSighting {
  readonly sighting: Sighting;
  readonly version: number;
  readonly revision: StoredRevision;
}

/** All that no longer holds of sightings, each sighting in order of its versions; what holds is read by `readSightings`. */
export function formerSightings(database: DatabaseSync): FormerSighting[] {
  const revisions = Map.groupBy(readRevisions(database, { thing: "sighting" }), (r) => r.of);
  return readFirstSightings(database, [...revisions.keys()]).flatMap((first) => {
    let [sighting, version] = [first, 1];
    return (revisions.get(first.id) ?? []).map((revision): FormerSighting => {
      const former = { sighting, version, revision };
      [sighting, version] = [revision.corrected ?? sighting, revision.version];
      return former;
    });
  });
}

/** A scene that was withdrawn. */
export interface FormerScene {
  readonly scene: Scene;
  readonly revision: StoredRevision;
}

/** Scenes that were withdrawn, in the order in which they were. */
export function formerScenes(database: DatabaseSync): FormerScene[] {
  const newest = newestRevisions(database, "scene");
  return readFirstScenes(database, [...newest.keys()]).flatMap((scene) => {
    const revision = newest.get(scene.id);
    return revision === undefined ? [] : [{ scene, revision }];
  });
}
