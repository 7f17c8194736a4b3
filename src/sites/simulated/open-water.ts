import type { Dice } from "./dice.ts";
import { diceOf } from "./dice.ts";
import { blotch } from "./ground-cover.ts";
import { ground, paint, varied } from "./paints.ts";
import type { Point } from "./plane.ts";
import { heading } from "./plane.ts";
import type { ContainerStack, SceneContent, ShipTruth } from "./scene.ts";
import type { Paint, Shape } from "./shapes.ts";
import { area } from "./shapes.ts";
import type { DrawnShip } from "./ship-drawing.ts";
import { ship, shipSize } from "./ship-drawing.ts";

export interface WaterWishes {
  readonly seed: number;
  readonly state: number;
  readonly widthMetres: number;
  readonly heightMetres: number;
  /** 0 no ships, 1 a crowded road. */
  readonly occupancy: number;
}

/** Water with the waves of the day. */
export function waterPaint(dice: Dice, rough: number): Paint {
  const colour = varied(
    dice,
    dice.pick([ground.water, [44, 62, 70, 24], [56, 70, 66, 30], [40, 52, 62, 22]] as const),
    0.15,
  );
  return {
    ...paint("water", colour, 0.1 + 0.12 * rough, 0.05 + 0.04 * rough),
    waves: {
      length: dice.between(3, 9) + rough * dice.between(0, 30),
      along: heading(dice.between(0, 6.28)),
      strength: 0.03 + 0.09 * rough,
    },
  };
}

/** Breaking crests, more of them the rougher it is. */
export function whitecaps(
  dice: Dice,
  into: Shape[],
  width: number,
  height: number,
  rough: number,
  clear: (at: Point) => boolean,
): void {
  const count = Math.min(4000, Math.round((width * height * rough ** 3) / 900));
  const along = heading(dice.between(0, 6.28));
  for (let i = 0; i < count; i++) {
    const at: Point = [dice.between(-0.6, 0.6) * width, dice.between(-0.6, 0.6) * height];
    if (clear(at))
      into.push(
        area(
          blotch(dice, at, along, dice.between(0.3, 1.2), dice.between(0.4, 2.6)),
          paint("water", varied(dice, [170, 176, 178, 150], 0.2)),
        ),
      );
  }
}

/** Floes, which season turns to water when it is not winter. */
export function floes(
  dice: Dice,
  into: Shape[],
  width: number,
  height: number,
  clear: (at: Point) => boolean,
): void {
  const middle: Point = [dice.between(-0.5, 0.5) * width, dice.between(-0.5, 0.5) * height];
  const spread = Math.min(width, height) * dice.between(0.2, 0.6);
  for (let i = 0; i < 500; i++) {
    const at: Point = [middle[0] + dice.normal() * spread, middle[1] + dice.normal() * spread];
    const size = dice.between(1, 14) * dice.between(0.3, 1.6);
    if (clear(at))
      into.push(
        area(
          blotch(dice, at, heading(dice.between(0, 6.28)), size, size * dice.between(0.5, 1)),
          paint("ice", varied(dice, [176, 184, 190, 150], 0.15), 0.06, 0.12),
        ),
      );
  }
}

export interface Afloat {
  readonly shapes: Shape[];
  readonly hanging: Shape[];
  readonly ships: ShipTruth[];
  readonly stacks: ContainerStack[];
}

/** Adds ships to what is afloat: all wakes below all hulls. */
export function launch(into: Afloat, drawn: readonly DrawnShip[]): void {
  for (const one of drawn) into.shapes.push(...one.wake);
  for (const one of drawn) {
    into.shapes.push(...one.shapes);
    into.hanging.push(...one.hanging);
    into.ships.push(one.truth);
    into.stacks.push(...one.stacks);
  }
}

/** Ships at random places that keep clear of each other; some at anchor, most under way. */
export function traffic(
  dice: Dice,
  width: number,
  height: number,
  ships: number,
  boats: number,
  clear: (at: Point, reach: number) => boolean,
): DrawnShip[] {
  const drawn: DrawnShip[] = [];
  const anchored = heading(dice.between(0, 6.28));
  for (let i = 0; i < ships + boats; i++) {
    const small = i >= ships;
    const { kind, length } = small ? { kind: "boat" as const, length: dice.between(6, 22) } : shipSize(dice);
    for (let attempt = 0; attempt < 12; attempt++) {
      const at: Point = [dice.between(-0.48, 0.48) * width, dice.between(-0.48, 0.48) * height];
      const far = drawn.every(
        (other) =>
          Math.sqrt((other.truth.at[0] - at[0]) ** 2 + (other.truth.at[1] - at[1]) ** 2) >
          (other.truth.length + length) * 0.75,
      );
      if (!far || !clear(at, length / 2 + 15)) continue;
      const moving = dice.chance(small ? 0.7 : 0.6);
      const along = moving ? heading(dice.between(0, 6.28)) : anchored;
      drawn.push(
        ship(
          dice,
          `${small ? "boat" : "ship"}-${i + 1}`,
          kind,
          at,
          along,
          length,
          moving ? dice.between(3, small ? 14 : 9) : 0,
          dice.next(),
        ),
      );
      break;
    }
  }
  return drawn;
}

/** Draws open water with ships, boats, waves and, in winter, ice. */
export function drawOpenWater(wishes: WaterWishes): SceneContent {
  const { seed, state, widthMetres: width, heightMetres: height, occupancy } = wishes;
  const dice = diceOf(seed, "water", state);
  const rough = dice.next() ** 1.5;
  const afloat: Afloat = { shapes: [], hanging: [], ships: [], stacks: [] };
  const everywhere = (): boolean => true;
  whitecaps(dice, afloat.shapes, width, height, rough, everywhere);
  if (dice.chance(0.5)) floes(dice, afloat.shapes, width, height, everywhere);
  const square = (width * height) / 1e6;
  const many = Math.round(occupancy * (2 + 3 * Math.sqrt(square)) * dice.between(0.5, 1.5));
  launch(
    afloat,
    traffic(
      dice,
      width,
      height,
      Math.min(60, many),
      Math.min(80, Math.round(many * dice.between(0.5, 2))),
      everywhere,
    ),
  );
  return {
    background: waterPaint(dice, rough),
    shapes: [...afloat.shapes, ...afloat.hanging],
    areas: [],
    tracks: [],
    cars: [],
    covers: [],
    stacks: afloat.stacks,
    ships: afloat.ships,
    vehicles: [],
  };
}
