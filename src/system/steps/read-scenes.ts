import { isSame } from "../../base/canonical.ts";
import type { Fault } from "../../base/errors.ts";
import { timesToCome } from "../../base/time/to-come.ts";
import { asInTable, exportedSceneForm, sceneExportMarks } from "../../movements/sightings/exported-scenes.ts";
import { longestSceneMs, sceneOf, scenesTable } from "../../movements/sightings/scenes-table.ts";
import type { Case } from "../files/case-folder.ts";
import { scenes } from "../store/movement-tables.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { readScenes } from "../store/reading-sightings.ts";
import type { FaultList, Sink } from "./import.ts";
import { readSeenRows, type RowSource } from "./seen-rows.ts";

/** What became of a row: a new record, one that is on record, or another one of a name that is. */
export type Counted = (
  added: "new" | "same" | "different",
  where: string,
  id: string,
  found: Fault[],
) => void;

/**
 * Puts the scenes of a file, or the one that was typed, on record.
 * @returns the number of rows, sound or not
 */
export async function readScenesIn(
  { database }: Case,
  source: RowSource,
  sink: Sink,
  faults: FaultList,
  counted: Counted,
  warnings: string[],
  {
    signal,
    beforeTrail,
  }: { readonly signal?: AbortSignal | undefined; readonly beforeTrail?: number | undefined },
): Promise<number> {
  const before = beforeTrail === undefined ? {} : { beforeTrail };
  const looks = new Set(readPictureLooks(database, before).map((l) => l.look.id));
  const hasLook = (look: string): boolean => looks.has(look);
  const standing = new Map(readScenes(database, before).map((s) => [s.id, asInTable(s)]));
  let [isExport, withoutLook] = [false, 0];
  const formOf = (header: readonly string[], guarded: boolean) => {
    const form = exportedSceneForm(header, guarded);
    isExport = form !== null;
    return form;
  };
  const { rows } = await readSeenRows(
    {
      table: scenesTable,
      key: "scene",
      exported: "file" in source ? { marks: sceneExportMarks, formOf } : null,
    },
    source,
    faults,
    warnings,
    (row, where, found) => {
      const strange = isExport && row.look !== null && !hasLook(row.look);
      if (strange) withoutLook++;
      const meant = strange ? { ...row, look: null } : row;
      // One that was taken from a look may have the time of a month.
      const scene = sceneOf(meant, where, hasLook, found, isExport ? Infinity : longestSceneMs);
      if (scene === null) return;
      const held = standing.get(scene.id);
      // As it holds, corrected or from a look, it is other than what was first stored, and yet on record.
      const holds = held !== undefined && isSame(held, asInTable(scene));
      const added = holds ? "same" : sink.add(scenes, scene);
      if (added === "new")
        found.push(...timesToCome("at", scene.at, sink.latestMs).map((late) => ({ where, ...late })));
      counted(added, where, scene.id, found);
    },
    signal,
  );
  if (withoutLook > 0)
    warnings.unshift(
      `${withoutLook} ${withoutLook === 1 ? "scene is a look" : "scenes are looks"} of another case; this one has none of that name, so they come without`,
    );
  return rows;
}
