import type { MapCamera } from "./camera.ts";
import type { Label } from "./draw-labels.ts";
import type { MapColours } from "./map-colours.ts";
import type { MapContents } from "./map-contents.ts";
import { onScreen, worldOnScreen, type ScreenSize } from "./place-on-screen.ts";
import { momentOf, rowAt } from "./tracks.ts";

const parts = ["later", "heard", "silent", "flagged"] as const;
type Part = (typeof parts)[number];
const widths: Readonly<Record<Part, number>> = { later: 1.6, heard: 2.6, silent: 1.4, flagged: 1.8 };

/** Crosses of flagged reports are so far apart, that a line of them stays one. */
const crossPixels = 11;

/** The track of the ship that is chosen, over those of the others, and where it was at the moment. */
export function drawChosenTracks(
  context: CanvasRenderingContext2D,
  { tracks, times, selectedTracks, silences }: MapContents,
  camera: MapCamera,
  size: ScreenSize,
  colours: MapColours,
): void {
  if (tracks === null) return;
  for (const selectedTrack of selectedTracks) {
    const { columns } = tracks;
    const [start, end] = [tracks.first[selectedTrack] ?? 0, tracks.first[selectedTrack + 1] ?? 0];
    const from = rowAt(columns.tenths, start, end, times.from);
    const to = rowAt(columns.tenths, from, end, times.to);
    const place = (i: number) => worldOnScreen(tracks.x[i] ?? 0, tracks.y[i] ?? 0, camera, size);
    for (const part of parts) {
      if (part === "silent" && !silences) continue;
      context.beginPath();
      let [crossX, crossY] = [-99, -99];
      for (let i = from; i < to; i++) {
        const isFlagged = (columns.flags[i] ?? 0) !== 0;
        if (part === "flagged" && isFlagged) {
          const [x, y] = place(i);
          if (Math.abs(x - crossX) + Math.abs(y - crossY) > crossPixels) {
            traceCross(context, [x, y]);
            [crossX, crossY] = [x, y];
          }
        }
        const joint = columns.joint[i] ?? 0;
        if (joint === 0 || i === from) continue;
        const isSilent =
          joint === 1 && (columns.tenths[i] ?? 0) - (columns.tenths[i - 1] ?? 0) >= times.silence;
        const own: Part = isSilent
          ? "silent"
          : isFlagged
            ? "flagged"
            : (columns.tenths[i] ?? 0) > times.at
              ? "later"
              : "heard";
        if (own !== part) continue;
        const [last, next] = [place(i - 1), place(i)];
        if (Math.abs(last[0] - next[0]) > camera.worldPixels / 2) continue;
        context.moveTo(...last);
        context.lineTo(...next);
      }
      context.setLineDash(part === "silent" ? [6, 5] : []);
      context.lineWidth = widths[part];
      context.strokeStyle =
        part === "silent" ? colours.soft : part === "flagged" ? colours.accent : colours.link;
      context.stroke();
    }
    context.setLineDash([]);
    const moment = momentOf(tracks, selectedTrack, times.at, times.silence);
    if (moment !== null) {
      const [x, y] = worldOnScreen(moment.x, moment.y, camera, size);
      context.beginPath();
      context.arc(x, y, 9, 0, 2 * Math.PI);
      context.lineWidth = 2;
      context.strokeStyle = colours.link;
      if (moment.how === "silent") context.setLineDash([3, 3]);
      context.stroke();
      context.setLineDash([]);
    }
  }
}

/** The events of the ship that is chosen; the one that was chosen of a list is ringed. */
export function drawEvents(
  context: CanvasRenderingContext2D,
  { events }: MapContents,
  camera: MapCamera,
  size: ScreenSize,
  colours: MapColours,
  labels: Label[],
): void {
  for (const { position, label, isChosen } of events) {
    const [x, y] = onScreen(position, camera, size);
    context.beginPath();
    context.arc(x, y, 4, 0, 2 * Math.PI);
    context.fillStyle = colours.paper;
    context.fill();
    context.lineWidth = 1.8;
    context.strokeStyle = colours.ink;
    context.stroke();
    if (isChosen) {
      context.beginPath();
      context.arc(x, y, 12, 0, 2 * Math.PI);
      context.lineWidth = 2;
      context.strokeStyle = colours.accent;
      context.stroke();
    }
    labels.push({ x, y, words: label, weight: isChosen ? 7 : 2, colour: "ink" });
  }
}

function traceCross(context: CanvasRenderingContext2D, [x, y]: readonly [number, number]): void {
  context.moveTo(x - 3, y - 3);
  context.lineTo(x + 3, y + 3);
  context.moveTo(x + 3, y - 3);
  context.lineTo(x - 3, y + 3);
}
