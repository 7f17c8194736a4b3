import fc from "fast-check";
import { expect, test } from "vitest";
import { knotMetres } from "../picture-reading.ts";
import { bodyOnWay, onWay, placeOnWay, turnedWay, type TrackWay } from "./track-way.ts";

/** A circle of so many metres, run anticlockwise: right is outwards. */
function bend(radius: number, metres: number, scale = 1): TrackWay {
  const count = Math.ceil(metres / knotMetres) + 1;
  const at = (k: number): readonly [number, number] => {
    const angle = (k * knotMetres) / radius;
    return [Math.cos(angle), Math.sin(angle)];
  };
  const pairs = (by: number): Float64Array =>
    Float64Array.from({ length: 2 * count }, (_, i) => (at(i >> 1)[i % 2 === 0 ? 0 : 1] ?? 0) * by);
  return { metres, knots: pairs(radius * scale), rights: pairs(scale) };
}

test("a place beside a bend is found where it was put", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 300, noNaN: true }),
      fc.double({ min: -6, max: 6, noNaN: true }),
      fc.double({ min: 120, max: 2000, noNaN: true }),
      (metres, aside, radius) => {
        const way = bend(radius, 300, 2);
        const found = onWay(way, placeOnWay(way, metres, aside));
        expect(onWay(way, placeOnWay(way, metres, aside), metres + 20)).toEqual(found);
        // A knot turns the right by a little at once: a place there belongs to both of its sides.
        expect(Math.abs((found?.metres ?? Infinity) - metres)).toBeLessThan(0.06);
        expect(Math.abs((found?.aside ?? Infinity) - aside)).toBeLessThan(0.02);
      },
    ),
  );
});

test("a turned way has the same ground, its sides exchanged", () => {
  const way = bend(200, 101.3);
  const turned = turnedWay(way);
  for (const metres of [0, 7.7, 50, 101.3]) {
    const [x, y] = placeOnWay(way, metres, 1.5);
    const [u, v] = placeOnWay(turned, 101.3 - metres, -1.5);
    expect(Math.hypot(x - u, y - v)).toBeLessThan(0.02);
  }
});

test("a body is a ring with its ends square to the track", () => {
  const way: TrackWay = {
    metres: 20,
    knots: Float64Array.from({ length: 22 }, (_, i) => (i % 2 === 0 ? i : 0)),
    rights: Float64Array.from({ length: 22 }, (_, i) => (i % 2 === 0 ? 0 : -1)),
  };
  expect(bodyOnWay(way, 3, 16, 3)).toEqual([
    [3, 1.5],
    [16, 1.5],
    [16, -1.5],
    [3, -1.5],
    [3, 1.5],
  ]);
  expect(onWay({ metres: 0, knots: new Float64Array(), rights: new Float64Array() }, [0, 0])).toBeNull();
});
