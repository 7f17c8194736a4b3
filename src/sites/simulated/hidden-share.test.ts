import { expect, it } from "vitest";
import { drawScene } from "./draw-scene.ts";
import { hiddenShareOf } from "./hidden-share.ts";
import type { Point } from "./plane.ts";
import { moved, rectangle } from "./plane.ts";
import type { SceneCover } from "./scene.ts";

const [car] = drawScene({ occupancy: 1, widthMetres: 200, heightMetres: 200 }, 3).cars;
if (car === undefined) throw new Error("a full yard has a car");

/** A bridge over the car, 10 m high, its middle moved along the car. */
const over = (offset: number, halfLength: number): SceneCover => ({
  id: "c",
  kind: "bridge",
  outline: rectangle(moved(car.at, car.along, offset), car.along, halfLength, 8),
  top: 10,
});
const plumb: Point = [0, 0];

it("hides nothing without a cover, and all of a body under one", () => {
  expect(hiddenShareOf(car, [], plumb)).toBe(0);
  expect(hiddenShareOf(car, [over(0, car.type.body)], plumb)).toBe(1);
  expect(hiddenShareOf(car, [over(60, 10)], plumb)).toBe(0);
});

it("hides the part of the length that is covered, once where covers overlap", () => {
  const half = over(car.type.body / 2, car.type.body / 2);
  expect(hiddenShareOf(car, [half], plumb)).toBeCloseTo(0.5, 2);
  expect(hiddenShareOf(car, [half, half], plumb)).toBeCloseTo(0.5, 2);
});

it("hides also what the top leans over", () => {
  const { body, height } = car.type;
  // Leans back along the car by 0.3 m a metre: the top hides so much more of it.
  const lean: Point = [-0.3 * car.along[0], -0.3 * car.along[1]];
  const share = hiddenShareOf(car, [over(body / 2, body / 2)], lean);
  expect(Math.abs(share - (0.5 + (0.3 * (10 - height)) / body))).toBeLessThan(0.03);
});
