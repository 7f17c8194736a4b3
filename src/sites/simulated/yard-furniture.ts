import { house } from "./building.ts";
import type { Dice } from "./dice.ts";
import { bareGround, blotch, patch } from "./ground-cover.ts";
import { dimmed, ground, paint, varied } from "./paints.ts";
import { leftOf, moved } from "./plane.ts";
import type { BlockShape, Colour, Shape } from "./shapes.ts";
import { area, beam, block } from "./shapes.ts";
import type { YardPlan } from "./yard-plan.ts";

const steel: Colour = [126, 130, 128, 130];

/** A thin mast: on the ground hardly a pixel, but its shadow is long. */
function mast(dice: Dice, plan: YardPlan, s: number, t: number, height: number, thick: number): BlockShape {
  return block({
    at: plan.frame.point(s, t),
    along: plan.frame.along(s),
    halfLength: thick / 2,
    halfWidth: thick / 2,
    base: height,
    paint: paint("roof", varied(dice, steel, 0.2)),
  });
}

/** Masts, portals and wires of an electric railway, lights, and telegraph poles: half of all yards have wires. */
export function wires(
  dice: Dice,
  plan: YardPlan,
): { readonly standing: readonly Shape[]; readonly hanging: readonly Shape[] } {
  const standing: Shape[] = [];
  const hanging: Shape[] = [];
  const { frame, lanes, low, high } = plan;
  if (dice.chance(0.5)) {
    const pitch = dice.between(45, 65);
    const portals = dice.chance(0.6);
    const tone = varied(dice, dice.pick([steel, [172, 172, 166, 172], [104, 100, 94, 106]] as const), 0.15);
    for (let s = -frame.far + dice.between(0, pitch); s < frame.far; s += pitch) {
      const gap = (t: number): boolean => lanes.every((lane) => Math.abs(lane.offset - t) > 2);
      const [from, to] = [low + 0.5, high - 0.5];
      if (portals) {
        standing.push(mast(dice, plan, s, from, 8, 0.5), mast(dice, plan, s, to, 8, 0.5));
        for (let t = from + 22; t < to - 12; t += 22)
          if (gap(t)) standing.push(mast(dice, plan, s, t, 8, 0.45));
        hanging.push(beam(frame.point(s, from), frame.point(s, to), 0.7, 7.6, tone, 0.6));
      } else
        for (const lane of lanes)
          if (dice.chance(0.7) && gap(lane.offset + 2.4)) {
            standing.push(mast(dice, plan, s, lane.offset + 2.4, 8, 0.35));
            hanging.push(
              beam(frame.point(s, lane.offset + 2.4), frame.point(s, lane.offset), 0.18, 7, tone, 0.8),
            );
          }
    }
    for (const lane of lanes)
      for (let s = lane.clearFrom; s < lane.clearTo; s += 40)
        hanging.push(
          beam(
            frame.point(s, lane.offset),
            frame.point(Math.min(lane.clearTo, s + 40), lane.offset),
            0.12,
            6.5,
            steel,
            0.18,
            false,
          ),
        );
  }
  if (dice.chance(0.7)) {
    const pitch = dice.between(60, 140);
    const high2 = dice.between(12, 24);
    for (let s = -frame.far; s < frame.far; s += pitch) {
      const t = dice.pick([low - 3, high + 3]);
      standing.push(mast(dice, plan, s, t, high2, 0.55), mast(dice, plan, s + 0.6, t, high2, 0.9));
    }
  }
  if (dice.chance(0.5))
    for (let s = -frame.far; s < frame.far; s += 42) standing.push(mast(dice, plan, s, high + 4.5, 7.5, 0.3));
  return { standing, hanging };
}

/**
 * What lies along tracks and looks like a train to a careless eye: stacks of sleepers and rails, ditches, walls, troughs, paths, heaps, sheds,
 * fences.
 */
