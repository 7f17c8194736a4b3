import { isSame } from "../../base/canonical.ts";
import { InputError, type Fault } from "../../base/errors.ts";
import { timesToCome } from "../../base/time/to-come.ts";
import { correctedScene, inCorrectedScene } from "../../movements/sightings/corrected-scene.ts";
import type { Revision } from "../../movements/sightings/revision.ts";
import type { Scene, Sighting } from "../../movements/sightings/sighting.ts";
import type { Case } from "../files/case-folder.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { newestRevisions } from "../store/reading-revisions.ts";
import { readScenes, readSightings } from "../store/reading-sightings.ts";
import { mostFaults } from "./import.ts";
import { mostWarnings, Neighbours, remark } from "./import-sightings.ts";
import type { RevisionSettings } from "./revise-records.ts";
import { notStanding } from "./withdrawn-words.ts";

const where = "scene correct";

/**
 * The corrected version of a scene, and of each sighting in it that has its time, sensor or error from it, one version too.
 * @throws InputError naming each sighting that the corrected scene would be at odds with, up to `mostFaults`
 */
export function sceneCorrection(
  opened: Case,
  { of, version, cells, reason, by }: RevisionSettings,
  warnings: string[],
  latestMs: number | null,
  beforeTrail?: number,
): Revision[] {
  const { database } = opened;
  const before = beforeTrail === undefined ? {} : { beforeTrail };
  const [old] = readScenes(database, { id: of, ...before });
  if (old === undefined) throw notStanding(opened, where, "scene", of, beforeTrail);
  const looks = new Set(readPictureLooks(database, before).map((l) => l.look.id));
  const faults: Fault[] = [];
  const scene = correctedScene(old, cells, where, (look) => looks.has(look), faults);
  if (scene === null) throw new InputError(faults);
  if (isSame(old, scene)) throw nothingDiffers(where);
  // What was let in before stands; only a time that is typed anew is held to the clock.
  if (!isSame(old.at, scene.at))
    faults.push(...timesToCome("at", scene.at, latestMs).map((late) => ({ where, ...late })));
  const known = newestRevisions(database, "sighting", beforeTrail);
  const inScene = readSightings(database, { sceneId: of, ...before });
  const following = inScene.flatMap((sighting): Revision[] => {
    const followed = inCorrectedScene(sighting, old, scene, `${where}: sighting ${sighting.id}`, faults);
    if (followed === null || Object.keys(followed.cells).length === 0) return [];
    return [
      {
        thing: "sighting",
        of: sighting.id,
        version: (known.get(sighting.id)?.version ?? 1) + 1,
        withdrawn: false,
        cells: followed.cells,
        corrected: followed.sighting,
        reason: `its scene ${of} was corrected: ${reason}`,
        by,
      },
    ];
  });
  if (faults.length > 0)
    throw new InputError(faults.slice(0, mostFaults), Math.max(0, faults.length - mostFaults));
  warnings.push(...warningsOf(old, scene, inScene).slice(0, mostWarnings));
  return [
    { thing: "scene", of, version, withdrawn: false, cells, corrected: scene, reason, by },
    ...following,
  ];
}

/** What is doubtful of the sightings though nothing is wrong. */
function warningsOf(old: Scene, scene: Scene, inScene: readonly Sighting[]): string[] {
  const warnings: string[] = [];
  const measured = inScene.filter((s) => s.markId !== null).length;
  if (measured > 0 && old.sampleDistanceMetres !== scene.sampleDistanceMetres)
    warnings.push(
      `${where}: intervals of ${measured} ${measured === 1 ? "sighting" : "sightings"} from marks are by the sample distance before and stay as they were`,
    );
  const scenes = new Map([[scene.id, scene]]);
  if (!isSame(old.hidden, scene.hidden))
    for (const sighting of inScene) remark(sighting, scenes, new Neighbours(), where, [], warnings);
  return warnings;
}

/** A correction that says what is on record already. */
export const nothingDiffers = (step: string): InputError =>
  InputError.of(
    step,
    "columns",
    "nothing that differs from what is on record",
    "another value in at least one of them",
  );
