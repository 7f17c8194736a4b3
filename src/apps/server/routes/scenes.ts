import { Type } from "typebox";
import { scenesTable } from "../../../movements/sightings/scenes-table.ts";
import { getScene, postSceneCorrection } from "../handlers/scenes.ts";
import type { Route } from "../route.ts";
import { revisedSceneAnswer, sceneAnswer } from "./movement-answers.ts";
import { saidOfRecord, typedCells } from "./revised-records.ts";
import { text } from "./request-shapes.ts";

/** One picture in which vessels were looked for: what is on record of it, and what was wrong with that. */
export const sceneRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/movements/scene",
    role: "viewer",
    summary: "everything on record of a scene: what it covers, what can be found in it, its versions",
    schema: { querystring: Type.Object({ id: text(300) }) },
    answer: sceneAnswer,
    handle: getScene,
  },
  {
    method: "POST",
    path: "/api/movements/scene/correct",
    role: "analyst",
    summary:
      "correct a scene on record, as a version beside those before; its sightings follow in what they have from it; 409 when somebody revised it since",
    schema: { body: Type.Object({ ...saidOfRecord, cells: typedCells(scenesTable) }) },
    answer: revisedSceneAnswer,
    handle: postSceneCorrection,
  },
];
