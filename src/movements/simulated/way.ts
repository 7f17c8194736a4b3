import { metresPerDegree, metresPerSecondOfKnot } from "../../base/geodesy/sphere.ts";
import type { Position } from "../../sites/counting/site.ts";

/** Navigational status as messages carry it. */
export const underWay = 0;
export const atAnchor = 1;
export const moored = 5;
export const fishing = 7;

/** What a ship does next: sail through points to the last of them, or stay. */
export type Order =
  | {
      readonly kind: "sail";
      readonly points: readonly Position[];
      readonly knots: number;
      readonly status: number;
      /** Slows down and stops at the last point; otherwise it goes on with the next order at speed. */
      readonly stops: boolean;
    }
  | {
      readonly kind: "stay";
      readonly hours: number;
      readonly status: number;
      /** Of the bow; null: swings round its anchor. */
      readonly heading: number | null;
    };

/** Where a ship is at a time. */
export interface ShipState {
  readonly position: Position;
  readonly knots: number;
  readonly course: number;
  readonly heading: number;
  readonly status: number;
}

/** Seconds between kept states; the ship moves in shorter steps. */
const keptSeconds = 30;
const stepSeconds = 5;
/** Metres a second each second. */
const speedingUp = 0.012;
const slowingDown = 0.008;
/** Degrees a minute: at speed, and with tugs or thrusters. */
const turnAtSpeed = 22;
const turnWhenSlow = 90;
/** Below this speed a ship turns as when slow, in metres a second. */
const slow = 2;
const radians = Math.PI / 180;

/** Where a ship was over time: kept every 30 s, straight between. */
export class Way {
  readonly fromMs: number;
  readonly #x: number[] = [];
  readonly #y: number[] = [];
  readonly #knots: number[] = [];
  readonly #course: number[] = [];
  readonly #heading: number[] = [];
  readonly #status: number[] = [];

  constructor(fromMs: number) {
    this.fromMs = fromMs;
  }

  /** First moment after it. */
  get toMs(): number {
    return this.fromMs + this.#x.length * keptSeconds * 1000;
  }

  keep(s: ShipState): void {
    this.#x.push(s.position[0]);
    this.#y.push(s.position[1]);
    this.#knots.push(s.knots);
    this.#course.push(s.course);
    this.#heading.push(s.heading);
    this.#status.push(s.status);
  }

