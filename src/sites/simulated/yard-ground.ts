import { hall, vehicle } from "./building.ts";
import { containerShape } from "./car-drawing.ts";
import type { Dice } from "./dice.ts";
import type { Neighbourhood } from "./ground-cover.ts";
import { bareGround, blotch, grove, meadow, patch, pavement, road } from "./ground-cover.ts";
import { blended, ground, paint, varied } from "./paints.ts";
import { rectangle } from "./plane.ts";
import { containerSizes } from "./rolling-stock.ts";
import { platformEdges } from "./track-ground.ts";
import { canopy } from "./yard-covers.ts";
import type { ContainerStack, SceneCover, VehicleTruth } from "./scene.ts";
import type { Shape } from "./shapes.ts";
import { area } from "./shapes.ts";
import type { Strip, YardPlan } from "./yard-plan.ts";

/** Draws what lies in a strip between bundles of tracks; gives the canopies in it. */
export function groundOfStrip(
  dice: Dice,
  plan: YardPlan,
  strip: Strip,
  into: Neighbourhood,
  name: string,
): readonly SceneCover[] {
  const { frame } = plan;
  const ring = patch(frame, -frame.far, frame.far, strip.from, strip.to);
  const middle = (strip.from + strip.to) / 2;
  if (strip.kind === "grass") {
    into.shapes.push(area(ring, meadow(dice)));
    if (dice.chance(0.5))
      grove(
        dice,
        into.shapes,
        frame,
        -frame.far,
        frame.far,
        strip.from + 1,
        strip.to - 1,
        dice.between(60, 500),
      );
  } else if (strip.kind === "road")
    road(dice, into, frame, name, -frame.far, frame.far, middle, strip.to - strip.from, 0.45);
  else if (strip.kind === "goods") {
    into.shapes.push(area(ring, dice.chance(0.6) ? pavement(dice) : bareGround(dice)));
    const [s, length] = [dice.between(-0.4, 0.2) * frame.far, dice.between(30, 140)];
    const width = Math.max(5, (strip.to - strip.from) * dice.between(0.4, 0.7));
    into.shapes.push(
      ...hall(dice, frame.point(s + length / 2, middle), frame.along(s + length / 2), length, width),
    );
  } else if (strip.kind === "platform") {
    const [from, length] = [dice.between(-0.7, -0.1) * frame.far, dice.between(80, 350)];
    const top = dice.pick([0.25, 0.55, 1.1]);
    into.shapes.push(area(ring, bareGround(dice)));
    into.shapes.push(
      area(
        patch(frame, from, from + length, strip.from, strip.to),
        paint("stone", varied(dice, ground.concrete), 0.05, 0.08),
        top,
      ),
    );
    into.shapes.push(...platformEdges(dice, frame, from, from + length, strip.from, strip.to, top));
    if (dice.chance(0.55)) {
      const start = from + dice.between(0, length * 0.4);
      const half = Math.max(1.5, (strip.to - strip.from) * dice.between(0.3, 0.5));
      const { shapes, cover } = canopy(dice, frame, name, {
        from: start,
        to: start + dice.between(25, Math.max(30, length * 0.55)),
        low: middle - half,
        high: middle + half,
        height: top + 3.6,
      });
      into.shapes.push(...shapes);
      return [cover];
    }
  }
  return [];
}

/** Stains, weeds and spilled loads over the tracks' ground, which make every piece of it a little different. */
export function blotches(dice: Dice, plan: YardPlan, into: Shape[], many: number): void {
  const { frame, low, high } = plan;
  const tones = [
    ground.ballastDark,
    ground.weeds,
    ground.soil,
    ground.soilPale,
    ground.coal,
    ground.gravel,
    ground.ballastBrown,
    ground.rust,
  ];
  for (let i = 0; i < many; i++) {
    const s = dice.between(-frame.far, frame.far);
    const colour = varied(dice, dice.pick(tones), 0.15);
    into.push(
      area(
        blotch(
          dice,
          frame.point(s, dice.between(low - 6, high + 6)),
          frame.along(s),
          dice.between(2, 18),
          dice.between(0.8, 4),
        ),
        paint(colour[3] > colour[0] * 1.3 ? "grass" : "stone", colour, 0.14, 0.2, {
          colour: blended(colour, ground.ballastGrey, 0.7),
          share: dice.between(0.3, 0.6),
        }),
      ),
    );
  }
}

/** Containers and trucks beside the tracks, on ground that is free of them; they differ from one state to the next. */
export function besideTracks(
  dice: Dice,
  plan: YardPlan,
  into: Shape[],
): { stacks: ContainerStack[]; vehicles: VehicleTruth[] } {
  const stacks: ContainerStack[] = [];
  const vehicles: VehicleTruth[] = [];
  for (const strip of plan.strips) {
    if (strip.kind === "bundle" || strip.kind === "platform" || strip.kind === "goods") continue;
    const width = strip.to - strip.from;
    if (width < 4 || !dice.chance(0.5)) continue;
    for (
      let s = dice.between(-0.9, 0.3) * plan.frame.far, end = s + dice.between(20, 160);
      s < end;
      s += 7.5
    ) {
      if (!dice.chance(0.6)) continue;
      const size = "20 ft" as const;
      const { length, height, width: across } = containerSizes[size];
      const at = plan.frame.point(s, strip.from + 1.9);
      const along = plan.frame.along(s);
      const tiers = dice.weighted<number>([
        [1, 5],
        [2, 1],
      ]);
      into.push(containerShape(dice, at, along, length, tiers * height));
      stacks.push({
        id: `g${stacks.length + 1}`,
        size,
        tiers,
        at,
        outline: rectangle(at, along, length / 2, across / 2),
        top: tiers * height,
        ship: null,
      });
    }
  }
  // Loading trucks stand close to the outermost track.
  const edge = dice.pick([plan.low - 2.2, plan.high + 2.2]);
  for (
    let i = dice.whole(0, 8), s = dice.between(-0.6, 0.4) * plan.frame.far;
    i > 0;
    i--, s += dice.between(10, 28)
  ) {
    const { shapes, truth } = vehicle(
      dice,
      `t${i}`,
      plan.frame.point(s, edge),
      plan.frame.along(s),
      "truck",
      0,
    );
    into.push(...shapes);
    vehicles.push(truth);
  }
  return { stacks, vehicles };
}
