import fc from "fast-check";
import { expect, test } from "vitest";
import { coarseCell, fineBox, fineCell } from "./cells.ts";

const longitude = fc.double({ min: -180, max: 180, noNaN: true });
const latitude = fc.double({ min: -90, max: 90, noNaN: true });

test("a position lies in the box of its cell, and a cell's middle is in the cell", () => {
  fc.assert(
    fc.property(longitude, latitude, (x, y) => {
      const cell = fineCell(x, y);
      const { west, south, east, north } = fineBox(cell);
      expect(x).toBeGreaterThanOrEqual(west - 1e-9);
      expect(x).toBeLessThanOrEqual(east + 1e-9);
      expect(y).toBeGreaterThanOrEqual(south - 1e-9);
      expect(y).toBeLessThanOrEqual(north + 1e-9);
      expect(fineCell((west + east) / 2, (south + north) / 2)).toBe(cell);
    }),
  );
});

test("sixteen fine cells make a coarse one, about a degree wide and high", () => {
  for (const [x, y] of [
    [0.1, 0.1],
    [130.6, 42.4],
    [-179.9, -60.1],
  ] as const) {
    const coarse = coarseCell(fineCell(x, y));
    const own = new Set<number>();
    for (let dx = -3; dx <= 3; dx += 0.02)
      for (let dy = -1.2; dy <= 1.2; dy += 0.05) {
        const cell = fineCell(((x + dx + 540) % 360) - 180, y + dy);
        if (coarseCell(cell) === coarse) own.add(cell);
      }
    expect(own.size).toBe(16);
    const wide = [...own].map(fineBox);
    const width = (wide[0]?.east ?? 0) - (wide[0]?.west ?? 0);
    expect(4 * width * Math.cos((y * Math.PI) / 180)).toBeGreaterThan(0.95);
    expect(4 * width * Math.cos((y * Math.PI) / 180)).toBeLessThan(1.05);
  }
});
