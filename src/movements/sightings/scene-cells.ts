import { plainNumber } from "../../base/table/plain-number.ts";
import { keysOf } from "../../base/table/table.ts";
import { changedCellsOf, type Cells } from "./changed-cells.ts";
import { belongsToScene, rowOfScene } from "./corrected-scene.ts";
import { footprintText } from "./footprint.ts";
import { scenesTable } from "./scenes-table.ts";
import type { Scene } from "./sighting.ts";

/** Cells of a row of the table of scenes by the names of its columns; empty ones may be left out. */
export type SceneCells = Cells;

/** A scene as the cells that would give it, each number to its last digit; empty where nothing is known. */
export function cellsOfScene(scene: Scene): SceneCells {
  const row = rowOfScene(scene);
  const texts = {
    ...row,
    footprint: footprintText(row.footprint),
    hidden: row.hidden.map(footprintText).join("; "),
  };
  return Object.fromEntries(
    keysOf(scenesTable).map((key) => {
      const value = texts[key];
      return [
        scenesTable.columns[key].name,
        value === null ? "" : typeof value === "number" ? plainNumber(value) : value,
      ];
    }),
  );
}

const together: readonly (readonly string[])[] = belongsToScene.map(([value, parts]) =>
  [value, ...parts].map((key) => scenesTable.columns[key].name),
);

/** What is to be typed of a correction of a scene, by `changedCellsOf`. */
export const changedSceneCells = (before: SceneCells, after: SceneCells): SceneCells =>
  changedCellsOf(before, after, { named: "scene", together });
