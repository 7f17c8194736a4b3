import { linesOf } from "../../../../../sites/counting/outline-parts.ts";
import type { Area } from "../../../../../sites/counting/site.ts";
import type { Draft, Drawing, VertexAt } from "../../../drawing/drawing.ts";
import type { GroundPoint } from "../../../drawing/ground.ts";
import type { Snapped } from "../../../drawing/snap.ts";
import { name, stroke } from "../../../picture/areas-overlay.ts";
import { toScreen, type Camera, type ScreenPoint, type ViewSize } from "../../../picture/camera.ts";
import type { PlacePosition } from "../../../picture/frame.ts";
import type { Overlay, ViewPointer } from "../../../picture/overlay.ts";

/** A proposed track as it is shown. */
export interface ShownProposal {
  readonly id: string;
  readonly line: readonly PlacePosition[];
  readonly quality: number | null;
  readonly chosen: boolean;
}

/** What the room draws over its picture. */
export interface ShownDrawing {
  /** Outlines on record of the day; the chosen one, and those that a draft changes, look otherwise. */
  readonly recorded: readonly { readonly key: string; readonly area: Area; readonly changing: boolean }[];
  readonly chosen: string | null;
  readonly drawing: Drawing;
  readonly proposals: readonly ShownProposal[];
  readonly crosshair: GroundPoint;
  readonly snapped: Snapped;
  /** A point that was picked up. */
  readonly held: VertexAt | null;
}

const colours = {
  area: "#ffd166",
  track: "#7ad7f0",
  draft: "#ffffff",
  proposal: "#e9a8ff",
  cross: "#ff9166",
  under: "rgb(0 0 0 / 65%)",
} as const;

/** Proposals are told apart by their line, not by colour alone: the surer, the longer its dashes. */
export function dashOf(quality: number | null): readonly number[] {
  if (quality === null || quality < 0.5) return [2, 5];
  return quality < 0.8 ? [8, 5] : [18, 4];
}

export function drawingOverlay(
  now: () => ShownDrawing,
  pointer: (event: ViewPointer) => boolean,
  cursor: () => string | null,
): Overlay {
  return {
    pointer,
    cursor,
    draw: (context, camera, size, positionOnScreen) => {
      const shown = now();
      const at = (point: GroundPoint): ScreenPoint => toScreen(camera, size, point);
      drawRecorded(context, shown, positionOnScreen);
      drawProposals(context, shown, positionOnScreen);
      for (const draft of shown.drawing.drafts) drawDraft(context, draft, shown, at);
      drawCrosshair(context, shown, camera, size, at);
    },
  };
}

function trace(context: CanvasRenderingContext2D, points: readonly ScreenPoint[], closed: boolean): void {
  for (const [i, [x, y]] of points.entries())
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  if (closed) context.closePath();
}

function drawRecorded(
  context: CanvasRenderingContext2D,
  { recorded, chosen }: ShownDrawing,
  toScreen: (position: PlacePosition) => ScreenPoint,
): void {
  context.lineJoin = "round";
  for (const { key, area, changing } of recorded) {
    const isTrack = area.outline.type === "lines";
    context.beginPath();
    for (const line of linesOf(area)) trace(context, line.map(toScreen), false);
    context.setLineDash(changing ? [1, 4] : area.approximate ? [7, 5] : []);
    stroke(context, isTrack ? colours.track : colours.area, key === chosen ? 3.5 : isTrack ? 1.25 : 1.75);
    context.setLineDash([]);
    const [first] = linesOf(area)[0] ?? [];
    if (key === chosen && first !== undefined) name(context, area.name, toScreen(first));
  }
}

