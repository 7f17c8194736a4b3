import { numberColumn, optional } from "../../base/table/column.ts";
import type { TableForm } from "../../base/table/form.ts";
import { keysOf, type Table } from "../../base/table/table.ts";
import { rightHanded } from "../../base/geometry/ring.ts";
import { freeText } from "../../sites/counting/looks-table.ts";
import type { Polygon } from "../../sites/counting/site.ts";
import { firstColumns } from "../exchange/csv.ts";
import { meantIn } from "./exported-form.ts";
import { sceneColumns } from "./exchanged-scene.ts";
import { scenesTable, type SceneRow } from "./scenes-table.ts";
import type { Scene } from "./sighting.ts";

const own = keysOf(scenesTable).map((key) => scenesTable.columns[key].name);

/** Columns of an export of scenes that the table which people fill in does not have. */
const besideScenes: readonly string[] = [...firstColumns, ...sceneColumns].filter(
  (name) => !own.includes(name),
);

/** Two of them that no other table of scenes has, by which an export is known. */
export const sceneExportMarks = [
  "version",
  "sightings",
] as const satisfies readonly (typeof sceneColumns)[number][];

const { platform, licence, sampleDistanceMetres } = scenesTable.columns;

/** The table with what a scene that was taken from a look has beside: its supplier's words and pixels. */
const table: Table<SceneRow> = {
  ...scenesTable,
  columns: {
    ...scenesTable.columns,
    platform: freeText("platform", platform.meaning, 1_000),
    licence: freeText("licence", licence.meaning, 10_000),
    sampleDistanceMetres: optional(
      numberColumn(
        { name: "sample_distance_m", meaning: sampleDistanceMetres.meaning },
        { from: 0.0001, to: 100_000 },
      ),
      null,
    ),
  },
};

/** Columns of free text, in which nothing is a number. */
const words: ReadonlySet<string> = new Set(["platform", "source", "licence"]);

/**
 * The form of a file that `yardwatch scene list` wrote.
 * @param header names of its columns, in order
 * @param guarded whether its texts were kept from being formulas, as in CSV
 * @returns null for a table that people filled in
 */
export function exportedSceneForm(header: readonly string[], guarded: boolean): TableForm<SceneRow> | null {
  if (!sceneExportMarks.every((name) => header.includes(name))) return null;
  return { table, beside: besideScenes, meant: meantIn(header, guarded, words), passesOver: () => false };
}

/** What a table of scenes says of one: its rings turned as a table's are, and no blanks about its words. */
export const asInTable = (scene: Scene): Scene => ({
  ...scene,
  footprint: turned(scene.footprint),
  hidden: scene.hidden.map(turned),
  platform: scene.platform.trim(),
  source: scene.source.trim(),
  licence: scene.licence.trim(),
});

const turned = (polygon: Polygon): Polygon => polygon.map((ring, i) => [...rightHanded(ring, i === 0)]);
