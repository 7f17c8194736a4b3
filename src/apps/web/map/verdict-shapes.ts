import type { ShownWord } from "./verdict-words.ts";

/** A shape for each verdict, about a middle of 0, 0 in a box of 14 pixels, so that no colour is needed to tell them apart. */
export interface VerdictShape {
  /** Path of SVG. */
  readonly path: string;
  readonly filled: boolean;
  /** Name of the page's colour. */
  readonly colour: string;
}

const ring = "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0";

export const verdictShapes: Readonly<Record<ShownWord, VerdictShape>> = {
  matched: { path: ring, filled: true, colour: "--good" },
  dark: { path: "M0 -6.5L6.5 0L0 6.5L-6.5 0Z", filled: true, colour: "--accent" },
  "report-without-ship": {
    path: `${ring}M-3.5 -3.5L3.5 3.5M-3.5 3.5L3.5 -3.5`,
    filled: false,
    colour: "--link",
  },
  "fixed-object": { path: "M-4.6 -4.6H4.6V4.6H-4.6Z", filled: false, colour: "--soft" },
  "cannot-tell": { path: "M0 -6L6 5H-6Z", filled: false, colour: "--warn" },
  "no-verdict": { path: "M-5.5 0H5.5M0 -5.5V5.5", filled: false, colour: "--soft" },
};

const paths = new Map<string, Path2D>();

/** Draws a verdict on a canvas, on a ground of its own so that it stands out from what is below. */
export function drawVerdict(
  context: CanvasRenderingContext2D,
  word: ShownWord,
  [x, y]: readonly [number, number],
  {
    colour,
    ground,
    scale = 1,
  }: { readonly colour: string; readonly ground: string; readonly scale?: number },
): void {
  const { path, filled } = verdictShapes[word];
  let made = paths.get(path);
  if (made === undefined) paths.set(path, (made = new Path2D(path)));
  context.save();
  context.translate(x, y);
  context.scale(scale, scale);
  context.lineJoin = "round";
  context.strokeStyle = ground;
  context.lineWidth = filled ? 3 : 4.5;
  context.stroke(made);
  if (filled) {
    context.fillStyle = colour;
    context.fill(made);
  } else {
    context.fillStyle = ground;
    if (word !== "no-verdict") context.fill(made);
    context.strokeStyle = colour;
    context.lineWidth = 1.9;
    context.stroke(made);
  }
  context.restore();
}
