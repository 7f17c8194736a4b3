import { markWidthMetres } from "../../../sites/tracks/car-outline.ts";
import { bodyOnWay, placeOnWay, type WayPoint } from "../../../sites/tracks/strips/track-way.ts";
import { toPlane, type Camera, type ViewSize } from "../picture/camera.ts";
import { stroke } from "../picture/areas-overlay.ts";
import type { Overlay, ViewPointer } from "../picture/overlay.ts";
import type { CountingDesk } from "./desk.ts";
import { drawMarks, drawProposal, type DrawnMark } from "./mark-drawing.ts";

export interface MarksOverlayOptions {
  readonly desk: () => CountingDesk | null;
  /** Marks are hidden for a moment, so that the pixels show. */
  readonly hidden: () => boolean;
  /** What of the active track the strips show, in metres along it. */
  readonly shownMetres: () => readonly [from: number, to: number] | null;
  /** The place that the pointer is over on a strip; null where it is over none. */
  readonly hovered: () => WayPoint | null;
  readonly hover: (point: WayPoint | null) => void;
  /** Whether a drag draws a car instead of moving the picture. */
  readonly drawsFree: () => boolean;
  readonly changed: () => void;
  readonly toPlaneOf: (position: WayPoint) => WayPoint;
}

/** From the plane to the screen, once for a frame: 5,000 marks of four corners go through it. */
export function planeToScreen(
  { centre, metresPerPixel, rotationDegrees }: Camera,
  { width, height }: ViewSize,
): (x: number, y: number) => readonly [number, number] {
  const angle = (rotationDegrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle) / metresPerPixel, Math.cos(angle) / metresPerPixel];
  const [left, top] = [width / 2, height / 2];
  return (x, y) => {
    const [de, dn] = [x - centre[0], y - centre[1]];
    return [left + de * cos - dn * sin, top - de * sin - dn * cos];
  };
}

/** Marks, the next car and the track that is counted on, over the picture; clicks choose marks and put cars down. */
export function marksOverlay(options: MarksOverlayOptions): Overlay {
  const { desk: deskNow, hidden, shownMetres, hovered, hover, drawsFree, changed, toPlaneOf } = options;
  let down: ViewPointer | null = null;
  let drag: { readonly from: WayPoint; to: WayPoint } | null = null;
  const layer = new MarksLayer();

  return {
    draw: (context, camera, size) => {
      const desk = deskNow();
      if (desk === null) return;
      const began = performance.now();
      const screen = planeToScreen(camera, size);
      const trace = (points: readonly WayPoint[], closes: boolean) => (): void => {
        for (const [i, [x, y]] of points.entries()) {
          const [sx, sy] = screen(x, y);
          if (i === 0) context.moveTo(sx, sy);
          else context.lineTo(sx, sy);
        }
        if (closes) context.closePath();
      };
      if (!hidden()) {
        activeTrack(context, desk, shownMetres(), trace);
        layer.draw(context, desk, camera, size, () => drawnIn(desk, camera, size, screen));
      }
      const { at } = desk;
      const { proposal } = desk.placing;
      if (at !== null && proposal !== null && !hidden())
        drawProposal(
          context,
          trace(bodyOnWay(at.way, proposal.fromMetres, proposal.toMetres, markWidthMetres), true),
        );
      if (drag !== null) {
        context.beginPath();
        trace([drag.from, drag.to], false)();
        stroke(context, "#ffffff", 3);
      }
      const over = hovered();
      if (over !== null) crosshair(context, screen(over[0], over[1]));
      performance.mark("count:frame", { detail: { milliseconds: performance.now() - began } });
    },
    pointer: (event) => {
      const desk = deskNow();
      if (desk === null) return false;
      const point = toPlaneOf(event.position);
      switch (event.type) {
        case "move":
          hover(point);
          if (drag === null) return false;
          drag.to = point;
          changed();
          return true;
        case "leave":
          hover(null);
          return false;
        case "down":
          if (event.button !== 0) return false;
          if (drawsFree() || event.alt) {
            drag = { from: point, to: point };
            return true;
          }
          down = event;
          return false;
        case "up": {
          if (drag !== null) {
            const { from, to } = drag;
            drag = null;
            desk.placing.putFree(from, to);
            changed();
            return true;
          }
          const began = down;
          down = null;
          // A click, not the end of a drag that moved the picture.
          if (
            began === null ||
            Math.hypot(event.screen[0] - began.screen[0], event.screen[1] - began.screen[1]) > 4
          )
            return false;
          return desk.click(point, 0.6);
        }
        case "cancel":
          [down, drag] = [null, null];
          changed();
          return false;
        case "double":
          // The first click has put a car down or chosen a mark: it is no wish to zoom.
          return desk.grid.at(point, 0.6) !== -1;
      }
    },
    cursor: () => (drawsFree() ? "crosshair" : hovered() === null ? null : "default"),
  };
}

