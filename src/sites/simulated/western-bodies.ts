import type { Part } from "./car-parts.ts";
import { metal } from "./car-parts.ts";
import type { Dice } from "./dice.ts";
import { dimmed, ground, paint, stockColours, varied } from "./paints.ts";
import type { Colour } from "./shapes.ts";
import type { StandingCar } from "./standing.ts";

/** Sliding walls or curtains under a smooth roof, most of it white, grey or aluminium. */
export function smoothRoof(dice: Dice, car: StandingCar): Part[] {
  const { body, width, height } = car.type;
  const colour = dice.chance(0.75)
    ? dice.pick(stockColours.smoothRoof)
    : dice.pick([...stockColours.freight, ...stockColours.tarp]);
  const dirt = dice.next() * 0.6;
  const rise = dice.between(0.12, 0.5);
  const halves = dice.chance(0.5) ? 2 : 1;
  const roof = metal(dice, colour, dirt);
  const ends = metal(dice, dimmed(colour, 0.7), dirt);
  const half = (body - 0.3) / halves;
  return [
    { length: body, width, base: height - rise - 0.05, paint: ends },
    ...Array.from({ length: halves }, (_, i): Part => ({
      offset: (i + 0.5) * half - (body - 0.3) / 2,
      length: half - 0.08,
      width: width - (i % 2) * 0.12,
      base: height - rise + (i % 2) * 0.06,
      rise,
      profile: "vault",
      pattern: dice.chance(0.35) ? "seams" : "plain",
      pitch: dice.between(1.2, 3),
      paint: roof,
    })),
  ];
}

/** A closed carrier of new cars: a long corrugated roof. */
export function autorack(dice: Dice, car: StandingCar): Part[] {
  const { body, width, height } = car.type;
  const roof = metal(
    dice,
    dice.pick([...stockColours.smoothRoof, [150, 128, 76, 152]]),
    dice.between(0, 0.9),
  );
  return [
    {
      length: body,
      width,
      base: height - 0.3,
      rise: 0.3,
      profile: "vault",
      pattern: "ribs",
      pitch: dice.between(0.5, 1.4),
      paint: roof,
    },
    {
      length: body - 1,
      width: width * dice.between(0.3, 0.6),
      base: height + 0.05,
      pattern: "seams",
      pitch: 2.6,
      paint: roof,
    },
  ];
}

/** An open carrier in two decks with a row of new cars on top, some places free. */
export function carCarrier(dice: Dice, car: StandingCar): Part[] {
  const { body, width, height } = car.type;
  const deck = metal(dice, dice.pick(stockColours.freight), dice.next());
  const parts: Part[] = [{ length: body, width, base: height, pattern: "ribs", pitch: 1.3, paint: deck }];
  if (car.load === "empty") return parts;
  const length = dice.between(3.9, 4.7);
  const places = Math.floor((body - 0.4) / (length + 0.35));
  const pitch = body / places;
  const sameModel = dice.chance(0.6);
  const glass = paint("vehicle", [52, 56, 60, 52], 0.02, 0.02);
  for (let i = 0; i < places; i++) {
    if (dice.chance(0.08)) continue;
    const long = sameModel ? length : length * dice.between(0.88, 1);
    const offset = (i + 0.5) * pitch - body / 2 + dice.between(-0.08, 0.08);
    const skin = paint("vehicle", varied(dice, dice.pick(stockColours.vehicle)), 0.03, 0.05);
    parts.push(
      { offset, length: long, width: 1.75, base: height + 0.8, paint: skin },
      { offset: offset - 0.2, length: long * 0.58, width: 1.6, base: height + 1.3, paint: glass },
      { offset: offset - 0.3, length: long * 0.38, width: 1.5, base: height + 1.45, paint: skin },
    );
  }
  return parts;
}

/** A long covered hopper: a curved roof with one trough of hatches along its middle. */
export function troughHopper(dice: Dice, car: StandingCar): Part[] {
  const { body, width, height } = car.type;
  const colour = dice.pick([...stockColours.smoothRoof, ...stockColours.roof]);
  const shell = metal(dice, colour, dice.next());
  const trough = metal(dice, dimmed(colour, dice.between(0.7, 1.1)), 0.3);
  const walk = paint("vehicle", varied(dice, [138, 136, 132, 140], 0.2), 0.1, 0.1);
  const hatches: Part[] = dice.chance(0.6)
    ? [
        {
          length: body - 3,
          width: dice.between(0.55, 0.95),
          base: height + 0.12,
          pattern: "seams",
          pitch: dice.between(1.2, 3),
          paint: trough,
        },
      ]
    : [-0.36, -0.22, -0.07, 0.07, 0.22, 0.36].map((share): Part => ({
        offset: share * body,
        length: 0.95,
        width: 0.95,
        base: height + 0.12,
        paint: trough,
      }));
  return [
    { length: body, width: width * 0.85, base: 1.5, paint: paint("vehicle", varied(dice, ground.rust)) },
    {
      length: body - dice.between(0.6, 2.2),
      width,
      base: height - 0.7,
      rise: 0.7,
      profile: "vault",
      pattern: dice.chance(0.5) ? "ribs" : "plain",
      pitch: dice.between(0.9, 2.4),
      paint: shell,
    },
    ...(dice.chance(0.6) ? [-1, 1] : []).map((side): Part => ({
      aside: side * width * 0.32,
      length: body - 2,
      width: 0.4,
      base: height,
      paint: walk,
    })),
    ...hatches,
  ];
}

/** A long tank: a smooth shell, often with a band of another colour, a dome, and a grating for those who open it. */
export function longTank(dice: Dice, car: StandingCar): Part[] {
  const { body, width, height } = car.type;
  const colour: Colour = dice.pick([
    ...stockColours.tank,
    [56, 70, 104, 92],
    [66, 80, 112, 98],
    [34, 34, 36, 38],
  ]);
  const shell = metal(dice, colour, dice.between(0, 0.7));
  const dark = paint("vehicle", varied(dice, dimmed(colour, 0.6)));
  const grating = paint(
    "vehicle",
    varied(dice, dice.pick([ground.rust, [150, 150, 148, 150]] as const), 0.2),
  );
  const long = body - dice.between(0.5, 1.6);
  const band: Part = {
    offset: dice.between(-0.1, 0.1) * body,
    length: dice.between(0.5, 1.4),
    width: width + 0.04,
    base: 2.88,
    rise: height - 3.06,
    profile: "barrel",
    paint: metal(
      dice,
      dice.pick([
        [206, 204, 198, 206],
        [168, 92, 50, 168],
        [50, 50, 52, 54],
      ] as const),
      0.2,
    ),
  };
  return [
    { length: body, width: width * 0.75, base: 1.3, paint: dark },
    {
      length: long,
      width,
      base: 2.9,
      rise: height - 3.1,
      profile: "barrel",
      pattern: dice.chance(0.5) ? "seams" : "plain",
      pitch: dice.between(1.8, 4),
      paint: shell,
    },
    ...(dice.chance(0.4) ? [band] : []),
    ...(dice.chance(0.5) ? [{ length: long * 0.9, width: 0.5, base: height - 0.1, paint: grating }] : []),
    ...(dice.chance(0.7)
      ? [{ length: dice.between(0.9, 2.6), width: dice.between(0.8, 1.9), base: height, paint: grating }]
      : []),
  ];
}