  /** Null before and after it. */
  at(ms: number): ShipState | null {
    if (ms < this.fromMs || ms >= this.toMs) return null;
    const exact = (ms - this.fromMs) / (keptSeconds * 1000);
    const i = Math.floor(exact);
    const j = Math.min(i + 1, this.#x.length - 1);
    const mix = (column: readonly number[]): number => {
      const a = column[i] ?? 0;
      return a + ((column[j] ?? a) - a) * (exact - i);
    };
    return {
      position: [mix(this.#x), mix(this.#y)],
      knots: mix(this.#knots),
      course: this.#course[i] ?? 0,
      heading: this.#heading[i] ?? 0,
      status: this.#status[i] ?? underWay,
    };
  }
}

/** When an order was begun and when it ended. */
export interface Done {
  readonly order: Order;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Sails a ship through its orders until `untilMs`: it turns and changes speed no faster than ships do, wanders a little about its course and speed, slows down to its berth and lies
 * there, or swings at anchor.
 */
export function sailOrders(
  start: Position,
  orders: Iterable<Order>,
  fromMs: number,
  untilMs: number,
  random: () => number,
): { readonly way: Way; readonly done: readonly Done[] } {
  const way = new Way(fromMs);
  const done: Done[] = [];
  let [x, y] = start;
  let speed = 0;
  let course = 360 * random();
  let ms = fromMs;
  const phase = 1000 * random();
  const keep = (status: number, heading: number): void => {
    if ((ms - fromMs) % (keptSeconds * 1000) === 0)
      way.keep({ position: [x, y], knots: speed / metresPerSecondOfKnot, course, heading, status });
    ms += stepSeconds * 1000;
  };
  const isBefore = (end: number): boolean => ms < Math.min(end, untilMs);
  for (const order of orders) {
    const began = ms;
    if (order.kind === "stay") {
      const until = ms + order.hours * 3_600_000;
      const [restX, restY] = [x, y];
      speed = 0;
      while (isBefore(until)) {
        if (order.heading === null) {
          // Round the anchor with tide and wind, some tens of metres of chain away.
          const swing = 80 * Math.sin(ms / 9_000_000 + phase) + 25 * Math.sin(ms / 1_300_000 + 2 * phase);
          const bow = (swing + 360) % 360;
          x = restX - (70 * Math.sin(bow * radians)) / (metresPerDegree * Math.cos(restY * radians));
          y = restY - (70 * Math.cos(bow * radians)) / metresPerDegree;
          course = bow;
          speed = 0.05;
          keep(order.status, bow);
        } else keep(order.status, order.heading);
      }
    } else {
      const goal = { x, y, speed, course };
      const seconds = (): number => (ms - fromMs) / 1000;
      for (const [index, point] of order.points.entries()) {
        const isLast = order.stops && index === order.points.length - 1;
        const after = order.points[index + 1] ?? null;
        let left = Number.POSITIVE_INFINITY;
        while (isBefore(untilMs)) {
          const to = towards(goal.x, goal.y, point);
          const turnRadius = goal.speed / (turnRate(goal.speed) * radians);
          const corner =
            after === null ? 0 : Math.abs(turn(to.bearing, towards(point[0], point[1], after).bearing));
          const near = isLast
            ? 12
            : Math.max(150, turnRadius * Math.tan((Math.min(140, corner) / 2) * radians));
          // Past the point and going away from it: it counts as passed.
          if (to.metres < near || (to.metres < 2500 && !isLast && to.metres > left + 5)) break;
          left = Math.min(left, to.metres);
          const wander =
            isLast && to.metres < 1500
              ? 0
              : 1.2 * Math.sin(seconds() / 700 + phase) + 0.6 * Math.sin(seconds() / 190 + 3 * phase);
          const wanted = to.bearing + wander;
          const most = turnRate(goal.speed) * stepSeconds;
          const close = isLast && to.metres < 250;
          goal.course += close
            ? turn(goal.course, to.bearing)
            : Math.max(-most, Math.min(most, turn(goal.course, wanted)));
          goal.course = (goal.course + 360) % 360;
          const cruise =
            order.knots * metresPerSecondOfKnot * (1 + 0.025 * Math.sin(seconds() / 2400 + 5 * phase));
          const braked = isLast
            ? Math.max(0.25, Math.sqrt(2 * slowingDown * Math.max(0, to.metres - 8)))
            : Number.POSITIVE_INFINITY;
          const aim = Math.min(cruise, braked);
          goal.speed += Math.max(
            -2.5 * slowingDown * stepSeconds,
            Math.min(speedingUp * stepSeconds, aim - goal.speed),
          );
          const metres = Math.min(goal.speed * stepSeconds, to.metres);
          goal.x +=
            (metres * Math.sin(goal.course * radians)) / (metresPerDegree * Math.cos(goal.y * radians));
          goal.y += (metres * Math.cos(goal.course * radians)) / metresPerDegree;
          [x, y, speed, course] = [goal.x, goal.y, goal.speed, goal.course];
          keep(order.status, (course + 1.5 * Math.sin(seconds() / 400 + phase) + 360) % 360);
        }
      }
    }
    done.push({ order, fromMs: began, toMs: ms });
    if (ms >= untilMs) break;
  }
  return { way, done };
}

/** Degrees a second. */
const turnRate = (metresPerSecond: number): number =>
  (metresPerSecond < slow ? turnWhenSlow : turnAtSpeed) / 60;

/** From one course to another, the short way: -180 up to 180. */
const turn = (from: number, to: number): number => ((((to - from + 180) % 360) + 360) % 360) - 180;

function towards(x: number, y: number, [toX, toY]: Position): { metres: number; bearing: number } {
  const east = (toX - x) * Math.cos(((y + toY) / 2) * radians) * metresPerDegree;
  const north = (toY - y) * metresPerDegree;
  return { metres: Math.hypot(east, north), bearing: (Math.atan2(east, north) / radians + 360) % 360 };
}

/** A position so many metres east and north of another. */
export const moved = ([x, y]: Position, east: number, north: number): Position => [
  x + east / (metresPerDegree * Math.cos(y * radians)),
  y + north / metresPerDegree,
];
