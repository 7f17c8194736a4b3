import type { Part } from "./car-parts.ts";
import { containerPaint, heapOf, metal, placed, tarpOver } from "./car-parts.ts";
import type { Dice } from "./dice.ts";
import { diceOf } from "./dice.ts";
import { blended, dimmed, ground, paint, stockColours, varied } from "./paints.ts";
import type { Point } from "./plane.ts";
import { containerSizes } from "./rolling-stock.ts";
import type { BlockShape } from "./shapes.ts";
import { block } from "./shapes.ts";
import type { CarLook, ContainerSize } from "./rolling-stock.ts";
import type { StandingCar } from "./standing.ts";
import { crane, electric, machine, unit } from "./traction-bodies.ts";
import { autorack, carCarrier, longTank, smoothRoof, troughHopper } from "./western-bodies.ts";

function gondola(dice: Dice, car: StandingCar): Part[] {
  const { body, width, height } = car.type;
  const colour = dice.pick(stockColours.freight);
  const walls = metal(dice, colour, dice.next());
  const inside = metal(dice, blended(colour, ground.rust, 0.6), 1);
  const hull: Part = { length: body, width, base: height, paint: walls };
  const floor: Part = { length: body - 0.35, width: width - 0.36, base: 1.7, paint: inside };
  if (car.load === "tarp")
    return [hull, ...tarpOver(dice, body - 0.1, width + 0.05, height + 0.02, dice.between(0.25, 0.8))];
  if (car.load === "empty") {
    const hatches: Part = { ...floor, pattern: "ribs", pitch: 1.8 };
    return [hull, dice.chance(0.5) ? hatches : floor];
  }
  return [hull, floor, ...heapOf(dice, car.load, body - 0.35, width - 0.36, 1.7, height)];
}

function box(dice: Dice, car: StandingCar): Part[] {
  const { body, width, height } = car.type;
  const roof = metal(
    dice,
    dice.chance(0.6) ? dice.pick(stockColours.roof) : dice.pick(stockColours.freight),
    dice.next(),
  );
  const walkway: Part = {
    length: body - 0.6,
    width: 0.5,
    base: height + 0.05,
    paint: paint("vehicle", varied(dice, ground.rust, 0.3)),
  };
  const hatches = [-0.3, 0.3].map((share): Part => ({
    offset: share * body,
    length: 0.8,
    width: 0.7,
    base: height + 0.1,
    paint: roof,
  }));
  return [
    {
      length: body,
      width,
      base: height - 0.35,
      rise: 0.35,
      profile: "vault",
      pattern: dice.chance(0.7) ? "ribs" : "plain",
      pitch: dice.between(0.9, 1.7),
      paint: roof,
    },
    ...(dice.chance(0.45) ? [walkway] : []),
    ...(dice.chance(0.3) ? hatches : []),
  ];
}

function tank(dice: Dice, car: StandingCar): Part[] {
  const { body, width, height } = car.type;
  const colour = dice.pick(stockColours.tank);
  const shell = metal(dice, colour, dice.between(0.2, 1));
  const dark = paint("vehicle", varied(dice, dimmed(colour, 0.6)));
  const walkway = paint("vehicle", varied(dice, ground.rust, 0.3));
  return [
    { length: body, width: width * 0.75, base: 1.3, paint: dark },
    {
      length: body - 0.9,
      width,
      base: 2.9,
      rise: height - 3.1,
      profile: "barrel",
      pattern: "seams",
      pitch: 2.2,
      paint: shell,
    },
    { length: dice.between(1.2, 2.6), width: dice.between(0.7, 2), base: height - 0.1, paint: walkway },
    { length: 0.8, width: 0.8, base: height + 0.2, paint: dark },
  ];
}

function hopper(dice: Dice, car: StandingCar): Part[] {
  const { body, width, height } = car.type;
  const colour = dice.chance(0.6) ? dice.pick(stockColours.roof) : dice.pick(stockColours.freight);
  const shell = metal(dice, colour, dice.next());
  const hatch = metal(dice, dimmed(colour, 0.8), 0.2);
  const hatches = [-0.36, -0.12, 0.12, 0.36].map((share): Part => ({
    offset: share * body,
    length: 1.2,
    width: 0.8,
    base: height + 0.1,
    paint: hatch,
  }));
  return [
    { length: body, width: width * 0.8, base: 1.5, paint: paint("vehicle", ground.rust) },
    {
      length: body - 1.6,
      width,
      base: height - 0.5,
      rise: 0.5,
      profile: "vault",
      pattern: "ribs",
      pitch: 1.5,
      paint: shell,
    },
    ...hatches,
  ];
}

const swapBodies: readonly ContainerSize[] = ["swap body", "long swap body"];

