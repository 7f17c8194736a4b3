/**
 * Position reports in columns: row i of every array is one report. A ship's rows stand together, in order of time. What a report left open
 * is NaN (speed, course, heading) or the number that its standard keeps for it (status 15).
 */
export interface Fixes {
  readonly length: number;
  /** Maritime identity of the sender, nine digits as a number. */
  readonly mmsi: Int32Array;
  /** When the position was measured or, where only that is known, received: milliseconds since 1970 in UTC. */
  readonly at: Float64Array;
  /** Degrees, WGS 84. */
  readonly longitude: Float64Array;
  readonly latitude: Float64Array;
  /** Over ground, in knots. */
  readonly speed: Float32Array;
  /** Over ground, degrees clockwise from north. */
  readonly course: Float32Array;
  /** Of the bow, degrees clockwise from north. */
  readonly heading: Float32Array;
  /** Navigational status of ITU-R M.1371, 0 to 15. */
  readonly status: Uint8Array;
  /** `classes` of the sender by index. */
  readonly senderClass: Uint8Array;
  /** Second of UTC at which the sender measured, 0 to 59; 60 not known, 61 typed in by hand, 62 dead reckoning, 63 out of order (ITU-R M.1371). */
  readonly second: Uint8Array;
}

/** What stands for a second that is not known. */
export const noSecond = 60;

/** Who sends: ships with class A (carriage required) or B, base stations, aids to navigation, aircraft of search and rescue, distress beacons. */
export const senderClasses = ["A", "B", "base", "aid", "aircraft", "beacon", "unknown"] as const;
export type SenderClass = (typeof senderClasses)[number];

/** What a ship said of itself, and over which time it said just that. Fields that it left empty are empty or null. */
export interface Statement {
  readonly mmsi: number;
  readonly name: string;
  readonly callSign: string;
  /** Ship number of the International Maritime Organization as sent; null when none, or its check digit is wrong. */
  readonly imo: number | null;
  /** Type of ship by ITU-R M.1371, 0 to 99; null when not sent. */
  readonly shipType: number | null;
  readonly lengthMetres: number | null;
  readonly widthMetres: number | null;
  /** From the antenna to the bow and to the port side; null when not sent (only sentences carry it). */
  readonly toBowMetres: number | null;
  readonly toPortMetres: number | null;
  readonly draughtMetres: number | null;
  readonly destination: string;
  /** First and last time it was sent, milliseconds since 1970 in UTC. */
  readonly firstMs: number;
  readonly lastMs: number;
  readonly reports: number;
}

/** What a ship can say of itself. */
export type Stated = Omit<Statement, "mmsi" | "firstMs" | "lastMs" | "reports">;

/** Of a ship that left every field empty. */
export const nothingStated: Stated = {
  name: "",
  callSign: "",
  imo: null,
  shipType: null,
  lengthMetres: null,
  widthMetres: null,
  toBowMetres: null,
  toPortMetres: null,
  draughtMetres: null,
  destination: "",
};

/** Degrees; west > east crosses the date line. */
export interface LonLatBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Which reports: a stretch of time [fromMs, toMs), and where given a box and ships. */
export interface PositionQuery {
  readonly fromMs: number;
  readonly toMs: number;
  readonly box?: LonLatBox;
  readonly mmsis?: readonly number[];
}

export interface PositionDay {
  /** As 2020-01-01, in UTC. */
  readonly day: string;
  readonly fixes: number;
  readonly ships: number;
}

/** Where stored position reports come from: Parquet files by DuckDB, or ClickHouse. Each engine sits the same exam. */
export interface PositionSource {
  /** Days with reports, in order. */
  readonly days: () => Promise<readonly PositionDay[]>;
  /**
   * Reports in order of ship and time, in batches of bounded size; a ship may go on from one batch to the next.
   * Reports that differ in nothing but their receiver come once.
   */
  readonly fixes: (query: PositionQuery) => AsyncIterable<Fixes>;
  /** What ships with a report in the query's time said of themselves, in order of ship and first time. */
  readonly statements: (query: PositionQuery) => Promise<readonly Statement[]>;
  /** How far the times of a query's reports are from the seconds that their senders stated. */
  readonly seconds: (query: PositionQuery) => Promise<SecondCounts>;
}

/** How often each sender's reports have a time so many seconds after the second that it stated, modulo a minute; in order of sender and offset. */
export interface SecondCounts {
  readonly length: number;
  readonly mmsi: Int32Array;
  /** 0 to 59. */
  readonly offset: Uint8Array;
  readonly reports: Float64Array;
}

/** No report stated a second. */
export const noSeconds: SecondCounts = {
  length: 0,
  mmsi: new Int32Array(0),
  offset: new Uint8Array(0),
  reports: new Float64Array(0),
};
