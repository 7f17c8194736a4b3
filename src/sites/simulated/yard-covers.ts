import { vehicle } from "./building.ts";
import type { Dice } from "./dice.ts";
import type { LocalFrame } from "./ground-cover.ts";
import { patch } from "./ground-cover.ts";
import { dimmed, ground, paint, roofColours, varied } from "./paints.ts";
import { heading, leftOf, moved, rectangle } from "./plane.ts";
import type { SceneCover, VehicleTruth } from "./scene.ts";
import type { Shape } from "./shapes.ts";
import { block } from "./shapes.ts";
import type { YardPlan } from "./yard-plan.ts";

interface Extent {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  /** Of the eaves, in metres above the ground. */
  readonly height: number;
}

/** A roof on posts along the tracks: flat or in gabled bays, in pieces that follow the bend. */
export function canopy(
  dice: Dice,
  frame: LocalFrame,
  id: string,
  { from, to, low, high, height }: Extent,
): { readonly shapes: readonly Shape[]; readonly cover: SceneCover } {
  const colour = varied(dice, dice.pick(roofColours), 0.12);
  const roof = paint("roof", colour, 0.05, dice.between(0.06, 0.2), {
    colour: dimmed(colour, 0.82),
    share: dice.between(0, 0.4),
  });
  const bays = high - low > 12 ? dice.whole(1, Math.round((high - low) / 8)) : 1;
  const half = (high - low) / bays / 2;
  const gabled = dice.chance(0.6);
  const rise = gabled ? half * dice.between(0.08, 0.25) : 0;
  const [pattern, pitch] = [dice.chance(0.7) ? "seams" : "plain", dice.between(1.5, 6)] as const;
  const pieces = Math.max(1, Math.ceil((to - from) / 12.5));
  const long = (to - from) / pieces;
  const shapes: Shape[] = [];
  for (let i = 0; i < pieces; i++)
    for (let bay = 0; bay < bays; bay++) {
      const s = from + (i + 0.5) * long;
      shapes.push(
        block({
          at: frame.point(s, low + (2 * bay + 1) * half),
          along: frame.along(s),
          halfLength: long / 2 + 0.1,
          halfWidth: half,
          base: height,
          rise,
          profile: gabled ? "gable" : "flat",
          pattern,
          pitch,
          paint: roof,
        }),
      );
    }
  const cover = {
    id,
    kind: "canopy",
    outline: patch(frame, from, to, low, high),
    top: height + rise,
  } as const;
  return { shapes, cover };
}

/** A road over all tracks at any angle near a right one, with parapets, a line and traffic. */
function bridge(
  dice: Dice,
  { frame, low, high }: YardPlan,
  id: string,
): {
  readonly shapes: readonly Shape[];
  readonly cover: SceneCover;
  readonly vehicles: readonly VehicleTruth[];
} {
  const s = dice.between(-0.55, 0.55) * frame.far;
  const side = leftOf(frame.along(s));
  const along = heading(Math.atan2(side[1], side[0]) + dice.between(-0.6, 0.6));
  const at = frame.point(s, (low + high) / 2);
  const [halfLength, halfWidth, top] = [(high - low) * 0.75 + 70, dice.between(2, 9), dice.between(6.6, 8.4)];
  const deck = varied(dice, dice.pick([ground.asphalt, ground.asphaltOld, ground.concrete]), 0.12);
  const line = paint("road", [200, 198, 190, 200], 0.05, 0.1);
  const parapet = paint(
    "road",
    varied(dice, dice.pick([ground.concrete, ground.rail, deck]), 0.15),
    0.05,
    0.1,
  );
  const strip = (aside: number, width: number, base: number, surface: typeof line): Shape =>
    block({
      at: moved(at, leftOf(along), aside),
      along,
      halfLength,
      halfWidth: width / 2,
      base,
      paint: surface,
    });
  const shapes: Shape[] = [strip(0, 2 * halfWidth, top, paint("road", deck, 0.06, 0.1))];
  for (const edge of [-1, 1]) shapes.push(strip(edge * (halfWidth - 0.2), 0.4, top + 1, parapet));
  if (halfWidth > 3) shapes.push(strip(0, 0.18, top + 0.01, line));
  const vehicles: VehicleTruth[] = [];
  for (let way = -halfLength + 10; way < halfLength - 10; way += dice.between(12, 90)) {
    if (halfWidth < 3) break;
    const forth = dice.chance(0.5);
    const one = vehicle(
      dice,
      `${id}-${vehicles.length + 1}`,
      moved(moved(at, along, way), leftOf(along), (forth ? -0.45 : 0.45) * halfWidth),
      forth ? along : [-along[0], -along[1]],
      dice.chance(0.3) ? "truck" : "car",
      dice.chance(0.7) ? dice.between(5, 18) : 0,
    );
    shapes.push(
      ...one.shapes.map((shape) => (shape.type === "block" ? { ...shape, base: shape.base + top } : shape)),
    );
    vehicles.push({ ...one.truth, top: one.truth.top + top });
  }
  const outline = rectangle(at, along, halfLength, halfWidth);
  return { shapes, cover: { id, kind: "bridge", outline, top }, vehicles };
}

/** Canopies over tracks and bridges across them: about one yard in five has either. */
export function overTracks(
  dice: Dice,
  plan: YardPlan,
): {
  readonly shapes: readonly Shape[];
  readonly covers: readonly SceneCover[];
  readonly vehicles: readonly VehicleTruth[];
} {
  const shapes: Shape[] = [];
  const covers: SceneCover[] = [];
  const vehicles: VehicleTruth[] = [];
  if (plan.lanes.length === 0) return { shapes, covers, vehicles };
  for (let i = dice.chance(0.14) ? dice.whole(1, 2) : 0; i > 0; i--) {
    const width = dice.between(8, 26);
    const from = dice.between(-0.8, 0.4) * plan.frame.far;
    const low = dice.pick(plan.lanes.map((lane) => lane.offset)) - width * dice.between(0.2, 0.8);
    const extent = {
      from,
      to: from + dice.between(25, 260),
      low,
      high: low + width,
      height: dice.between(5.6, 9),
    };
    const one = canopy(dice, plan.frame, `roof${i}`, extent);
    shapes.push(...one.shapes);
    covers.push(one.cover);
  }
  if (dice.chance(0.14)) {
    const one = bridge(dice, plan, "bridge");
    shapes.push(...one.shapes);
    covers.push(one.cover);
    vehicles.push(...one.vehicles);
  }
  return { shapes, covers, vehicles };
}