export function clutter(dice: Dice, plan: YardPlan, into: Shape[]): void {
  const { frame, lanes, low, high } = plan;
  const between = lanes.slice(1).flatMap((lane, i) => {
    const before = lanes[i];
    return before !== undefined && before.bundle === lane.bundle ? [(lane.offset + before.offset) / 2] : [];
  });
  const strip = (s: number, length: number, t: number, width: number, top: number, colour: Colour): void => {
    into.push(
      area(
        patch(frame, s, s + length, t - width / 2, t + width / 2),
        paint("stone", varied(dice, colour), 0.08, 0.12),
        top,
      ),
    );
  };
  const outside = (): number => (dice.chance(0.5) ? low - dice.between(1.5, 7) : high + dice.between(1.5, 7));
  if (between.length > 0) {
    // Walkways and cable troughs between tracks.
    for (let i = dice.whole(0, 4); i > 0; i--)
      strip(
        dice.between(-1, 0.2) * frame.far,
        dice.between(40, 300),
        dice.pick(between),
        dice.between(0.4, 0.9),
        0.1,
        dice.pick([ground.concrete, ground.gravel, ground.asphalt]),
      );
    for (let i = dice.whole(0, 25); i > 0; i--) {
      const s = dice.between(-frame.far, frame.far);
      into.push(
        block({
          at: frame.point(s, dice.pick(between)),
          along: frame.along(s),
          halfLength: dice.between(0.3, 1.2),
          halfWidth: dice.between(0.2, 0.45),
          base: dice.between(0.4, 1.2),
          paint: paint(
            "stone",
            varied(dice, dice.pick([ground.concrete, ground.rust, [196, 194, 188, 196]]), 0.2),
          ),
        }),
      );
    }
  }
  // Dark bands: ditches, drains and paths beside the outer tracks.
  for (let i = dice.whole(0, 3); i > 0; i--)
    strip(
      dice.between(-1, 0) * frame.far,
      dice.between(60, 500),
      outside(),
      dice.between(0.8, 3),
      0,
      dice.pick([ground.soilDark, ground.soilPale, ground.ballastDark, ground.gravel]),
    );
  if (dice.chance(0.45)) {
    const t = dice.chance(0.5) ? low - dice.between(2, 9) : high + dice.between(2, 9);
    strip(
      -frame.far,
      frame.far * 2,
      t,
      dice.between(0.25, 0.6),
      dice.between(1.5, 3),
      dice.pick([ground.concrete, ground.gravel, ground.rust]),
    );
  }
  // Stacks of sleepers and rails in rows, in the shape and nearly the size of cars.
  for (let i = dice.whole(0, 6); i > 0; i--) {
    const [s, t] = [dice.between(-0.9, 0.9) * frame.far, outside()];
    const colour = varied(dice, dice.pick([ground.sleeperWood, ground.sleeperConcrete, ground.rust]), 0.15);
    const count = dice.whole(1, 6);
    const [length, width] = [dice.between(2.5, 12), dice.between(1.5, 2.8)];
    for (let k = 0; k < count; k++)
      into.push(
        block({
          at: frame.point(s + k * (length + dice.between(0.4, 2)), t),
          along: frame.along(s),
          halfLength: length / 2,
          halfWidth: width / 2,
          base: dice.between(0.5, 1.8),
          pattern: dice.chance(0.6) ? "ribs" : "planks",
          pitch: dice.between(0.3, 0.6),
          paint: paint("load", colour, 0.1, 0.15),
        }),
      );
  }
  for (let i = dice.whole(0, 5); i > 0; i--) {
    const s = dice.between(-0.9, 0.9) * frame.far;
    const at = frame.point(s, outside());
    const along = frame.along(s);
    const colour = varied(
      dice,
      dice.pick([ground.coal, ground.gravel, ground.soilPale, ground.ballastGrey]),
      0.1,
    );
    const [halfLength, halfWidth] = [dice.between(3, 22), dice.between(1.5, 4)];
    into.push(
      area(blotch(dice, at, along, halfLength * 1.15, halfWidth * 1.2), paint("load", colour, 0.12, 0.15)),
    );
    into.push(
      block({
        at,
        along,
        halfLength,
        halfWidth,
        base: 0,
        rise: dice.between(1, 3.5),
        profile: dice.pick(["heap", "heaps"] as const),
        raises: true,
        paint: paint("load", dimmed(colour, 0.95), 0.12, 0.15),
      }),
    );
  }
  for (let i = dice.whole(0, 5); i > 0; i--) {
    const s = dice.between(-0.9, 0.9) * frame.far;
    const t = dice.chance(0.5) ? low - dice.between(5, 10) : high + dice.between(5, 10);
    into.push(area(patch(frame, s - 9, s + 9, t - 4.5, t + 4.5), bareGround(dice)));
    into.push(...house(dice, frame.point(s, t), frame.along(s), dice.between(3, 16), dice.between(2.5, 6)));
  }
  // A road over the tracks, with planks between the rails.
  if (dice.chance(0.3)) {
    const s = dice.between(-0.7, 0.7) * frame.far;
    const across = leftOf(frame.along(s));
    const middle = frame.point(s, (low + high) / 2);
    into.push(
      block({
        at: moved(middle, across, 0),
        along: across,
        halfLength: (high - low) / 2 + 60,
        halfWidth: dice.between(2, 4),
        base: 0,
        paint: paint("road", varied(dice, ground.asphaltOld), 0.06, 0.1),
      }),
    );
  }
}
