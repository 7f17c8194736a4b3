import { tracksOfBytes } from "../../../../../findings/screens/movements-track-bytes.ts";
import { tracksOf, type Tracks } from "../../../map/tracks.ts";
import type { Stretch } from "../../../time/stretch.ts";
import { getBytes } from "../../api.ts";

/** Reads the tracks of a time, and of a box in degrees where one is given, ready to be drawn. */
export async function readTracksOf(
  { fromMs, toMs }: Stretch,
  box: readonly number[] | null,
  signal?: AbortSignal,
): Promise<Tracks> {
  const query = `from=${Math.floor(fromMs)}&to=${Math.ceil(toMs)}${box === null ? "" : `&box=${box.join(",")}`}`;
  return tracksOf(tracksOfBytes(await getBytes(`/api/movements/tracks?${query}`, signal)));
}
