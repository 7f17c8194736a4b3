import type { Point, Ring } from "./plane.ts";
import { moved } from "./plane.ts";
import type { SceneCover } from "./scene.ts";
import type { StandingCar } from "./standing.ts";

/** Places along a body at which it is asked whether something hides it: every half metre or so. */
const places = 40;

/** Whether a point lies in a ring (even-odd rule). */
function inRing([x, y]: Point, ring: Ring): boolean {
  let inside = false;
  for (let i = 0, before = ring.length - 1; i < ring.length; before = i++) {
    const [ax, ay] = ring[before] ?? [0, 0];
    const [bx, by] = ring[i] ?? [0, 0];
    if (ay <= y !== by <= y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

/**
 * The share of a body's length, along its middle, that canopies and bridges hide. A cover is drawn as a solid block: it hides what it stands on,
 * and what its top and the wall below it lean over. `lean` is how far each metre of height moves in the picture, in metres east and north.
 */
export function hiddenShareOf(car: StandingCar, covers: readonly SceneCover[], lean: Point): number {
  const { body, height } = car.type;
  let hidden = 0;
  for (let i = 0; i < places; i++) {
    const at = moved(car.at, car.along, ((i + 0.5) / places - 0.5) * body);
    const under = covers.some(({ outline, top }) =>
      [0, 0.25, 0.5, 0.75, 1].some((share) => {
        const up = share * Math.max(0, top - height);
        return inRing([at[0] - lean[0] * up, at[1] - lean[1] * up], outline);
      }),
    );
    if (under) hidden++;
  }
  return hidden / places;
}
