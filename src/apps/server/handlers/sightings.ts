import { InputError } from "../../../base/errors.ts";
import type { SightingCells } from "../../../movements/sightings/sighting-cells.ts";
import type { Asked } from "../route.ts";

/** Puts a vessel on record that somebody saw, from the columns of the table of sightings as they were typed. */
export async function postSighting({ bench, body, who }: Asked) {
  const { cells } = body as { readonly cells: SightingCells };
  const { sighting, changed, warnings } = await bench.act("sighting add", {
    cells,
    by: named("sighting add", who.name),
  });
  return { sighting, changed, warnings };
}

/** Who says of a record that it was wrong, and why. */
export interface Said {
  readonly id: string;
  readonly reason: string;
  readonly since?: number;
}

/** Corrects a sighting: a version beside the ones before. 409 when somebody revised it since the version that was seen. */
export async function postCorrection({ bench, body, who }: Asked) {
  const { id, reason, since, cells } = body as Said & { readonly cells: SightingCells };
  const by = named("sighting correct", who.name);
  const { changed, warnings } = await bench.act("sighting correct", { id, cells, reason, by, since });
  return { sighting: id, changed, warnings };
}

/** Withdraws a sighting, which stays on record. */
export async function postWithdrawal({ bench, body, who }: Asked) {
  const { id, reason, since } = body as Said;
  const by = named("sighting withdraw", who.name);
  const { changed } = await bench.act("sighting withdraw", { id, reason, by, since });
  return { sighting: id, changed };
}

export function named(where: string, name: string): string {
  if (name !== "") return name;
  throw InputError.of(where, "who", "nobody", "the name of the analyst, which goes on record");
}
