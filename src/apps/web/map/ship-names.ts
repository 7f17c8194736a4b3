import { metresPerPixel, type MapCamera } from "./camera.ts";
import type { Label } from "./draw-labels.ts";
import type { MapContents } from "./map-contents.ts";
import { worldOnScreen, type ScreenSize } from "./place-on-screen.ts";
import { momentOf } from "./tracks.ts";

/** So few ships carry their names. */
const mostNames = 24;

/** The name of the ship that is chosen, and of all where few are shown from near by. */
export function shipNames(
  { tracks, times, selectedTracks, nameOf, ships, only }: MapContents,
  camera: MapCamera,
  size: ScreenSize,
  shipsShown: number,
): Label[] {
  if (tracks === null) return [];
  const chosen = new Set(selectedTracks);
  const labels: Label[] = [];
  const name = (track: number, weight: number): void => {
    const moment = momentOf(tracks, track, times.at, times.silence);
    const words = nameOf(track);
    if (moment === null || words === "") return;
    const [x, y] = worldOnScreen(moment.x, moment.y, camera, size);
    labels.push({ x, y, words, weight, colour: chosen.has(track) ? "link" : "soft" });
  };
  for (const track of selectedTracks) name(track, 6);
  if (!ships || shipsShown > mostNames || metresPerPixel(camera) > 400) return labels;
  for (let t = 0; t + 1 < tracks.first.length; t++)
    if (!chosen.has(t) && (only === null || only.has(t))) name(t, 1);
  return labels;
}