function drawProposals(
  context: CanvasRenderingContext2D,
  { proposals }: ShownDrawing,
  toScreen: (position: PlacePosition) => ScreenPoint,
): void {
  for (const { id, line, quality, chosen } of proposals) {
    const points = line.map(toScreen);
    context.beginPath();
    trace(context, points, false);
    context.setLineDash([...dashOf(quality)]);
    stroke(context, colours.proposal, chosen ? 3.5 : 1.75);
    context.setLineDash([]);
    const middle = points[Math.floor(points.length / 2)];
    if (chosen && middle !== undefined)
      name(context, `${id}, quality ${quality === null ? "not stated" : quality.toFixed(2)}`, middle);
  }
}

function drawDraft(
  context: CanvasRenderingContext2D,
  draft: Draft,
  { drawing, held }: ShownDrawing,
  at: (point: GroundPoint) => ScreenPoint,
): void {
  const isChosen = drawing.chosen === draft.id;
  const growing = drawing.growing === draft.id;
  context.beginPath();
  for (const { points } of draft.paths) trace(context, points.map(at), draft.type === "polygons" && !growing);
  context.setLineDash(draft.approximate ? [7, 5] : []);
  stroke(context, colours.draft, isChosen ? 2.5 : 1.75);
  context.setLineDash([]);
  for (const [path, { points }] of draft.paths.entries()) {
    // So many handles would hide the picture.
    if (!isChosen || points.length > 400) continue;
    for (const [index, point] of points.entries()) {
      const { vertex } = drawing;
      const isVertex = vertex?.draft === draft.id && vertex.path === path && vertex.index === index;
      const isHeld = held?.draft === draft.id && held.path === path && held.index === index;
      handle(context, at(point), isVertex, isHeld);
    }
  }
  const first = draft.paths[0]?.points[0];
  // What is being drawn is named beside the picture; here its name would lie under the crosshair's words.
  if (first !== undefined && !growing) name(context, `${draft.name} · not saved`, at(first));
}

function handle(
  context: CanvasRenderingContext2D,
  [x, y]: ScreenPoint,
  isChosen: boolean,
  isHeld: boolean,
): void {
  const half = isChosen || isHeld ? 5.5 : 3.5;
  context.fillStyle = isHeld ? colours.cross : isChosen ? colours.draft : "rgb(0 0 0 / 80%)";
  context.strokeStyle = isChosen || isHeld ? "#000000" : colours.draft;
  context.lineWidth = 1.5;
  context.beginPath();
  context.rect(x - half, y - half, 2 * half, 2 * half);
  context.fill();
  context.stroke();
}

function drawCrosshair(
  context: CanvasRenderingContext2D,
  { drawing, crosshair, snapped }: ShownDrawing,
  camera: Camera,
  size: ViewSize,
  at: (point: GroundPoint) => ScreenPoint,
): void {
  const growing = drawing.drafts.find((d) => d.id === drawing.growing);
  const to = at(snapped.point);
  const points = growing?.paths.at(-1)?.points ?? [];
  const last = points.at(-1);
  if (last !== undefined) {
    context.beginPath();
    trace(context, [at(last), to], false);
    const [first] = points;
    if (growing?.type === "polygons" && points.length > 1 && first !== undefined)
      trace(context, [to, at(first)], false);
    context.setLineDash([4, 4]);
    stroke(context, colours.draft, 1.5);
    context.setLineDash([]);
  }
  if (snapped.guide !== null) {
    context.beginPath();
    trace(context, snapped.guide.map(at), false);
    stroke(context, colours.cross, 2.5);
  }
  const [x, y] = at(crosshair);
  if (x < 0 || y < 0 || x > size.width || y > size.height) return;
  for (const [colour, width] of [
    [colours.under, 4],
    [colours.cross, 1.75],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      context.moveTo(x + 5 * dx, y + 5 * dy);
      context.lineTo(x + 15 * dx, y + 15 * dy);
    }
    context.stroke();
    if (snapped.told === null) continue;
    context.beginPath();
    context.arc(to[0], to[1], 6, 0, 2 * Math.PI);
    context.stroke();
  }
  if (snapped.told !== null) name(context, snapped.told, [to[0] + 10, to[1] - 10]);
}
