import { spanInWords } from "../../../../base/time/words.ts";
import { InputError } from "../../../../base/errors.ts";
import { formerSightings } from "../../../../system/steps/sighting-versions.ts";
import { newestRevisions, type StoredRevision } from "../../../../system/store/reading-revisions.ts";
import { exchangedSighting, sightingColumns } from "../../../../movements/sightings/exchanged.ts";
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
    const span = timeOptions(call, "sighting list");
    const { recorded, published } = sightingsOfCase(opened, span);
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
    const all = call.options["all"] === true;
    if (all && (textOption(call, "format") ?? textOption(call, "out")) !== null)
      throw InputError.of(
        "sighting list",
        "--all",
        "with --format or --out",
        "lines or --json: what was withdrawn is not handed on as if it stood",
      );
    const revised = newestRevisions(opened.database, "sighting");
    const exchanged = listed.map((l) =>
      exchangedSighting(l.sighting, l.published, revised.get(l.sighting.id)?.version),
    );
    if (writeExchanged(call, "sighting list", "Sightings", sightingColumns, exchanged)) return 0;
    const former =
      !all || onlyPublished === true
        ? []
        : formerSightings(opened.database).filter(
            ({ sighting: { sceneId, at } }) =>
              (scene === null || sceneId === scene) &&
              at.toMs > (span.fromMs ?? -Infinity) &&
              at.fromMs < (span.toMs ?? Infinity),
          );
    call.output.result(
      {
        recorded: listed.flatMap((l) => (l.published === null ? [l.sighting] : [])),
        published: listed.flatMap((l) => (l.published === null ? [] : [l.published])),
        ...(all ? { former } : {}),
      },
      () =>
        listed.length + former.length === 0
          ? ["no sightings"]
          : [
              ...listed.map(({ sighting, published: p }) => {
                const revision = revised.get(sighting.id);
                return `${line(sighting, p)}${revision === undefined ? "" : `  version ${revision.version}: ${saidOf(revision)}`}`;
              }),
              ...former.map(
                ({ sighting, version, revision }) =>
                  `${revision.withdrawn ? "withdrawn" : `version ${version}, corrected since`}  ${line(sighting, null)}: ${saidOf(revision)}`,
              ),
            ],
    );
    return 0;
  });

const saidOf = ({ reason, by }: StoredRevision): string => `${reason} (${by})`;

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
