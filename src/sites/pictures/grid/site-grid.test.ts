import { describe, expect, it } from "vitest";
import { crsOfCode } from "../crs/epsg.ts";
import { mappingOf } from "../georeference/mapping.ts";
import { gridOf, groundOfGrid, onGrid, positionIn } from "./site-grid.ts";

const box = { west: 130.6, south: 42.41, east: 130.612, north: 42.418 };

describe("gridOf", () => {
  it("has steps of the asked length both ways", () => {
    const grid = gridOf(box, 1);
    expect(grid.width).toBeGreaterThan(980);
    expect(grid.width).toBeLessThan(995);
    expect(grid.height).toBeGreaterThan(880);
    expect(grid.height).toBeLessThan(900);
    expect(grid.sampleDistanceMetres).toBe(1);
  });
  it("is coarser where it would be too large", () => {
    const grid = gridOf(box, 0.1);
    expect(Math.max(grid.width, grid.height)).toBe(2048);
    expect(grid.sampleDistanceMetres).toBeGreaterThan(0.4);
  });
});

describe("onGrid", () => {
  // A ramp in the coordinates of the projection: whatever the way, the value at a place is the same.
  const side = 900;
  const mapping = mappingOf({
    type: "transform",
    crs: crsOfCode(32652),
    transform: [632_000, 2, 0, 4_698_600, 0, -2],
  });
  const values = new Float32Array(side * side);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) values[row * side + column] = column + 2 * row;
  const grey = { width: side, height: side, values, valid: null };

  it("puts what stands at a position there, to a fiftieth of a pixel", () => {
    const grid = gridOf(box, 4);
    const laid = onGrid(grey, mapping.pixelAt, groundOfGrid(grid));
    let [worst, seen] = [0, 0];
    for (let i = 0; i < laid.values.length; i += 37) {
      if (laid.valid?.[i] === 0) continue;
      const [column, row] = mapping.pixelAt(
        positionIn(grid, (i % grid.width) + 0.5, Math.floor(i / grid.width) + 0.5),
      );
      // At the very edge the edge's own value holds.
      if (Math.min(column, row) < 2 || Math.max(column, row) > side - 2) continue;
      worst = Math.max(worst, Math.abs((laid.values[i] ?? 0) - (column - 0.5 + 2 * (row - 0.5))));
      seen++;
    }
    expect(seen).toBeGreaterThan(500);
    expect(worst).toBeLessThan(0.06);
  });

  it("has no data beyond the picture and beside holes", () => {
    const grid = gridOf({ west: 130.5, south: 42.41, east: 130.612, north: 42.418 }, 4);
    const laid = onGrid(grey, mapping.pixelAt, groundOfGrid(grid));
    expect(laid.valid?.[0]).toBe(0);
    const holes = { ...grey, valid: new Uint8Array(side * side) };
    expect(onGrid(holes, mapping.pixelAt, groundOfGrid(gridOf(box, 4))).valid?.every((v) => v === 0)).toBe(
      true,
    );
  });
});
