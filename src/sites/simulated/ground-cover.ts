import { tree, vehicle } from "./building.ts";
import type { Dice } from "./dice.ts";
import { dimmed, ground, paint, varied } from "./paints.ts";
import type { Point, Ring } from "./plane.ts";
import { leftOf, moved } from "./plane.ts";
import type { VehicleTruth } from "./scene.ts";
import type { Paint, Shape } from "./shapes.ts";
import { area, block } from "./shapes.ts";

/** Coordinates in which a neighbourhood is laid out: along something and to its left. */
export interface LocalFrame {
  readonly point: (s: number, t: number) => Point;
  readonly along: (s: number) => Point;
}

export interface Neighbourhood {
  readonly shapes: Shape[];
  readonly vehicles: VehicleTruth[];
}

/** A patch between two lengths and two offsets, its long sides bent with the frame. */
export function patch(frame: LocalFrame, s0: number, s1: number, t0: number, t1: number): Ring {
  const pieces = Math.max(1, Math.ceil((s1 - s0) / 25));
  const side = (t: number): Point[] =>
    Array.from({ length: pieces + 1 }, (_, i) => frame.point(s0 + ((s1 - s0) * i) / pieces, t));
  return [...side(t0), ...side(t1).toReversed()];
}

/** A patch with ragged edges, for what grows or was tipped. */
export function blotch(dice: Dice, at: Point, along: Point, halfLength: number, halfWidth: number): Ring {
  const side = leftOf(along);
  const phase = dice.between(0, 6);
  return Array.from({ length: 18 }, (_, i) => {
    const turn = (i / 18) * 2 * Math.PI;
    const reach = 1 + 0.18 * Math.sin(3 * turn + phase) + dice.between(-0.12, 0.12);
    return moved(
      moved(at, along, Math.cos(turn) * halfLength * reach),
      side,
      Math.sin(turn) * halfWidth * reach,
    );
  });
}

export const meadow = (dice: Dice): Paint =>
  paint(
    "grass",
    varied(dice, dice.pick([ground.grass, ground.grass, ground.grassDry, ground.weeds]), 0.12),
    0.16,
    0.2,
    {
      colour: varied(dice, dice.pick([ground.grassDry, ground.soil, ground.grass, ground.soilDark])),
      share: dice.between(0.1, 0.5),
    },
  );

export const bareGround = (dice: Dice): Paint =>
  paint(
    "soil",
    varied(dice, dice.pick([ground.soil, ground.soilPale, ground.soilDark, ground.gravel]), 0.12),
    0.12,
    0.14,
    {
      colour: varied(dice, dice.pick([ground.weeds, ground.grassDry, ground.soilDark, ground.gravel])),
      share: dice.between(0.05, 0.45),
    },
  );

export const pavement = (dice: Dice): Paint =>
  paint(
    "road",
    varied(dice, dice.pick([ground.asphalt, ground.asphaltOld, ground.concrete]), 0.12),
    0.06,
    0.08,
    {
      colour: dimmed(ground.asphalt, 0.85),
      share: dice.between(0, 0.25),
    },
  );

/** Trees at random over a patch, denser or thinner. */
export function grove(
  dice: Dice,
  into: Shape[],
  frame: LocalFrame,
  s0: number,
  s1: number,
  t0: number,
  t1: number,
  each: number,
): void {
  const count = Math.min(900, Math.round(((s1 - s0) * (t1 - t0)) / each));
  for (let i = 0; i < count; i++)
    into.push(tree(dice, frame.point(dice.between(s0, s1), dice.between(t0, t1)), treeRadius(dice)));
}

/** Many bushes and young trees, few old ones. */
export const treeRadius = (dice: Dice): number => 1 + 4.6 * dice.next() ** 1.7;
/** A road along the frame with traffic on it. */
export function road(
  dice: Dice,
  into: Neighbourhood,
  frame: LocalFrame,
  name: string,
  s0: number,
  s1: number,
  middle: number,
  width: number,
  busy: number,
): void {
  const surface = pavement(dice);
  into.shapes.push(area(patch(frame, s0, s1, middle - width / 2, middle + width / 2), surface));
  if (width > 6 && dice.chance(0.6))
    for (let s = s0; s < s1; s += 9)
      into.shapes.push(
        block({
          at: frame.point(s, middle),
          along: frame.along(s),
          halfLength: 1.6,
          halfWidth: 0.09,
          base: 0,
          paint: paint("road", [196, 194, 186, 196], 0.05, 0.1),
        }),
      );
  let number = 0;
  for (let s = s0; s < s1; s += dice.between(8, 60)) {
    if (!dice.chance(busy)) continue;
    const left = dice.chance(0.5);
    const along = frame.along(s);
    const moving = dice.chance(0.6);
    const { shapes, truth } = vehicle(
      dice,
      `${name}-${++number}`,
      frame.point(s, middle + (left ? 1 : -1) * width * (moving ? 0.24 : 0.38)),
      left ? along : [-along[0], -along[1]],
      dice.chance(0.4) ? "truck" : "car",
      moving ? dice.between(5, 18) : 0,
    );
    into.shapes.push(...shapes);
    into.vehicles.push(truth);
    s += 14;
  }
}
