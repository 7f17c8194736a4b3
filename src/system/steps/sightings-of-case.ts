import { publishedSightings, type PublishedSighting } from "../../movements/sightings/published.ts";
import type { Scene, Sighting } from "../../movements/sightings/sighting.ts";
import type { Case } from "../files/case-folder.ts";
import { readScenes, readSightings } from "../store/reading-sightings.ts";
import { readObservations, readPlaces, readVoyages } from "../store/reading.ts";

/** Everything that was seen of vessels in a case. */
export interface SightingsOfCase {
  readonly scenes: readonly Scene[];
  /** On record, without those whose mark was replaced since. */
  readonly recorded: readonly Sighting[];
  /** Told by the case's published voyages and lengths of ships; worked out anew, on record only as what they were read from. */
  readonly published: readonly PublishedSighting[];
}

/** Reads what was seen, optionally in a stretch of time [fromMs, toMs). */
export function sightingsOfCase(
  opened: Case,
  choice: { readonly fromMs?: number; readonly toMs?: number } = {},
): SightingsOfCase {
  const { database } = opened;
  const { sites, areas } = readPlaces(database);
  const replaced = new Set(
    database
      .prepare("SELECT value AS id FROM marks, json_each(marks.replaces) WHERE kind = 'ship'")
      .all()
      .map((r) => String(r["id"])),
  );
  const { fromMs = -Infinity, toMs = Infinity } = choice;
  return {
    scenes: readScenes(database, choice),
    recorded: readSightings(database, choice).filter((s) => s.markId === null || !replaced.has(s.markId)),
    published: publishedSightings({
      voyages: readVoyages(database),
      observations: sites.flatMap((s) => readObservations(database, s.id)),
      sites,
      areas,
    }).filter(({ sighting: { at } }) => at.toMs > fromMs && at.fromMs < toMs),
  };
}
