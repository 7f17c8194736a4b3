import { expect, test } from "vitest";
import { toWorld } from "./camera.ts";
import { shapeOf, tracePath } from "./shape.ts";

function recorded() {
  const points: [number, number][] = [];
  return {
    points,
    context: {
      beginPath: () => {},
      moveTo: (x: number, y: number) => points.push([x, y]),
      lineTo: (x: number, y: number) => points.push([x, y]),
      closePath: () => {},
    },
  };
}
const size = { width: 400, height: 300 };
const square = shapeOf(
  [
    [
      [130, 42],
      [131, 42],
      [131, 43],
      [130, 43],
      [130, 42],
    ],
  ],
  true,
);

test("what the view shows is drawn where it lies, what it does not show is left out", () => {
  const [x, y] = toWorld([130.5, 42.5]);
  const near = recorded();
  tracePath(near.context, [square], { x, y, worldPixels: 20_000 }, size);
  expect(near.points).toHaveLength(5);
  expect(near.points[0]?.[0]).toBeCloseTo(200 - (20_000 * 0.5) / 360, 6);
  const far = recorded();
  tracePath(far.context, [square], { x: 0.2, y, worldPixels: 20_000 }, size);
  expect(far.points).toEqual([]);
});

test("a view across the date line sees both sides", () => {
  const fiji = shapeOf(
    [
      [
        [178, -17],
        [179, -17],
        [179, -18],
      ],
    ],
    false,
  );
  const [, y] = toWorld([179, -17.5]);
  const drawn = recorded();
  tracePath(drawn.context, [fiji], { x: 0.001, y, worldPixels: 20_000 }, size);
  expect(drawn.points.length).toBeGreaterThan(0);
  for (const [right] of drawn.points) expect(right).toBeLessThan(size.width / 2);
});

test("what is smaller than a pixel is left out", () => {
  const [x, y] = toWorld([130.5, 42.5]);
  const drawn = recorded();
  tracePath(
    drawn.context,
    [
      shapeOf(
        [
          [
            [130, 42],
            [130.2, 42],
            [130.2, 42.2],
          ],
        ],
        true,
      ),
    ],
    { x, y, worldPixels: 260 },
    size,
  );
  expect(drawn.points).toEqual([]);
});
