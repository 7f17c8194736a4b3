import type { Dice } from "./dice.ts";
import { blended, dimmed, ground, paint, varied } from "./paints.ts";
import type { Point } from "./plane.ts";
import { leftOf, moved } from "./plane.ts";
import type { ContainerStack, ShipTruth } from "./scene.ts";
import type { Colour, Shape } from "./shapes.ts";
import { area, beam, block } from "./shapes.ts";
import { deckCargo, hullOf, wakeOf } from "./ship-parts.ts";

export interface DrawnShip {
  readonly shapes: readonly Shape[];
  /** Its wake, which lies on the water below everything. */
  readonly wake: readonly Shape[];
  readonly hanging: readonly Shape[];
  readonly truth: ShipTruth;
  readonly stacks: readonly ContainerStack[];
}

/** What is known of a ship's looks; what is left out is drawn by chance. */
export interface ShipLook {
  /** Metres across. */
  readonly beam?: number;
  readonly hull?: Colour;
  readonly deck?: Colour;
  /** Bridge before the holds, or behind them. */
  readonly forward?: boolean;
  readonly holds?: number;
  readonly cranes?: number;
  /** Share of the deck under containers, 0 to 1. */
  readonly containers?: number;
}

const hullColours: readonly Colour[] = [
  [120, 62, 54, 124],
  [58, 62, 72, 62],
  [64, 88, 76, 96],
  [130, 96, 74, 134],
  [100, 104, 106, 100],
  [58, 80, 112, 80],
];

/**
 * Draws a ship of a kind and length, afloat at a place.
 * @param at its middle
 * @param along towards its bow
 * @param speed metres a second over the ground
 * @param loaded share of its deck under cargo, 0 to 1
 */
