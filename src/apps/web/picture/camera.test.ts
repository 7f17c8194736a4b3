import fc from "fast-check";
import { expect, test } from "vitest";
import {
  changedAbout,
  fitted,
  levelRotation,
  panned,
  toPlane,
  toScreen,
  turnedInto,
  type Camera,
} from "./camera.ts";
import { groundFrame, pixelFrame } from "./frame.ts";
import { cameraAfterKey } from "./keys.ts";

const size = { width: 1200, height: 800 };
const cameras = fc.record({
  centre: fc.tuple(
    fc.double({ min: -5000, max: 5000, noNaN: true }),
    fc.double({ min: -5000, max: 5000, noNaN: true }),
  ),
  metresPerPixel: fc.double({ min: 0.01, max: 50, noNaN: true }),
  rotationDegrees: fc.double({ min: -180, max: 179.9, noNaN: true }),
});
const places = fc.tuple(
  fc.double({ min: 0, max: 1200, noNaN: true }),
  fc.double({ min: 0, max: 800, noNaN: true }),
);

test("north is up, east is right; turned by 90 degrees east is up and north is left", () => {
  const camera: Camera = { centre: [100, 50], metresPerPixel: 2, rotationDegrees: 0 };
  expect(toScreen(camera, size, [100, 50])).toEqual([600, 400]);
  expect(toScreen(camera, size, [120, 90])).toEqual([610, 380]);
  const turned = { ...camera, rotationDegrees: 90 };
  const [ex, ey] = toScreen(turned, size, [120, 50]);
  expect([Math.round(ex), Math.round(ey)]).toEqual([600, 390]);
  const [nx, ny] = toScreen(turned, size, [100, 70]);
  expect([Math.round(nx), Math.round(ny)]).toEqual([590, 400]);
});

test("the way to the screen and back comes out where it began", () => {
  fc.assert(
    fc.property(cameras, places, (camera, at) => {
      const [x, y] = toScreen(camera, size, toPlane(camera, size, at));
      expect(Math.hypot(x - at[0], y - at[1])).toBeLessThan(1e-5);
    }),
  );
});

test("zooming and turning about a place keeps its ground, panning carries it along", () => {
  fc.assert(
    fc.property(
      cameras,
      places,
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      fc.double({ min: -180, max: 180, noNaN: true }),
      (camera, at, by, turnDegrees) => {
        const ground = toPlane(camera, size, at);
        const [x, y] = toScreen(changedAbout(camera, size, at, { by, turnDegrees }), size, ground);
        expect(Math.hypot(x - at[0], y - at[1])).toBeLessThan(1e-4);
        const [px, py] = toScreen(panned(camera, size, 30, -20), size, ground);
        expect(Math.hypot(px - at[0] - 30, py - at[1] + 20)).toBeLessThan(1e-4);
      },
    ),
  );
});

test("a fitted view shows all points inside the margin, touching it on one pair of sides", () => {
  fc.assert(
    fc.property(
      fc.array(places, { minLength: 2, maxLength: 20 }),
      fc.double({ min: -180, max: 179, noNaN: true }),
      (points, rotationDegrees) => {
        const camera = fitted(points, size, { rotationDegrees, marginPixels: 40, leastMetres: 1e-6 });
        if (camera === null) throw new Error("no camera");
        const shown = points.map((p) => toScreen(camera, size, p));
        for (const [x, y] of shown) {
          expect(x).toBeGreaterThan(40 - 1e-4);
          expect(x).toBeLessThan(1160 + 1e-4);
          expect(y).toBeGreaterThan(40 - 1e-4);
          expect(y).toBeLessThan(760 + 1e-4);
        }
      },
    ),
  );
  expect(fitted([], size)).toBeNull();
  expect(fitted([[Number.NaN, 0]], size)).toBeNull();
});

test("tracks lie level whichever way they were drawn, with north in the upper half", () => {
  const line = (degrees: number): [number, number][] => {
    const a = (degrees * Math.PI) / 180;
    return [
      [10, 10],
      [10 + 100 * Math.sin(a), 10 + 100 * Math.cos(a)],
    ];
  };
  for (const bearing of [10, 60, 89, 135, 200, 300]) {
    const rotationDegrees = levelRotation([line(bearing), line(bearing + 180), line(bearing)]);
    const camera: Camera = { centre: [0, 0], metresPerPixel: 1, rotationDegrees };
    const [a, b] = line(bearing).map((p) => toScreen(camera, size, p));
    expect(Math.abs((a?.[1] ?? 0) - (b?.[1] ?? 1))).toBeLessThan(1e-6);
    expect(Math.abs(rotationDegrees)).toBeLessThanOrEqual(90);
  }
  expect(levelRotation([])).toBe(0);
});

test("keys move, zoom and turn; other keys and those with Ctrl are left alone", () => {
  const camera: Camera = { centre: [0, 0], metresPerPixel: 1, rotationDegrees: 0 };
  const key = (name: string, held: Partial<Record<"shiftKey" | "ctrlKey", boolean>> = {}) =>
    cameraAfterKey(camera, size, {
      key: name,
      shiftKey: false,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      ...held,
    });
  expect(key("ArrowRight")?.centre[0]).toBeGreaterThan(0);
  expect(key("ArrowUp")?.centre[1]).toBeGreaterThan(0);
  expect(key("+")?.metresPerPixel).toBeLessThan(1);
  expect(key("r")?.rotationDegrees).toBe(15);
  expect(key("R", { shiftKey: true })?.rotationDegrees).toBe(-15);
  expect(key("x")).toBeNull();
  expect(key("+", { ctrlKey: true })).toBeNull();
  expect(turnedInto(190)).toBe(-170);
  expect(turnedInto(-180)).toBe(-180);
});

test("frames: metres of the ground about the site, and a picture's own pixels", () => {
  const frame = groundFrame([130.6, 42.4]);
  expect(Math.hypot(...frame.toPlane([130.6, 42.4]))).toBeLessThan(1e-9);
  const [longitude, latitude] = frame.toPosition(frame.toPlane([130.61, 42.41]));
  expect(longitude).toBeCloseTo(130.61, 9);
  expect(latitude).toBeCloseTo(42.41, 9);
  const pixels = pixelFrame();
  expect(pixels.toPlane([10, 20])).toEqual([10, -20]);
  expect(pixels.toPosition([10, -20])).toEqual([10, 20]);
});
