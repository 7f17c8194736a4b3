import { InputError } from "../../base/errors.ts";
import { carShapes } from "./car-drawing.ts";
import { diceOf } from "./dice.ts";
import type { Neighbourhood } from "./ground-cover.ts";
import { bareGround, meadow, patch } from "./ground-cover.ts";
import { blended, ground, paint, varied } from "./paints.ts";
import type { Gauge } from "./rolling-stock.ts";
import { stretches, trackGround, trackShape } from "./track-ground.ts";
import { overTracks } from "./yard-covers.ts";
import type { SceneContent, SceneCover } from "./scene.ts";
import { area, block } from "./shapes.ts";
import { carsOn, roomFor, tarpedRakeOn, type StandingCar, type Track } from "./standing.ts";
import { neighbourhood } from "./surroundings.ts";
import { clutter, wires } from "./yard-furniture.ts";
import { besideTracks, blotches, groundOfStrip } from "./yard-ground.ts";
import { planYard } from "./yard-plan.ts";

export interface YardWishes {
  readonly seed: number;
  readonly state: number;
  readonly widthMetres: number;
  readonly heightMetres: number;
  readonly gauge: Gauge;
  /** About how many tracks; 0: by chance. */
  readonly tracks: number;
  /** Share of track length with cars on it, over the whole yard; each track has its own. */
  readonly occupancy: number;
  /** Exactly so many gondolas under tarps and nothing else on the tracks; 0: cars by chance. */
  readonly tarpedCars: number;
  /** Of the bend of the whole yard; 0: straight or wide, by chance. */
  readonly radiusMetres: number;
}

/**
 * Draws a yard. The seed decides what is fixed: tracks, ground, buildings, trees, masts. The state decides what stands there today: cars, loads,
 * containers, trucks.
 */
