import { counted } from "../../../../base/counted.ts";
import { basename } from "node:path";
import { InputError, quoted } from "../../../../base/errors.ts";
import { limitsOfSite } from "../../../../sites/tracks/lines/site-limits.ts";
import { tracksInside } from "../../../../sites/tracks/lines/tracks-inside.ts";
import { trackGauges, type TrackGauge } from "../../../../sites/tracks/track-line.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { importedInWords } from "../../imported.ts";
import { withCase } from "../../with-case.ts";
import { readTracks } from "./tracks-read.ts";
import { siteOfCall, storeTracks, validityOfCall } from "./tracks-store.ts";

const command = "site tracks-import";

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [file = ""],
    options,
    output,
    signal,
  } = call;
  const gauge = gaugeOption(options["gauge"]);
  const validity = validityOfCall(call, command);
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    const { site, areas: own } = siteOfCall(opened, call, command);
    const { tracks, approximate, source, warnings } = readTracks(file, site, gauge);
    const limits = limitsOfSite(site, own, validity);
    const under = { siteId: site.id, approximate, source, limits, ...validity };
    const { areas, outside } = tracksInside(tracks, under, basename(file));
    const result = await storeTracks(opened, areas, file, signal);
    const all = [
      ...warnings,
      ...(outside.length === 0
        ? []
        : [
            `${counted(outside.length, "track")} ${outside.length === 1 ? "lies" : "lie"} outside the site; left out`,
          ]),
    ];
    const told = { ...result, warnings: [...all, ...result.warnings] };
    output.result({ ...told, tracks: areas.map((a) => a.id) }, () => importedInWords(told));
    return 0;
  });
}

function gaugeOption(text: string | boolean | undefined): TrackGauge | null {
  if (text === undefined) return null;
  const gauge = trackGauges.find((g) => g === text);
  if (gauge === undefined)
    throw InputError.of(command, "--gauge", quoted(String(text)), trackGauges.join(", "));
  return gauge;
}
