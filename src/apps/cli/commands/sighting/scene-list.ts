import { spanInWords } from "../../../../base/time/words.ts";
import type { Exchanged } from "../../../../movements/exchange/exchanged.ts";
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
    call.output.result({ scenes: listed }, () =>
      listed.length === 0
        ? ["no scenes"]
        : listed.map(
            ({ scene, sightings }) =>
              `${spanInWords(scene.at).padEnd(26)}  ${scene.sensor.padEnd(7)}  ${scene.platform.padEnd(16)}  ${sightings} sightings  [${scene.id}]`,
          ),
    );
    return 0;
  });
