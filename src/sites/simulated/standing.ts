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
  "vehicles",
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
  /** Whether it is joined to another body of the same set, behind and ahead along the track. */
  readonly joined: { readonly behind: boolean; readonly ahead: boolean };
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
    ["maintenance", 0.4],
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
  [rake("container-flat", 0, 0.45), 1],
  [rake("passenger", 0, 1), 1.2],
  [{ ...rake("locomotive", 0, 1), alike: 0.4 }, 0.5],
  [{ ...rake("maintenance", 0, 1), alike: 0.1 }, 0.5],
];

function loadOf(dice: Dice, { kind, look }: CarType, style: Style): { cover: Cover; load: Load } {
  if (kind === "container-flat") {
    if (!dice.chance(style.loaded)) return { cover: "open", load: "empty" };
    return { cover: "covered", load: "containers" };
  }
  if (look === "car-carrier") return { cover: "open", load: dice.chance(0.75) ? "vehicles" : "empty" };
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

/** Fills a deck from one end with what fits; on some decks places stay empty. */
function containersOn(dice: Dice, { body, gauge }: CarType): StandingCar["containers"] {
  const west = gauge === "1435" ? 1 : 0;
  const sizes: readonly (readonly [ContainerSize, number])[] = [
    ["20 ft", 5],
    ["40 ft", 2],
    ["40 ft high cube", 1.5],
    ["45 ft", 0.5],
    ["swap body", 1.6 * west],
    ["long swap body", 1.6 * west],
  ];
  const placed: { size: ContainerSize; offset: number }[] = [];
  let [used, gap] = [0, dice.between(0.1, 0.8)];
  for (;;) {
    const fitting = sizes.filter(
      ([size, weight]) => weight > 0 && used + containerSizes[size].length <= body + 0.3,
    );
    if (fitting.length === 0) break;
    const size = dice.weighted(fitting);
    const { length } = containerSizes[size];
    placed.push({ size, offset: used + length / 2 });
    gap = Math.min(gap, Math.max(0, body - used - length - containerSizes["20 ft"].length));
    used += length + gap;
  }
  const spare = body - (used - gap);
  const start = -body / 2 + (spare > 1 ? dice.pick([0.1, spare / 2, spare - 0.1]) : spare / 2);
  const all = placed.map(({ size, offset }) => ({ size, offset: start + offset }));
  if (all.length < 2 || dice.chance(0.7)) return all;
  const kept = all.filter(() => dice.chance(0.5));
  return kept.length > 0 ? kept : [dice.pick(all)];
}

/** Free track between two sets of bodies, beyond what a set has within: the ends of a set have buffers or couplers. */
const betweenSets = 0.4;

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
      const [least, most] = type.bodies;
      const bodies = most > 1 ? dice.whole(least, most) : 1;
      if (at + bodies * type.overCouplers > track.to) {
        at = track.to;
        break;
      }
      const same = like !== null && dice.chance(0.9);
      const look = same && dice.chance(0.7) ? like.look : Math.floor(dice.next() * 4_294_967_296);
      for (let k = 0; k < bodies; k++) {
        const { cover, load } = same ? like : loadOf(dice, type, style);
        const position = at + type.overCouplers / 2;
        const { at: middle, along } = alongCurve(track.curve, position);
        const car: StandingCar = {
          id: `${track.id}-${cars.length + 1}`,
          type,
          cover,
          load,
          track: track.id,
          position,
          at: middle,
          along,
          outline: rectangle(middle, along, type.body / 2, type.width / 2),
          containers: load === "containers" ? containersOn(dice, type) : [],
          joined: { behind: k > 0, ahead: k < bodies - 1 },
          look,
        };
        cars.push(car);
        before = car;
        at += type.overCouplers;
      }
      if (bodies > 1) at += betweenSets;
    }
    // Free track between cuts: from a few metres, where cars were only uncoupled, to most of what is left.
    at += dice.chance(0.4) ? wait(6) + 1 : wait(free * 0.9 + 1) + 1;
  }
  return cars;
}

/** Most cars that stand on a track when each takes up so many metres: none where the usable part is too short. */
export const roomFor = (track: Track, overCouplers: number): number =>
  Math.max(0, Math.floor((track.to - track.from) / overCouplers));

/** One rake of so many gondolas under tarps, coupled, anywhere on the usable part of a track. */
export function tarpedRakeOn(dice: Dice, track: Track, count: number): readonly StandingCar[] {
  const [type] = typesOf("gondola", track.gauge)[0] ?? [];
  if (type === undefined) return [];
  const free = track.to - track.from - count * type.overCouplers;
  if (free < 0) throw new RangeError(`tarpedRakeOn: no room for ${count} cars on ${track.id}`);
  const start = track.from + dice.between(0, free);
  let look = Math.floor(dice.next() * 4_294_967_296);
  return Array.from({ length: count }, (_, i): StandingCar => {
    if (dice.chance(0.4)) look = Math.floor(dice.next() * 4_294_967_296);
    const position = start + (i + 0.5) * type.overCouplers;
    const { at, along } = alongCurve(track.curve, position);
    return {
      id: `${track.id}-${i + 1}`,
      type,
      cover: "covered",
      load: "tarp",
      track: track.id,
      position,
      at,
      along,
      outline: rectangle(at, along, type.body / 2, type.width / 2),
      containers: [],
      joined: { behind: false, ahead: false },
      look,
    };
  });
}
