import { spanInWords } from "../../../../base/time/words.ts";
import type { Exchanged } from "../../../../movements/exchange/exchanged.ts";
import type { Scene } from "../../../../movements/sightings/sighting.ts";
import { formerScenes } from "../../../../system/steps/sighting-versions.ts";
import { sightingsOfCase } from "../../../../system/steps/sightings-of-case.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { timeOptions } from "./time-options.ts";
import { writeExchanged } from "./write-exchanged.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "read", (opened): ExitCode => {
    const { scenes, recorded } = sightingsOfCase(opened, timeOptions(call, "scene list"));
    const found = new Map<string, number>();
    for (const { sceneId } of recorded)
      if (sceneId !== null) found.set(sceneId, (found.get(sceneId) ?? 0) + 1);
    const listed = scenes.map((scene) => ({ scene, sightings: found.get(scene.id) ?? 0 }));
    const exchanged = listed.map(({ scene, sightings }): Exchanged => ({
      name: scene.id,
      geometry: { type: "MultiLineString", coordinates: scene.footprint },
      fromMs: scene.at.fromMs,
      toMs: scene.at.toMs,
      properties: {
        at: scene.at.text,
        sensor: scene.sensor,
        platform: scene.platform,
        sample_distance_m: scene.sampleDistanceMetres,
        sightings,
        look: scene.lookId,
        source: scene.source,
        licence: scene.licence,
      },
    }));
    const columns = [
      "at",
      "sensor",
      "platform",
      "sample_distance_m",
      "sightings",
      "look",
      "source",
      "licence",
    ];
    if (writeExchanged(call, "scene list", "Scenes", columns, exchanged)) return 0;
    const former = call.options["all"] === true ? formerScenes(opened.database) : [];
    const all = former.length === 0 ? {} : { withdrawn: former };
    call.output.result({ scenes: listed, ...all }, () =>
      listed.length + former.length === 0
        ? ["no scenes"]
        : [
            ...listed.map(({ scene, sightings }) => line(scene, `${sightings} sightings`)),
            ...former.map(
              ({ scene, revision: { reason, by } }) => `${line(scene, "withdrawn")}: ${reason} (${by})`,
            ),
          ],
    );
    return 0;
  });

const line = (scene: Scene, what: string): string =>
  `${spanInWords(scene.at).padEnd(26)}  ${scene.sensor.padEnd(7)}  ${scene.platform.padEnd(16)}  ${what}  [${scene.id}]`;
