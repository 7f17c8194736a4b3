import type { MapColours } from "./map-colours.ts";

/** Words beside a place of the screen. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly words: string;
  /** Where two would cover each other, the heavier one is written. */
  readonly weight: number;
  readonly colour: "ink" | "soft" | "link" | "accent";
  /** Of a line: places on it with the way off it, the best first; left out, the label stands around its own place. */
  readonly beside?: readonly {
    readonly x: number;
    readonly y: number;
    readonly across: number;
    readonly down: number;
  }[];
}

/** Something drawn that labels keep off where they can. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly reach: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PlacedLabel {
  readonly label: Label;
  readonly box: Box;
}

/**
 * Finds room for the labels, the heaviest first: none covers another, and none a line or a place where there is room beside it. Those without room are left out.
 * @param widthOf pixels that the words of a label take
 */
export function placeLabels(
  labels: readonly Label[],
  size: { readonly width: number; readonly height: number },
  widthOf: (words: string, weight: number) => number,
  marks: readonly Mark[] = [],
): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const isFree = (box: Box): boolean =>
    box.left > 2 &&
    box.right < size.width - 2 &&
    box.top > 2 &&
    box.bottom < size.height - 2 &&
    !placed.some(
      ({ box: t }) => t.left < box.right && box.left < t.right && t.top < box.bottom && box.top < t.bottom,
    );
  const places = labels.filter((l) => l.weight >= 2 && l.beside === undefined);
  const kept = [...marks, ...places.map(({ x, y }): Mark => ({ x, y, reach: 5 }))];
  const isClear = ({ left, right, top, bottom }: Box): boolean =>
    !kept.some(
      ({ x, y, reach }) => x + reach > left && x - reach < right && y + reach > top && y - reach < bottom,
    );
  for (const label of labels.toSorted((a, b) => b.weight - a.weight)) {
    const { x, y, words, weight, beside } = label;
    if (words === "" || x < -20 || y < -20 || x > size.width + 20 || y > size.height + 20) continue;
    const wide = widthOf(words, weight);
    const boxes = (beside === undefined ? around(label, wide) : alongside(beside, wide)).filter(isFree);
    const box = boxes.find(isClear) ?? boxes[0];
    if (box !== undefined) placed.push({ label, box });
  }
  return placed;
}

/** Writes the labels that have room. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  labels: readonly Label[],
  size: { readonly width: number; readonly height: number },
  colours: MapColours,
  marks: readonly Mark[] = [],
): void {
  const fontOf = (weight: number): string => `${weight >= 4 ? "600 " : ""}12px system-ui, sans-serif`;
  const widthOf = (words: string, weight: number): number => {
    context.font = fontOf(weight);
    return context.measureText(words).width;
  };
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const { label, box } of placeLabels(labels, size, widthOf, marks)) {
    const [left, middle] = [box.left + 2, (box.top + box.bottom) / 2];
    context.font = fontOf(label.weight);
    context.strokeStyle = colours.paper;
    context.lineWidth = 3.5;
    context.strokeText(label.words, left, middle);
    context.fillStyle = colours[label.colour];
    context.fillText(label.words, left, middle);
  }
}

const halfHigh = 8;

const boxAt = (left: number, middle: number, wide: number): Box => ({
  left: left - 2,
  right: left + wide + 2,
  top: middle - halfHigh,
  bottom: middle + halfHigh,
});

/** Right, left, above, below, and the corners. */
function around({ x, y, weight }: Label, wide: number): Box[] {
  const gap = weight >= 6 ? 15 : 9;
  const [right, left, middle] = [x + gap, x - gap - wide, x - wide / 2];
  const [above, below] = [y - gap - 6, y + gap + 6];
  return [
    boxAt(right, y, wide),
    boxAt(left, y, wide),
    boxAt(middle, above, wide),
    boxAt(middle, below, wide),
    boxAt(right, above, wide),
    boxAt(right, below, wide),
    boxAt(left, above, wide),
    boxAt(left, below, wide),
  ];
}

/** Beside a line, so far off that the words do not touch it whichever way it runs. */
const alongside = (places: NonNullable<Label["beside"]>, wide: number): Box[] =>
  places.map(({ x, y, across, down }) => {
    const off = 9 + Math.abs(across) * (wide / 2) + Math.abs(down) * halfHigh;
    return boxAt(x + across * off - wide / 2, y + down * off, wide);
  });