/** The marks as they were drawn last: while only the pointer moves, thousands of them need not be drawn again. */
class MarksLayer {
  #canvas: OffscreenCanvas | null = null;
  #of: {
    readonly desk: CountingDesk;
    readonly revision: number;
    readonly camera: Camera;
    readonly size: ViewSize;
  } | null = null;

  draw(
    context: CanvasRenderingContext2D,
    desk: CountingDesk,
    camera: Camera,
    size: ViewSize,
    drawn: () => readonly DrawnMark[],
  ): void {
    const { a: scale } = context.getTransform();
    const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
    const isKnown =
      this.#of?.desk === desk &&
      this.#of.revision === desk.revision &&
      this.#of.camera === camera &&
      this.#of.size === size;
    if (!isKnown || this.#canvas === null) {
      if (this.#canvas?.width !== width || this.#canvas.height !== height)
        this.#canvas = new OffscreenCanvas(width, height);
      const own = this.#canvas.getContext("2d");
      if (own === null) return;
      own.setTransform(scale, 0, 0, scale, 0, 0);
      own.clearRect(0, 0, size.width, size.height);
      drawMarks(own, drawn(), desk.numbers, desk.chosen?.mark.id ?? null);
      this.#of = { desk, revision: desk.revision, camera, size };
    }
    context.drawImage(this.#canvas, 0, 0, size.width, size.height);
  }
}

function drawnIn(
  desk: CountingDesk,
  camera: Camera,
  size: ViewSize,
  screen: (x: number, y: number) => readonly [number, number],
): DrawnMark[] {
  const corners = (
    [
      [0, 0],
      [size.width, 0],
      [size.width, size.height],
      [0, size.height],
    ] as const
  ).map((c) => toPlane(camera, size, c));
  const [x, y] = [corners.map((c) => c[0]), corners.map((c) => c[1])];
  const found = desk.grid.within(Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y));
  return found.flatMap((i): DrawnMark[] => {
    const placed = desk.ordered[i];
    if (placed === undefined) return [];
    const { ring } = placed;
    const at = (n: number): readonly [number, number] => screen(ring[2 * n] ?? 0, ring[2 * n + 1] ?? 0);
    const length = (2 * placed.radius) / camera.metresPerPixel;
    return [
      {
        placed,
        length,
        middle: screen(placed.middle[0], placed.middle[1]),
        corners: [at(0), at(Math.floor(ring.length / 4))],
        path: (context) => {
          const corners = ring.length / 2;
          // Back to the first corner by a line: closePath takes longer the more a path holds already.
          for (let n = 0; n <= corners; n++) {
            const [sx, sy] = at(n % corners);
            if (n === 0) context.moveTo(sx, sy);
            else context.lineTo(sx, sy);
          }
        },
      },
    ];
  });
}

/** The track that is counted on, thin, and within it what the strips show. */
function activeTrack(
  context: CanvasRenderingContext2D,
  { at }: CountingDesk,
  shown: readonly [number, number] | null,
  trace: (points: readonly WayPoint[], closes: boolean) => () => void,
): void {
  if (at === null) return;
  const along = (from: number, to: number): WayPoint[] => {
    const points: WayPoint[] = [];
    for (let metres = from; metres < to; metres += 10) points.push(placeOnWay(at.way, metres));
    return [...points, placeOnWay(at.way, to)];
  };
  context.beginPath();
  trace(along(0, at.metres), false)();
  context.strokeStyle = "rgb(255 255 255 / 55%)";
  context.lineWidth = 1;
  context.setLineDash([2, 4]);
  context.stroke();
  context.setLineDash([]);
  if (shown === null) return;
  context.beginPath();
  for (const metres of [Math.max(0, shown[0]), Math.min(at.metres, shown[1])])
    trace([placeOnWay(at.way, metres, -6), placeOnWay(at.way, metres, 6)], false)();
  context.strokeStyle = "rgb(255 255 255 / 85%)";
  context.lineWidth = 1.5;
  context.stroke();
}

function crosshair(context: CanvasRenderingContext2D, [x, y]: readonly [number, number]): void {
  context.beginPath();
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    context.moveTo(x + 4 * dx, y + 4 * dy);
    context.lineTo(x + 12 * dx, y + 12 * dy);
  }
  stroke(context, "#ffffff", 1);
}
