import type { Observation } from "../../../sites/counting/look.ts";
import type { LoadInterval } from "../loads/load.ts";
import { stackChange } from "../loads/stack-change.ts";
import type { ShipSighting } from "../trips.ts";
import type { VoyageRow } from "../voyages-table.ts";
import type { Passage } from "./passage.ts";

const rowId = (sightingId: string): string | undefined =>
  /^voyages\/(.*)\/(?:from|to)$/.exec(sightingId)?.[1];

export const publishedRow = (
  from: ShipSighting,
  to: ShipSighting,
  voyages: readonly VoyageRow[],
): VoyageRow | undefined => {
  const [one, two] = [rowId(from.id), rowId(to.id)];
  return one !== undefined && one === two ? voyages.find((v) => v.voyage === one) : undefined;
};

/** What is published of the leg, else what left the quay. */
export function loadOf(
  from: ShipSighting,
  to: ShipSighting,
  departs: Passage["departs"],
  {
    voyages,
    observations,
  }: { readonly voyages: readonly VoyageRow[]; readonly observations: readonly Observation[] },
): LoadInterval | null {
  const row = publishedRow(from, to, voyages);
  if (row !== undefined && (row.containersBest ?? row.containersLow ?? row.containersHigh) !== null)
    return {
      low: row.containersLow,
      best: row.containersBest,
      high: row.containersHigh,
      basis: "published",
      words: row.containersWords,
      evidence: [row.voyage],
    };
  return stackChange(observations, from.placeId, departs);
}
