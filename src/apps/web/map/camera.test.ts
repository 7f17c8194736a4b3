import fc from "fast-check";
import { expect, test } from "vitest";
import {
  cameraOf,
  cameraText,
  fitted,
  fromWorld,
  around,
  metresPerPixel,
  panned,
  toWorld,
  zoomed,
} from "./camera.ts";

const position = fc.tuple(
  fc.double({ min: -179.9, max: 179.9, noNaN: true }),
  fc.double({ min: -84, max: 84, noNaN: true }),
);
const camera = fc.tuple(position, fc.double({ min: 300, max: 1e7, noNaN: true })).map(([at, worldPixels]) => {
  const [x, y] = toWorld(at);
  return { x, y, worldPixels };
});

test("a position goes to the map and back", () => {
  fc.assert(
    fc.property(position, (at) => {
      const back = fromWorld(...toWorld(at));
      expect(back[0]).toBeCloseTo(at[0], 9);
      expect(back[1]).toBeCloseTo(at[1], 9);
    }),
  );
  expect(toWorld([0, 0])).toEqual([0.5, 0.5]);
});

test("zooming keeps what lies under the pointer", () => {
  fc.assert(
    fc.property(camera, fc.integer({ min: -500, max: 500 }), (before, right) => {
      const after = zoomed(before, 1.5, right, 0);
      const at = (c: typeof before): number => c.x + right / c.worldPixels;
      const apart = Math.abs(at(before) - at(after));
      expect(Math.min(apart, Math.abs(apart - 1))).toBeLessThan(1e-9);
    }),
  );
});

test("a view is restored from its text, to a metre", () => {
  const there = fitted(
    [
      [130.4, 42.3],
      [130.8, 42.5],
    ],
    { width: 900, height: 600 },
  );
  const back = cameraOf(cameraText(there));
  expect(back?.x).toBeCloseTo(there.x, 7);
  expect(back?.y).toBeCloseTo(there.y, 7);
  for (const text of [null, "", "1,2", "200,0,5000", "0,0,1", "a,b,c"]) expect(cameraOf(text)).toBeNull();
});

test("what is fitted lies in the view", () => {
  const size = { width: 800, height: 500 };
  const shown = fitted(
    [
      [129, 41],
      [131, 43],
    ],
    size,
  );
  for (const at of [
    [129, 41],
    [131, 43],
  ] as const) {
    const [x, y] = toWorld(at);
    expect(Math.abs(x - shown.x) * shown.worldPixels).toBeLessThan(size.width / 2);
    expect(Math.abs(y - shown.y) * shown.worldPixels).toBeLessThan(size.height / 2);
  }
  expect(fitted([], size).worldPixels).toBe(800);
});

test("the world goes round, and ends at the poles", () => {
  expect(panned({ x: 0.99, y: 0.5, worldPixels: 1000 }, 20, 0).x).toBeCloseTo(0.01, 9);
  expect(panned({ x: 0.5, y: 0.01, worldPixels: 1000 }, 0, -500).y).toBe(0);
  expect(metresPerPixel({ x: 0.5, y: 0.5, worldPixels: 40_075.0167 })).toBeCloseTo(1000, 6);
});

test("a view about a position shows so many metres to each side of it, where it is shorter", () => {
  const camera = around([132.3, 42.9], { width: 800, height: 600 }, 450);
  expect(metresPerPixel(camera) * 300).toBeCloseTo(450, 6);
  const [longitude, latitude] = fromWorld(camera.x, camera.y);
  expect([longitude, latitude].map((v) => v.toFixed(6))).toEqual(["132.300000", "42.900000"]);
});
