import type { Dice } from "./dice.ts";
import { blended, dimmed, ground, loadColours, paint, stockColours, varied } from "./paints.ts";
import type { Point } from "./plane.ts";
import { leftOf, moved } from "./plane.ts";
import type { BlockShape, Colour, Paint, Pattern, Profile } from "./shapes.ts";
import { block } from "./shapes.ts";
import type { Load } from "./standing.ts";

export interface Part {
  readonly offset?: number;
  readonly aside?: number;
  readonly length: number;
  readonly width: number;
  readonly base: number;
  readonly rise?: number;
  readonly profile?: Profile;
  readonly pattern?: Pattern;
  readonly pitch?: number;
  readonly paint: Paint;
}

/** Puts parts, given in the car's own frame, onto the ground. */
export function placed(at: Point, along: Point, parts: readonly Part[]): readonly BlockShape[] {
  const left = leftOf(along);
  return parts.map((part) =>
    block({
      at: moved(moved(at, along, part.offset ?? 0), left, part.aside ?? 0),
      along,
      halfLength: part.length / 2,
      halfWidth: part.width / 2,
      base: part.base,
      rise: part.rise ?? 0,
      profile: part.profile ?? "flat",
      pattern: part.pattern ?? "plain",
      pitch: part.pitch ?? 1,
      paint: part.paint,
    }),
  );
}

export const metal = (dice: Dice, colour: Colour, dirt: number): Paint =>
  paint("vehicle", varied(dice, colour), 0.06, 0.12 + dirt * 0.12, {
    colour: blended(colour, ground.rust, 0.7),
    share: dirt * 0.4,
  });

/** A container's roof with its corrugation. */
export function containerPaint(dice: Dice): Paint {
  return metal(dice, dice.pick(stockColours.container), dice.between(0, 0.5));
}

export function heapOf(
  dice: Dice,
  load: Load,
  length: number,
  width: number,
  floor: number,
  walls: number,
): Part[] {
  const colour = load in loadColours ? loadColours[load as keyof typeof loadColours] : loadColours.gravel;
  const loose = load !== "timber" && load !== "steel";
  const full = dice.between(0.45, 1.05);
  const base = floor + (walls - floor) * full;
  return [
    {
      length,
      width,
      base: loose ? base - 0.35 : base,
      rise: loose ? dice.between(0.4, 0.9) : 0.15,
      profile: loose ? (dice.chance(0.5) ? "heaps" : "heap") : "flat",
      pattern: load === "scrap" ? "scrap" : loose ? "plain" : "planks",
      pitch: load === "steel" ? dice.between(0.35, 0.8) : dice.between(0.25, 0.5),
      paint: paint("load", varied(dice, colour, 0.18), load === "scrap" ? 0.5 : 0.14, 0.16),
    },
  ];
}

/** How a tarpaulin lies: draped over what is below, over bows with the cloth sagging between, taut as a roof, or sunk between the walls. */
const folds: readonly (readonly [{ readonly profile: Profile; readonly rise: number }, number])[] = [
  [{ profile: "tarp", rise: 1 }, 4],
  [{ profile: "bows", rise: 1 }, 3],
  [{ profile: "vault", rise: 0.5 }, 2],
  [{ profile: "bows", rise: -0.45 }, 1.5],
];

/** One tarpaulin or several over a load, each sometimes of its own colour. */
export function tarpOver(dice: Dice, length: number, width: number, base: number, rise: number): Part[] {
  const clothOf = (): Paint => {
    const colour = varied(dice, dice.pick(stockColours.tarp), 0.15);
    return paint("vehicle", colour, 0.05, dice.between(0.05, 0.2), {
      colour: dimmed(colour, dice.between(0.72, 0.95)),
      share: dice.between(0, 0.4),
    });
  };
  const pieces = dice.weighted<number>([
    [1, 5],
    [2, 2.5],
    [3, 1.5],
    [4, 0.6],
  ]);
  const fold = dice.weighted(folds);
  const own = dice.chance(0.3);
  const first = clothOf();
  const overlap = dice.chance(0.5) ? -0.1 : dice.between(0.05, 0.3);
  const pattern = dice.chance(0.7) ? "seams" : "plain";
  const piece = length / pieces;
  return Array.from({ length: pieces }, (_, i) => ({
    offset: (i + 0.5) * piece - length / 2,
    length: piece - (pieces > 1 ? overlap : 0),
    width: width - dice.between(0, 0.12),
    base,
    rise: rise * fold.rise * dice.between(0.7, 1.2),
    profile: fold.profile,
    pattern,
    pitch: dice.between(1.2, 3.2),
    paint: own && i > 0 ? clothOf() : first,
  }));
}
