import { metresPerSecondOfKnot } from "../../base/geodesy/sphere.ts";
import { uniform } from "../../base/random.ts";
import type { Sighting } from "../sightings/sighting.ts";
import { fixedRoles, otherRoles, type Role, type SimulatedShip } from "./cast.ts";
import { loadsOf } from "./loads.ts";
import { apart, presentAt, seeScene } from "./pictured.ts";
import { scenesOf } from "./satellites.ts";
import { circlePlace, circleRadiusMetres, portOf, ports, standing, type PortId } from "./sea-area.ts";
import type {
  Call,
  SeenThing,
  SightingTruth,
  SimulatedTraffic,
  Stretch,
  TrafficOptions,
  Trip,
} from "./traffic.ts";
import { heardAnywhere, linesOfShip, linesOfStations, type Line, type Sending } from "./transmitted.ts";
import { atAnchor, moored, moved, sailOrders, underWay, type Done, type ShipState, type Way } from "./way.ts";

const hourMs = 3_600_000;
/** Share of messages from which on a place counts as within reception: of ten messages one arrives, 19 times in 20. */
const receptionShare = 0.26;
const meetingMetres = 500;
/** Farthest berth of a port from its first. */
const portMetres = 4000;
const circleKnots = 8;

/** When in the course of the whole the parts of the story happen, as shares of its hours. */
const silenceFrom = 0.3;
const silenceHours = 16;
const swapFrom = 0.5;
const swapTo = 0.75;
const circleFrom = 0.4;
const circleHours = 10;

/** One stream of random numbers for each use, so that one more ship changes no other. */
const streamOf = (seed: number, use: number): (() => number) =>
  uniform(Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1) + use * 7919);

/**
 * Made-up traffic in a made-up sea, with everything known: ships of both classes on their ways, two that never send, one that switches off, two that swap their identities, one that sends a circle which
 * it does not sail, two that meet at sea, one that waits, things that stand in the water, receivers with a range, and pictures with what was seen in them. The same options give the same traffic.
 * @throws RangeError on options outside of their range
 */
