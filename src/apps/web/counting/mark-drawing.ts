import type { MarkState } from "../../../sites/counting/mark.ts";
import { stateStyles } from "../../../sites/counting/marks/state-style.ts";
import type { PlacedMark } from "./placed-marks.ts";

/*
 * How marks look on the screen: as in the numbered picture, by colour, dash and sign, so that no colour alone says anything. Solid is by hand, dashed by the machine,
 * dotted hidden, crossed rejected.
 */

type DrawingContext = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** A path of a canvas, in its pixels. */
type Path = (context: DrawingContext) => void;

export interface DrawnMark {
  readonly placed: PlacedMark;
  readonly path: Path;
  /** Length on the screen, in pixels. */
  readonly length: number;
  readonly middle: readonly [x: number, y: number];
  /** Two opposite corners, for the cross of a rejected one. */
  readonly corners: readonly [readonly [number, number], readonly [number, number]];
}

const under = "rgb(0 0 0 / 70%)";
/** Shortest body on the screen that is drawn as an outline, with its dashes, and with its number, in pixels. */
const outlinedFrom = 9;
const dashedFrom = 14;
const numberedFrom = 28;

const dashOf = ({ mark }: PlacedMark): readonly number[] =>
  stateStyles[mark.state].dotted ? [1.5, 3] : mark.marker.type === "machine" ? [5, 3] : [];

/** Draws marks, those that look alike in one stroke. */
export function drawMarks(
  context: DrawingContext,
  marks: readonly DrawnMark[],
  numbers: ReadonlyMap<string, number>,
  chosen: string | null,
): void {
  const groups = new Map<string, DrawnMark[]>();
  for (const mark of marks) {
    const dash = mark.length < dashedFrom ? [] : dashOf(mark.placed);
    const key = `${mark.placed.mark.state} ${mark.length < outlinedFrom} ${dash.join()}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [mark]);
    else group.push(mark);
  }
  context.lineJoin = "round";
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const { state } = first.placed.mark;
    context.setLineDash([]);
    context.beginPath();
    for (const { path } of group) path(context);
    if (first.length < outlinedFrom) {
      // Too small for an outline: seen from afar a mark is a spot of its colour.
      context.fillStyle = stateStyles[state].colour;
      context.fill();
      continue;
    }
    context.strokeStyle = under;
    context.lineWidth = 3.5;
    context.stroke();
    context.setLineDash(first.length < dashedFrom ? [] : [...dashOf(first.placed)]);
    context.strokeStyle = stateStyles[state].colour;
    context.lineWidth = 1.6;
    context.stroke();
    context.setLineDash([]);
    if (stateStyles[state].crossed) {
      context.beginPath();
      for (const { corners } of group) {
        context.moveTo(...corners[0]);
        context.lineTo(...corners[1]);
      }
      context.stroke();
    }
  }
  numbersOf(context, marks, numbers);
  const own = marks.find((m) => m.placed.mark.id === chosen);
  if (own !== undefined) drawChosen(context, own);
}

function drawChosen(context: DrawingContext, { path }: DrawnMark): void {
  context.beginPath();
  path(context);
  context.fillStyle = "rgb(255 255 255 / 16%)";
  context.fill();
  context.strokeStyle = "#000000";
  context.lineWidth = 5;
  context.stroke();
  context.strokeStyle = "#ffffff";
  context.lineWidth = 2.5;
  context.stroke();
}

function numbersOf(
  context: DrawingContext,
  marks: readonly DrawnMark[],
  numbers: ReadonlyMap<string, number>,
): void {
  context.font = "600 11px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.strokeStyle = under;
  context.lineWidth = 3;
  for (const { placed, length, middle } of marks) {
    if (length < numberedFrom) continue;
    const { mark } = placed;
    const style = stateStyles[mark.state];
    const number = numbers.get(mark.id);
    const words = `${style.numbered && number !== undefined ? number : ""}${style.sign}${mark.number > 1 ? `×${mark.number}` : ""}`;
    if (words === "") continue;
    context.strokeText(words, middle[0], middle[1]);
    context.fillStyle = "#ffffff";
    context.fillText(words, middle[0], middle[1]);
  }
  context.textAlign = "start";
  context.textBaseline = "alphabetic";
}

/** The next car where it would be put down. */
export function drawProposal(context: DrawingContext, path: Path): void {
  context.beginPath();
  path(context);
  context.setLineDash([3, 3]);
  context.strokeStyle = "#000000";
  context.lineWidth = 4;
  context.stroke();
  context.strokeStyle = "#ffffff";
  context.lineWidth = 1.8;
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = "rgb(255 255 255 / 10%)";
  context.fill();
}

/** What is drawn of a state in a legend. */
export const stateWords: Readonly<Record<MarkState, string>> = {
  accepted: stateStyles.accepted.words,
  proposed: stateStyles.proposed.words,
  unsure: stateStyles.unsure.words,
  hidden: stateStyles.hidden.words,
  rejected: stateStyles.rejected.words,
};
