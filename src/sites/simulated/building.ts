import type { Dice } from "./dice.ts";
import { dimmed, paint, roofColours, stockColours, varied } from "./paints.ts";
import type { Point } from "./plane.ts";
import { leftOf, moved, rectangle } from "./plane.ts";
import type { VehicleTruth } from "./scene.ts";
import type { BlockShape, Shape } from "./shapes.ts";
import { block } from "./shapes.ts";

/** A house or shed with a gabled or flat roof. */
export function house(dice: Dice, at: Point, along: Point, length: number, width: number): readonly Shape[] {
  const colour = varied(dice, dice.pick(roofColours), 0.15);
  const gabled = dice.chance(0.75);
  const walls = dice.between(2.6, 4.5);
  const roof = block({
    at,
    along,
    halfLength: length / 2,
    halfWidth: width / 2,
    base: walls,
    rise: gabled ? width * dice.between(0.18, 0.32) : 0,
    profile: gabled ? "gable" : "flat",
    pattern: dice.chance(0.5) ? "ribs" : "plain",
    pitch: dice.between(0.6, 1.2),
    paint: paint("roof", colour, 0.08, 0.12),
  });
  const chimney = block({
    at: moved(at, along, dice.between(-0.3, 0.3) * length),
    along,
    halfLength: 0.4,
    halfWidth: 0.4,
    base: walls + width * 0.32 + 0.8,
    paint: paint("roof", [120, 96, 86, 126]),
  });
  return dice.chance(0.4) ? [roof, chimney] : [roof];
}

/** A warehouse or workshop: large, low, with vents, skylights and stains on its roof. */
export function hall(dice: Dice, at: Point, along: Point, length: number, width: number): readonly Shape[] {
  const colour = varied(dice, dice.pick(roofColours), 0.12);
  const roof = paint("roof", colour, 0.05, dice.between(0.05, 0.2), {
    colour: dimmed(colour, 0.82),
    share: dice.between(0, 0.4),
  });
  const top = dice.between(5, 11);
  const side = leftOf(along);
  const shapes: Shape[] = [];
  const style = dice.weighted<"gable" | "flat" | "saw">([
    ["gable", 4],
    ["flat", 4],
    ["saw", 1],
  ]);
  const bays = style === "saw" ? Math.max(2, Math.round(length / 12)) : Math.max(1, Math.round(width / 26));
  for (let i = 0; i < bays; i++) {
    const share = (i + 0.5) / bays - 0.5;
    const along2 = style === "saw";
    shapes.push(
      block({
        at: along2 ? moved(at, along, share * length) : moved(at, side, share * width),
        along: along2 ? side : along,
        halfLength: (along2 ? width : length) / 2,
        halfWidth: (along2 ? length : width) / bays / 2,
        base: top,
        rise: style === "flat" ? 0 : ((along2 ? length : width) / bays) * 0.1,
        profile: style === "flat" ? "flat" : "gable",
        pattern: dice.chance(0.7) ? "seams" : "plain",
        pitch: dice.between(2, 6),
        paint: roof,
      }),
    );
  }
  const light = paint("roof", varied(dice, [178, 180, 182, 176], 0.2), 0.03, 0.05);
  const rows = Math.max(1, Math.floor(width / 14));
  const columns = Math.floor(length / dice.between(7, 15));
  if (dice.chance(0.6))
    for (let i = 0; i < columns; i++)
      for (let j = 0; j < rows; j++)
        shapes.push(
          block({
            at: moved(
              moved(at, along, ((i + 0.5) / columns - 0.5) * length),
              side,
              ((j + 0.5) / rows - 0.5) * width * 0.8 + width * 0.05,
            ),
            along,
            halfLength: 0.6,
            halfWidth: 1.1,
            base: top + (style === "flat" ? 0.4 : (width / bays) * 0.1 + 0.2),
            paint: light,
          }),
        );
  for (let i = dice.whole(0, 4); i > 0; i--)
    shapes.push(
      block({
        at: moved(
          moved(at, along, dice.between(-0.4, 0.4) * length),
          side,
          dice.between(-0.35, 0.35) * width,
        ),
        along,
        halfLength: dice.between(0.8, 3),
        halfWidth: dice.between(0.8, 2),
        base: top + dice.between(1, 3),
        paint: paint("roof", varied(dice, [140, 140, 140, 142], 0.3)),
      }),
    );
  return shapes;
}

/** A tree with a round crown. */
export function tree(dice: Dice, at: Point, radius: number): BlockShape {
  const needles = dice.chance(0.18);
  const height = radius * dice.between(1.3, 2.4) + 1.5;
  return block({
    at,
    along: [1, 0],
    halfLength: radius,
    halfWidth: radius,
    base: Math.min(2, height * 0.3),
    rise: height * 0.7,
    profile: "dome",
    raises: true,
    paint: paint(
      needles ? "needles" : "leaves",
      varied(dice, needles ? [50, 60, 48, 122] : [70, 80, 56, 152], 0.2, 0.06),
      0.3,
      0.1,
    ),
  });
}

/** A car or truck on a road, and what is known of it. */
export function vehicle(
  dice: Dice,
  id: string,
  at: Point,
  along: Point,
  kind: "car" | "truck",
  speed: number,
): { readonly shapes: readonly Shape[]; readonly truth: VehicleTruth } {
  const velocity: Point | null = speed === 0 ? null : [along[0] * speed, along[1] * speed];
  const colour = varied(dice, dice.pick(stockColours.vehicle));
  const body = paint("vehicle", colour, 0.03, 0.05);
  const part = (offset: number, length: number, width: number, base: number, surface = body): BlockShape =>
    block({
      at: moved(at, along, offset),
      along,
      halfLength: length / 2,
      halfWidth: width / 2,
      base,
      paint: surface,
      velocity,
    });
  if (kind === "car") {
    const [length, width] = [dice.between(3.9, 4.9), dice.between(1.65, 1.9)];
    const glass = paint("vehicle", [52, 56, 60, 52], 0.02, 0.02);
    return {
      shapes: [
        part(0, length, width, 0.8),
        part(-0.2, length * 0.58, width * 0.92, 1.3, glass),
        part(-0.3, length * 0.38, width * 0.86, 1.45),
      ],
      truth: {
        id,
        kind,
        at,
        outline: rectangle(at, along, length / 2, width / 2),
        moving: speed !== 0,
        top: 1.45,
      },
    };
  }
  const long = dice.chance(0.5);
  const length = long ? dice.between(13, 16.5) : dice.between(6, 9.5);
  const cab = dice.between(1.9, 2.4);
  const bed = paint(
    "vehicle",
    varied(dice, dice.pick([...stockColours.container, ...stockColours.tarp])),
    0.05,
    0.1,
  );
  const load = length - cab - 0.7;
  return {
    shapes: [
      part(0, length, 2.1, 1.1, paint("vehicle", [52, 50, 48, 54])),
      part(length / 2 - cab / 2, cab, 2.4, 2.8),
      block({
        ...part(-(cab + 0.7) / 2, load, 2.5, dice.pick([1.4, 3.4, 3.9]), bed),
        pattern: "ribs",
        pitch: 0.6,
      }),
    ],
    truth: { id, kind, at, outline: rectangle(at, along, length / 2, 1.25), moving: speed !== 0, top: 3.4 },
  };
}
