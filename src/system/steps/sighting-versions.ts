import type { DatabaseSync } from "node:sqlite";
import type { Corrected, ShownCorrection } from "../../findings/screens/corrections.ts";
import type { WithdrawnSighting } from "../../findings/screens/movements.ts";
import type { Cells } from "../../movements/sightings/changed-cells.ts";
import { cellsOfScene } from "../../movements/sightings/scene-cells.ts";
import { cellsOf } from "../../movements/sightings/sighting-cells.ts";
import type { Scene, Sighting } from "../../movements/sightings/sighting.ts";
import { readRevisions, type StoredRevision } from "../store/reading-revisions.ts";
import { readFirstScenes, readFirstSightings } from "../store/reading-sightings.ts";

/** A sighting as it once stood on record, and the revision that it was corrected or withdrawn by. */
export interface FormerSighting {
  readonly sighting: Sighting;
  readonly version: number;
  readonly revision: StoredRevision<"sighting">;
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

/** What was corrected of a sighting that stands, in order, and the version that stands. */
export function correctionsOf(database: DatabaseSync, id: string): Corrected {
  const [first] = readFirstSightings(database, [id]);
  return told(first, cellsOf, readRevisions(database, { thing: "sighting", of: id }));
}

/** What was corrected of a scene that stands, in order, and the version that stands. */
export function correctionsOfScene(database: DatabaseSync, id: string): Corrected {
  const [first] = readFirstScenes(database, [id]);
  return told(first, cellsOfScene, readRevisions(database, { thing: "scene", of: id }));
}

function told<T>(
  first: T | undefined,
  cellsOfIt: (record: T) => Cells,
  revisions: readonly {
    readonly version: number;
    readonly cells: Cells;
    readonly corrected: T | null;
    readonly reason: string;
    readonly by: string;
    readonly at: string;
  }[],
): Corrected {
  let stood: Cells = first === undefined ? {} : cellsOfIt(first);
  const corrections = revisions.map(({ version, cells, corrected, reason, by, at }): ShownCorrection => {
    const before = stood;
    stood = corrected === null ? stood : cellsOfIt(corrected);
    const changes = Object.entries(stood).flatMap(([column, after]) =>
      after === before[column] ? [] : [{ column, before: before[column] ?? "", after }],
    );
    return { version, columns: Object.keys(cells), changes, reason, by, at };
  });
  return { corrections, version: corrections.at(-1)?.version ?? 1 };
}

/** Sightings that were withdrawn, in the order in which they were. */
export const withdrawnSightings = (database: DatabaseSync): WithdrawnSighting[] =>
  formerSightings(database)
    .filter(({ revision }) => revision.withdrawn)
    .sort((a, b) => a.revision.trail - b.revision.trail)
    .map(({ sighting: { id, at }, revision }) => ({
      id,
      time: at.text,
      reason: revision.reason,
      by: revision.by,
      at: revision.at,
    }));

/** A scene as it once stood on record, and the revision that it was corrected or withdrawn by. */
export interface FormerScene {
  readonly scene: Scene;
  readonly version: number;
  readonly revision: StoredRevision<"scene">;
}

/** All that no longer holds of scenes, each scene in order of its versions; what holds is read by `readScenes`. */
export function formerScenes(database: DatabaseSync): FormerScene[] {
  const revisions = Map.groupBy(readRevisions(database, { thing: "scene" }), (r) => r.of);
  return readFirstScenes(database, [...revisions.keys()]).flatMap((first) => {
    let [scene, version] = [first, 1];
    return (revisions.get(first.id) ?? []).map((revision): FormerScene => {
      const former = { scene, version, revision };
      [scene, version] = [revision.corrected ?? scene, revision.version];
      return former;
    });
  });
}
