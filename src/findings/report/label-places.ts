/** A rectangle of a drawing. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Label {
  readonly x: number;
  readonly y: number;
  /** Upper end of the whisker of the point. */
  readonly top: number;
  readonly lines: readonly string[];
}

export interface PlacedLabel extends Label {
  readonly anchor: "start" | "middle" | "end";
}

const lineHeight = 13;
/** Width of a character of 11 units, on the generous side: a label that is too narrow by estimate would be overlapped. */
const characterWidth = 6.6;

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

/**
 * Places labels beside their points, in the order given, each where it covers least of what is there already.
 * @param inside the part of the drawing that no label may leave
 */
export function placeLabels(labels: readonly Label[], taken: readonly Box[], inside: Box): PlacedLabel[] {
  const blocked = [...taken];
  return labels.map((label) => {
    const width = Math.max(...label.lines.map((l) => l.length)) * characterWidth;
    const height = label.lines.length * lineHeight;
    let best: { readonly cost: number; readonly placed: PlacedLabel; readonly box: Box } | null = null;
    for (const [dx, dy, anchor] of places(height, label.top - label.y)) {
      const x = label.x + dx;
      const y = label.y + dy;
      const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
      const box = { left, right: left + width, top: y - lineHeight + 2, bottom: y + height - lineHeight + 3 };
      const outside =
        Math.max(0, inside.left - box.left) +
        Math.max(0, box.right - inside.right) +
        Math.max(0, inside.top - box.top) +
        Math.max(0, box.bottom - inside.bottom);
      const cost = blocked.reduce((sum, b) => sum + overlap(b, box), 0) + outside * 1000;
      if (best === null || cost < best.cost - 1e-6) best = { cost, placed: { ...label, x, y, anchor }, box };
    }
    if (best === null) throw new RangeError("report: a label has no place");
    blocked.push(best.box);
    return best.placed;
  });
}

const places = (
  height: number,
  whisker: number,
): readonly (readonly [number, number, PlacedLabel["anchor"]])[] => [
  [-12, 4, "end"],
  [12, 4, "start"],
  [0, whisker - height + 6, "middle"],
  [-12, 4 - height, "end"],
  [12, 4 - height, "start"],
  [-12, 16, "end"],
  [12, 16, "start"],
  [-12, -2 * height, "end"],
  [12, -2 * height, "start"],
];
