import type { fixedKinds } from "../fixed/fixed-object.ts";
import type { Position } from "../../sites/counting/site.ts";

/**
 * A made sea near Rajin, Dunai and Vostochny: places are where the example's sites are, everything that happens there is made up. Waters between them are real, so that tracks stay off land.
 */
export type Berth = readonly [position: Position, headingDegrees: number];

export interface SimulatedPort {
  readonly id: "south-port" | "naval-port" | "east-port";
  readonly name: string;
  /** Where ships lie, with the direction of the quay in degrees. */
  readonly berths: readonly Berth[];
  /** Berths for callers lie in a row from here, each so far on in degrees. */
  readonly row: { readonly from: Position; readonly step: Position; readonly headingDegrees: number };
  readonly anchorage: Position;
  /** From the berth to open water. */
  readonly approach: readonly Position[];
}

export const ports: readonly SimulatedPort[] = [
  {
    id: "south-port",
    name: "Simulated south port",
    berths: [
      [[130.2968, 42.2272], 92],
      [[130.2984, 42.2246], 268],
      [[130.2971, 42.2214], 90],
      [[130.2992, 42.2203], 272],
    ],
    row: { from: [130.2915, 42.2168], step: [0.0006, -0.0021], headingDegrees: 100 },
    anchorage: [130.385, 42.135],
    approach: [
      [130.308, 42.208],
      [130.34, 42.155],
      [130.43, 42.08],
    ],
  },
  {
    id: "naval-port",
    name: "Simulated naval port",
    berths: [
      [[132.3352, 42.8772], 20],
      [[132.3338, 42.8744], 24],
      [[132.3322, 42.8718], 204],
    ],
    row: { from: [132.3296, 42.8694], step: [-0.0012, -0.0021], headingDegrees: 24 },
    anchorage: [132.262, 42.795],
    approach: [
      [132.318, 42.858],
      [132.27, 42.82],
      [132.18, 42.71],
    ],
  },
  {
    id: "east-port",
    name: "Simulated east port",
    berths: [
      [[133.0598, 42.7342], 75],
      [[133.0572, 42.7318], 255],
      [[133.0548, 42.7296], 78],
      [[133.0524, 42.7272], 80],
      [[133.05, 42.7248], 80],
    ],
    row: { from: [133.0462, 42.7222], step: [-0.0022, -0.0016], headingDegrees: 75 },
    anchorage: [132.935, 42.655],
    approach: [
      [133.03, 42.718],
      [132.965, 42.68],
      [132.9, 42.59],
    ],
  },
];

export type PortId = SimulatedPort["id"];
/** Where ships come into the area and leave it. */
export type GateId = "south-gate" | "east-gate";
export type EndId = PortId | GateId;

const gates: Readonly<Record<GateId, Position>> = {
  "south-gate": [130.75, 41.3],
  "east-gate": [133.2, 41.6],
};

/** Turning points in open water between two ends, from the first to the second. */
const waterways: readonly (readonly [from: EndId, to: EndId, by: readonly Position[]])[] = [
  [
    "south-port",
    "naval-port",
    [
      [130.95, 42.12],
      [131.45, 42.38],
      [132.05, 42.6],
    ],
  ],
  [
    "south-port",
    "east-port",
    [
      [131.2, 42.15],
      [132.3, 42.45],
    ],
  ],
  [
    "naval-port",
    "east-port",
    [
      [132.25, 42.64],
      [132.55, 42.6],
    ],
  ],
  ["south-port", "south-gate", [[130.6, 41.8]]],
  ["south-port", "east-gate", [[131.6, 41.85]]],
  ["naval-port", "east-gate", [[132.5, 42.4]]],
  ["naval-port", "south-gate", [[131.6, 42.1]]],
  ["east-port", "east-gate", [[133.0, 42.3]]],
  ["east-port", "south-gate", [[132.0, 41.95]]],
  ["south-gate", "east-gate", [[132.0, 41.5]]],
];

export const portOf = (id: PortId): SimulatedPort => {
  const port = ports.find((p) => p.id === id);
  if (port === undefined) throw new RangeError(`simulated: no port ${id}`);
  return port;
};

/** Where the caller of a number lies: eight in a row, then the row begins anew. */
export function callersBerth(port: PortId, number: number): Berth {
  const { from, step, headingDegrees } = portOf(port).row;
  const place = number % 8;
  return [[from[0] + place * step[0], from[1] + place * step[1]], headingDegrees];
}

const isGate = (id: EndId): id is GateId => id === "south-gate" || id === "east-gate";

/** The way from one end to another, from open water to open water: without berths. @throws RangeError where no way leads */
export function waterway(from: EndId, to: EndId): readonly Position[] {
  for (const [a, b, by] of waterways) {
    const between = a === from && b === to ? by : a === to && b === from ? by.toReversed() : null;
    if (between === null) continue;
    return [
      ...(isGate(from) ? [gates[from]] : portOf(from).approach),
      ...between,
      ...(isGate(to) ? [gates[to]] : portOf(to).approach.toReversed()),
    ];
  }
  throw new RangeError(`simulated: no way from ${from} to ${to}`);
}

/** A receiver ashore. Class B ships send with less power and are heard over a shorter way. */
export interface Station {
  readonly name: string;
  readonly mmsi: number;
  readonly position: Position;
  /** Where half of the messages arrive. */
  readonly rangeMetres: number;
  readonly rangeOfBMetres: number;
}

/** Their ranges do not meet: between them nobody is heard. */
export const stations: readonly Station[] = [
  {
    name: "simulated-south",
    mmsi: 3_990_001,
    position: [130.42, 42.32],
    rangeMetres: 60_000,
    rangeOfBMetres: 32_000,
  },
  {
    name: "simulated-east",
    mmsi: 3_990_002,
    position: [132.72, 42.8],
    rangeMetres: 60_000,
    rangeOfBMetres: 32_000,
  },
];

type FixedKind = (typeof fixedKinds)[number];

/** Things that stand at sea and look like ships to a radar. */
export interface Standing {
  readonly id: string;
  readonly name: string;
  readonly position: Position;
  readonly kind: FixedKind;
  readonly lengthMetres: number;
  /** Sends as an aid to navigation. */
  readonly mmsi: number | null;
}

export const standing: readonly Standing[] = [
  {
    id: "platform-1",
    name: "Simulated platform",
    position: [132.42, 42.56],
    kind: "platform",
    lengthMetres: 70,
    mmsi: null,
  },
  {
    id: "platform-2",
    name: "Simulated tower",
    position: [130.66, 42.02],
    kind: "other",
    lengthMetres: 55,
    mmsi: null,
  },
  {
    id: "buoy-1",
    name: "Simulated buoy",
    position: [132.86, 42.63],
    kind: "buoy",
    lengthMetres: 12,
    mmsi: 993_990_001,
  },
];

/** Where the boats of class B fish. */
export const grounds: readonly Position[] = [
  [132.6, 42.66],
  [130.58, 42.16],
];
export const meetingPlace: Position = [132.14, 42.57];
/** Middle of the circle that a false track runs round. */
export const circlePlace: Position = [132.35, 42.42];
export const circleRadiusMetres = 3000;