export function drawRailYard(wishes: YardWishes): SceneContent {
  const dice = diceOf(wishes.seed, "yard");
  const reach = Math.sqrt(wishes.widthMetres ** 2 + wishes.heightMetres ** 2) / 2 + 30;
  const wanted =
    wishes.tracks > 0
      ? wishes.tracks
      : dice.weighted<number>([
          [dice.whole(2, 5), 2],
          [dice.whole(5, 12), 4],
          [dice.whole(12, 26), 3],
        ]);
  const plan = planYard(dice, reach, wanted, wishes.gauge, wishes.radiusMetres);
  const { frame, low, high } = plan;
  const into: Neighbourhood = { shapes: [], vehicles: [] };
  const verge = dice.between(3, 14);
  const outer = reach;
  neighbourhood(
    diceOf(wishes.seed, "left"),
    into,
    frame,
    "l",
    -frame.far,
    frame.far,
    high + verge,
    outer + Math.abs(high),
  );
  neighbourhood(
    diceOf(wishes.seed, "right"),
    into,
    frame,
    "r",
    -frame.far,
    frame.far,
    low - verge,
    -outer - Math.abs(low),
  );

  const tone = varied(
    dice,
    dice.pick([
      ground.ballastGrey,
      ground.ballastGrey,
      ground.ballastBrown,
      ground.gravel,
      ground.soil,
      ground.ballastDark,
    ]),
    0.1,
  );
  const weedy = {
    colour: varied(dice, dice.pick([ground.weeds, ground.soil, ground.ballastDark])),
    share: dice.between(0, 0.45),
  };
  into.shapes.push(
    area(
      patch(frame, -frame.far, frame.far, low - verge, high + verge),
      dice.chance(0.4) ? meadow(dice) : bareGround(dice),
    ),
  );
  const [edgeLow, edgeHigh] = [low - dice.between(0, 3), high + dice.between(0, 3)];
  into.shapes.push(
    area(patch(frame, -frame.far, frame.far, edgeLow, edgeHigh), paint("stone", tone, 0.1, 0.12, weedy)),
  );
  const covers: SceneCover[] = [];
  plan.strips.forEach((strip, i) => {
    if (strip.kind === "bundle" && dice.chance(0.35))
      into.shapes.push(
        area(
          patch(frame, -frame.far, frame.far, strip.from, strip.to),
          paint("stone", varied(dice, tone, 0.15), 0.1, 0.14, weedy),
        ),
      );
    if (strip.kind !== "bundle") covers.push(...groundOfStrip(dice, plan, strip, into, `strip${i}`));
  });
  blotches(dice, plan, into.shapes, dice.whole(10, 70));

  for (const lane of plan.lanes) {
    const used = lane.main ? 1 : dice.next();
    const bed = blended(
      varied(dice, tone, 0.08),
      varied(dice, dice.pick([ground.rust, ground.ballastDark, ground.ballastBrown])),
      dice.between(0.15, 0.75),
    );
    const whole = trackShape(dice, lane.curve, Number(wishes.gauge) / 1000, bed, used);
    into.shapes.push(whole);
    into.shapes.push(...stretches(dice, whole));
  }
  for (const { at, along } of plan.stops)
    into.shapes.push(
      block({
        at,
        along,
        halfLength: 0.8,
        halfWidth: 1.4,
        base: 1.2,
        paint: paint("stone", varied(dice, [150, 110, 92, 150])),
      }),
    );
  trackGround(diceOf(wishes.seed, "track ground"), plan, into.shapes);
  clutter(diceOf(wishes.seed, "clutter"), plan, into.shapes);
  into.shapes.push(...wires(diceOf(wishes.seed, "wires"), plan).standing);

  const today = diceOf(wishes.seed, "state", wishes.state);
  const beside = besideTracks(today, plan, into.shapes);
  const given = wishes.tarpedCars > 0 ? tarpedRakes(wishes, plan.tracks) : null;
  const byChance = plan.tracks.flatMap((track, i) => {
    if (given !== null) return [];
    const own = diceOf(wishes.seed, "state", wishes.state, "track", track.id);
    const spread = own.weighted<number>([
      [0, 3],
      [own.between(0, 1), 3],
      [1, 2],
      [own.between(1, 2), 2],
    ]);
    const main = plan.lanes[i]?.main ? 0.4 : 1;
    return carsOn(own, track, Math.min(0.97, wishes.occupancy * spread * 1.15 * main));
  });
  const cars = given ?? byChance;
  for (const car of cars) into.shapes.push(...carShapes(car));
  // What stands over the tracks hides the cars under it, so it is painted after them.
  const over = overTracks(diceOf(wishes.seed, "covers"), plan);
  into.shapes.push(...over.shapes);
  into.shapes.push(...wires(diceOf(wishes.seed, "wires"), plan).hanging);
  return {
    background: meadow(dice),
    shapes: into.shapes,
    areas: [{ id: "yard", kind: "yard", outline: patch(frame, -frame.far, frame.far, low, high) }],
    tracks: plan.tracks,
    cars,
    covers: [...covers, ...over.covers],
    stacks: beside.stacks,
    ships: [],
    vehicles: [...into.vehicles, ...over.vehicles, ...beside.vehicles],
  };
}

/** Metres that a gondola takes up at most, for sharing cars out over tracks. */
const gondolaMetres = 14;

/**
 * So many tarped gondolas, shared out over the tracks by their room as evenly as it goes.
 * @throws InputError when the tracks have no room for them
 */
function tarpedRakes(
  { seed, state, tarpedCars }: YardWishes,
  tracks: readonly Track[],
): readonly StandingCar[] {
  const room = tracks.map((track) => roomFor(track, gondolaMetres));
  const most = room.reduce((sum, n) => sum + n, 0);
  if (most < tarpedCars)
    throw InputError.of(
      "scene",
      "tarpedCars",
      String(tarpedCars),
      `at most ${most}, the room on the tracks of this scene`,
    );
  const share = room.map(() => 0);
  for (let left = tarpedCars; left > 0;)
    for (const [i, cars] of share.entries())
      if (left > 0 && cars < (room[i] ?? 0)) {
        share[i] = cars + 1;
        left--;
      }
  return tracks.flatMap((track, i) =>
    tarpedRakeOn(diceOf(seed, "state", state, "rake", track.id), track, share[i] ?? 0),
  );
}
