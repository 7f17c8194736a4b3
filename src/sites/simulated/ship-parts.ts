import { containerShape } from "./car-drawing.ts";
import type { Dice } from "./dice.ts";
import { blended, ground, paint } from "./paints.ts";
import type { Point, Ring } from "./plane.ts";
import { direction, leftOf, moved, rectangle } from "./plane.ts";
import { containerSizes } from "./rolling-stock.ts";
import type { ContainerStack } from "./scene.ts";
import type { Colour, Shape } from "./shapes.ts";
import { area } from "./shapes.ts";

/** A hull from above: a sharp bow, a long parallel body, a rounder stern. */
export function hullOf(at: Point, along: Point, length: number, beamWidth: number): Ring {
  const side = leftOf(along);
  const half: readonly (readonly [number, number])[] = [
    [0.5, 0.02],
    [0.47, 0.42],
    [0.42, 0.75],
    [0.34, 0.97],
    [0.25, 1],
    [-0.4, 1],
    [-0.48, 0.86],
    [-0.5, 0.6],
  ];
  const at2 = (u: number, v: number): Point => moved(moved(at, along, u * length), side, (v * beamWidth) / 2);
  return [...half.map(([u, v]) => at2(u, v)), ...half.toReversed().map(([u, v]) => at2(u, -v))];
}

/** Foam behind a ship: a bright strip that fades, and the two arms of the wake at 19.5 degrees (W. Thomson, Lord Kelvin, 1887). */
export function wakeOf(
  dice: Dice,
  at: Point,
  along: Point,
  length: number,
  beamWidth: number,
  speed: number,
): readonly Shape[] {
  const shapes: Shape[] = [];
  const stern = moved(at, along, -length / 2);
  const side = leftOf(along);
  const reach = Math.min(1400, length * (1 + speed * dice.between(0.25, 0.6)));
  const pieces = 14;
  const foam: Colour = [178, 186, 188, 150];
  for (let i = pieces - 1; i >= 0; i--) {
    const middle = moved(stern, along, -((i + 0.5) / pieces) * reach);
    const width = beamWidth * (0.45 + 0.8 * (i / pieces));
    const share = 0.75 * (1 - i / pieces) ** 1.6;
    shapes.push(
      area(
        rectangle(middle, along, reach / pieces / 2 + 0.5, width / 2),
        paint("water", blended(ground.water, foam, share * 0.5), 0.2, 0.1, {
          colour: foam,
          share: share * 0.45,
        }),
      ),
    );
  }
  const spread = Math.tan((19.5 * Math.PI) / 180);
  for (let i = 0; i < 26; i++) {
    const back = ((i + 0.5) / 26) * reach * 0.8;
    const faint = 0.22 * (1 - i / 26);
    for (const hand of [-1, 1]) {
      const crest = moved(
        moved(moved(at, along, length * 0.45), along, -back),
        side,
        hand * (beamWidth * 0.3 + back * spread),
      );
      const turned: Point = direction(
        [0, 0],
        [along[0] - side[0] * hand * spread, along[1] - side[1] * hand * spread],
      );
      shapes.push(
        area(
          rectangle(crest, turned, reach * 0.0175, Math.max(0.5, beamWidth * (0.03 + 0.003 * i))),
          paint("water", blended(ground.water, foam, faint), 0.2, 0.1),
        ),
      );
    }
  }
  return shapes;
}

/** Containers on deck: bays along the ship, rows across it, each as high as it happens to be stowed. */
export function deckCargo(
  dice: Dice,
  id: string,
  at: Point,
  along: Point,
  from: number,
  to: number,
  beamWidth: number,
  deck: number,
  share: number,
): { shapes: Shape[]; stacks: ContainerStack[] } {
  const shapes: Shape[] = [];
  const stacks: ContainerStack[] = [];
  const side = leftOf(along);
  const size = dice.chance(0.65) ? ("20 ft" as const) : ("40 ft" as const);
  const { length, width, height } = containerSizes[size];
  const rows = Math.floor((beamWidth - 1.5) / (width + 0.1));
  for (let s = from; s + length < to; s += length + (dice.chance(0.5) ? 0.4 : 1.6)) {
    if (!dice.chance(Math.min(1, share * 1.25))) continue;
    const most = dice.whole(1, 4);
    for (let row = 0; row < rows; row++) {
      if (!dice.chance(Math.min(1, share * 1.4))) continue;
      const tiers = Math.max(1, most - (dice.chance(0.3) ? 1 : 0));
      const place = moved(moved(at, along, s + length / 2), side, (row - (rows - 1) / 2) * (width + 0.1));
      const top = deck + tiers * height;
      shapes.push(containerShape(dice, place, along, length, top));
      stacks.push({
        id: `${id}-${stacks.length + 1}`,
        size,
        tiers,
        at: place,
        outline: rectangle(place, along, length / 2, width / 2),
        top,
        ship: id,
      });
    }
  }
  return { shapes, stacks };
}
