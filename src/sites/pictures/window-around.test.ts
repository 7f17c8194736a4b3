import { expect, test } from "vitest";
import { windowAround } from "./window-around.ts";

const size = { width: 100, height: 50 };

test("a window holds its points with a margin, in whole pixels inside the picture", () => {
  const points = [
    [10.2, 20.7],
    [30.1, 25],
  ] as const;
  expect(windowAround(points, { pixels: 2 }, size)).toEqual({ column: 8, row: 18, width: 25, height: 9 });
  expect(windowAround(points.toReversed(), { pixels: 2 }, size)).toEqual(
    windowAround(points, { pixels: 2 }, size),
  );
  expect(windowAround(points, { pixels: 2, share: 0.1 }, size)).toEqual({
    column: 6,
    row: 16,
    width: 29,
    height: 13,
  });
  expect(windowAround(points, { pixels: 1000 }, size)).toEqual({ column: 0, row: 0, ...size });
});

test("no point, or points that the picture does not show, give no window", () => {
  expect(windowAround([], { pixels: 10 }, size)).toBeNull();
  expect(windowAround([[300, 20]], { pixels: 10 }, size)).toBeNull();
  expect(windowAround([[-5, -5]], { pixels: 2 }, size)).toBeNull();
  expect(windowAround([[-5, -5]], { pixels: 7 }, size)).toEqual({ column: 0, row: 0, width: 2, height: 2 });
});
