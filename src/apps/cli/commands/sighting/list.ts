import { spanInWords } from "../../../../base/time/words.ts";
import { exchangedSighting, sightingColumns } from "./exchanged.ts";
import { sightingsOfCase } from "../../../../system/steps/sightings-of-case.ts";
import type { PublishedSighting } from "../../../../movements/sightings/published.ts";
import type { Sighting } from "../../../../movements/sightings/sighting.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { textOption } from "../mark/options.ts";
import { timeOptions } from "./time-options.ts";
import { writeExchanged } from "./write-exchanged.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "read", (opened): ExitCode => {
    const { recorded, published } = sightingsOfCase(opened, timeOptions(call, "sighting list"));
    const scene = textOption(call, "scene");
    const { recorded: onlyRecorded, published: onlyPublished } = call.options;
    const listed = [
      ...(onlyPublished === true ? [] : recorded)
        .filter((s) => scene === null || s.sceneId === scene)
        .map((sighting) => ({ sighting, published: null })),
      ...(onlyRecorded === true || scene !== null ? [] : published).map((p) => ({
        sighting: p.sighting,
        published: p,
      })),
    ].sort((a, b) => a.sighting.at.fromMs - b.sighting.at.fromMs || (a.sighting.id < b.sighting.id ? -1 : 1));
    const exchanged = listed.map((l) => exchangedSighting(l.sighting, l.published));
    if (writeExchanged(call, "sighting list", "Sightings", sightingColumns, exchanged)) return 0;
    call.output.result(
      {
        recorded: listed.flatMap((l) => (l.published === null ? [l.sighting] : [])),
        published: listed.flatMap((l) => (l.published === null ? [] : [l.published])),
      },
      () => (listed.length === 0 ? ["no sightings"] : listed.map((l) => line(l.sighting, l.published))),
    );
    return 0;
  });

function line(s: Sighting, published: PublishedSighting | null): string {
  const size = [s.lengthMetres, s.widthMetres]
    .filter((m) => m !== null)
    .map((m) => `${Math.round(m.best)} m`)
    .join(" by ");
  const [longitude, latitude] = s.position;
  const named =
    published === null || published.vessel === "" ? "" : `${published.vessel} (${published.identifiedBy})`;
  return [
    spanInWords(s.at).padEnd(26),
    `${longitude.toFixed(4)}, ${latitude.toFixed(4)}`.padEnd(19),
    `±${Math.round(s.error.semiMajorMetres)} m`.padEnd(8),
    [size, named, ...s.layout]
      .filter((w) => w !== "")
      .join(", ")
      .padEnd(36),
    s.by,
    `[${s.id}]`,
  ].join("  ");
}
