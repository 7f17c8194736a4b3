import type { PositionDay } from "../../movements/ais/fixes.ts";
import type { VerdictWord } from "../../movements/matching/verdict.ts";
import type { ErrorEllipse, Sensor } from "../../movements/sightings/sighting.ts";
import type { Kind } from "../../sites/counting/kind.ts";
import type { Polygon, Position } from "../../sites/counting/site.ts";

/** A sighting in the list and on the map; `SightingScreen` has the rest. Times are milliseconds, half-open. */
export interface ShownSighting {
  readonly id: string;
  readonly sceneId: string | null;
  readonly fromMs: number;
  readonly toMs: number;
  /** As its source writes the time. */
  readonly time: string;
  readonly position: Position;
  readonly error: ErrorEllipse;
  readonly sensor: Sensor;
  readonly lengthMetres: number | null;
  /** null: no verdict was reached yet. */
  readonly word: VerdictWord | null;
  /** That the word is right; null as above. */
  readonly probability: number | null;
  /** Name of the most probable rival, or of the ship that a publication names; empty for none. */
  readonly name: string;
  /** Told by a publication, not seen in a picture of the case. */
  readonly published: boolean;
  readonly simulated: boolean;
}

/** A report at a place and time at which a picture shows no ship. */
export interface ShownAbsence {
  readonly id: string;
  readonly sceneId: string | null;
  readonly atMs: number;
  readonly mmsi: number;
  readonly name: string;
  readonly position: Position;
  readonly error: ErrorEllipse;
  readonly probability: number;
}

export interface ShownScene {
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly time: string;
  readonly sensor: Sensor;
  readonly platform: string;
  readonly footprint: Polygon;
  readonly sampleDistanceMetres: number | null;
  readonly source: string;
  readonly lookId: string | null;
  readonly sightings: number;
  readonly simulated: boolean;
}

/** A sighting that was withdrawn: it counts nowhere and stays on record. */
export interface WithdrawnSighting {
  readonly id: string;
  readonly time: string;
  readonly reason: string;
  readonly by: string;
  /** When it was said, as ISO 8601 in UTC. */
  readonly at: string;
}

/** A look of the case, as a mark on the time bar. */
export interface ShownLook {
  readonly id: string;
  readonly site: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** As its source writes the time. */
  readonly time: string;
  /** Satellite or aircraft that took it; who supplied it, or its file, where that is not said; empty where nothing is. */
  readonly source: string;
  /** Whether the case holds its pixels. */
  readonly picture: boolean;
  /** Where the pixels lie, line-up and all; null where there are none, or where they have no place on the ground. */
  readonly footprint: Polygon | null;
  readonly simulated: boolean;
}

export interface ShownSite {
  readonly id: string;
  readonly name: string;
  readonly position: Position;
  readonly zoneMinutes: number;
}

/** A series of counts that can stand under the bar. */
export interface CountedSeries {
  readonly site: string;
  readonly kind: Kind;
  /** Looks that it was told of at, and those of them with a number of things at one time. */
  readonly counts: number;
  readonly figures: number;
}

/** What the room of movements shows before anything is chosen. */
export interface MovementsScreen {
  readonly sites: readonly ShownSite[];
  /** Days with position reports. */
  readonly days: readonly PositionDay[];
  readonly reports: number;
  readonly scenes: readonly ShownScene[];
  /** In order of time. */
  readonly sightings: readonly ShownSighting[];
  readonly absences: readonly ShownAbsence[];
  /** In the order in which they were withdrawn. */
  readonly withdrawn: readonly WithdrawnSighting[];
  readonly looks: readonly ShownLook[];
  /** What was counted where, longest series first, those of containers before others. */
  readonly counted: readonly CountedSeries[];
  /** What of it is simulated, in words; empty for none. */
  readonly simulated: string;
  /** Whether tracks, reception and events were worked out from the reports that are here now. */
  readonly analysis: AnalysisState;
  /** Whether there are records that voyages and a chain can be read from. */
  readonly voyages: number;
  readonly watchEntries: number;
  readonly ports: number;
}

/** `none`: there are no reports. `missing`: those that are here now were not analysed. */
export type AnalysisState = "none" | "missing" | "made";
