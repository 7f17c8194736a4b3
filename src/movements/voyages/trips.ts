import type { TimeSpan } from "../../base/time/span.ts";
import type { Position } from "../../sites/counting/site.ts";
import type { CountingRule } from "./counting-rule.ts";
import type { Schedule } from "./schedule.ts";

/** A port of the shuttle. Loads are taken on at the `load` side and landed at the `land` side. */
export interface ShuttlePort {
  readonly id: string;
  readonly name: string;
  readonly side: "load" | "land";
  readonly position: Position;
  /** Least time that a ship lies there to load or land, in hours. */
  readonly leastStayHours: number;
}

/** One attempt to see a port (or one pier of it). */
export interface PortLook {
  readonly id: string;
  readonly portId: string;
  /** A pier; null: the port as a whole. */
  readonly areaId: string | null;
  readonly at: TimeSpan;
  /** How much of the port (or pier) could be seen. Only `whole` says what was not there. */
  readonly saw: "whole" | "part" | "nothing";
  /** That a ship of the fleet would have been found in it, were it there; null: not stated. */
  readonly foundChance: number | null;
  readonly source: string;
}

/** A ship seen (or heard) somewhere at some moment of a span, or all through it. */
export interface ShipSighting {
  readonly id: string;
  /** A port of the shuttle, or the name of another place. */
  readonly placeId: string;
  readonly areaId: string | null;
  /** null: a place whose position is not known; it then asks for no sailing time. */
  readonly position: Position | null;
  readonly at: TimeSpan;
  /** True when the ship was there all through the span (a visit that was heard), false for a moment of it. */
  readonly throughout: boolean;
  /** Name of the ship where its identity was stated; null where nobody named it. */
  readonly ship: string | null;
  /** For a ship that nobody named: ships of the fleet that it may be; null: any. */
  readonly candidates: readonly string[] | null;
  readonly lengthMetres: number | null;
  /** The look that it was made in; two sightings of one look are two ships. */
  readonly lookId: string | null;
  /** `seen` in a picture, `heard` by position reports, `stated` without either, `inferred` from stacks with no ship seen. */
  readonly basis: "seen" | "heard" | "stated" | "inferred";
  readonly source: string;
  readonly address: string;
}

/** Days that a source says it could not see, mostly without saying which. */
export interface StatedUnseen {
  readonly id: string;
  readonly portId: string;
  readonly areaId: string | null;
  readonly days: number;
  readonly within: TimeSpan;
  readonly reason: string;
  readonly source: string;
}

/** A published number of trips or visits. */
export interface PublishedTrips {
  /** Id of the count (or publication) on record. */
  readonly id: string;
  readonly observer: string;
  readonly publisher: string;
  readonly publishedAt: string;
  readonly address: string;
  /** Port that it was counted at. */
  readonly portId: string;
  readonly within: TimeSpan;
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  /** The figure is a floor ("at least"), not a full count. */
  readonly isFloor: boolean;
  readonly qualifier: string;
  /** By which rule it counts; null: its source does not say. */
  readonly rule: CountingRule | null;
  /** Why it is read so. */
  readonly ruleBasis: string;
  /** Pier that it speaks of; null: the port. */
  readonly areaId: string | null;
  /** Ships that it speaks of; null: any, or not said. */
  readonly ships: readonly string[] | null;
  /** The number of which this one is another publication; null for the first. */
  readonly publicationOf: string | null;
  /** Further publications of the same figure that say something of it: who, and what. */
  readonly again: readonly { readonly publisher: string; readonly note: string }[];
  readonly caveats: string;
}

/** Least and most of a rule, with the schedules that reach them. */
export interface TripBounds {
  readonly rule: CountingRule;
  readonly within: TimeSpan;
  /** Ships that were counted; null: any ship. */
  readonly ships: readonly string[] | null;
  readonly areaId: string | null;
  readonly least: number;
  /** null: nothing bounds it from above; `remarks` says why. */
  readonly most: number | null;
  /** False where no schedules account for everything on record together: then neither end says anything. */
  readonly possible: boolean;
  /** False where the search over ships of unnamed sightings was cut off: the truth then still lies inside, but the ends may not be reached. */
  readonly exact: boolean;
  readonly leastSchedules: readonly Schedule[];
  readonly mostSchedules: readonly Schedule[];
  /** How many looks without the ship may have missed it. */
  readonly missesAllowed: number;
  readonly remarks: readonly string[];
}

/** How much of the window was looked at, at one port. */
export interface DaysSeen {
  readonly portId: string;
  readonly days: number;
  /** Days of the port's clock with a usable look of the whole port, with one of a part, and with a ship or stack told of. */
  readonly wholeDays: readonly string[];
  readonly partDays: readonly string[];
  readonly toldDays: readonly string[];
  /** Days of which the record holds no look at all. */
  readonly unseenDays: readonly string[];
  readonly shareSeen: number;
  readonly stated: readonly StatedUnseen[];
}

export const consistencies = ["consistent", "below-least", "above-most", "cannot-tell"] as const;
export type Consistency = (typeof consistencies)[number];

/** A published number under one rule. */
export interface NumberUnderRule {
  readonly rule: CountingRule;
  readonly bounds: TripBounds;
  readonly consistency: Consistency;
}

/** One published number explained: what it counts, over which window and ships, and what the evidence on record allows. */
export interface ExplainedNumber {
  readonly published: PublishedTrips;
  /** One entry where its rule is known, one for each rule that it may mean where not. */
  readonly under: readonly NumberUnderRule[];
  readonly consistency: Consistency;
  readonly why: readonly string[];
}

/** Two published numbers that seem to contradict each other, and what becomes of that. */
export interface NumbersApart {
  readonly first: string;
  readonly second: string;
  /** `compatible`: both can be true; `apart-by-rule`, `apart-by-window`, `apart-by-ships`: they count different things; `contradictory`: they cannot both hold. */
  readonly relation:
    | "same-source"
    | "compatible"
    | "apart-by-rule"
    | "apart-by-window"
    | "apart-by-ships"
    | "contradictory";
  readonly why: string;
}

export interface Sailing {
  readonly from: string;
  readonly to: string;
  readonly metres: number;
  readonly leastHours: number;
}

/** Everything known of the number of trips of a shuttle in a window. Numbers are set beside each other, never averaged. */
export interface TripExplanation {
  readonly within: TimeSpan;
  readonly ports: readonly ShuttlePort[];
  readonly sailings: readonly Sailing[];
  readonly greatestKnots: number;
  /** Ships that were named, in order. */
  readonly ships: readonly string[];
  /** Fewest ships that can account for all sightings, and most: each unnamed one another ship. */
  readonly hulls: { readonly least: number; readonly most: number; readonly exact: boolean };
  /** By rule, of the named ships alone and of all. */
  readonly bounds: readonly TripBounds[];
  readonly daysSeen: readonly DaysSeen[];
  readonly numbers: readonly ExplainedNumber[];
  readonly apart: readonly NumbersApart[];
  /** What would narrow it, most telling first. */
  readonly wouldResolve: readonly string[];
  /** Sightings that were used, and those that were not with the reason. */
  readonly used: readonly ShipSighting[];
  readonly leftOut: readonly { readonly sighting: ShipSighting; readonly reason: string }[];
}
