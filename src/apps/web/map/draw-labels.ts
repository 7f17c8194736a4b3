import type { MapColours } from "./map-colours.ts";

/** Words beside a place of the screen. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly words: string;
  /** Where two would cover each other, the heavier one is written. */
  readonly weight: number;
  readonly colour: "ink" | "soft" | "link" | "accent";
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Writes the labels that have room, the heaviest first; none covers another. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  labels: readonly Label[],
  size: { readonly width: number; readonly height: number },
  colours: MapColours,
): void {
  const taken: Box[] = [];
  const isFree = (box: Box): boolean =>
    box.left > 2 &&
    box.right < size.width - 2 &&
    box.top > 2 &&
    box.bottom < size.height - 2 &&
    !taken.some((t) => t.left < box.right && box.left < t.right && t.top < box.bottom && box.top < t.bottom);
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const label of labels.toSorted((a, b) => b.weight - a.weight)) {
    const { x, y, words, weight, colour } = label;
    if (x < -20 || y < -20 || x > size.width + 20 || y > size.height + 20) continue;
    if (words === "") continue;
    context.font = `${weight >= 4 ? "600 " : ""}12px system-ui, sans-serif`;
    const wide = context.measureText(words).width;
    const gap = weight >= 6 ? 15 : 9;
    const places: readonly (readonly [number, number])[] = [
      [x + gap, y],
      [x - gap - wide, y],
      [x - wide / 2, y - gap - 6],
      [x - wide / 2, y + gap + 6],
    ];
    const found = places.find(([left, middle]) =>
      isFree({ left: left - 2, right: left + wide + 2, top: middle - 8, bottom: middle + 8 }),
    );
    if (found === undefined) continue;
    const [left, middle] = found;
    taken.push({ left: left - 2, right: left + wide + 2, top: middle - 8, bottom: middle + 8 });
    context.strokeStyle = colours.paper;
    context.lineWidth = 3.5;
    context.strokeText(words, left, middle);
    context.fillStyle = colours[colour];
    context.fillText(words, left, middle);
  }
}
