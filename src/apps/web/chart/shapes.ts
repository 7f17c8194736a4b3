import type { Colours } from "./colours.ts";
import type { Fill, Shape } from "./look-class.ts";
import { pixelStampOf, type PixelStamp } from "./pixel-layer.ts";

/** Half the width of a look in CSS pixels. */
export const radius = 4.5;
/** What a drawing of a look needs to every side of its middle. */
export const reach = 16;

/** Draws a look around a middle. The shape says how it ended and who counted; filled is like with like, hollow is not. */
export function drawShape(
  c: CanvasRenderingContext2D,
  shape: Shape,
  fill: Fill,
  [x, y]: readonly [number, number],
  r: number,
  colours: Colours,
): void {
  const colour = strokeOf(fill, colours);
  c.lineWidth = 1.4;
  c.strokeStyle = colour;
  c.fillStyle = isFilled(fill) ? colour : colours.paper;
  const own = fill === "under-test" ? r + 1 : r;
  switch (shape) {
    case "dot":
    case "square":
    case "diamond":
      base(c, shape, x, y, own);
      break;
    case "dot-up":
    case "square-up":
    case "diamond-up":
      base(c, shape.slice(0, -3), x, y, own * 0.8);
      arrow(c, x, y - own * 0.8, own);
      break;
    case "train-length":
    case "cargo-length":
      c.beginPath();
      c.rect(x - own * 1.4, y - own * 0.55, own * 2.8, own * 1.1);
      if (shape === "cargo-length") c.setLineDash([2, 1.5]);
      paint(c);
      c.setLineDash([]);
      break;
    case "no-figure":
      c.fillStyle = colours.paper;
      c.beginPath();
      c.arc(x, y, r * 0.8, 0, 2 * Math.PI);
      c.setLineDash([1.6, 1.6]);
      paint(c);
      c.setLineDash([]);
      break;
    case "not-seen":
      c.fillStyle = colours.paper;
      c.beginPath();
      c.rect(x - 1.75, y - r, 3.5, 2 * r);
      paint(c);
      break;
    case "failed":
      c.beginPath();
      c.moveTo(x - r * 0.8, y - r * 0.8);
      c.lineTo(x + r * 0.8, y + r * 0.8);
      c.moveTo(x - r * 0.8, y + r * 0.8);
      c.lineTo(x + r * 0.8, y - r * 0.8);
      c.stroke();
      break;
  }
  if (fill !== "under-test") return;
  c.beginPath();
  c.arc(x, y, own + 4, 0, 2 * Math.PI);
  c.lineWidth = 1.6;
  c.stroke();
}

const isFilled = (fill: Fill): boolean =>
  fill === "under-test" || fill === "comparable" || fill === "untested";

export function strokeOf(fill: Fill, colours: Colours): string {
  switch (fill) {
    case "under-test":
      return colours.accent;
    case "comparable":
    case "later-alike":
      return colours.like;
    case "untested":
      return colours.ink;
    default:
      return colours.faint;
  }
}

function paint(c: CanvasRenderingContext2D): void {
  c.fill();
  c.stroke();
}

function base(c: CanvasRenderingContext2D, shape: string, x: number, y: number, r: number): void {
  c.beginPath();
  if (shape === "dot") c.arc(x, y, r, 0, 2 * Math.PI);
  else if (shape === "square") c.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76);
  else {
    c.moveTo(x, y - r * 1.25);
    c.lineTo(x + r * 1.25, y);
    c.lineTo(x, y + r * 1.25);
    c.lineTo(x - r * 1.25, y);
    c.closePath();
  }
  paint(c);
}

/** A stem upwards with its head open: the true number is this or more. */
function arrow(c: CanvasRenderingContext2D, x: number, top: number, r: number): void {
  const tip = top - r * 2;
  c.beginPath();
  c.moveTo(x, top);
  c.lineTo(x, tip);
  c.moveTo(x - r * 0.75, tip + r * 0.8);
  c.lineTo(x, tip);
  c.lineTo(x + r * 0.75, tip + r * 0.8);
  c.stroke();
}

/** Looks drawn once each and copied from then on: five thousand paths a frame would be too slow without a graphics card. */
export class Stamps {
  readonly #kept = new Map<string, HTMLCanvasElement>();
  readonly #pixels = new Map<HTMLCanvasElement, PixelStamp | null>();
  readonly #scale: number;
  readonly #colours: Colours;

  constructor(scale: number, colours: Colours) {
    this.#scale = scale;
    this.#colours = colours;
  }

  of(shape: Shape, fill: Fill, r: number): HTMLCanvasElement {
    const key = `${shape} ${fill} ${r}`;
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = Math.ceil(2 * reach * this.#scale);
    const context = canvas.getContext("2d");
    if (context !== null) {
      context.scale(this.#scale, this.#scale);
      drawShape(context, shape, fill, [reach, reach], r, this.#colours);
    }
    this.#kept.set(key, canvas);
    return canvas;
  }

  /** The same as pixels, for the layer of a crowded chart. */
  pixelsOf(shape: Shape, fill: Fill, r: number): PixelStamp | null {
    const canvas = this.of(shape, fill, r);
    const known = this.#pixels.get(canvas);
    if (known !== undefined) return known;
    const made = pixelStampOf(canvas);
    this.#pixels.set(canvas, made);
    return made;
  }
}
