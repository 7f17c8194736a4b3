import { westernRows } from "./western-stock.ts";

/** The kinds of railway vehicles that are drawn. */
export const carKinds = [
  "gondola",
  "box",
  "flat",
  "container-flat",
  "tank",
  "hopper",
  "locomotive",
  "passenger",
  "maintenance",
] as const;
export type CarKind = (typeof carKinds)[number];

/** How a type is drawn: most as their kind usually looks, the others in a way of their own. */
export type CarLook =
  | Exclude<CarKind, "container-flat" | "maintenance">
  | "smooth-roof"
  | "autorack"
  | "car-carrier"
  | "trough-hopper"
  | "long-tank"
  | "electric"
  | "unit"
  | "machine"
  | "crane";

/** Track gauges with cars of their own, in millimetres. */
export const gauges = ["1520", "1435"] as const;
export type Gauge = (typeof gauges)[number];

/** A type of car with its sizes in metres. */
export interface CarType {
  readonly name: string;
  readonly kind: CarKind;
  readonly gauge: Gauge;
  /** Between the axes of the couplers: what the car takes of its track. */
  readonly overCouplers: number;
  /** Of the body: what is seen from above. */
  readonly body: number;
  readonly width: number;
  /** Of the roof, the walls or the deck above the ground beside the track. */
  readonly height: number;
  /** Where the length over couplers comes from: a published data sheet, or general knowledge of the type. */
  readonly known: "published" | "general";
  /** How often it is drawn beside the others of its kind. */
  readonly weight: number;
  readonly look: CarLook;
  /**
   * How many bodies stand as one set, at least and at most: 1 and 1 for a car of its own. Each body parted from the next by a visible gap is
   * one car; `overCouplers` is then the body with one of the set's inner gaps.
   */
  readonly bodies: readonly [least: number, most: number];
}

/** A line of a table of types; what is left out of its end is the usual look of its kind, and a car of its own. */
export type TypeRow = readonly [
  name: string,
  kind: CarKind,
  gauge: Gauge,
  overCouplers: number,
  body: number,
  width: number,
  height: number,
  known: "published" | "general",
  weight: number,
  look?: CarLook,
  bodies?: readonly [least: number, most: number],
];

const usualLook = {
  gondola: "gondola",
  box: "box",
  flat: "flat",
  "container-flat": "flat",
  tank: "tank",
  hopper: "hopper",
  locomotive: "locomotive",
  passenger: "passenger",
  maintenance: "machine",
} as const satisfies Record<CarKind, CarLook>;

/**
 * Lengths marked `published` are from makers' and lessors' pages (named in docs/method/simulated.md); bodies are shorter by the 1.0 to
 * 1.2 m that two coupled cars leave between them, which follows from 13.92 m over couplers against 12.78 m over strikers.
 * Heights include 0.3 m for the rail above the ground.
 */
const rows: readonly TypeRow[] = [
  ["12-132", "gondola", "1520", 13.92, 12.78, 3.158, 3.8, "published", 6],
  ["12-1303", "gondola", "1520", 13.92, 12.78, 3.154, 3.8, "published", 4],
  ["12-6963", "gondola", "1520", 23.2, 22.06, 3.15, 4.9, "published", 0.2],
  ["11-6874", "box", "1520", 19.2, 18.06, 3.24, 5.0, "published", 1],
  ["11-280", "box", "1520", 17.0, 15.86, 3.24, 5.0, "general", 3],
  ["11-066", "box", "1520", 14.73, 13.6, 3.24, 4.9, "general", 4],
  ["13-401", "flat", "1520", 14.62, 13.4, 2.87, 1.6, "general", 4],
  ["13-6724", "container-flat", "1520", 15.02, 13.9, 2.805, 1.4, "published", 3],
  ["13-flat 14.62", "container-flat", "1520", 14.62, 13.46, 2.87, 1.4, "published", 3],
  ["15-1547-03", "tank", "1520", 12.02, 10.9, 3.0, 4.8, "published", 5],
  ["19-752", "hopper", "1520", 14.72, 13.6, 3.2, 5.0, "general", 3],
  ["M62", "locomotive", "1520", 17.6, 16.5, 3.1, 4.9, "general", 3],
  ["TEM18", "locomotive", "1520", 16.9, 15.8, 3.1, 4.8, "general", 3],
  ["2TE10", "locomotive", "1520", 16.97, 15.9, 3.1, 5.0, "general", 2],
  ["passenger 24.5", "passenger", "1520", 24.54, 23.5, 3.1, 4.6, "general", 3],
  ["motor trolley 1520", "maintenance", "1520", 9.6, 8.5, 3.0, 4.0, "general", 3],
  ["tamper 1520", "maintenance", "1520", 19.5, 18.4, 3.0, 4.1, "general", 2],
  ["rail crane 1520", "maintenance", "1520", 12.6, 11.4, 3.1, 4.2, "general", 2, "crane"],
  ["C64K", "gondola", "1435", 13.438, 12.34, 3.24, 3.5, "general", 5],
  ["C70", "gondola", "1435", 13.976, 12.88, 3.24, 3.5, "general", 5],
  ["P63", "box", "1435", 16.438, 15.34, 3.2, 4.9, "published", 5],
  ["NX70A", "container-flat", "1435", 13.966, 13.0, 3.18, 1.5, "published", 5],
  ["NX70A deck", "flat", "1435", 13.966, 13.0, 3.18, 1.5, "published", 3],
  ["G70", "tank", "1435", 12.0, 10.9, 3.1, 4.7, "general", 4],
  ["grain hopper", "hopper", "1435", 14.4, 13.3, 3.1, 4.8, "general", 2],
  ["DF4", "locomotive", "1435", 21.1, 20.0, 3.1, 5.0, "general", 3],
  ["M62 pattern", "locomotive", "1435", 17.6, 16.5, 3.0, 4.9, "general", 2],
  ["passenger 25.5", "passenger", "1435", 25.5, 24.4, 3.1, 4.7, "general", 3],
];

export const carTypes: readonly CarType[] = [...rows, ...westernRows].map(
  ([name, kind, gauge, overCouplers, body, width, height, known, weight, look, bodies]) => ({
    name,
    kind,
    gauge,
    overCouplers,
    body,
    width,
    height,
    known,
    weight,
    look: look ?? usualLook[kind],
    bodies: bodies ?? [1, 1],
  }),
);

/** Types of a kind that run on a gauge, with their weights. */
export const typesOf = (kind: CarKind, gauge: Gauge): readonly (readonly [CarType, number])[] =>
  carTypes.filter((type) => type.kind === kind && type.gauge === gauge).map((type) => [type, type.weight]);

/** ISO 668 series 1 containers, those of 45 ft, and swap bodies of road traffic (general knowledge): length, width and height in metres. */
export const containerSizes = {
  "20 ft": { length: 6.058, width: 2.438, height: 2.591 },
  "40 ft": { length: 12.192, width: 2.438, height: 2.591 },
  "40 ft high cube": { length: 12.192, width: 2.438, height: 2.896 },
  "45 ft": { length: 13.716, width: 2.5, height: 2.896 },
  "swap body": { length: 7.45, width: 2.55, height: 2.75 },
  "long swap body": { length: 13.6, width: 2.55, height: 2.75 },
} as const;
export type ContainerSize = keyof typeof containerSizes;
