import { metresPerSecondOfKnot, sphereMetres } from "../../base/geodesy/sphere.ts";
import type { Position } from "../../sites/counting/site.ts";
import { portOf, waterway, type Berth, type EndId, type PortId } from "./sea-area.ts";
import { atAnchor, fishing, moored, moved, underWay, type Order } from "./way.ts";

/** A number between two, by the dice. */
export const between = (random: () => number, least: number, most: number): number =>
  least + (most - least) * random();

/** A berth of a port, by number. */
export const berth = (port: PortId, index: number): Berth => {
  const { berths } = portOf(port);
  const found = berths[index % berths.length];
  if (found === undefined) throw new RangeError(`simulated: ${port} has no berth`);
  return found;
};

const sail = (points: readonly Position[], knots: number, stops: boolean, status = underWay): Order => ({
  kind: "sail",
  points,
  knots,
  stops,
  status,
});
/** Made fast with the bow in a direction. */
export const lie = (hours: number, heading: number): Order => ({
  kind: "stay",
  hours,
  heading,
  status: moored,
});
export const anchor = (hours: number): Order => ({ kind: "stay", hours, heading: null, status: atAnchor });

/** Sea passage and the way in, each at its speed. */
export function* passage(from: EndId, to: EndId, knots: number, place: Position | null): Generator<Order> {
  const points = waterway(from, to);
  const atPort = place === null ? 0 : 2;
  yield sail(points.slice(0, points.length - atPort), knots, place === null);
  if (place !== null)
    yield sail([...points.slice(points.length - atPort), place], Math.min(7.5, knots), true);
}

function* outOf(port: PortId): Generator<Order> {
  yield sail(portOf(port).approach.slice(0, 2), 6.5, false);
}

/** Goes back and forth between two ports for ever, and lies in each. */
export function* shuttle(
  a: PortId,
  b: PortId,
  berths: readonly [number, number],
  knots: number,
  hoursInPort: number,
  random: () => number,
): Generator<Order> {
  for (let i = 0; ; i++) {
    const [here, there] = i % 2 === 0 ? [a, b] : [b, a];
    yield lie(hoursInPort * between(random, 0.8, 1.2), berth(here, berths[i % 2] ?? 0)[1]);
    yield* outOf(here);
    yield* passage(
      here,
      there,
      knots * between(random, 0.96, 1.04),
      berth(there, berths[(i + 1) % 2] ?? 0)[0],
    );
  }
}

/** Comes in by a gate, lies in a port (before it some hours at anchor), and leaves by a gate. */
export function* caller(
  from: EndId,
  port: PortId,
  to: EndId,
  [place, headingDegrees]: Berth,
  knots: number,
  hours: { readonly atAnchor: number; readonly inPort: number },
): Generator<Order> {
  if (hours.atAnchor > 0) {
    const points = waterway(from, port);
    yield sail(points.slice(0, -2), knots, false);
    yield sail([portOf(port).anchorage], 6, true);
    yield anchor(hours.atAnchor);
    yield sail([...points.slice(-2), place], 6.5, true);
  } else yield* passage(from, port, knots, place);
  yield lie(hours.inPort, headingDegrees);
  yield* outOf(port);
  yield* passage(port, to, knots, null);
}

/** Fishes about a place. */
export function* fisher(ground: Position, random: () => number): Generator<Order> {
  for (;;) {
    const points = Array.from({ length: 5 }, () =>
      moved(ground, between(random, -6000, 6000), between(random, -5000, 5000)),
    );
    const rests = random() < 0.3;
    yield sail(points, between(random, 3, 6.5), rests, fishing);
    if (rests) yield { kind: "stay", hours: between(random, 0.5, 3), heading: null, status: fishing };
  }
}

/** Sails from an end to a place, stays there some hours, and goes on to another end. */
export function* meeter(
  to: EndId,
  from: EndId,
  place: Position,
  stayHours: number,
  knots: number,
): Generator<Order> {
  yield sail([place], knots, true);
  yield { kind: "stay", hours: stayHours, heading: null, status: underWay };
  yield sail(waterway(from, to).slice(-1), knots, true);
}

/** Hours that a way straight over the sea takes; near enough to plan a meeting. */
export function sailingHours([x, y]: Position, [toX, toY]: Position, knots: number): number {
  return sphereMetres(x, y, toX, toY) / (knots * metresPerSecondOfKnot) / 3600;
}
