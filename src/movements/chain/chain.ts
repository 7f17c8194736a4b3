import type { Position } from "../../sites/counting/site.ts";

/** What carried a load between two places. */
export const chainModes = ["ship", "rail"] as const;
export type ChainMode = (typeof chainModes)[number];

/**
 * How well a link is held, best first. `seen-both-ends`: a named carrier at both, each on a day. `seen-one-end`: at one of them.
 * `inferred`: no carrier was followed, or it was not named. `claimed`: somebody says so of a period, no trip is dated.
 * `possible`: the way is there, and nobody on record says that a load took it.
 */
export const strengths = ["seen-both-ends", "seen-one-end", "inferred", "claimed", "possible"] as const;
export type Strength = (typeof strengths)[number];

/** Ends of what is possible; null where nothing is known of that end. */
export interface Bounds {
  readonly low: number | null;
  readonly high: number | null;
}

export interface ChainPlace {
  /** A site of the case, or the name of a place as its source writes it. */
  readonly id: string;
  readonly name: string;
  readonly site: boolean;
  /** null for a place that is no site: its distances are not known. */
  readonly position: Position | null;
}

/** A record that a link rests on, or that speaks against it. */
export interface ChainEvidence {
  readonly table: "voyages" | "counts" | "events" | "connections" | "legs" | "trains";
  readonly id: string;
  readonly says:
    | "leg"
    | "at-origin"
    | "at-destination"
    | "falls-at-origin"
    | "rises-at-origin"
    | "rises-at-destination"
    | "against"
    | "event"
    | "way";
}

/** A load that went, or may have gone, from one place to another. Instants are milliseconds since 1970 in UTC. */
export interface ChainLink {
  /** "voyages/angara-2023-09-07-rajin-dunai": the table and the record that it was made from. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly mode: ChainMode;
  /** Name of the carrier; empty when it was not named. */
  readonly carrier: string;
  /** As its source has it: off, on, mixed, not-stated. */
  readonly transponder: string;
  /** When it can have left and come in, after the time that the way takes at most speed. null: not known. */
  readonly departs: { readonly earliestMs: number | null; readonly latestMs: number | null };
  readonly arrives: { readonly earliestMs: number | null; readonly latestMs: number | null };
  /** The dates as the source writes them. */
  readonly departsText: string;
  readonly arrivesText: string;
  /** Length of the way in metres: published where it is, else the shortest line and that times a stated detour. */
  readonly way: { readonly lowMetres: number; readonly highMetres: number; readonly basis: string } | null;
  /** Hours under way, at most and at least speed. */
  readonly travelHours: { readonly low: number; readonly high: number } | null;
  /** Hours between the earliest departure and the latest arrival. */
  readonly availableHours: number | null;
  readonly feasible: "yes" | "no" | "cannot-tell";
  /** Containers of one trip; `words` are the source's. For a group of trips the figure is of them all together. */
  readonly containers: Bounds & { readonly best: number | null; readonly words: string };
  /** True when the record sums up trips over a period. */
  readonly group: boolean;
  /** The source says that it carried the load of the link before it. */
  readonly sameLoad: boolean;
  readonly strength: Strength;
  /** Why this strength. */
  readonly reasons: readonly string[];
  /** What would make it stronger, most useful first. */
  readonly wanted: readonly string[];
  readonly evidence: readonly ChainEvidence[];
}

/** How one link follows another at the place where they meet. */
export interface Joint {
  readonly at: string;
  readonly before: string;
  readonly after: string;
  /** `cannot`: the later one had to leave before the earlier one can have come. */
  readonly order: "in-order" | "can-be" | "cannot" | "cannot-tell";
  /** Hours between arrival and departure, at least and at most. */
  readonly dwellHours: Bounds;
  /** `grows`: more left than can have come, and nothing on record says from where. */
  readonly quantity: "fits" | "grows" | "falls" | "cannot-tell";
  readonly notes: readonly string[];
}

/** One way from the first place to the last, each step with the link that is held best and fits the times of its neighbours. */
export interface ChainPath {
  /** "rajin>dunai>tikhoretsk". */
  readonly id: string;
  readonly places: readonly string[];
  /** Ids of links, one a step. */
  readonly links: readonly string[];
  /** Other links on record for each step. */
  readonly others: readonly (readonly string[])[];
  readonly joints: readonly Joint[];
  /** Containers of the first link's load that can have come along each step. */
  readonly carried: readonly Bounds[];
  readonly departs: ChainLink["departs"];
  readonly arrives: ChainLink["arrives"];
  /** That of the weakest link. */
  readonly strength: Strength;
  /** False when a joint or a link cannot be. */
  readonly holds: boolean;
  readonly weakest: {
    /** Index of the step. */
    readonly step: number;
    readonly link: string;
    readonly why: readonly string[];
    readonly wanted: readonly string[];
  };
}

/** What went on to where: places, links between them, and the ways through. The same records give the same model, in any order. */
export interface ChainModel {
  readonly places: readonly ChainPlace[];
  /** In order of earliest departure, then id. */
  readonly links: readonly ChainLink[];
  /** Best held first. */
  readonly paths: readonly ChainPath[];
  /** Records of voyages that gave no link, and why: an end that nobody saw, most often. */
  readonly leftOut: readonly { readonly id: string; readonly why: string }[];
  /** True when there were more ways than were followed. */
  readonly cut: boolean;
  readonly settings: ChainSettings;
}

/** Speeds and margins that every answer of a chain depends on. docs/method/chain.md has where they come from. */
export interface ChainSettings {
  readonly shipKnots: { readonly least: number; readonly most: number };
  readonly railKilometresADay: { readonly least: number; readonly most: number };
  /** The way is at most so many times the shortest line where no length is published. */
  readonly detour: { readonly ship: number; readonly rail: number };
  /** A look so near in time to an end of a link, in days, speaks of it. */
  readonly lookWithinDays: number;
  /** A stretch longer than this, in days, dates no single trip. */
  readonly tripWithinDays: number;
  readonly mostSteps: number;
}

export const chainSettings: ChainSettings = {
  shipKnots: { least: 5, most: 20 },
  railKilometresADay: { least: 200, most: 1_500 },
  detour: { ship: 1.6, rail: 1.7 },
  lookWithinDays: 2,
  tripWithinDays: 10,
  mostSteps: 6,
};