export function simulateTraffic(options: TrafficOptions): SimulatedTraffic {
  const { seed, fromMs, hours, ships: callers = 8, boats = 8, everySeconds = 60, clocks = {} } = options;
  mustBe("hours", hours, 48, 720);
  mustBe("ships", callers, 0, 500);
  mustBe("boats", boats, 0, 400);
  mustBe("everySeconds", everySeconds, 10, 600);
  if (!Number.isInteger(fromMs / 1000)) throw new RangeError(`simulated: from ${fromMs} is no whole second`);
  const toMs = fromMs + hours * hourMs;
  const fixed = fixedRoles(hours, streamOf(seed, 1));
  const roles: Role[] = [...Object.values(fixed), ...otherRoles(callers, boats, hours, streamOf(seed, 2))];

  const ways = new Map<string, Way>();
  const doneBy = new Map<string, readonly Done[]>();
  for (const [index, { ship, start, comesAtHours = 0, orders }] of roles.entries()) {
    const random = streamOf(seed, 100 + index);
    const { way, done } = sailOrders(
      start,
      orders(random),
      fromMs + Math.round(comesAtHours * 120) * 30_000,
      toMs,
      random,
    );
    ways.set(ship.id, way);
    doneBy.set(ship.id, done);
  }
  const ships = roles.map(({ ship }) => ship);
  const story = storyOf(fixed, fromMs, hours);
  const sending = (ship: SimulatedShip): Sending => sendingOf(ship, story);

  const lines: Line[] = linesOfStations(fromMs, toMs, streamOf(seed, 3), clocks);
  for (const [index, ship] of ships.entries()) {
    const way = ways.get(ship.id);
    if (way === undefined) continue;
    const random = streamOf(seed, 1000 + index);
    for (const line of linesOfShip(ship, way, sending(ship), everySeconds, random, clocks))
      if (line.atMs < toMs) lines.push(line);
  }
  lines.sort((a, b) => a.atMs - b.atMs);

  const calls = ships.flatMap((ship) => callsOf(ship.id, doneBy.get(ship.id) ?? [], ways.get(ship.id)));
  const trips = tripsOf(calls);
  const loadOf = loadsOf(calls);
  const scenes = scenesOf(fromMs, toMs, seed, streamOf(seed, 4));
  const sightings: Sighting[] = [];
  const sightingTruths: SightingTruth[] = [];
  const missed: { scene: string; ship: string }[] = [];
  const seeing = streamOf(seed, 5);
  for (const scene of scenes) {
    const ms = scene.at.fromMs;
    const there = presentAt(ms, ways, ships, loadOf);
    const looked = seeScene(scene, [...there.ships, ...there.standing], seeing);
    for (const { sighting, of } of looked.seen) {
      sightings.push(sighting);
      const ship = ships.find((s) => s.id === of?.id);
      const thing: SeenThing =
        of === null
          ? { kind: "nothing" }
          : ship === undefined
            ? { kind: "standing", standing: of.id }
            : { kind: "ship", ship: ship.id, position: of.state.position };
      const sent = ship === undefined || of === null ? null : sending(ship)(ms, of.state);
      sightingTruths.push({
        sighting: sighting.id,
        scene: scene.id,
        thing,
        sendsAs:
          ship === undefined
            ? (standing.find((s) => s.id === of?.id)?.mmsi ?? null)
            : (sent?.as.mmsi ?? null),
        withinReception:
          of !== null &&
          heardAnywhere(of.state.position, ship?.senderClass === "B" ? "B" : "A") >= receptionShare,
      });
    }
    for (const { id } of looked.missed)
      if (ships.some((s) => s.id === id)) missed.push({ scene: scene.id, ship: id });
  }

  const { meeterOne, meeterTwo } = story;
  return {
    simulated: true,
    seed,
    fromMs,
    toMs,
    lines: lines.map(({ text }) => text),
    scenes,
    sightings,
    truth: {
      ships,
      standing,
      calls,
      trips,
      silences: [story.silence],
      swaps: [story.swap],
      falseTracks: [{ ...story.circle, centre: circlePlace, radiusMetres: circleRadiusMetres }],
      meetings: meetingsOf(meeterOne, meeterTwo, ways, fromMs, toMs),
      waits: ships.flatMap((ship) => waitsOf(ship.id, doneBy.get(ship.id) ?? [], ways.get(ship.id))),
      sightings: sightingTruths,
      missed,
    },
    ways,
  };
}

function mustBe(name: string, value: number, least: number, most: number): void {
  if (!(value >= least && value <= most))
    throw new RangeError(`simulated: ${name} ${value} is not in [${least}, ${most}]`);
}

interface Story {
  readonly silence: Stretch;
  readonly swap: {
    readonly ships: readonly [string, string];
    readonly fromMs: number;
    readonly toMs: number;
  };
  readonly swapped: readonly [SimulatedShip, SimulatedShip];
  readonly circle: Stretch;
  readonly meeterOne: string;
  readonly meeterTwo: string;
}

function storyOf(fixed: Readonly<Record<string, Role>>, fromMs: number, hours: number): Story {
  const shipOf = (role: string): SimulatedShip => {
    const found = fixed[role];
    if (found === undefined) throw new RangeError(`simulated: no role ${role}`);
    return found.ship;
  };
  const at = (share: number): number => fromMs + Math.round(share * hours * 3600) * 1000;
  const [one, two] = [shipOf("swapOne"), shipOf("swapTwo")];
  return {
    silence: {
      ship: shipOf("switcher").id,
      fromMs: at(silenceFrom),
      toMs: at(silenceFrom) + silenceHours * hourMs,
    },
    swap: { ships: [one.id, two.id], fromMs: at(swapFrom), toMs: at(swapTo) },
    swapped: [one, two],
    circle: {
      ship: shipOf("circler").id,
      fromMs: at(circleFrom),
      toMs: at(circleFrom) + circleHours * hourMs,
    },
    meeterOne: shipOf("meeterOne").id,
    meeterTwo: shipOf("meeterTwo").id,
  };
}

