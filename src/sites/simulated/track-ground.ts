import type { Dice } from "./dice.ts";
import type { LocalFrame } from "./ground-cover.ts";
import { patch } from "./ground-cover.ts";
import { blended, dimmed, ground, paint, varied } from "./paints.ts";
import type { Curve } from "./plane.ts";
import { bandAlong, partOf } from "./plane.ts";
import type { Colour, Shape, TrackShape } from "./shapes.ts";
import { area } from "./shapes.ts";
import type { YardPlan } from "./yard-plan.ts";

/** Sleepers from hardly seen to crisp: dark on pale ballast, or pale on dark. */
function sleepersOn(dice: Dice, bed: Colour): Pick<TrackShape, "sleeper" | "sleepersShown"> {
  if (dice.chance(0.4)) {
    const pale = bed[0] < 100 ? dice.chance(0.85) : dice.chance(0.3);
    const sleeper = pale
      ? varied(dice, blended(ground.sleeperConcrete, [206, 202, 194, 206], dice.next()), 0.08)
      : varied(dice, dimmed(ground.sleeperWood, dice.between(0.45, 0.9)), 0.08);
    return { sleeper, sleepersShown: dice.between(0.75, 1) };
  }
  const colour = dice.chance(0.5) ? ground.sleeperConcrete : ground.sleeperWood;
  return { sleeper: varied(dice, colour, 0.15), sleepersShown: dice.between(0.05, 0.95) };
}

/** A track over its whole length; `used` runs from 0, overgrown, to 1, shining rails. */
export function trackShape(dice: Dice, curve: Curve, gauge: number, bed: Colour, used: number): TrackShape {
  const second =
    used < 0.15 ? { colour: ground.weeds, share: 0.5 } : { colour: dimmed(bed, 0.85), share: 0.3 };
  return {
    type: "track",
    curve,
    gauge,
    bed: paint("track", bed, 0.12, 0.12, second),
    rail: varied(dice, used > 0.5 ? ground.railShiny : ground.rail, 0.12),
    ...sleepersOn(dice, bed),
  };
}

/** Parts of a track that were renewed, stained or paved: their ends are as sharp as those of cars. */
export function stretches(dice: Dice, whole: TrackShape): readonly Shape[] {
  const shapes: Shape[] = [];
  const { curve } = whole;
  const part = (length: number): Curve => {
    const from = dice.between(0, Math.max(1, curve.length - length));
    return partOf(curve, from, Math.min(curve.length, from + length));
  };
  if (dice.chance(0.4))
    for (let i = dice.whole(1, 3); i > 0; i--) {
      const tone = dice.pick([
        ground.ballastDark,
        ground.ballastGrey,
        ground.gravel,
        ground.coal,
        ground.rust,
        ground.soilPale,
      ]);
      const bed = blended(varied(dice, tone, 0.12), whole.bed.colour, dice.between(0, 0.5));
      shapes.push({
        ...trackShape(dice, part(dice.between(6, 90)), whole.gauge, bed, 0.4),
        rail: whole.rail,
      });
    }
  // Oil, coal dust and sand between the rails.
  if (dice.chance(0.45))
    for (let i = dice.whole(1, 5); i > 0; i--) {
      const half = dice.between(0.25, 0.65);
      const tone = dice.weighted<Colour>([
        [ground.coal, 3],
        [ground.ballastDark, 3],
        [ground.rust, 1],
        [ground.soilPale, 1],
      ]);
      const stain = varied(dice, tone, 0.2);
      const second = { colour: whole.bed.colour, share: dice.between(0.05, 0.5) };
      shapes.push(
        area(bandAlong(part(dice.between(3, 60)), -half, half), paint("track", stain, 0.14, 0.2, second)),
      );
    }
  // Panels of a crossing on foot or by road, the rails let in.
  if (dice.chance(0.12)) {
    const tone = varied(
      dice,
      dice.pick([ground.concrete, ground.asphalt, ground.sleeperWood, ground.asphaltOld]),
      0.15,
    );
    shapes.push({
      ...whole,
      curve: part(dice.between(1.5, 9)),
      bed: paint("track", tone, 0.06, 0.1),
      sleepersShown: 0,
    });
  }
  return shapes;
}

