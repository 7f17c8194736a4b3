import type { SceneCells } from "../../../movements/sightings/scene-cells.ts";
import { readSceneScreen } from "../../../system/steps/scene-screen.ts";
import type { Asked } from "../route.ts";
import { named, type Said } from "./sightings.ts";

/** Everything on record of one picture in which vessels were looked for. */
export const getScene = ({ bench, query }: Asked) => readSceneScreen(bench.opened, String(query["id"] ?? ""));

/** Corrects a scene: a version beside the ones before, and one of each sighting that has something from it. 409 when somebody revised it since the version that was seen. */
export async function postSceneCorrection({ bench, body, who }: Asked) {
  const { id, reason, since, cells } = body as Said & { readonly cells: SceneCells };
  const by = named("scene correct", who.name);
  const { changed, warnings } = await bench.act("scene correct", { id, cells, reason, by, since });
  return { scene: id, changed, warnings };
}