const during = (ms: number, { fromMs, toMs }: { fromMs: number; toMs: number }): boolean =>
  ms >= fromMs && ms < toMs;

/** What a ship sends: the truth, but for the parts of the story. */
function sendingOf(ship: SimulatedShip, { silence, swap, swapped: [one, two], circle }: Story): Sending {
  return (ms, state) => {
    if (ship.mmsi === null || (ship.id === silence.ship && during(ms, silence))) return null;
    if (during(ms, swap) && (ship === one || ship === two)) return { as: ship === one ? two : one, state };
    if (ship.id === circle.ship && during(ms, circle))
      return { as: ship, state: onCircle(ms - circle.fromMs) };
    return { as: ship, state };
  };
}

function onCircle(ms: number): ShipState {
  const angle = ((ms / 1000) * circleKnots * metresPerSecondOfKnot) / circleRadiusMetres;
  const position = moved(
    circlePlace,
    circleRadiusMetres * Math.sin(angle),
    circleRadiusMetres * Math.cos(angle),
  );
  const course = ((angle * 180) / Math.PI + 90) % 360;
  return { position, knots: circleKnots, course, heading: course, status: underWay };
}

/** Port whose berth a ship lies at; null for none. */
function portAt(way: Way | undefined, ms: number): PortId | null {
  const state = way?.at(ms) ?? null;
  if (state === null) return null;
  return (
    ports.find(({ berths }) => apart(berths[0]?.[0] ?? state.position, state.position) < portMetres)?.id ??
    null
  );
}

function callsOf(ship: string, done: readonly Done[], way: Way | undefined): Call[] {
  const calls: Call[] = [];
  for (const { order, fromMs, toMs } of done) {
    if (order.kind !== "stay" || order.status !== moored) continue;
    const port = portAt(way, fromMs);
    if (port !== null) calls.push({ ship, port, fromMs, toMs });
  }
  return calls;
}

function waitsOf(ship: string, done: readonly Done[], way: Way | undefined): (Stretch & { port: PortId })[] {
  return done.flatMap(({ order, fromMs, toMs }) => {
    const state = order.kind === "stay" && order.status === atAnchor ? way?.at(fromMs) : null;
    const port = ports.find(
      (p) => state !== null && state !== undefined && apart(portOf(p.id).anchorage, state.position) < 1000,
    );
    return port === undefined ? [] : [{ ship, port: port.id, fromMs, toMs }];
  });
}

const tripsOf = (calls: readonly Call[]): Trip[] =>
  calls.flatMap((call, i) => {
    const next = calls[i + 1];
    return next === undefined || next.ship !== call.ship || next.port === call.port
      ? []
      : [{ ship: call.ship, from: call.port, to: next.port, fromMs: call.toMs, toMs: next.fromMs }];
  });

function meetingsOf(
  one: string,
  two: string,
  ways: ReadonlyMap<string, Way>,
  fromMs: number,
  toMs: number,
): { ships: readonly [string, string]; fromMs: number; toMs: number }[] {
  let first = Number.NaN;
  let last = Number.NaN;
  for (let ms = fromMs; ms < toMs; ms += 60_000) {
    const [a, b] = [ways.get(one)?.at(ms) ?? null, ways.get(two)?.at(ms) ?? null];
    if (
      a === null ||
      b === null ||
      apart(a.position, b.position) > meetingMetres ||
      Math.max(a.knots, b.knots) > 2
    )
      continue;
    if (Number.isNaN(first)) first = ms;
    last = ms;
  }
  return Number.isNaN(first) ? [] : [{ ships: [one, two], fromMs: first, toMs: last + 60_000 }];
}
