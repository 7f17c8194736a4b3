import type { Position } from "../../sites/counting/site.ts";
import {
  anchor,
  berth,
  between,
  caller,
  fisher,
  lie,
  meeter,
  passage,
  sailingHours,
  shuttle,
} from "./plans.ts";
import { callersBerth, grounds, meetingPlace, portOf, ports, waterway, type EndId } from "./sea-area.ts";
import { moved, type Order } from "./way.ts";

/** A ship that takes part, as built. */
export interface SimulatedShip {
  readonly id: string;
  readonly name: string;
  readonly callSign: string;
  /** Begins with 399, which no administration was given; null: has no transponder. */
  readonly mmsi: number | null;
  readonly senderClass: "A" | "B" | null;
  readonly shipType: number;
  readonly lengthMetres: number;
  readonly widthMetres: number;
  readonly toBowMetres: number;
  readonly toPortMetres: number;
  readonly draughtMetres: number;
  readonly layout: readonly string[];
  readonly colours: readonly string[];
  /** Containers that it carries when it leaves the south port; 0 for ships that carry none. */
  readonly containers: number;
}

/** A part for a ship: where it begins and what it does, and when in the course of the whole (shares from 0 to 1). */
export interface Role {
  readonly ship: SimulatedShip;
  readonly start: Position;
  /** Comes into the area so many hours after the beginning; left out: is there from the beginning. */
  readonly comesAtHours?: number;
  readonly orders: (random: () => number) => Iterable<Order>;
}

const cargo = {
  shipType: 70,
  layout: ["bridge-aft", "cranes-two", "holds-four"],
  colours: ["hull-black"],
  containers: 0,
} as const;
const containerShip = {
  shipType: 79,
  layout: ["bridge-aft", "cranes-two"],
  colours: ["hull-blue", "superstructure-white"],
} as const;

function ship(
  id: string,
  number: number,
  lengthMetres: number,
  random: () => number,
  more: Partial<SimulatedShip> = {},
): SimulatedShip {
  const isBoat = more.senderClass === "B";
  const widthMetres = Math.max(3, Math.round(lengthMetres / (isBoat ? 4 : 6.4)));
  return {
    id,
    name: `SIM ${id.replaceAll("-", " ").toUpperCase()}`.slice(0, 20),
    callSign: `SIM${String(number).padStart(3, "0")}`,
    mmsi: 399_000_000 + number,
    senderClass: "A",
    ...cargo,
    lengthMetres,
    widthMetres,
    toBowMetres: Math.round(lengthMetres * (isBoat ? 0.4 : 0.84)),
    toPortMetres: Math.round(widthMetres / 2),
    draughtMetres: Math.round(10 * lengthMetres * between(random, 0.045, 0.055)) / 10,
    ...more,
  };
}

/** The roles that every simulated traffic has, whatever its seed. */
export function fixedRoles(hours: number, random: () => number): Record<string, Role> {
  const quiet = { mmsi: null, senderClass: null, ...containerShip } as const;
  const south = berth("south-port", 0)[0];
  return {
    quietOne: {
      ship: ship("quiet-one", 901, 117, random, { ...quiet, containers: 210 }),
      start: south,
      orders: (r) => shuttle("south-port", "naval-port", [0, 0], 11.5, 13, r),
    },
    quietTwo: {
      ship: ship("quiet-two", 902, 123, random, { ...quiet, containers: 240, colours: ["hull-green"] }),
      start: berth("naval-port", 1)[0],
      orders: (r) => shuttle("naval-port", "south-port", [1, 1], 11, 15, r),
    },
    switcher: {
      ship: ship("switcher", 101, 98, random, { ...containerShip, containers: 90 }),
      start: berth("east-port", 0)[0],
      orders: (r) => shuttle("east-port", "naval-port", [0, 2], 10, 9, r),
    },
    swapOne: {
      ship: ship("swap-one", 111, 106, random),
      start: berth("east-port", 1)[0],
      orders: (r) => shuttle("east-port", "south-port", [1, 2], 12, 8, r),
    },
    swapTwo: {
      ship: ship("swap-two", 112, 109, random, { colours: ["hull-red"] }),
      start: berth("south-port", 3)[0],
      orders: (r) => shuttle("south-port", "east-port", [3, 2], 11.5, 10, r),
    },
    circler: {
      ship: ship("circler", 121, 141, random, { shipType: 80, layout: ["bridge-aft", "tanker-deck"] }),
      start: berth("east-port", 3)[0],
      orders: () => [lie(hours, berth("east-port", 3)[1])],
    },
    waiter: {
      ship: ship("waiter", 131, 152, random),
      start: waterway("east-gate", "east-port")[0] ?? south,
      comesAtHours: 0.04 * hours,
      orders: () =>
        caller("east-gate", "east-port", "east-gate", berth("east-port", 4), 12.5, {
          atAnchor: 0.28 * hours,
          inPort: 0.25 * hours,
        }),
    },
    ...meeting(hours, random),
  };
}

