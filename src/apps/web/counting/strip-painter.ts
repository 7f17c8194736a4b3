import { markWidthMetres } from "../../../sites/tracks/car-outline.ts";
import type { Stretch } from "./car-proposal.ts";
import type { CountingDesk } from "./desk.ts";
import { drawMarks, drawProposal, type DrawnMark } from "./mark-drawing.ts";
import type { PlacedMark } from "./placed-marks.ts";
import type { StripPictures } from "./strip-pictures.ts";
import type { CountingTrack } from "./tracks.ts";

/** How a strip is shown. */
export interface StripView {
  /** Metres along the track in the middle. */
  readonly middleMetres: number;
  /** Pixels of the screen to a metre, along and across. */
  readonly pixelsPerMetre: number;
  /** False shows pixels as blocks. */
  readonly smooth: boolean;
  readonly hidden: boolean;
  /** Ends of a mark that are being dragged. */
  readonly stretching?: Stretch | null;
  /** Where the pointer is, on this track; null elsewhere. */
  readonly hover: { readonly metres: number; readonly aside: number } | null;
}

/** Draws one track's strip with its marks into a canvas of a size in CSS pixels. */
export function paintStrip(
  context: CanvasRenderingContext2D,
  size: { readonly width: number; readonly height: number },
  track: CountingTrack,
  pictures: StripPictures,
  desk: CountingDesk,
  view: StripView,
): void {
  const { middleMetres, pixelsPerMetre: scale } = view;
  const { width, height } = size;
  const from = middleMetres - width / 2 / scale;
  const to = middleMetres + width / 2 / scale;
  const x = (metres: number): number => (metres - from) * scale;
  const y = (aside: number): number => height / 2 + aside * scale;
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = view.smooth;
  context.imageSmoothingQuality = "high";
  const across = pictures.rows * pictures.stepMetres;
  for (const piece of pictures.between(track, from, to)) {
    const along = piece.columns * pictures.stepMetres;
    context.drawImage(piece.bitmap, x(piece.fromMetres), y(-across / 2), along * scale, across * scale);
  }
  elsewhere(context, track, x, height);
  const index = desk.tracks.indexOf(track);
  if (!view.hidden) {
    const near = desk.ordered.filter((p) => p.track === index && p.toMetres > from && p.fromMetres < to);
    drawMarks(
      context,
      near.map((placed) => drawnOn(placed, x, y)),
      desk.numbers,
      desk.chosen?.mark.id ?? null,
    );
    const next = view.stretching ?? (index === desk.track ? desk.placing.proposal : null);
    if (next !== null)
      drawProposal(context, () => {
        const half = markWidthMetres / 2;
        context.rect(
          x(next.fromMetres),
          y(-half),
          (next.toMetres - next.fromMetres) * scale,
          markWidthMetres * scale,
        );
      });
  }
  if (index === desk.track && desk.chosen === null) cursor(context, x(desk.cursorMetres), height);
  if (view.hover !== null) crossing(context, x(view.hover.metres), y(view.hover.aside), size);
}

function drawnOn(placed: PlacedMark, x: (metres: number) => number, y: (aside: number) => number): DrawnMark {
  const half = markWidthMetres / 2;
  const [left, right] = [x(placed.fromMetres), x(placed.toMetres)];
  const [top, bottom] = [y(placed.aside - half), y(placed.aside + half)];
  return {
    placed,
    length: right - left,
    middle: [(left + right) / 2, (top + bottom) / 2],
    corners: [
      [left, top],
      [right, bottom],
    ],
    path: (context) => context.rect(left, top, right - left, bottom - top),
  };
}

/** Ground that another track answers for: a car there is counted on that one. */
function elsewhere(
  context: CanvasRenderingContext2D,
  { elsewhere: stretches }: CountingTrack,
  x: (metres: number) => number,
  height: number,
): void {
  for (const [from, to] of stretches) {
    const [left, right] = [x(from), x(to)];
    context.fillStyle = "rgb(12 14 16 / 62%)";
    context.fillRect(left, 0, right - left, height);
    context.beginPath();
    for (let at = left - height; at < right; at += 9) {
      context.moveTo(at, height);
      context.lineTo(at + height, 0);
    }
    context.save();
    const clip = new Path2D();
    clip.rect(left, 0, right - left, height);
    context.clip(clip);
    context.strokeStyle = "rgb(255 255 255 / 22%)";
    context.lineWidth = 1;
    context.stroke();
    context.restore();
  }
}

function cursor(context: CanvasRenderingContext2D, at: number, height: number): void {
  context.beginPath();
  context.moveTo(at, 0);
  context.lineTo(at, height);
  context.strokeStyle = "rgb(0 0 0 / 70%)";
  context.lineWidth = 3;
  context.stroke();
  context.strokeStyle = "#ffffff";
  context.lineWidth = 1;
  context.stroke();
}

function crossing(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, height);
  context.moveTo(Math.max(0, x - 10), y);
  context.lineTo(Math.min(width, x + 10), y);
  context.strokeStyle = "rgb(0 0 0 / 60%)";
  context.lineWidth = 2.5;
  context.stroke();
  context.strokeStyle = "rgb(255 255 255 / 80%)";
  context.lineWidth = 1;
  context.stroke();
}