function flat(dice: Dice, car: StandingCar): Part[] {
  const { body, width, height } = car.type;
  const wooden = car.type.kind === "flat" && dice.chance(0.75);
  const deck = wooden
    ? paint("vehicle", varied(dice, [112, 98, 82, 118], 0.25), 0.12, 0.2)
    : metal(dice, dice.pick([...stockColours.freight, [74, 66, 60, 80]]), 1);
  const parts: Part[] = [
    {
      length: body,
      width,
      base: height,
      pattern: wooden ? "planks" : "ribs",
      pitch: wooden ? 0.3 : 1.9,
      paint: deck,
    },
  ];
  if (!wooden && car.type.kind === "container-flat" && dice.chance(0.6)) {
    // A skeleton frame: open between the centre sill and the side sills.
    const hole = paint("vehicle", [52, 48, 44, 56]);
    for (const side of [-1, 1])
      for (const share of [-0.33, 0, 0.33])
        parts.push({
          offset: share * body,
          aside: side * width * 0.25,
          length: body * 0.27,
          width: width * 0.28,
          base: 0.8,
          paint: hole,
        });
  }
  for (const { size, offset } of car.containers) {
    const { length, width: across, height: high } = containerSizes[size];
    const swap = swapBodies.includes(size);
    parts.push({
      offset,
      length,
      width: across,
      base: height + high,
      pattern: swap && dice.chance(0.7) ? "plain" : "ribs",
      pitch: swap ? 1.1 : 0.55,
      paint: swap
        ? metal(dice, dice.pick(stockColours.smoothRoof), dice.between(0, 0.4))
        : containerPaint(dice),
    });
  }
  if (car.load === "tarp") {
    if (dice.chance(0.5))
      parts.push(
        ...tarpOver(dice, body - 0.6, width - 0.1, height + dice.between(0.6, 1.6), dice.between(0.3, 0.9)),
      );
    else
      for (const share of [-0.3, 0.05, 0.34])
        parts.push(
          ...tarpOver(
            dice,
            body * dice.between(0.2, 0.29),
            width - dice.between(0.1, 0.7),
            height + dice.between(0.7, 2),
            0.3,
          ).map((part) => ({ ...part, offset: (part.offset ?? 0) + share * body })),
        );
  } else if (car.load !== "empty" && car.load !== "containers")
    parts.push(...heapOf(dice, car.load, body - 1, width - 0.3, height, height + dice.between(0.4, 1.6)));
  return parts;
}

function locomotive(dice: Dice, car: StandingCar): Part[] {
  const { body, width, height } = car.type;
  const colour = dice.pick(stockColours.locomotive);
  const hood = metal(dice, colour, 0.4);
  const roof = metal(dice, blended(colour, [92, 92, 92, 96], 0.6), 0.7);
  const dark = paint("vehicle", [46, 46, 46, 50], 0.1, 0.2);
  const fans = [-0.25, -0.1, 0.08].map((share): Part => ({
    offset: share * body,
    length: 1.5,
    width: 1.5,
    base: height + 0.1,
    paint: dark,
  }));
  const narrow = dice.chance(0.4);
  return [
    { length: body, width, base: 1.8, paint: dark },
    {
      length: body - 0.4,
      width: narrow ? width * 0.72 : width * 0.97,
      base: height - 0.4,
      rise: 0.4,
      profile: "vault",
      paint: narrow ? hood : roof,
    },
    ...(narrow ? [{ offset: body * 0.3, length: 2.6, width: width * 0.98, base: height, paint: roof }] : []),
    ...fans,
    { offset: body * dice.between(0.15, 0.3), length: 1, width: 0.5, base: height + 0.15, paint: dark },
    { offset: body * 0.44, length: body * 0.05, width: width * 0.9, base: height - 0.7, paint: hood },
  ];
}

function passenger(dice: Dice, car: StandingCar): Part[] {
  const { body, width, height } = car.type;
  const roof = metal(dice, dice.pick(stockColours.passenger), 0.3);
  const vents = Array.from({ length: 6 }, (_, i): Part => ({
    offset: ((i + 0.5) / 6 - 0.5) * body,
    length: 0.9,
    width: 0.6,
    base: height + 0.12,
    paint: paint("vehicle", [104, 104, 102, 108]),
  }));
  return [
    {
      length: body,
      width,
      base: height - 0.5,
      rise: 0.5,
      profile: "vault",
      pattern: "seams",
      pitch: 2.5,
      paint: roof,
    },
    ...vents,
  ];
}

const bodies: Readonly<Record<CarLook, (dice: Dice, car: StandingCar) => Part[]>> = {
  gondola,
  box,
  tank,
  hopper,
  flat,
  locomotive,
  passenger,
  "smooth-roof": smoothRoof,
  autorack,
  "car-carrier": carCarrier,
  "trough-hopper": troughHopper,
  "long-tank": longTank,
  electric,
  unit,
  machine,
  crane,
};

/** The shapes of a car: frame and couplers, body, roof or load, all from its own seed. */
export function carShapes(car: StandingCar): readonly BlockShape[] {
  const dice = diceOf(car.look, "car", car.type.name);
  const { overCouplers, width } = car.type;
  const iron = paint("vehicle", [56, 50, 46, 58], 0.12, 0.2);
  const couplers: Part = { length: overCouplers, width: 0.35, base: 1.25, paint: iron };
  const frame: Part = { length: car.type.body, width: Math.min(width, 2.6), base: 1.2, paint: iron };
  const body = bodies[car.type.look](dice, car);
  return placed(car.at, car.along, [couplers, frame, ...body]);
}

/** A container on the ground or in a stack of `tiers`, seen from above. */
export function containerShape(dice: Dice, at: Point, along: Point, length: number, top: number): BlockShape {
  return block({
    at,
    along,
    halfLength: length / 2,
    halfWidth: containerSizes["20 ft"].width / 2,
    base: top,
    pattern: "ribs",
    pitch: 0.55,
    paint: containerPaint(dice),
  });
}
