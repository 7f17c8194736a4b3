import type { ChainModel } from "../../movements/chain/chain.ts";
import type { VerdictRecord } from "../../movements/matching/verdict.ts";
import type { PublishedOrigin } from "../../movements/sightings/published.ts";
import type { Scene, Sighting } from "../../movements/sightings/sighting.ts";
import type { VesselFact } from "../../movements/vessels/vessel-fact.ts";
import type { TripExplanation } from "../../movements/voyages/trips.ts";
import type { Contradiction } from "../contradictions/contradiction.ts";
import type { SiteDistances } from "../distances/table.ts";

/** A sighting that a verdict may be on, and what tells of it where it has no record of its own. */
export interface ReportedSighting {
  readonly sighting: Sighting;
  readonly origin: PublishedOrigin | null;
  /** As a publication names the ship; empty where none does. */
  readonly vessel: string;
}

/** What a report shows of ships, trains and what became of loads, worked out from the records when it is built. */
export interface ReportMovements {
  readonly chain: ChainModel;
  /** Links of the chain that position reports add to what is on record, which the sentences of a finding do not know. */
  readonly heardLinks: number;
  /** null where the case tells of no shuttle. */
  readonly trips: TripExplanation | null;
  /** Whether visits that position reports tell of are counted in `trips` and `chain`: wherever the case has reports. */
  readonly visits: "counted" | "no-reports";
  readonly contradictions: readonly Contradiction[];
  readonly distances: readonly SiteDistances[];
  readonly vesselFacts: readonly VesselFact[];
  readonly verdicts: readonly VerdictRecord[];
  readonly sightings: readonly ReportedSighting[];
  readonly scenes: readonly Pick<Scene, "id" | "at" | "source">[];
  /** Days with position reports in the case. */
  readonly positionDays: number;
}
