import type { Dice } from "./dice.ts";
import type { Curve, Point } from "./plane.ts";
import { curveOf, heading, leftOf, moved, nearestLength } from "./plane.ts";
import type { Gauge } from "./rolling-stock.ts";
import type { Track } from "./standing.ts";

/** A yard's own coordinates: s metres along it, t metres to the left, bent with the yard. */
export interface YardFrame {
  readonly point: (s: number, t: number) => Point;
  readonly along: (s: number) => Point;
  /** Half of what must be covered along s. */
  readonly far: number;
}

/** A strip of the yard between two offsets: tracks, or what lies between bundles of them. */
export interface Strip {
  readonly kind: "bundle" | "road" | "platform" | "grass" | "ballast" | "goods";
  readonly from: number;
  readonly to: number;
}

/** One track, drawn in full, with the offset and the part where it runs parallel to the others. */
export interface Lane {
  readonly id: string;
  readonly curve: Curve;
  readonly offset: number;
  readonly bundle: number;
  /** Along s: where the track is clear of its points. */
  readonly clearFrom: number;
  readonly clearTo: number;
  readonly main: boolean;
}

export interface YardPlan {
  readonly frame: YardFrame;
  readonly strips: readonly Strip[];
  readonly lanes: readonly Lane[];
  readonly tracks: readonly Track[];
  readonly low: number;
  readonly high: number;
  /** Ends of stub tracks. */
  readonly stops: readonly { readonly at: Point; readonly along: Point }[];
}

function frameOf(dice: Dice, far: number, radius: number): YardFrame {
  const turn = dice.between(0, Math.PI);
  const byChance = dice.chance(0.55)
    ? 0
    : Math.min(0.5 / far, dice.between(1 / 4000, 1 / 650)) * (dice.chance(0.5) ? 1 : -1);
  const bend = radius > 0 ? 1 / Math.max(100, radius) : byChance;
  const axis = heading(turn);
  const side = leftOf(axis);
  const along = (s: number): Point => heading(turn + bend * s);
  return {
    far,
    along,
    point: (s, t) => {
      const [x, y] = bend === 0 ? [s, 0] : [Math.sin(bend * s) / bend, (1 - Math.cos(bend * s)) / bend];
      const middle = moved(moved([0, 0], axis, x), side, y);
      return moved(middle, leftOf(along(s)), t);
    },
  };
}

/** Points every few metres, so that bends are round, with the corners of the line eased over `ease` metres to each side. */
function curveIn(frame: YardFrame, corners: readonly Point[], ease: number): Curve {
  const eased: Point[] = [];
  corners.forEach((corner, i) => {
    const before = corners[i - 1];
    const after = corners[i + 1];
    if (before === undefined || after === undefined) {
      eased.push(corner);
      return;
    }
    const part = (other: Point): Point => {
      const length = Math.sqrt((other[0] - corner[0]) ** 2 + (other[1] - corner[1]) ** 2);
      const share = Math.min(ease, length * 0.45) / length;
      return [corner[0] + (other[0] - corner[0]) * share, corner[1] + (other[1] - corner[1]) * share];
    };
    const [a, b] = [part(before), part(after)];
    for (let k = 0; k <= 6; k++) {
      const w = k / 6;
      const blend = (p: number, q: number, r: number): number =>
        (1 - w) * (1 - w) * p + 2 * w * (1 - w) * q + w * w * r;
      eased.push([blend(a[0], corner[0], b[0]), blend(a[1], corner[1], b[1])]);
    }
  });
  const points: Point[] = [];
  eased.forEach(([s, t], i) => {
    const before = eased[i - 1];
    if (before !== undefined) {
      const pieces = Math.max(1, Math.ceil(Math.abs(s - before[0]) / 15));
      for (let k = 1; k < pieces; k++)
        points.push(
          frame.point(before[0] + ((s - before[0]) * k) / pieces, before[1] + ((t - before[1]) * k) / pieces),
        );
    }
    points.push(frame.point(s, t));
  });
  return curveOf(points);
}

interface Bundle {
  readonly offsets: readonly number[];
  readonly main: boolean;
}

