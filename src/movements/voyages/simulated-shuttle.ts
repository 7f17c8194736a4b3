import { uniform } from "../../base/random.ts";
import type { TimeSpan } from "../../base/time/span.ts";
import { dayMs } from "../../base/time/calendar.ts";
import type { TripEvidence } from "./trips/trip-evidence.ts";
import { hourMs, sailingBetween } from "./trips/trip-places.ts";
import type { PortLook, ShipSighting, ShuttlePort } from "./trips.ts";

/** A shuttle with a known answer. Everything is drawn from the seed. */
export interface ShuttleOptions {
  readonly seed: number;
  readonly days: number;
  readonly ships: number;
  readonly ports: readonly [load: ShuttlePort, land: ShuttlePort];
  readonly greatestKnots: number;
  /** Share of days on which a port lies under cloud. */
  readonly cloud: number;
  /** Chance that a look finds a ship that is there. */
  readonly found: number;
  /** Chance that a ship that was found is named. */
  readonly named: number;
  /** Mean of what a stay and a passage take beyond the least, in hours. */
  readonly idleHours: number;
}

export interface TrueStay {
  readonly portId: string;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface SimulatedShuttle {
  readonly within: TimeSpan;
  readonly evidence: TripEvidence;
  /** What each ship did, by name; it begins before the window and ends after it. */
  readonly truth: ReadonlyMap<string, readonly TrueStay[]>;
}

const startMs = Date.UTC(2023, 7, 26);

/** Ships that go to and fro, each day a look at each port unless there is cloud, some ships in them missed and some not named. */
export function simulateShuttle(options: ShuttleOptions): SimulatedShuttle {
  const { seed, days, ships, ports, greatestKnots, cloud, found, named, idleHours } = options;
  const random = uniform(seed);
  const [load, land] = ports;
  const sailing = sailingBetween(load, land, greatestKnots).leastHours * hourMs;
  const endMs = startMs + days * dayMs;
  const idle = (): number => Math.ceil(-Math.log(1 - random()) * idleHours * hourMs);
  const truth = new Map<string, readonly TrueStay[]>();
  for (let s = 0; s < ships; s++) {
    const stays: TrueStay[] = [];
    let at = startMs - Math.floor(random() * 8 * dayMs);
    for (
      let port = random() < 0.5 ? load : land;
      at < endMs + 2 * dayMs;
      port = port === load ? land : load
    ) {
      const toMs = at + Math.ceil(port.leastStayHours * hourMs) + idle();
      stays.push({ portId: port.id, fromMs: at, toMs });
      at = toMs + Math.ceil(sailing) + idle();
    }
    truth.set(`ship ${s + 1}`, stays);
  }
  const sightings: ShipSighting[] = [];
  const looks: PortLook[] = [];
  for (let day = 0; day < days; day++)
    for (const port of ports) {
      const atMs = startMs + day * dayMs + Math.floor((1 + random() * 4) * hourMs);
      const at: TimeSpan = {
        fromMs: atMs,
        toMs: atMs + 60_000,
        precision: "minute",
        text: new Date(atMs).toISOString().slice(0, 16),
      };
      const id = `look-${port.id}-${day}`;
      const isCloudy = random() < cloud;
      looks.push({
        id,
        portId: port.id,
        areaId: null,
        at,
        saw: isCloudy ? "nothing" : "whole",
        foundChance: found,
        source: "simulated",
      });
      for (const [name, stays] of truth) {
        // Where it is through the whole minute, so that the truth and the look agree.
        const isThere = stays.some(
          (s) => s.portId === port.id && s.fromMs <= at.fromMs && s.toMs >= at.toMs - 1,
        );
        const [isFound, isNamed] = [random() < found, random() < named];
        if (isCloudy || !isThere || !isFound) continue;
        sightings.push({
          id: `${id}-${name}`,
          placeId: port.id,
          areaId: null,
          position: port.position,
          at,
          throughout: false,
          ship: isNamed ? name : null,
          candidates: null,
          lengthMetres: null,
          lookId: id,
          basis: "seen",
          source: "simulated",
          address: "",
        });
      }
    }
  return {
    within: { fromMs: startMs, toMs: endMs, precision: "range", text: "simulated" },
    evidence: { sightings, looks, unseen: [], numbers: [], leftOut: [] },
    truth,
  };
}
