import { InputError } from "../../../base/errors.ts";
import type { Position } from "../../counting/site.ts";
import { trackAreas, type NewTrack, type TracksUnder } from "./track-areas.ts";

/**
 * Areas of the tracks, when any lies inside the site.
 * @param file the name that errors give
 * @param taken ids of areas that the new ones must not have
 * @throws InputError when none does; when they would with latitude before longitude, it says so
 */
export function tracksInside(
  tracks: readonly NewTrack[],
  under: TracksUnder,
  file: string,
  taken: Iterable<string> = [],
): ReturnType<typeof trackAreas> {
  const found = trackAreas(tracks, under, taken);
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
