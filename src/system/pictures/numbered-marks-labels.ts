import { convexHull, extentOf } from "../../sites/counting/marks/convex.ts";
import type { Point } from "../../sites/counting/marks/outline-plane.ts";

export interface Label {
  readonly corners: readonly Point[];
  /** Empty for none. */
  readonly text: string;
}

export interface PlacedLabel {
  /** The middle of the text. */
  readonly at: Point;
  readonly text: string;
  readonly size: number;
  /** Which label it is. */
  readonly index: number;
}

const fontSize = 13;

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Puts a number beside each outline: on the side where it covers least of other outlines and of numbers that stand already. Neighbours share
 * a grid, so that the time grows with the number of labels.
 */
export function placeLabels(
  labels: readonly Label[],
  { width, height }: { readonly width: number; readonly height: number },
): PlacedLabel[] {
  const grid = rectangleGrid();
  for (const { corners } of labels) for (const part of partsOf(corners)) grid.add(part, 2);
  return labels.flatMap(({ corners, text }, index): PlacedLabel[] => {
    if (text === "") return [];
    const [wide, high] = [text.length * fontSize * 0.64 + 2, fontSize + 1];
    let best: { readonly at: Point; readonly cost: number } | null = null;
    for (const { at, preference } of placesBeside(corners, wide, high)) {
      const box = around(at, wide, high);
      const outside = box.left < 0 || box.top < 0 || box.right > width || box.bottom > height;
      const cost = preference + grid.covered(box) / (wide * high) + (outside ? 20 : 0);
      if (best === null || cost < best.cost) best = { at, cost };
    }
    if (best === null) return [];
    grid.add(around(best.at, wide, high), 6);
    return [{ at: best.at, text, size: fontSize, index }];
  });
}

const around = ([x, y]: Point, wide: number, high: number): Rectangle => ({
  left: x - wide / 2,
  right: x + wide / 2,
  top: y - high / 2,
  bottom: y + high / 2,
});

/** Beside both long sides, at three places along each; last, within. */
function placesBeside(
  corners: readonly Point[],
  wide: number,
  high: number,
): { readonly at: Point; readonly preference: number }[] {
  const { along, middle, length, width } = extentOf(convexHull(corners));
  const across: Point = [-along[1], along[0]];
  const room = (Math.abs(across[0]) * wide + Math.abs(across[1]) * high) / 2 + width / 2 + 1;
  const upwards = across[1] < 0 ? 1 : -1;
  const at = (lengthwise: number, sideways: number): Point => [
    middle[0] + along[0] * lengthwise + across[0] * sideways,
    middle[1] + along[1] * lengthwise + across[1] * sideways,
  ];
  return [
    ...[0, -0.3, 0.3].flatMap((share) =>
      [upwards, -upwards].map((side) => ({
        at: at(share * length, side * room),
        preference: Math.abs(share) * 0.2 + (side === upwards ? 0 : 0.1),
      })),
    ),
    { at: middle, preference: 1.5 },
  ];
}

/** The outline as upright rectangles along its length, which cover it closely however it lies. */
function partsOf(corners: readonly Point[]): Rectangle[] {
  const { along, middle, length, width } = extentOf(convexHull(corners));
  const count = Math.max(1, Math.min(40, Math.round(length / Math.max(width, 4))));
  const half = Math.max(width, length / count) / 2;
  return Array.from({ length: count }, (_, i) => {
    const lengthwise = ((i + 0.5) / count - 0.5) * length;
    return around([middle[0] + along[0] * lengthwise, middle[1] + along[1] * lengthwise], 2 * half, 2 * half);
  });
}

const cell = 48;

function rectangleGrid(): {
  readonly add: (rectangle: Rectangle, weight: number) => void;
  /** Square pixels of a rectangle that others cover, each by its weight. */
  readonly covered: (rectangle: Rectangle) => number;
} {
  const cells = new Map<string, { readonly rectangle: Rectangle; readonly weight: number }[]>();
  const keysOf = ({ left, top, right, bottom }: Rectangle): string[] => {
    const keys: string[] = [];
    for (let x = Math.floor(left / cell); x <= Math.floor(right / cell); x++)
      for (let y = Math.floor(top / cell); y <= Math.floor(bottom / cell); y++) keys.push(`${x} ${y}`);
    return keys;
  };
  return {
    add: (rectangle, weight) => {
      const entry = { rectangle, weight };
      for (const key of keysOf(rectangle)) {
        const list = cells.get(key);
        if (list === undefined) cells.set(key, [entry]);
        else list.push(entry);
      }
    },
    covered: (box) => {
      const near = new Set(keysOf(box).flatMap((key) => cells.get(key) ?? []));
      let sum = 0;
      for (const { rectangle: r, weight } of near) {
        const across = Math.min(r.right, box.right) - Math.max(r.left, box.left);
        const down = Math.min(r.bottom, box.bottom) - Math.max(r.top, box.top);
        if (across > 0 && down > 0) sum += across * down * weight;
      }
      return sum;
    },
  };
}
