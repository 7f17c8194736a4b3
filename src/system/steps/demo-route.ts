import { join } from "node:path";
import type { Case } from "../files/case-folder.ts";
import { addBorder, type BorderRequest } from "./add-border.ts";
import { importContext } from "./import-context.ts";
import { importLines } from "./import-lines.ts";
import { importSeen } from "./import-sightings.ts";
import { importVessels } from "./import-vessels.ts";
import { matchSightings } from "./match-sightings.ts";

/** Ukraine's border near the depot, as the data has it and with Crimea as Ukrainian ground. */
const borders: readonly BorderRequest[] = [
  { id: "ukraine", claimed: [] },
  { id: "ukraine-with-crimea", claimed: [[34.1, 44.95] as const] },
].map((variant) => ({ ...variant, of: "Ukraine", facing: "Russia", site: "tikhoretsk", withinKm: 600 }));

/** Imports what the example has on the sea route and the depot: ships, sightings with their verdicts, ways, lines to measure from, and what its sources disagree on. */
export async function importRoute(opened: Case, examples: string, signal?: AbortSignal): Promise<void> {
  await importVessels(opened, join(examples, "vessels.csv"), signal);
  await importSeen(opened, "sighting import", join(examples, "sightings.csv"), signal);
  await importContext(opened, "chain import", join(examples, "connections.csv"), signal);
  await importLines(opened, join(examples, "lines.geojson"), signal);
  for (const border of borders) await addBorder(opened, border);
  await importContext(opened, "contradiction import", join(examples, "contradictions.csv"), signal);
  // No position report of these waters is open to all: each sighting gets the verdict that this leaves.
  await matchSightings(opened, { sceneId: null, sightingId: null, signal });
}
