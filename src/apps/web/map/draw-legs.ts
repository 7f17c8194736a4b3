import type { MapCamera } from "./camera.ts";
import type { Label, Mark } from "./draw-labels.ts";
import type { MapColours } from "./map-colours.ts";
import type { MapContents, MapLeg } from "./map-contents.ts";
import { onScreen, type ScreenSize } from "./place-on-screen.ts";

type Point = readonly [x: number, y: number];

/** The legs of a chain or of a shuttle, each as a line between its places. @returns where the lines are, for labels to keep off */
export function drawLegs(
  context: CanvasRenderingContext2D,
  { legs }: MapContents,
  camera: MapCamera,
  size: ScreenSize,
  colours: MapColours,
  labels: Label[],
): Mark[] {
  const marks: Mark[] = [];
  for (const leg of legs) {
    const colour = leg.weakest ? colours.accent : colours.ink;
    const at = curveOf(onScreen(leg.from, camera, size), onScreen(leg.to, camera, size), leg.mode);
    strokeLeg(context, at, leg, colour);
    const [top, after] = [at(0.5), at(0.52)];
    arrowHead(context, top, Math.atan2(after[1] - top[1], after[0] - top[0]), colour);
    for (let i = 1; i < 40; i++) marks.push({ x: at(i / 40)[0], y: at(i / 40)[1], reach: i === 20 ? 6 : 3 });
    labels.push({
      x: top[0],
      y: top[1],
      words: leg.label,
      weight: 3,
      colour: leg.weakest ? "accent" : "ink",
      beside: [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8].flatMap((t) => {
        const [[x, y], next] = [at(t), at(t + 0.01)];
        const length = Math.hypot(next[0] - x, next[1] - y) || 1;
        const [across, down] = [(next[1] - y) / length, -(next[0] - x) / length];
        return [
          { x, y, across, down },
          { x, y, across: -across, down: -down },
        ];
      }),
    });
  }
  return marks;
}

/** A sea leg is bent to one side, so that the way there and the way back are two lines. */
function curveOf(a: Point, b: Point, mode: MapLeg["mode"]): (share: number) => Point {
  const bend = mode === "sea" ? 0.16 : 0;
  const [mx, my] = [(a[0] + b[0]) / 2 - (b[1] - a[1]) * bend, (a[1] + b[1]) / 2 + (b[0] - a[0]) * bend];
  return (t) => [
    (1 - t) ** 2 * a[0] + 2 * t * (1 - t) * mx + t * t * b[0],
    (1 - t) ** 2 * a[1] + 2 * t * (1 - t) * my + t * t * b[1],
  ];
}

function strokeLeg(
  context: CanvasRenderingContext2D,
  at: (share: number) => Point,
  { mode, dashed }: MapLeg,
  colour: string,
): void {
  context.save();
  context.beginPath();
  for (let i = 0; i <= 40; i++) {
    if (i === 0) context.moveTo(...at(0));
    else context.lineTo(...at(i / 40));
  }
  if (mode === "rail") {
    context.lineCap = "round";
    context.setLineDash([0.1, dashed ? 9 : 5.5]);
    context.lineWidth = 3.4;
  } else {
    context.setLineDash(dashed ? [8, 6] : []);
    context.lineWidth = 2.4;
  }
  context.strokeStyle = colour;
  context.stroke();
  context.restore();
}

function arrowHead(
  context: CanvasRenderingContext2D,
  [x, y]: readonly [number, number],
  angle: number,
  colour: string,
): void {
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  context.beginPath();
  context.moveTo(7, 0);
  context.lineTo(-5, -5);
  context.lineTo(-5, 5);
  context.closePath();
  context.fillStyle = colour;
  context.fill();
  context.restore();
}
