import type { SceneScreen } from "../../findings/screens/movements-scene.ts";
import type { Case } from "../files/case-folder.ts";
import { readScenes, readSightings } from "../store/reading-sightings.ts";
import { correctionsOfScene } from "./sighting-versions.ts";
import { notStanding } from "./withdrawn-words.ts";

/** Everything on record of one scene. @throws InputError for an id that is none */
export function readSceneScreen(opened: Case, id: string): SceneScreen {
  const { database } = opened;
  const [scene] = readScenes(database, { id });
  if (scene === undefined) throw notStanding(opened, "scenes", "scene", id);
  return {
    scene,
    sightings: readSightings(database, { sceneId: id }).length,
    ...correctionsOfScene(database, id),
  };
}
