import { hall, vehicle } from "./building.ts";
import { carShapes } from "./car-drawing.ts";
import { diceOf } from "./dice.ts";
import type { LocalFrame, Neighbourhood } from "./ground-cover.ts";
import { bareGround, blotch, patch, pavement, road } from "./ground-cover.ts";
import type { Afloat, WaterWishes } from "./open-water.ts";
import { floes, launch, traffic, waterPaint, whitecaps } from "./open-water.ts";
import { dimmed, ground, paint, varied } from "./paints.ts";
import type { Point } from "./plane.ts";
import { curveOf, heading, leftOf, moved } from "./plane.ts";
import { crane, craneColours, stackBlock } from "./quay-side.ts";
import type { Gauge } from "./rolling-stock.ts";
import type { ContainerStack, SceneArea, SceneContent } from "./scene.ts";
import type { Shape } from "./shapes.ts";
import { area, block } from "./shapes.ts";
import type { DrawnShip } from "./ship-drawing.ts";
import { ship, shipSize } from "./ship-drawing.ts";
import type { Track } from "./standing.ts";
import { carsOn } from "./standing.ts";
import { neighbourhood } from "./surroundings.ts";

export interface PortWishes extends WaterWishes {
  readonly gauge: Gauge;
}

/** A straight quay: s along its edge from `from` to `to`, t inland from the water. */
interface Quay {
  readonly frame: LocalFrame;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/** Draws a port: quays, perhaps piers, cranes, stacks, sheds, coal, tracks, and ships alongside and in the road. */
export function drawPort(wishes: PortWishes): SceneContent {
  const { seed, state, occupancy } = wishes;
  const dice = diceOf(seed, "port");
  const today = diceOf(seed, "port", "state", state);
  const reach = Math.sqrt(wishes.widthMetres ** 2 + wishes.heightMetres ** 2) / 2 + 40;
  const axis = heading(dice.between(0, 2 * Math.PI));
  const inland = leftOf(axis);
  const shore = dice.between(-0.2, 0.15) * reach;
  const main: LocalFrame = {
    point: (s, t) => moved(moved([0, 0], axis, s), inland, t + shore),
    along: () => axis,
  };
  const rough = 0.35 * today.next();
  const water = waterPaint(today, rough);
  const afloat: Afloat = { shapes: [], hanging: [], ships: [], stacks: [] };
  const land: Neighbourhood = { shapes: [], vehicles: [] };
  const hanging: Shape[] = [];
  const stacks: ContainerStack[] = [];
  const areas: SceneArea[] = [];
  const tracks: Track[] = [];
  const depth = dice.between(110, 240);
  const quays: Quay[] = [{ frame: main, from: -reach, to: reach, depth }];
  // Piers reach out into the water; both of their long sides are quays.
  const piers = dice.weighted<number>([
    [0, 3],
    [1, 3],
    [2, 2],
  ]);
  const pierShapes: Shape[] = [];
  for (let i = 0; i < piers; i++) {
    const [s, wide, long] = [
      (-0.45 + i * 0.75 + dice.between(-0.1, 0.1)) * reach,
      dice.between(45, 110),
      dice.between(0.35, 0.6) * reach,
    ];
    pierShapes.push(
      area(
        patch(main, s - wide / 2, s + wide / 2, -long, 5),
        paint("stone", varied(dice, ground.concrete), 0.05, 0.12),
        2.5,
      ),
    );
    for (const hand of [-1, 1])
      quays.push({
        frame: {
          point: (a, t) => main.point(s + hand * (wide / 2 - t), -a),
          along: () => [-inland[0], -inland[1]],
        },
        from: 8,
        to: long - 8,
        depth: wide / 2 - 2,
      });
  }

  const inlandReach = reach - shore + 60;
  land.shapes.push(area(patch(main, -reach, reach, 0, inlandReach), bareGround(dice), 2));
  neighbourhood(diceOf(seed, "town"), land, main, "p", -reach, reach, depth + 12, inlandReach);
  land.shapes.push(
    area(
      patch(main, -reach, reach, 0, depth),
      paint(
        "stone",
        varied(dice, dice.pick([ground.concrete, ground.asphaltOld, ground.gravel])),
        0.06,
        0.14,
        { colour: varied(dice, ground.asphalt), share: dice.between(0.1, 0.5) },
      ),
      2.2,
    ),
  );
  land.shapes.push(
    area(
      patch(main, -reach, reach, 0, dice.between(18, 34)),
      paint("stone", varied(dice, ground.concrete), 0.05, 0.1),
      2.2,
    ),
    ...pierShapes,
  );
  road(dice, land, main, "quayroad", -reach, reach, depth + 4, 9, 0.6);

  const colour = varied(dice, dice.pick(craneColours));
  const parked: DrawnShip[] = [];
  quays.forEach((quay, number) => {
    const { frame, from, to } = quay;
    const own = diceOf(seed, "quay", number);
    const ownToday = diceOf(seed, "quay", number, "state", state);
    areas.push({ id: `quay-${number + 1}`, kind: "quay", outline: patch(frame, from, to, 0, quay.depth) });
    for (const t of [3.5, 10.5])
      land.shapes.push(
        area(patch(frame, from, to, t - 0.12, t + 0.12), paint("stone", dimmed(ground.asphalt, 0.7)), 2.2),
      );
    for (let s = from + own.between(20, 120); s < to - 20; s += own.between(50, 170))
      crane(own, frame, s, colour, land.shapes, hanging);
    for (let k = 0; k < own.whole(0, 3) && quay.depth > 28 + k * 6; k++) {
      const t = 14 + k * 5.2;
      const curve = curveOf([frame.point(from, t), frame.point(to, t)]);
      const track: Track = {
        id: `q${number + 1}-${k + 1}`,
        curve,
        gauge: wishes.gauge,
        from: 10,
        to: curve.length - 10,
      };
      land.shapes.push({
        type: "track",
        curve,
        gauge: Number(wishes.gauge) / 1000,
        bed: paint("road", varied(own, ground.asphaltOld)),
        sleeper: ground.sleeperWood,
        rail: ground.rail,
        sleepersShown: own.between(0, 0.4),
      });
      tracks.push(track);
    }
    for (let s = from; s < to - 60;) {
      const length = Math.min(to - s, own.between(60, 180));
      const [t0, t1] = [32, quay.depth - 6];
      const use = own.weighted<"stacks" | "shed" | "coal" | "free">([
        ["stacks", 4],
        ["shed", 2],
        ["coal", 2],
        ["free", 1],
      ]);
      if (t1 - t0 < 14) {
        if (use === "stacks")
          place(
            stackBlock(
              ownToday,
              frame,
              `k${number}-${Math.round(s)}`,
              s + 5,
              s + length - 5,
              24,
              quay.depth - 1,
              occupancy,
            ),
          );
      } else if (use === "stacks") {
        areas.push({
          id: `stacks-${number + 1}-${areas.length}`,
          kind: "stacks",
          outline: patch(frame, s + 4, s + length - 4, t0, t1),
        });
        land.shapes.push(area(patch(frame, s + 2, s + length - 2, t0 - 2, t1 + 2), pavement(own), 2.2));
        for (let t = t0; t + 18 < t1; t += 30)
          place(
            stackBlock(
              ownToday,
              frame,
              `k${number}-${Math.round(s)}-${Math.round(t)}`,
              s + 6,
              s + length - 6,
              t,
              Math.min(t1, t + 20),
              occupancy,
            ),
          );
      } else if (use === "shed")
        land.shapes.push(
          ...hall(
            own,
            frame.point(s + length / 2, t0 + Math.min(30, (t1 - t0) / 2)),
            frame.along(s),
            length - 14,
            Math.min(46, t1 - t0 - 4),
          ),
        );
      else if (use === "coal") {
        land.shapes.push(
          area(
            patch(frame, s + 3, s + length - 3, t0 - 4, t1),
            paint("load", varied(own, [74, 72, 70, 76]), 0.1, 0.25, { colour: ground.coal, share: 0.4 }),
            2.2,
          ),
        );
        for (let t = t0 + 8; t < t1 - 8; t += 22)
          land.shapes.push(
            block({
              at: frame.point(s + length / 2, t),
              along: frame.along(s),
              halfLength: (length / 2 - 8) * ownToday.between(0.4, 1),
              halfWidth: 9,
              base: 2,
              rise: ownToday.between(3, 9),
              profile: ownToday.pick(["heap", "heaps"] as const),
              raises: true,
              paint: paint("load", varied(own, ground.coal, 0.2), 0.12, 0.15),
            }),
          );
      }
      for (let i = ownToday.whole(0, 4); i > 0; i--) {
        const { shapes, truth } = vehicle(
          ownToday,
          `v${number}-${Math.round(s)}-${i}`,
          frame.point(
            s + ownToday.between(5, length - 5),
            ownToday.between(18, Math.max(20, Math.min(30, quay.depth))),
          ),
          ownToday.chance(0.7) ? frame.along(s) : leftOf(frame.along(s)),
          ownToday.chance(0.7) ? "truck" : "car",
          0,
        );
        land.shapes.push(...shapes);
        land.vehicles.push(truth);
      }
      s += length + own.between(4, 20);
    }
    // Ships alongside, bow to either end.
    for (let s = from + ownToday.between(10, 120); s < to - 80;) {
      const { kind, length } = shipSize(ownToday);
      if (ownToday.chance(occupancy) && s + length < to - 5) {
        const along = frame.along(s);
        const bow: Point = ownToday.chance(0.5) ? along : [-along[0], -along[1]];
        const middle = s + length / 2;
        // Half the greatest beam for the length, and fenders.
        const at = frame.point(middle, -(length / 12 + 1.2));
        const free = parked.every(
          (other) =>
            Math.sqrt((other.truth.at[0] - at[0]) ** 2 + (other.truth.at[1] - at[1]) ** 2) >
            (other.truth.length + length) / 2 + 8,
        );
        if (free && clearOfPiers(number, at, length))
          parked.push(
            ship(
              ownToday,
              `berth-${number + 1}-${parked.length + 1}`,
              kind,
              at,
              bow,
              length,
              0,
              ownToday.next(),
            ),
          );
        s += length + ownToday.between(10, 60);
      } else s += ownToday.between(60, 180);
    }
  });
  const cars = tracks.flatMap((track) =>
    carsOn(
      diceOf(seed, "port", "state", state, track.id),
      track,
      Math.min(0.95, occupancy * today.between(0, 1.6)),
    ),
  );
  for (const car of cars) land.shapes.push(...carShapes(car));

  function place(block: { shapes: Shape[]; stacks: ContainerStack[] }): void {
    land.shapes.push(...block.shapes);
    stacks.push(...block.stacks);
  }
  /** Ships at the main quay keep away from where piers begin; ships at piers from the quay. */
  function clearOfPiers(number: number, at: Point, length: number): boolean {
    if (number > 0) return true;
    return quays.slice(1).every((quay) => {
      const foot = quay.frame.point(0, 0);
      return Math.sqrt((foot[0] - at[0]) ** 2 + (foot[1] - at[1]) ** 2) > length / 2 + 25;
    });
  }
  const offshore = (at: Point, clearance = 0): boolean => {
    const t = at[0] * inland[0] + at[1] * inland[1] - shore;
    return t < -(piers > 0 ? 0.62 * reach : 70) - clearance;
  };
  whitecaps(today, afloat.shapes, wishes.widthMetres, wishes.heightMetres, rough, offshore);
  if (dice.chance(0.5))
    floes(
      today,
      afloat.shapes,
      wishes.widthMetres,
      wishes.heightMetres,
      (at) => offshore(at) || dice.chance(0.3),
    );
  launch(
    afloat,
    traffic(
      today,
      wishes.widthMetres,
      wishes.heightMetres,
      today.whole(0, Math.round(3 * occupancy)),
      today.whole(0, 6),
      offshore,
    ),
  );
  launch(afloat, parked);
  const rocks: Shape[] = dice.chance(0.3)
    ? [
        area(
          blotch(dice, main.point(dice.between(-0.5, 0.5) * reach, -0.8 * reach), axis, reach * 0.35, 8),
          paint("stone", varied(dice, ground.gravel), 0.3, 0.3),
          3,
        ),
      ]
    : [];
  return {
    background: water,
    shapes: [
      ...rocks,
      ...afloat.shapes.filter((shape) => shape.type !== "overhead"),
      ...land.shapes,
      ...hanging,
      ...afloat.hanging,
    ],
    areas,
    tracks,
    cars,
    covers: [],
    stacks: [...stacks, ...afloat.stacks],
    ships: afloat.ships,
    vehicles: land.vehicles,
  };
}
