import * as fc from "fast-check";
import { expect, test } from "vitest";
import { selfCrossing } from "./crossing.ts";
import type { LonLat } from "./ring.ts";

const none = { kind: "none" };

test("a square does not cross itself, whichever way it runs and however often a corner is repeated", () => {
  const square: LonLat[] = [
    [0, 0],
    [1, 0],
    [1, 0],
    [1, 1],
    [0.5, 1],
    [0, 1],
    [0, 0],
  ];
  expect(selfCrossing(square)).toEqual(none);
  expect(selfCrossing(square.toReversed())).toEqual(none);
});

test("a bow tie crosses itself", () => {
  expect(
    selfCrossing([
      [0, 0],
      [1, 1],
      [1, 0],
      [0, 1],
      [0, 0],
    ]).kind,
  ).toBe("crosses");
});

test("a ring that touches one of its edges with a corner counts as crossing", () => {
  expect(
    selfCrossing([
      [0, 0],
      [2, 0],
      [2, 2],
      [1, 0],
      [0, 2],
      [0, 0],
    ]).kind,
  ).toBe("crosses");
});

test("a ring that runs back over its own edge counts as crossing", () => {
  expect(
    selfCrossing([
      [0, 0],
      [2, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ]).kind,
  ).toBe("crosses");
  expect(
    selfCrossing([
      [0, 0],
      [1, 1],
      [2, 2],
      [0, 0],
    ]).kind,
  ).toBe("crosses");
});

/** Corners around a centre, each at its own distance: never crosses itself. */
const star = fc
  .array(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 60 })
  .map((radii) =>
    radii.map((r, i): LonLat => [
      r * Math.cos((2 * Math.PI * i) / radii.length),
      r * Math.sin((2 * Math.PI * i) / radii.length),
    ]),
  );

test("a ring around a centre never crosses itself, and does once two far corners are exchanged", () => {
  fc.assert(
    fc.property(star, (corners) => {
      const [first] = corners;
      if (first === undefined) return;
      expect(selfCrossing([...corners, first])).toEqual(none);
      const [a, b, c, ...rest] = corners;
      if (a === undefined || b === undefined || c === undefined || rest.length < 3) return;
      const round = corners.map(([x, y]): LonLat => [x / Math.hypot(x, y), y / Math.hypot(x, y)]);
      const [p, q, r, ...others] = round;
      if (p && q && r) expect(selfCrossing([p, r, q, ...others, p]).kind).toBe("crosses");
    }),
  );
});

test("a large outline is checked in full, a tangle of the same size is given up in time", () => {
  const count = 90_000;
  const circle = Array.from({ length: count }, (_, i): LonLat => [
    Math.cos((2 * Math.PI * i) / count),
    Math.sin((2 * Math.PI * i) / count),
  ]);
  expect(selfCrossing([...circle, [1, 0]])).toEqual(none);
  const comb = Array.from({ length: count }, (_, i): LonLat => [i % 2, i / (10 * count)]);
  expect(selfCrossing([...comb, [-1, 2], [0, 0]]).kind).toBe("too-tangled");
  expect(() => selfCrossing([...circle, ...circle])).toThrow(RangeError);
});
