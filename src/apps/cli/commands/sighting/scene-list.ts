import { counted } from "../../../../base/counted.ts";
import { InputError } from "../../../../base/errors.ts";
import { spanInWords } from "../../../../base/time/words.ts";
import {
  exchangedScene,
  sceneColumns,
  withFootprintColumn,
} from "../../../../movements/sightings/exchanged-scene.ts";
import type { Scene } from "../../../../movements/sightings/sighting.ts";
import { formerScenes } from "../../../../system/steps/sighting-versions.ts";
import { sightingsOfCase } from "../../../../system/steps/sightings-of-case.ts";
import { newestRevisions } from "../../../../system/store/reading-revisions.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { textOption } from "../mark/options.ts";
import { timeOptions } from "./time-options.ts";
import { writeExchanged } from "./write-exchanged.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "read", (opened): ExitCode => {
    const span = timeOptions(call, "scene list");
    const { scenes, recorded } = sightingsOfCase(opened, span);
    const all = call.options["all"] === true;
    if (all && (textOption(call, "format") ?? textOption(call, "out")) !== null)
      throw InputError.of(
        "scene list",
        "--all",
        "with --format or --out",
        "lines or --json: what was withdrawn is not handed on as if it stood",
      );
    const found = new Map<string, number>();
    for (const { sceneId } of recorded)
      if (sceneId !== null) found.set(sceneId, (found.get(sceneId) ?? 0) + 1);
    const revised = newestRevisions(opened.database, "scene");
    const listed = scenes.map((scene) => ({ scene, sightings: found.get(scene.id) ?? 0 }));
    const exchanged = listed.map(({ scene, sightings }) =>
      exchangedScene(scene, { sightings, version: revised.get(scene.id)?.version }),
    );
    if (writeExchanged(call, "scene list", "Scenes", sceneColumns, exchanged, withFootprintColumn)) return 0;
    const former = all
      ? formerScenes(opened.database).filter(
          ({ scene: { at } }) => at.toMs > (span.fromMs ?? -Infinity) && at.fromMs < (span.toMs ?? Infinity),
        )
      : [];
    call.output.result({ scenes: listed, ...(all ? { former } : {}) }, () =>
      listed.length + former.length === 0
        ? ["no scenes"]
        : [
            ...listed.map(({ scene, sightings }) => {
              const revision = revised.get(scene.id);
              const said =
                revision === undefined
                  ? ""
                  : `  version ${revision.version}: ${revision.reason} (${revision.by})`;
              return `${line(scene, counted(sightings, "sighting"))}${said}`;
            }),
            ...former.map(({ scene, version, revision: { withdrawn, reason, by } }) => {
              const what = withdrawn ? "withdrawn" : `version ${version}, corrected since`;
              return `${line(scene, what)}: ${reason} (${by})`;
            }),
          ],
    );
    return 0;
  });

const line = (scene: Scene, what: string): string =>
  `${spanInWords(scene.at).padEnd(26)}  ${scene.sensor.padEnd(7)}  ${scene.platform.padEnd(16)}  ${what}  [${scene.id}]`;
