import { hall, house, tree, vehicle } from "./building.ts";
import type { Dice } from "./dice.ts";
import type { LocalFrame, Neighbourhood } from "./ground-cover.ts";
import { bareGround, blotch, grove, meadow, patch, pavement, road, treeRadius } from "./ground-cover.ts";
import { dimmed, ground, paint, varied } from "./paints.ts";
import type { Point } from "./plane.ts";
import { leftOf } from "./plane.ts";
import type { Shape } from "./shapes.ts";
import { area, block } from "./shapes.ts";

/** What makes drawn edges less straight: hedges along them, and bushes, tracks and stains across them. */
function ragged(
  dice: Dice,
  into: Shape[],
  frame: LocalFrame,
  s0: number,
  s1: number,
  t0: number,
  t1: number,
): void {
  for (const t of [t0, t1])
    if (dice.chance(0.35))
      for (let s = s0; s < s1; s += dice.between(2, 14))
        into.push(tree(dice, frame.point(s, t + dice.between(-2, 2)), treeRadius(dice) * 0.8));
  for (const s of [s0, s1])
    if (dice.chance(0.35))
      for (let t = t0; t < t1; t += dice.between(2, 14))
        into.push(tree(dice, frame.point(s + dice.between(-2, 2), t), treeRadius(dice) * 0.8));
  for (let i = dice.whole(0, 5); i > 0; i--) {
    const s = dice.between(s0 - 15, s1 + 15);
    into.push(
      area(
        blotch(
          dice,
          frame.point(s, dice.chance(0.6) ? dice.pick([t0, t1]) : dice.between(t0, t1)),
          frame.along(s),
          dice.between(2, 26),
          dice.between(1.5, 9),
        ),
        dice.chance(0.5) ? meadow(dice) : bareGround(dice),
      ),
    );
  }
  for (let i = dice.whole(0, 3); i > 0; i--) {
    const s = dice.between(s0, s1);
    for (let k = dice.whole(1, 9); k > 0; k--)
      into.push(
        tree(
          dice,
          frame.point(s + dice.normal() * 6, dice.pick([t0, t1]) + dice.normal() * 5),
          treeRadius(dice),
        ),
      );
  }
}

type Cell = (
  dice: Dice,
  into: Neighbourhood,
  frame: LocalFrame,
  name: string,
  s0: number,
  s1: number,
  t0: number,
  t1: number,
) => void;

const field: Cell = (dice, into, frame, _, s0, s1, t0, t1) => {
  const plots = dice.whole(1, 4);
  for (let i = 0; i < plots; i++) {
    const [a, b] = [s0 + ((s1 - s0) * i) / plots, s0 + ((s1 - s0) * (i + 1)) / plots];
    const colour = varied(
      dice,
      dice.pick([
        ground.cropGreen,
        ground.cropYellow,
        ground.paddy,
        ground.soil,
        ground.soilDark,
        ground.grassDry,
      ]),
      0.15,
    );
    const surface = dice.chance(0.3) ? "soil" : "grass";
    into.shapes.push(area(patch(frame, a + 1, b - 1, t0 + 1, t1 - 1), paint(surface, colour, 0.1, 0.1)));
    if (dice.chance(0.5)) {
      const dark = paint(surface, dimmed(colour, 0.88), 0.1, 0.1);
      for (let t = t0 + 2; t < t1 - 2; t += 2.6)
        into.shapes.push(area(patch(frame, a + 2, b - 2, t, t + 0.9), dark));
    }
  }
};

const woods: Cell = (dice, into, frame, _, s0, s1, t0, t1) => {
  into.shapes.push(area(patch(frame, s0, s1, t0, t1), meadow(dice)));
  grove(dice, into.shapes, frame, s0, s1, t0, t1, dice.between(12, 90));
};

const scrub: Cell = (dice, into, frame, _, s0, s1, t0, t1) => {
  into.shapes.push(area(patch(frame, s0, s1, t0, t1), dice.chance(0.5) ? meadow(dice) : bareGround(dice)));
  grove(dice, into.shapes, frame, s0, s1, t0, t1, dice.between(200, 900));
};

const village: Cell = (dice, into, frame, name, s0, s1, t0, t1) => {
  into.shapes.push(area(patch(frame, s0, s1, t0, t1), bareGround(dice)));
  const row = dice.between(15, 24);
  const turned = dice.between(-0.05, 0.05);
  for (let t = t0 + 6; t < t1 - 4; t += row)
    for (let s = s0 + 6; s < s1 - 6; s += dice.between(12, 24)) {
      const along = frame.along(s);
      const axis: Point = [along[0] - along[1] * turned, along[1] + along[0] * turned];
      into.shapes.push(area(patch(frame, s - 7, s + 7, t - 6, t + 8), meadow(dice)));
      if (dice.chance(0.85))
        into.shapes.push(...house(dice, frame.point(s, t), axis, dice.between(7, 14), dice.between(5, 9)));
      if (dice.chance(0.5))
        into.shapes.push(
          ...house(
            dice,
            frame.point(s + dice.between(-5, 5), t + 7),
            axis,
            dice.between(3, 6),
            dice.between(2.5, 4),
          ),
        );
      if (dice.chance(0.7))
        into.shapes.push(
          tree(dice, frame.point(s + dice.between(-8, 8), t + dice.between(4, 9)), dice.between(1.2, 3.4)),
        );
    }
  road(dice, into, frame, `${name}-lane`, s0, s1, t1 - 3, 5, 0.3);
};

