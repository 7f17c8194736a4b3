import type { Position } from "../../sites/counting/site.ts";
import type { Scene, Sighting } from "../sightings/sighting.ts";
import type { SimulatedShip } from "./cast.ts";
import type { PortId, Standing } from "./sea-area.ts";
import type { Way } from "./way.ts";

export interface TrafficOptions {
  readonly seed: number;
  /** Milliseconds since 1970 in UTC, whole seconds. */
  readonly fromMs: number;
  /** 48 to 720: parts of the story need two days. */
  readonly hours: number;
  /** Ships of class A beside the fixed parts. Default 8. */
  readonly ships?: number;
  /** Boats of class B. Default 8. */
  readonly boats?: number;
  /** What a receiver keeps of a ship under way: one report in so many seconds, 10 to 600. Default 60; ships at rest send every 3 minutes. */
  readonly everySeconds?: number;
  /** Whole seconds that clocks are ahead of UTC, by the name of a receiver or the id of a ship; others are right. */
  readonly clocks?: Readonly<Record<string, number>>;
}

/** A stretch of time [fromMs, toMs) of a ship. */
export interface Stretch {
  readonly ship: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** A call at a port, from the first line ashore to the last line off. */
export interface Call extends Stretch {
  readonly port: PortId;
}

/** From one port's berth to another's. */
export interface Trip extends Stretch {
  readonly from: PortId;
  readonly to: PortId;
}

/** What a sighting is of. */
export type SeenThing =
  | { readonly kind: "ship"; readonly ship: string; readonly position: Position }
  | { readonly kind: "standing"; readonly standing: string }
  | { readonly kind: "nothing" };

export interface SightingTruth {
  readonly sighting: string;
  readonly scene: string;
  readonly thing: SeenThing;
  /** The identity that this ship sends at this time; null when it sends none. */
  readonly sendsAs: number | null;
  /** Of ten messages sent from there at least one arrives, 19 times in 20. */
  readonly withinReception: boolean;
}

/** Everything that really happened. */
export interface TrafficTruth {
  readonly ships: readonly SimulatedShip[];
  readonly standing: readonly Standing[];
  readonly calls: readonly Call[];
  readonly trips: readonly Trip[];
  /** Transponder off, though the ship has one. */
  readonly silences: readonly Stretch[];
  /** Two ships that send under each other's name and number. */
  readonly swaps: readonly {
    readonly ships: readonly [string, string];
    readonly fromMs: number;
    readonly toMs: number;
  }[];
  /** A ship that sends a track which it does not sail. */
  readonly falseTracks: readonly (Stretch & { readonly centre: Position; readonly radiusMetres: number })[];
  readonly meetings: readonly {
    readonly ships: readonly [string, string];
    readonly fromMs: number;
    readonly toMs: number;
  }[];
  readonly waits: readonly (Stretch & { readonly port: PortId })[];
  readonly sightings: readonly SightingTruth[];
  /** Ships in a scene's footprint that were not seen in it. */
  readonly missed: readonly { readonly scene: string; readonly ship: string }[];
}

/** Made-up traffic: always to be named so wherever it is shown. */
export interface SimulatedTraffic {
  readonly simulated: true;
  readonly seed: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** Lines of sentences with tag blocks, in order of time of arrival, without line ends. */
  readonly lines: readonly string[];
  readonly scenes: readonly Scene[];
  readonly sightings: readonly Sighting[];
  readonly truth: TrafficTruth;
  /** Where each ship really was, by its id. */
  readonly ways: ReadonlyMap<string, Way>;
}
