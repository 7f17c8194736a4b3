import { basename } from "node:path";
import { InputError, quoted } from "../../../../base/errors.ts";
import type { Area, Position } from "../../../../sites/counting/site.ts";
import { limitsOfSite } from "../../../../sites/tracks/lines/site-limits.ts";
import { trackAreas, type NewTrack, type TracksUnder } from "../../../../sites/tracks/lines/track-areas.ts";
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
      ...(outside.length === 0 ? [] : [`${outside.length} tracks lie outside the site; left out`]),
    ];
    const told = { ...result, warnings: [...all, ...result.warnings] };
    output.result({ ...told, tracks: areas.map((a) => a.id) }, () => importedInWords(told));
    return 0;
  });
}

/**
 * Areas of the tracks, when any lies inside the site.
 * @throws InputError when none does; when they would with latitude before longitude, it says so
 */
export function tracksInside(
  tracks: readonly NewTrack[],
  under: TracksUnder,
  file: string,
): { readonly areas: readonly Area[]; readonly outside: readonly string[] } {
  const found = trackAreas(tracks, under);
  if (found.areas.length > 0) return found;
  if (tracks.length === 0)
    throw InputError.of(file, "tracks", "none", "lines of tracks (in OpenStreetMap: railway=rail)");
  const swapped = tracks.map((track) => ({
    ...track,
    lines: track.lines.map((line) => line.map(([a, b]): Position => [b, a])),
  }));
  if (trackAreas(swapped, under).areas.length > 0)
    throw InputError.of(
      file,
      "coordinates",
      `lines that miss the site; with their axes exchanged they lie in it`,
      "longitude, latitude, in this order",
    );
  throw InputError.of(
    file,
    "tracks",
    `${tracks.length} tracks, all outside the site`,
    `tracks at ${under.siteId}`,
  );
}

function gaugeOption(text: string | boolean | undefined): TrackGauge | null {
  if (text === undefined) return null;
  const gauge = trackGauges.find((g) => g === text);
  if (gauge === undefined)
    throw InputError.of(command, "--gauge", quoted(String(text)), trackGauges.join(", "));
  return gauge;
}