const tanker = { shipType: 80, layout: ["bridge-aft", "tanker-deck"] } as const;

/** Two tankers that come from two sides, lie beside each other at sea, and part. */
function meeting(hours: number, random: () => number): Record<"meeterOne" | "meeterTwo", Role> {
  const beside = moved(meetingPlace, 180, 60);
  const one = portOf("naval-port").anchorage;
  const [two = meetingPlace] = waterway("east-gate", "naval-port");
  const at = 0.45 * hours;
  return {
    meeterOne: {
      ship: ship("meeter-one", 141, 88, random, tanker),
      start: one,
      orders: () => [
        anchor(at - sailingHours(one, meetingPlace, 10) - 0.3),
        ...meeter("east-gate", "naval-port", meetingPlace, 4.5, 10),
      ],
    },
    meeterTwo: {
      ship: ship("meeter-two", 142, 74, random, tanker),
      start: two,
      comesAtHours: at - sailingHours(two, beside, 11) - 0.3,
      orders: () => [...meeter("naval-port", "east-gate", beside, 4, 11), anchor(1000)],
    },
  };
}

/** Ships that call at ports and pass through, and boats that fish. */
export function otherRoles(callers: number, boats: number, hours: number, random: () => number): Role[] {
  const gatesOf = (): EndId => (random() < 0.5 ? "south-gate" : "east-gate");
  const roles: Role[] = [];
  for (let i = 0; i < callers; i++) {
    const from = gatesOf();
    const to = gatesOf();
    const port = ports[Math.floor(random() * ports.length)]?.id ?? "east-port";
    const made = ship(
      `cargo-${String(i + 1).padStart(2, "0")}`,
      201 + i,
      Math.round(between(random, 78, 190)),
      random,
    );
    const knots = between(random, 9.5, 14);
    const before = between(random, 0, 0.45) * hours;
    const through = random() < 0.25 && from !== to;
    const inPort = between(random, 6, 20);
    const waits = random() < 0.3;
    roles.push({
      ship: made,
      start: waterway(from, through ? to : port)[0] ?? [0, 0],
      comesAtHours: before,
      orders: through
        ? () => passage(from, to, knots, null)
        : () => caller(from, port, to, callersBerth(port, i), knots, { atAnchor: waits ? 5 : 0, inPort }),
    });
  }
  for (let i = 0; i < boats; i++) {
    const ground = grounds[i % grounds.length] ?? [0, 0];
    roles.push({
      ship: ship(
        `boat-${String(i + 1).padStart(2, "0")}`,
        501 + i,
        Math.round(between(random, 11, 24)),
        random,
        {
          senderClass: "B",
          shipType: 30,
          layout: ["bridge-forward", "working-deck"],
          colours: [],
        },
      ),
      start: moved(ground, between(random, -4000, 4000), between(random, -4000, 4000)),
      orders: (r) => fisher(ground, r),
    });
  }
  return roles;
}
