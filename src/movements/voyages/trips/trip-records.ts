import type { Observation } from "../../../sites/counting/look.ts";
import type { Area, Position, Site } from "../../../sites/counting/site.ts";
import type { Gap, Visit } from "../../events/event.ts";
import type { Verdict } from "../../matching/verdict.ts";
import type { Scene, Sighting } from "../../sightings/sighting.ts";
import type { VoyageRow } from "../voyages-table.ts";
import { heardAway } from "./heard-away.ts";
import { mergedSightings } from "./merged-sightings.ts";
import { publishedNumbers, type PublishedAgain } from "./published-numbers.ts";
import { seenInLooks } from "./seen-in-looks.ts";
import { seenInScenes } from "./seen-in-scenes.ts";
import type { ShuttleQuestion } from "./shuttle-question.ts";
import { sightingsOfVoyages } from "./told-ends.ts";
import type { TripEvidence } from "./trip-evidence.ts";
import { sightingsOfVisits } from "./visits.ts";

/** Records of a case that bear on a shuttle. */
export interface TripRecords {
  readonly sites: readonly Site[];
  readonly areas: readonly Area[];
  readonly voyages: readonly VoyageRow[];
  /** Of the ports. */
  readonly observations: readonly Observation[];
  readonly publications: readonly PublishedAgain[];
  readonly scenes: readonly Scene[];
  readonly sightings: readonly Sighting[];
  /** By sighting, the newest. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Of position reports, with the name of each ship by its number; empty where none were asked for. */
  readonly visits: readonly Visit[];
  readonly nameOf: (mmsi: number) => string;
  /** Silences of the ships of the visits; null where they were not worked out, and then being heard elsewhere says nothing. */
  readonly gaps: readonly Gap[] | null;
  /** Positions of places that are no site, by name. */
  readonly places: ReadonlyMap<string, Position>;
}

/** What the records say of a shuttle: sightings, looks, days not seen, and published numbers. */
export function tripEvidence(
  records: TripRecords,
  { ports, settings, readings }: Omit<ShuttleQuestion, "within">,
): TripEvidence {
  const told = sightingsOfVoyages(records.voyages, records.sites, settings.longestSightingDays);
  const ofLooks = seenInLooks(records.observations, ports);
  const ofScenes = seenInScenes(
    records.scenes,
    records.sightings,
    records.verdicts,
    ports,
    records.areas,
    settings.fleetMetres[0],
    records.nameOf,
  );
  const ships = [...new Set(records.voyages.flatMap((v) => (v.vessel === "" ? [] : [v.vessel])))];
  const heard = sightingsOfVisits(records.visits, ports, records.nameOf, new Set(ships));
  const sightings = [
    ...mergedSightings(
      told.sightings,
      ofLooks.sightings,
      ofScenes.sightings.filter((s) => s.lookId === null),
      records.voyages,
    ),
    ...ofScenes.sightings.filter((s) => s.lookId !== null),
    ...heard,
  ].map((s) => (s.position === null ? { ...s, position: records.places.get(s.placeId) ?? null } : s));
  return {
    sightings,
    looks: [...ofLooks.looks, ...ofScenes.looks],
    unseen: ofLooks.unseen,
    numbers: publishedNumbers(records.observations, records.publications, ports, ships, readings),
    ...(records.gaps === null ? {} : { heardAway: heardAway(records.visits, records.gaps, records.nameOf) }),
    leftOut: [...told.leftOut, ...ofScenes.leftOut],
  };
}