/** The pale slabs and the line along both edges of a platform. */
export function platformEdges(
  dice: Dice,
  frame: LocalFrame,
  from: number,
  to: number,
  low: number,
  high: number,
  top: number,
): readonly Shape[] {
  const slabs = paint("stone", varied(dice, [186, 183, 176, 188]), 0.05, 0.08);
  const line = paint(
    "stone",
    varied(
      dice,
      dice.pick([
        [214, 212, 206, 212],
        [206, 184, 92, 204],
      ] as const),
    ),
    0.04,
    0.06,
  );
  const [wide, inset] = [dice.between(0.3, 0.9), dice.between(0.5, 1)];
  return [-1, 1].flatMap((side) => {
    const at = (t: number): number => (side < 0 ? low + t : high - t);
    const band = (t: number, width: number, colour: typeof line): Shape =>
      area(
        patch(frame, from, to, Math.min(at(t), at(t + width)), Math.max(at(t), at(t + width))),
        colour,
        top,
      );
    return [
      ...(dice.chance(0.6) ? [band(0, wide, slabs)] : []),
      ...(dice.chance(0.6) ? [band(inset, 0.15, line)] : []),
    ];
  });
}

/** What lies close along tracks, in the length of a train and the width of a car or less. */
export function trackGround(dice: Dice, plan: YardPlan, into: Shape[]): void {
  const { frame, lanes, low, high } = plan;
  if (lanes.length === 0) return;
  const start = (): number => dice.between(-1, 0.7) * frame.far;
  const band = (
    s: number,
    long: number,
    t: number,
    width: number,
    top: number,
    colour: Colour,
    share = 0,
  ): void => {
    const second = { colour: dimmed(colour, dice.between(0.7, 0.9)), share };
    const surface = paint("stone", colour, dice.between(0.05, 0.12), dice.between(0.06, 0.16), second);
    into.push(area(patch(frame, s, s + long, t - width / 2, t + width / 2), surface, top));
  };
  const beside = (least: number, most: number): number =>
    dice.chance(0.5) ? low + 2.6 - dice.between(least, most) : high - 2.6 + dice.between(least, most);
  // Bands of dark or pale ground in the six-foot and beside the outer tracks.
  for (let i = dice.whole(0, 6); i > 0; i--) {
    const lane = dice.pick(lanes);
    const tone = dice.pick([
      ground.ballastDark,
      ground.coal,
      ground.gravel,
      ground.soilPale,
      ground.soilDark,
      ground.concrete,
    ]);
    const t = lane.offset + (dice.chance(0.5) ? 1 : -1) * dice.between(2.15, 2.5);
    band(start(), dice.between(10, 200), t, dice.between(0.4, 1), 0, varied(dice, tone, 0.15), 0.3);
  }
  // Rails laid down in the track or beside it.
  for (let i = dice.whole(0, 5); i > 0; i--) {
    const [s, lane, long] = [start(), dice.pick(lanes), dice.between(6, 60)];
    const t = lane.offset + dice.pick([-0.3, 0.3, -2, 2]);
    for (let k = dice.whole(1, 4); k > 0; k--)
      band(s + dice.between(0, 2), long, t + k * 0.22, 0.13, 0.18, varied(dice, ground.rust, 0.25));
  }
  // A wall or noise barrier close to the outer track, a ditch or drain, a loading platform.
  if (dice.chance(0.3))
    band(
      start(),
      dice.between(60, 500),
      beside(2.6, 5),
      dice.between(0.15, 0.4),
      dice.between(0.8, 4.5),
      varied(dice, dice.pick([ground.concrete, ground.rust, ground.rail]), 0.15),
    );
  if (dice.chance(0.35))
    band(
      start(),
      dice.between(60, 500),
      beside(2.8, 5.5),
      dice.between(0.6, 2.6),
      -dice.between(0.3, 1.2),
      varied(dice, dice.pick([ground.soilDark, ground.ballastDark, ground.concrete]), 0.15),
      0.3,
    );
  if (dice.chance(0.2)) {
    const [s, long, wide] = [start(), dice.between(15, 160), dice.between(2, 4)];
    const [side, top] = [dice.chance(0.5), dice.pick([0.3, 0.6, 1.1])];
    const [from, to] = side ? [low + 0.8 - wide, low + 0.8] : [high - 0.8, high - 0.8 + wide];
    band(
      s,
      long,
      (from + to) / 2,
      wide,
      top,
      varied(dice, dice.pick([ground.concrete, ground.asphaltOld, ground.gravel])),
      0.2,
    );
    into.push(...platformEdges(dice, frame, s, s + long, from, to, top));
  }
}
