import { containerShape } from "./car-drawing.ts";
import type { Dice } from "./dice.ts";
import type { LocalFrame } from "./ground-cover.ts";
import { dimmed, paint } from "./paints.ts";
import { heading, moved, rectangle } from "./plane.ts";
import { containerSizes } from "./rolling-stock.ts";
import type { ContainerStack } from "./scene.ts";
import type { Colour, Shape } from "./shapes.ts";
import { beam, block } from "./shapes.ts";

export const craneColours: readonly Colour[] = [
  [92, 112, 138, 122],
  [168, 128, 62, 170],
  [150, 72, 58, 152],
  [128, 134, 136, 132],
  [196, 196, 190, 194],
];

/** A crane on the quay: a gantry with its boom over the water, or a portal crane with a jib. */
export function crane(
  dice: Dice,
  frame: LocalFrame,
  s: number,
  colour: Colour,
  into: Shape[],
  hanging: Shape[],
): void {
  const iron = paint("vehicle", colour, 0.04, 0.05);
  const along = frame.along(s);
  const part = (ds: number, t: number, length: number, width: number, base: number): void => {
    into.push(
      block({
        at: frame.point(s + ds, t),
        along,
        halfLength: length / 2,
        halfWidth: width / 2,
        base,
        paint: iron,
      }),
    );
  };
  if (dice.chance(0.4)) {
    const high = dice.between(24, 38);
    for (const t of [4, 20]) for (const ds of [-7, 7]) part(ds, t, 1.4, 1.4, high);
    for (const t of [4, 20])
      hanging.push(beam(frame.point(s - 7, t), frame.point(s + 7, t), 1.6, high, colour, 0.9));
    for (const ds of [-3, 3])
      hanging.push(
        beam(frame.point(s + ds, -dice.between(24, 34)), frame.point(s + ds, 34), 1.5, high, colour, 0.75),
      );
    hanging.push(beam(frame.point(s - 4, 18), frame.point(s + 4, 18), 7, high + 4, dimmed(colour, 0.9), 1));
    return;
  }
  for (const t of [4, 10]) for (const ds of [-3.5, 3.5]) part(ds, t, 1, 1, 10);
  part(0, 7, 5, 5, 14);
  part(0, 7, 3, 3, 22);
  const turn = heading(dice.between(0, 6.28));
  const foot = frame.point(s, 7);
  hanging.push(beam(moved(foot, turn, -5), moved(foot, turn, dice.between(18, 30)), 1.3, 20, colour, 0.7));
  into.push(
    block({ at: moved(foot, turn, -4), along: turn, halfLength: 2.5, halfWidth: 2, base: 16, paint: iron }),
  );
}

/** Rows and bays of containers between two lengths and two offsets, as full as the state has them. */
export function stackBlock(
  dice: Dice,
  frame: LocalFrame,
  id: string,
  s0: number,
  s1: number,
  t0: number,
  t1: number,
  fullness: number,
): { shapes: Shape[]; stacks: ContainerStack[] } {
  const shapes: Shape[] = [];
  const stacks: ContainerStack[] = [];
  const forty = dice.chance(0.4);
  const highest = dice.whole(1, 5);
  const bay = (forty ? 12.192 : 6.058) + 0.4;
  for (let s = s0; s + bay < s1; s += bay) {
    const size = forty
      ? dice.chance(0.3)
        ? ("40 ft high cube" as const)
        : ("40 ft" as const)
      : ("20 ft" as const);
    const { length, width, height } = containerSizes[size];
    const bayFull = Math.min(
      0.98,
      fullness *
        dice.weighted<number>([
          [dice.between(0, 0.5), 1],
          [dice.between(1, 1.9), 3],
        ]),
    );
    for (let t = t0, row = 0; t + width < t1; t += width + 0.15, row++) {
      // A gap for the legs of the crane after every sixth row.
      if (row > 0 && row % 6 === 0) t += 3.2;
      if (!dice.chance(bayFull) || t + width > t1) continue;
      const tiers = Math.max(1, Math.round(highest * dice.between(0.35, 1)));
      const at = frame.point(s + bay / 2, t + width / 2);
      const along = frame.along(s);
      const top = tiers * height;
      shapes.push(containerShape(dice, at, along, length, top));
      stacks.push({
        id: `${id}-${stacks.length + 1}`,
        size,
        tiers,
        at,
        outline: rectangle(at, along, length / 2, width / 2),
        top,
        ship: null,
      });
    }
  }
  return { shapes, stacks };
}
