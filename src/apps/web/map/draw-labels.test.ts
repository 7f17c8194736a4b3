import { expect, test } from "vitest";
import { placeLabels, type Label, type Mark } from "./draw-labels.ts";

const size = { width: 400, height: 300 };
const wide = (words: string): number => words.length * 7;
const label = (x: number, y: number, words: string, weight = 4): Label => ({
  x,
  y,
  words,
  weight,
  colour: "ink",
});

test("no label covers another, the heavier one is written, and none leaves the map", () => {
  const crowd = Array.from({ length: 40 }, (_, i) =>
    label(200 + (i % 3), 150 + (i % 5), `place ${i}`, i % 7),
  );
  const placed = placeLabels(crowd, size, wide);
  expect(placed.length).toBeGreaterThan(3);
  expect(placed.length).toBeLessThan(40);
  for (const [i, { box: a }] of placed.entries()) {
    expect(a.left >= 0 && a.right <= size.width && a.top >= 0 && a.bottom <= size.height).toBe(true);
    for (const { box: b } of placed.slice(i + 1))
      expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
  }
  expect(placed[0]?.label.weight).toBe(6);
});

test("words beside a line do not touch it, whichever way it runs", () => {
  for (const angle of [0, 0.3, 0.8, 1.2, Math.PI / 2, 2.4]) {
    const [along, up] = [Math.cos(angle), Math.sin(angle)];
    const at = (t: number) => ({ x: 200 + along * t, y: 150 + up * t });
    const marks = Array.from({ length: 61 }, (_, i): Mark => ({ ...at((i - 30) * 4), reach: 3 }));
    const line: Label = {
      ...label(200, 150, "235 km, 6.3 h at the least", 3),
      beside: [
        { ...at(0), across: up, down: -along },
        { ...at(0), across: -up, down: along },
      ],
    };
    const [placed] = placeLabels([line], size, wide, marks);
    expect(placed).toBeDefined();
    for (const { x, y } of marks) {
      const { left, right, top, bottom } = placed?.box ?? { left: 0, right: 0, top: 0, bottom: 0 };
      expect(x > left && x < right && y > top && y < bottom, `${angle}`).toBe(false);
    }
  }
});

test("a place's name keeps off the place beside it where there is room", () => {
  const placed = placeLabels([label(100, 100, "left"), label(120, 100, "right")], size, wide);
  expect(placed.find((p) => p.label.words === "left")?.box.right).toBeLessThan(100);
});
