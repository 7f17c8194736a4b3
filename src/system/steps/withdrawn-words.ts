import { InputError, quoted } from "../../base/errors.ts";
import type { RevisedThing } from "../../movements/sightings/revision.ts";
import type { Case } from "../files/case-folder.ts";
import { readRevisions } from "../store/reading-revisions.ts";

const allowedOf = {
  sighting: "a sighting on record that stands; sighting list prints them",
  scene: "a scene of the case that stands; scene list prints them",
  "vessel-fact": "a fact on record that stands, by its name in the table that it was imported from",
} as const satisfies Readonly<Record<RevisedThing, string>>;

const againAs = {
  sighting: "a withdrawn sighting stays withdrawn; sighting add puts it on record anew under another name",
  scene: "a withdrawn scene stays withdrawn; scene add puts it on record anew under another name",
  "vessel-fact": "a withdrawn fact stays withdrawn; vessel import takes it anew under another name",
} as const satisfies Readonly<Record<RevisedThing, string>>;

/** Why a record that was named cannot be used: it was withdrawn, only a publication tells of it, or there is none of that name. */
export function notStanding(
  opened: Case,
  where: string,
  thing: RevisedThing,
  id: string,
  beforeTrail?: number,
): InputError {
  const newest = readRevisions(opened.database, { thing, of: id, beforeTrail }).at(-1);
  const field = thing === "vessel-fact" ? "fact" : thing;
  if (newest?.withdrawn === true)
    return InputError.of(
      where,
      field,
      `${quoted(id)}, withdrawn by ${newest.by}: ${quoted(newest.reason)}`,
      againAs[thing],
    );
  if (thing === "sighting" && /^(?:voyage|count)\//.test(id))
    return InputError.of(
      where,
      field,
      `${quoted(id)}, which is read from a published record each time`,
      "a sighting on record; the published record itself is corrected where it stands",
    );
  return InputError.of(where, field, quoted(id), allowedOf[thing]);
}
