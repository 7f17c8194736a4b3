import type { Part } from "./car-parts.ts";
import { metal } from "./car-parts.ts";
import type { Dice } from "./dice.ts";
import { blended, dimmed, ground, paint, stockColours, varied } from "./paints.ts";
import type { StandingCar } from "./standing.ts";

/** The bars of a pantograph that is down, across the roof. */
function pantograph(dice: Dice, offset: number, top: number): Part[] {
  const bar = paint(
    "vehicle",
    varied(
      dice,
      dice.pick([
        [70, 68, 66, 72],
        [150, 146, 138, 150],
      ] as const),
      0.2,
    ),
    0.05,
    0.05,
  );
  return [-0.75, 0, 0.75].map((shift): Part => ({
    offset: offset + shift,
    length: shift === 0 ? 1.9 : 0.22,
    width: shift === 0 ? 0.25 : dice.between(1.4, 1.9),
    base: top + 0.3,
    paint: bar,
  }));
}

/** An electric locomotive: painted ends, between them a roof full of grilles, insulators and two pantographs. */
export function electric(dice: Dice, car: StandingCar): Part[] {
  const { body, width, height } = car.type;
  const colour = dice.pick(stockColours.electric);
  const skin = metal(dice, colour, 0.2);
  const roof = metal(
    dice,
    dice.pick([dimmed(colour, 0.75), [84, 84, 86, 88], [112, 110, 108, 114], [60, 60, 62, 64]] as const),
    0.6,
  );
  const gear = Array.from({ length: dice.whole(5, 10) }, (): Part => ({
    offset: dice.between(-0.3, 0.3) * body,
    aside: dice.between(-0.25, 0.25) * width,
    length: dice.between(0.5, 2.2),
    width: dice.between(0.4, 1.3),
    base: height + dice.between(0.05, 0.3),
    pattern: dice.chance(0.4) ? "ribs" : "plain",
    pitch: 0.4,
    paint: paint(
      "vehicle",
      varied(
        dice,
        dice.pick([
          [52, 52, 54, 56],
          [140, 140, 138, 142],
          [98, 96, 94, 100],
        ] as const),
        0.2,
      ),
      0.08,
      0.1,
    ),
  }));
  return [
    { length: body, width, base: height - 0.5, paint: skin },
    { length: body * dice.between(0.62, 0.8), width: width * 0.86, base: height - 0.05, paint: roof },
    ...gear,
    ...pantograph(dice, -body * 0.3, height),
    ...pantograph(dice, body * 0.3, height),
  ];
}

/** A body of a multiple unit or tram train, with bellows towards its neighbours in the set and windscreens at the set's ends. */
export function unit(dice: Dice, car: StandingCar): Part[] {
  const { body, width, height, overCouplers } = car.type;
  const roof = metal(dice, dice.pick(stockColours.unit), 0.25);
  const bellows = paint("vehicle", varied(dice, [58, 58, 60, 62], 0.3), 0.06, 0.1);
  const glass = paint("vehicle", [40, 44, 50, 42], 0.02, 0.02);
  const join = (side: number): Part => ({
    offset: (side * (body + overCouplers)) / 4,
    length: (overCouplers - body) / 2 + body / 2,
    width: width * 0.8,
    base: height - 0.5,
    pattern: "ribs",
    pitch: 0.25,
    paint: bellows,
  });
  const screen = (side: number): Part => ({
    offset: side * (body / 2 - 0.75),
    length: 0.7,
    width: width * 0.86,
    base: height - 0.35,
    paint: glass,
  });
  const many = dice.whole(1, 4);
  const boxes = Array.from({ length: many }, (_, i): Part => ({
    offset: ((i + 0.5) / many - 0.5) * body * 0.85 + dice.between(-0.5, 0.5),
    length: dice.between(1.2, 3.4),
    width: width * dice.between(0.45, 0.75),
    base: height + dice.between(0.08, 0.35),
    pattern: "ribs",
    pitch: 0.7,
    paint: paint(
      "vehicle",
      varied(
        dice,
        dice.pick([
          [150, 150, 148, 152],
          [112, 112, 112, 114],
          [192, 192, 190, 192],
        ] as const),
        0.12,
      ),
      0.05,
      0.08,
    ),
  }));
  const { behind, ahead } = car.joined;
  return [
    ...(behind ? [join(-1)] : []),
    ...(ahead ? [join(1)] : []),
    { length: body, width, base: height - 0.45, rise: 0.4, profile: "vault", paint: roof },
    ...(behind ? [] : [screen(-1)]),
    ...(ahead ? [] : [screen(1)]),
    ...boxes,
    ...(dice.chance(0.4) ? pantograph(dice, body * dice.between(-0.3, 0.3), height) : []),
  ];
}

/** A machine of track work: a frame with cabs, engine and gear of several heights, mostly yellow. */
export function machine(dice: Dice, car: StandingCar): Part[] {
  const { body, width, height } = car.type;
  const colour = dice.pick(stockColours.machine);
  const deck = metal(dice, blended(colour, ground.rust, dice.next()), 0.8);
  const parts: Part[] = [
    { length: body, width: width * 0.9, base: 1.5, pattern: "planks", pitch: 0.6, paint: deck },
  ];
  for (let at = -body / 2; at < body / 2 - 0.8;) {
    const length = Math.min(body / 2 - at, dice.between(1, 5));
    if (dice.chance(0.75))
      parts.push({
        offset: at + length / 2,
        length: length - 0.1,
        width: width * dice.between(0.5, 1),
        base: dice.between(1.9, height),
        pattern: dice.chance(0.3) ? "ribs" : "plain",
        pitch: dice.between(0.4, 1),
        paint: metal(
          dice,
          dice.chance(0.65)
            ? colour
            : dice.pick([
                [84, 84, 84, 88],
                [196, 194, 188, 196],
                [58, 56, 54, 60],
              ] as const),
          0.4,
        ),
      });
    at += length + dice.between(0, 0.8);
  }
  return parts;
}

/** A crane on rails: a machine with its boom lowered along the car. */
export function crane(dice: Dice, car: StandingCar): Part[] {
  const { body, width, height } = car.type;
  const colour = dice.pick(stockColours.machine);
  const side = dice.chance(0.5) ? 1 : -1;
  const skin = metal(dice, colour, 0.5);
  return [
    { length: body, width: width * 0.92, base: 1.5, paint: metal(dice, dimmed(colour, 0.7), 1) },
    { offset: -side * body * 0.24, length: body * 0.42, width, base: height, paint: skin },
    {
      offset: -side * body * 0.4,
      length: body * 0.16,
      width: width * 0.9,
      base: height - 0.8,
      paint: metal(dice, [74, 72, 70, 78], 0.6),
    },
    {
      offset: side * body * 0.14,
      length: body * dice.between(0.6, 0.72),
      width: dice.between(0.5, 1),
      base: height + dice.between(0, 0.5),
      pattern: "ribs",
      pitch: 1.1,
      paint: skin,
    },
  ];
}
