import type { Dice } from "./dice.ts";
import type { Curve, Point, Ring } from "./plane.ts";
import { alongCurve, rectangle } from "./plane.ts";
import type { CarKind, CarType, ContainerSize, Gauge } from "./rolling-stock.ts";
import { containerSizes, typesOf } from "./rolling-stock.ts";

/** A track of a scene. `from` and `to` bound the part where cars may stand, as lengths along its curve. */
export interface Track {
  readonly id: string;
  readonly curve: Curve;
  readonly gauge: Gauge;
  readonly from: number;
  readonly to: number;
}

/** What can be known of a load from above. */
export const covers = ["open", "covered"] as const;
export type Cover = (typeof covers)[number];

export const loads = [
  "empty",
  "coal",
  "gravel",
  "ore",
  "sand",
  "timber",
  "scrap",
  "steel",
  "grain",
  "tarp",
  "containers",
  "closed",
] as const;
export type Load = (typeof loads)[number];

/** A car where it stands. */
export interface StandingCar {
  readonly id: string;
  readonly type: CarType;
  readonly cover: Cover;
  readonly load: Load;
  readonly track: string;
  /** Of its middle, in metres along the track's curve. */
  readonly position: number;
  readonly at: Point;
  readonly along: Point;
  /** The body seen from above, on the ground. */
  readonly outline: Ring;
  /** Containers on its deck: size and offset of the middle along the car. */
  readonly containers: readonly { readonly size: ContainerSize; readonly offset: number }[];
  /** Seed of its colours and dirt; cars of one rake that look alike share it. */
  readonly look: number;
}

interface Style {
  readonly kinds: readonly (readonly [CarKind, number])[];
  /** Chance that the next car is like the one before in type, load and paint. */
  readonly alike: number;
  readonly tarped: number;
  readonly loaded: number;
}

const mixed: Style = {
  kinds: [
    ["gondola", 5],
    ["box", 4],
    ["flat", 2],
    ["container-flat", 3],
    ["tank", 3],
    ["hopper", 2],
  ],
  alike: 0.35,
  tarped: 0.15,
  loaded: 0.6,
};

function rake(kind: CarKind, tarped: number, loaded: number): Style {
  return { kinds: [[kind, 1]], alike: 0.9, tarped, loaded };
}

const styles: readonly (readonly [Style, number])[] = [
  [mixed, 5],
  [rake("gondola", 0, 0.9), 3],
  [rake("gondola", 0.9, 1), 2.5],
  [rake("gondola", 0, 0), 1.5],
  [rake("box", 0, 1), 2.5],
  [rake("tank", 0, 1), 2.5],
  [rake("container-flat", 0, 0.85), 3],
  [rake("flat", 0.7, 1), 1.5],
  [rake("hopper", 0, 1), 1],
  [rake("passenger", 0, 1), 1],
];

function loadOf(dice: Dice, kind: CarKind, style: Style): { cover: Cover; load: Load } {
  if (kind === "container-flat") {
    if (!dice.chance(style.loaded)) return { cover: "open", load: "empty" };
    return { cover: "covered", load: "containers" };
  }
  if (kind === "gondola" || kind === "flat") {
    if (dice.chance(style.tarped)) return { cover: "covered", load: "tarp" };
    if (!dice.chance(style.loaded)) return { cover: "open", load: "empty" };
    const goods: readonly Load[] =
      kind === "gondola"
        ? ["coal", "coal", "gravel", "ore", "sand", "timber", "scrap", "steel", "grain"]
        : ["timber", "steel", "scrap"];
    return { cover: "open", load: dice.pick(goods) };
  }
  return { cover: "covered", load: "closed" };
}

function containersOn(dice: Dice, type: CarType): StandingCar["containers"] {
  const twenty = containerSizes["20 ft"].length;
  const pair = twenty / 2 + dice.between(0.15, 0.45);
  if (type.body >= 13 && dice.chance(0.35))
    return [{ size: dice.chance(0.6) ? "40 ft" : "40 ft high cube", offset: dice.between(-0.3, 0.3) }];
  if (dice.chance(0.15)) return [{ size: "20 ft", offset: dice.pick([-pair, 0, pair]) }];
  return [
    { size: "20 ft", offset: -pair },
    { size: "20 ft", offset: pair },
  ];
}

/**
 * Cars on a track: cuts of coupled cars with free track between them, up to a share of the usable length.
 * Coupled cars touch at the couplers, so that no two cars ever share a piece of track.
 */
export function carsOn(dice: Dice, track: Track, share: number): readonly StandingCar[] {
  const cars: StandingCar[] = [];
  const usable = track.to - track.from;
  if (usable < 30 || share <= 0) return cars;
  let free = usable * (1 - Math.min(0.99, share));
  const wait = (most: number): number => {
    const metres = Math.min(free, dice.between(0, most));
    free -= metres;
    return metres;
  };
  let at = track.from + wait(free * 1.2 + 1);
  while (at < track.to - 12) {
    const style = dice.weighted(styles);
    const count = dice.weighted<number>([
      [1, 1.5],
      [dice.whole(2, 5), 3],
      [dice.whole(6, 18), 4],
      [60, 2],
    ]);
    let before: StandingCar | null = null;
    for (let i = 0; i < count; i++) {
      const leads = i === 0 && count > 3 && dice.chance(0.22);
      const like: StandingCar | null =
        before !== null && before.type.kind !== "locomotive" && dice.chance(style.alike) ? before : null;
      const kind: CarKind = leads ? "locomotive" : dice.weighted(style.kinds);
      const choices = typesOf(kind, track.gauge);
      const type: CarType = like?.type ?? dice.weighted(choices);
      if (at + type.overCouplers > track.to) {
        at = track.to;
        break;
      }
      const fresh = loadOf(dice, type.kind, style);
      const same = like !== null && dice.chance(0.9);
      const position = at + type.overCouplers / 2;
      const { at: middle, along } = alongCurve(track.curve, position);
      const load = same ? like.load : fresh.load;
      const car: StandingCar = {
        id: `${track.id}-${cars.length + 1}`,
        type,
        cover: same ? like.cover : fresh.cover,
        load,
        track: track.id,
        position,
        at: middle,
        along,
        outline: rectangle(middle, along, type.body / 2, type.width / 2),
        containers: load === "containers" ? containersOn(dice, type) : [],
        look: same && dice.chance(0.7) ? like.look : Math.floor(dice.next() * 4_294_967_296),
      };
      cars.push(car);
      before = car;
      at += type.overCouplers;
    }
    // Free track between cuts: from a few metres, where cars were only uncoupled, to most of what is left.
    at += dice.chance(0.4) ? wait(6) + 1 : wait(free * 0.9 + 1) + 1;
  }
  return cars;
}