function stripsOf(dice: Dice, wanted: number): { strips: Strip[]; bundles: Bundle[] } {
  const strips: Strip[] = [];
  const bundles: Bundle[] = [];
  let [at, left] = [0, wanted];
  // Flat yards have many tracks side by side; stations have few, with something between them.
  const widest = dice.chance(0.35) ? 18 : 12;
  while (left > 0) {
    const main = bundles.length === 0 && wanted > 2 && dice.chance(0.6);
    const count = Math.min(
      left,
      main
        ? dice.whole(1, 2)
        : dice.whole(widest > 12 ? Math.min(left, 8) : 2, Math.max(3, Math.min(widest, left))),
    );
    const spacing = dice.between(4.5, 5.8);
    const from = at;
    at += 2.6;
    const offsets: number[] = [];
    for (let i = 0; i < count; i++) {
      if (i > 0) at += dice.chance(0.12) ? spacing + dice.between(0.5, 2) : spacing;
      offsets.push(at);
    }
    at += 2.6;
    strips.push({ kind: "bundle", from, to: at });
    bundles.push({ offsets, main });
    left -= count;
    if (left <= 0) break;
    const kind = dice.weighted<Strip["kind"]>([
      ["road", 3],
      ["platform", 2],
      ["grass", 2.5],
      ["ballast", 2],
      ["goods", 1.2],
    ]);
    const width =
      { bundle: 0, road: 7, platform: 6, grass: 5, ballast: 2, goods: 14 }[kind] * dice.between(0.7, 1.8);
    strips.push({ kind, from: at, to: at + width });
    at += width;
  }
  const shift = at / 2 + dice.between(-0.15, 0.15) * at;
  return {
    strips: strips.map((strip) => ({ ...strip, from: strip.from - shift, to: strip.to - shift })),
    bundles: bundles.map((bundle) => ({
      ...bundle,
      offsets: bundle.offsets.map((offset) => offset - shift),
    })),
  };
}

/** How a bundle ends: it runs on beyond the picture, comes together over a ladder of points, or stops at buffers. */
type End = "runs-on" | "ladder" | "stub";

/** Lays out a yard of about `wanted` tracks within a reach of the middle, bent with a radius, in metres, or by chance where that is 0. */
export function planYard(dice: Dice, reach: number, wanted: number, gauge: Gauge, radius = 0): YardPlan {
  const frame = frameOf(dice, reach * 1.15, radius);
  const { strips, bundles } = stripsOf(dice, wanted);
  const lanes: Lane[] = [];
  const stops: { at: Point; along: Point }[] = [];
  const far = frame.far;
  bundles.forEach((bundle, number) => {
    const slope = 1 / dice.between(6.5, 9.5);
    const end = (): End =>
      bundle.main || bundle.offsets.length < 2
        ? "runs-on"
        : dice.weighted<End>([
            ["runs-on", 4],
            ["ladder", 5],
            ["stub", 1],
          ]);
    const ends = [end(), end()] as const;
    const lead = dice.pick([bundle.offsets[0] ?? 0, bundle.offsets.at(-1) ?? 0]);
    const limits = [-dice.between(0.35, 0.85) * reach, dice.between(0.35, 0.85) * reach] as const;
    bundle.offsets.forEach((offset, i) => {
      const id = `${String.fromCharCode(97 + number)}${i + 1}`;
      const away = Math.abs(offset - lead) / slope;
      const corners: Point[] = [];
      let [clearFrom, clearTo] = [-far, far];
      if (ends[0] === "runs-on") corners.push([-far, offset]);
      else if (ends[0] === "stub") {
        clearFrom = limits[0] + dice.between(0, 30);
        corners.push([clearFrom, offset]);
        stops.push({ at: frame.point(clearFrom, offset), along: frame.along(clearFrom) });
        clearFrom += 3;
      } else {
        corners.push([-far, lead]);
        if (away > 0) corners.push([limits[0], lead], [limits[0] + away, offset]);
        clearFrom = limits[0] + away + (away > 0 ? 34 : 60);
      }
      if (ends[1] === "runs-on") corners.push([far, offset]);
      else if (ends[1] === "stub") {
        clearTo = limits[1] - dice.between(0, 30);
        corners.push([clearTo, offset]);
        stops.push({ at: frame.point(clearTo, offset), along: frame.along(clearTo) });
        clearTo -= 3;
      } else {
        clearTo = limits[1] - away - (away > 0 ? 34 : 60);
        if (away > 0) corners.push([limits[1] - away, offset], [limits[1], lead]);
        corners.push([far, lead]);
      }
      if (clearTo - clearFrom < 30) return;
      lanes.push({
        id,
        curve: curveIn(frame, corners, 16),
        offset,
        bundle: number,
        clearFrom,
        clearTo,
        main: bundle.main,
      });
    });
  });
  const tracks = lanes.map((lane): Track => ({
    id: lane.id,
    curve: lane.curve,
    gauge,
    from: nearestLength(lane.curve, frame.point(lane.clearFrom, lane.offset)),
    to: nearestLength(lane.curve, frame.point(lane.clearTo, lane.offset)),
  }));
  return {
    frame,
    strips,
    lanes,
    tracks,
    stops,
    low: Math.min(...strips.map((strip) => strip.from)),
    high: Math.max(...strips.map((strip) => strip.to)),
  };
}