export function ship(
  dice: Dice,
  id: string,
  kind: ShipTruth["kind"],
  at: Point,
  along: Point,
  length: number,
  speed: number,
  loaded: number,
  look: ShipLook = {},
): DrawnShip {
  const beamWidth =
    look.beam ?? (kind === "boat" ? length * dice.between(0.26, 0.36) : length / dice.between(6, 7.4));
  const outline = hullOf(at, along, length, beamWidth);
  const wake = speed > 0.5 ? wakeOf(dice, at, along, length, beamWidth, speed) : [];
  const hull = look.hull ?? varied(dice, dice.pick(hullColours));
  const white = paint("vehicle", varied(dice, [206, 206, 202, 200], 0.08), 0.03, 0.06);
  const place = (u: number, v = 0): Point =>
    moved(moved(at, along, u * length), leftOf(along), (v * beamWidth) / 2);
  const part = (u: number, long: number, wide: number, base: number, surface = white): Shape =>
    block({ at: place(u), along, halfLength: long / 2, halfWidth: wide / 2, base, paint: surface });
  if (kind === "boat") {
    const top = dice.between(1, 2.2);
    const deck = paint("vehicle", dice.chance(0.6) ? [198, 198, 194, 190] : hull, 0.04, 0.1);
    const cabin = look.forward === undefined ? dice.between(-0.15, 0.15) : look.forward ? 0.15 : -0.15;
    return {
      wake,
      hanging: [],
      stacks: [],
      shapes: [
        area(outline, deck, top),
        part(
          cabin,
          length * 0.3,
          beamWidth * 0.6,
          top + 1.6,
          paint("vehicle", varied(dice, [120, 124, 128, 118], 0.3)),
        ),
      ],
      truth: { id, kind, length, beam: beamWidth, at, along, outline, speed, top },
    };
  }
  const deckHeight = length * dice.between(0.035, 0.06);
  const deckColour =
    look.deck ??
    varied(dice, dice.pick([hull, [112, 72, 62, 118], [96, 112, 102, 108], [130, 126, 118, 130]] as const));
  const shapes: Shape[] = [
    area(outline, paint("vehicle", dimmed(hull, 0.9), 0.05, 0.12), deckHeight + 0.9),
    area(
      hullOf(at, along, length - 1.6, beamWidth - 1.4),
      paint("vehicle", deckColour, 0.06, 0.15, {
        colour: blended(deckColour, ground.rust, 0.6),
        share: 0.25,
      }),
      deckHeight,
    ),
  ];
  const hanging: Shape[] = [];
  const forward = look.forward ?? (kind === "cargo" && dice.chance(0.2));
  const bridge = forward ? dice.between(0.28, 0.36) : dice.between(-0.42, -0.36);
  const bridgeLong = Math.max(9, length * dice.between(0.09, 0.14));
  shapes.push(
    part(bridge, bridgeLong, beamWidth * 0.88, deckHeight + 9),
    part(bridge, bridgeLong * 0.55, beamWidth * 0.94, deckHeight + 13),
  );
  shapes.push(
    part(
      forward ? -0.42 : bridge - 0.03,
      bridgeLong * 0.25,
      beamWidth * 0.25,
      deckHeight + 17,
      paint("vehicle", varied(dice, dice.pick(hullColours))),
    ),
  );
  shapes.push(part(0.46, length * 0.04, beamWidth * 0.4, deckHeight + 2.5, paint("vehicle", deckColour)));
  const [from, to] = forward
    ? [-0.44 * length, bridge * length - bridgeLong / 2 - 2]
    : [bridge * length + bridgeLong / 2 + 2, 0.4 * length];
  const hatchTop = deckHeight + dice.between(1, 2.2);
  const hatch = paint(
    "vehicle",
    varied(
      dice,
      dice.pick([deckColour, [140, 100, 84, 144], [150, 148, 142, 150], [92, 114, 104, 108]] as const),
    ),
    0.05,
    0.12,
  );
  let stacks: ContainerStack[] = [];
  if (kind === "tanker") {
    for (const v of [-0.12, 0, 0.12])
      shapes.push(
        block({
          at: place((from + to) / 2 / length, v),
          along,
          halfLength: (to - from) / 2,
          halfWidth: 0.5,
          base: deckHeight + 1.2,
          paint: paint("vehicle", varied(dice, ground.concrete, 0.2)),
        }),
      );
    shapes.push(
      part((from + to) / 2 / length, 5, beamWidth * 0.8, deckHeight + 2, paint("vehicle", ground.rust)),
    );
  } else {
    const holds = look.holds ?? Math.max(2, Math.round((to - from) / dice.between(16, 26)));
    const long = (to - from) / holds;
    for (let i = 0; i < holds; i++) {
      const u = (from + (i + 0.5) * long) / length;
      const open = kind === "bulk" && dice.chance(0.25);
      shapes.push(
        block({
          at: place(u),
          along,
          halfLength: long * 0.4,
          halfWidth: beamWidth * 0.36,
          base: open ? deckHeight - 4 : hatchTop,
          pattern: open ? "plain" : "ribs",
          pitch: dice.between(2, 5),
          paint: open ? paint("load", ground.coal, 0.1, 0.2) : hatch,
        }),
      );
    }
    const crane = (u: number): void => {
      shapes.push(part(u, 2.4, 2.4, deckHeight + 14, paint("vehicle", varied(dice, [190, 168, 110, 188]))));
      hanging.push(
        beam(
          place(u),
          moved(place(u), along, long * dice.between(0.6, 0.95)),
          1.1,
          deckHeight + 12,
          varied(dice, [190, 176, 130, 188]),
          0.8,
        ),
      );
    };
    if (look.cranes !== undefined)
      for (let i = 1; i <= look.cranes; i++) crane((from + ((to - from) * i) / (look.cranes + 1)) / length);
    else if (kind !== "container" && dice.chance(0.75))
      for (let i = 0; i < holds - 1; i += dice.whole(1, 2)) crane((from + (i + 1) * long) / length);
    const isStowed =
      look.containers === undefined
        ? kind === "container" || (kind === "cargo" && dice.chance(loaded))
        : look.containers > 0;
    if (isStowed) {
      const cargo = deckCargo(
        dice,
        id,
        at,
        along,
        from,
        to,
        beamWidth,
        hatchTop,
        look.containers ?? (kind === "container" ? Math.max(0.2, loaded) : loaded * 0.7),
      );
      shapes.push(...cargo.shapes);
      stacks = cargo.stacks;
    }
  }
  return {
    wake,
    hanging,
    stacks,
    shapes,
    truth: { id, kind, length, beam: beamWidth, at, along, outline, speed, top: deckHeight },
  };
}

/** Kind and length of a ship as they come to ports of the region: coasters of 60 to 140 m, bulk carriers to 190 m. */
export function shipSize(dice: Dice): { readonly kind: ShipTruth["kind"]; readonly length: number } {
  const kind = dice.weighted<ShipTruth["kind"]>([
    ["cargo", 5],
    ["container", 2],
    ["bulk", 2],
    ["tanker", 2],
  ]);
  const [least, most] = {
    cargo: [70, 140],
    container: [100, 220],
    bulk: [120, 200],
    tanker: [60, 180],
    boat: [6, 20],
  }[kind];
  return { kind, length: dice.between(least ?? 70, most ?? 140) };
}