const works: Cell = (dice, into, frame, name, s0, s1, t0, t1) => {
  const yard = dice.chance(0.6) ? pavement(dice) : bareGround(dice);
  into.shapes.push(area(patch(frame, s0, s1, t0, t1), yard));
  for (let s = s0 + 8; s < s1 - 30;) {
    const length = Math.min(s1 - s - 6, dice.between(22, 90));
    const depth = Math.min((t1 - t0) * 0.62, dice.between(12, 45));
    const middle = dice.between(t0 + depth / 2 + 4, t1 - depth / 2 - 4);
    into.shapes.push(
      ...hall(dice, frame.point(s + length / 2, middle), frame.along(s + length / 2), length, depth),
    );
    for (let i = dice.whole(0, 6); i > 0; i--) {
      const spot = frame.point(s + dice.between(0, length), dice.chance(0.5) ? t0 + 4 : t1 - 4);
      const { shapes, truth } = vehicle(
        dice,
        `${name}-${Math.round(s)}-${i}`,
        spot,
        frame.along(s),
        dice.chance(0.6) ? "truck" : "car",
        0,
      );
      into.shapes.push(...shapes);
      into.vehicles.push(truth);
    }
    s += length + dice.between(8, 30);
  }
};

const parking: Cell = (dice, into, frame, name, s0, s1, t0, t1) => {
  into.shapes.push(area(patch(frame, s0, s1, t0, t1), pavement(dice)));
  const filled = dice.between(0.1, 0.9);
  const line = paint("road", [190, 188, 180, 190], 0.05, 0.1);
  let number = 0;
  for (let t = t0 + 4; t < Math.min(t1 - 3, t0 + 60); t += 11)
    for (let s = s0 + 4; s < s1 - 4; s += 2.7) {
      const along = leftOf(frame.along(s));
      into.shapes.push(
        block({
          at: frame.point(s - 1.35, t),
          along,
          halfLength: 2.4,
          halfWidth: 0.06,
          base: 0,
          paint: line,
        }),
      );
      if (!dice.chance(filled)) continue;
      const { shapes, truth } = vehicle(
        dice,
        `${name}-${++number}`,
        frame.point(s, t + dice.between(-0.3, 0.3)),
        along,
        "car",
        0,
      );
      into.shapes.push(...shapes);
      into.vehicles.push(truth);
    }
};

const cells: readonly (readonly [Cell, number])[] = [
  [field, 3],
  [woods, 2],
  [scrub, 3],
  [village, 3],
  [works, 3],
  [parking, 0.8],
];

/** Farther than this from what the scene is about, only open country is drawn, in larger pieces: towns would take too long. */
const countryBeyond = 650;
const country: readonly (readonly [Cell, number])[] = [
  [field, 5],
  [scrub, 3],
  [
    (dice, into, frame, _, s0, s1, t0, t1) => {
      into.shapes.push(
        area(patch(frame, s0, s1, t0, t1), paint("grass", dimmed(ground.leaves, 1.15), 0.25, 0.3)),
      );
    },
    2,
  ],
];

/** Fills the ground beside something with what lies beside railways and ports, in cells along it. */
export function neighbourhood(
  dice: Dice,
  into: Neighbourhood,
  frame: LocalFrame,
  name: string,
  from: number,
  to: number,
  near: number,
  far: number,
): void {
  const outward = far > near ? 1 : -1;
  let number = 0;
  for (let t = near; (far - t) * outward > 12;) {
    const remote = Math.abs(t - near) > countryBeyond;
    const depth = Math.min(Math.abs(far - t), dice.between(45, 110) * (remote ? 2.5 : 1));
    const [t0, t1] = outward > 0 ? [t, t + depth] : [t - depth, t];
    for (let s = from; s < to;) {
      const open = remote || Math.abs(s) > 2 * countryBeyond;
      const length = dice.between(60, 190) * (open ? 2.5 : 1);
      dice.weighted(open ? country : cells)(dice, into, frame, `${name}${++number}`, s, s + length, t0, t1);
      if (!open) ragged(dice, into.shapes, frame, s, s + length, t0, t1);
      s += length + dice.between(0, 6);
    }
    t += depth * outward;
    if (dice.chance(0.6) && (far - t) * outward > 15) {
      road(dice, into, frame, `${name}-road${number}`, from, to, t + 5 * outward, dice.between(5, 9), 0.5);
      t += 10 * outward;
    }
  }
}
