import type { TimeSpan } from "../../base/time/span.ts";
import type { Exchanged } from "../exchange/exchanged.ts";

import type { Scene, Sighting } from "../sightings/sighting.ts";
import { namedRival, type Rival, type VerdictRecord } from "./verdict.ts";

export const verdictColumns = [
  "word",
  "probability",
  "sighting",
  "scene",
  "mmsi",
  "ship",
  "fixed_object",
  "first",
  "first_probability",
  "second",
  "second_probability",
  "none_probability",
  "heard",
  "distance_m",
  "minutes_before",
  "minutes_after",
  "reasons",
  "source",
] as const;

export function rivalName(r: Rival): string {
  // What stands there need not have a name; its id does not lead astray.
  if (r.mmsi === null) return r.name === "" ? (r.fixedObjectId ?? "") : r.name;
  const segment = r.segment === undefined ? "" : `segment ${r.segment.number}`;
  if (r.name === String(r.mmsi)) return segment === "" ? r.name : `${r.name} (${segment})`;
  return `${r.name} (${[String(r.mmsi), segment].filter((part) => part !== "").join(", ")})`;
}

/**
 * A verdict as a map program gets it. `mmsi`, `ship` and `fixed_object` are what the verdict names, and empty where it names nothing: a table that puts
 * the likeliest rival beside "dark" would accuse that ship. Rivals stand under `first` and `second`, each with its probability; distance and minutes are
 * those of the first. "Cannot tell" has no probability: the 1 on record, that a verdict which claims nothing is right, would be read as being sure. The
 * source is that of the sighting or, of a report without its ship, of the picture; it is also what says that something was simulated.
 */
export function exchangedVerdict(
  v: VerdictRecord,
  at: TimeSpan,
  sighting: Sighting | null,
  scene: Pick<Scene, "source"> | null,
): Exchanged {
  const ranked = v.rivals.filter((r) => r.mmsi !== null || r.fixedObjectId !== null);
  const [first, second] = ranked;
  const named = namedRival(v);
  const place = sighting?.position ?? first?.expected?.position ?? null;
  return {
    name: v.sightingId ?? `report of ${first?.mmsi ?? ""}`,
    geometry: place === null ? null : { type: "Point", coordinates: place },
    fromMs: at.fromMs,
    toMs: at.toMs,
    properties: {
      word: v.word,
      probability: v.word === "cannot-tell" ? null : v.probability,
      sighting: v.sightingId,
      scene: v.sceneId,
      mmsi: named?.mmsi ?? null,
      ship: named?.mmsi == null ? null : named.name,
      fixed_object: named?.fixedObjectId ?? null,
      first: first === undefined ? null : rivalName(first),
      first_probability: first?.probability ?? null,
      second: second === undefined ? null : rivalName(second),
      second_probability: second?.probability ?? null,
      none_probability:
        v.rivals.find((r) => r.mmsi === null && r.fixedObjectId === null)?.probability ?? null,
      heard: v.heard,
      distance_m: first?.distanceMetres ?? null,
      minutes_before: first?.minutesBefore ?? null,
      minutes_after: first?.minutesAfter ?? null,
      reasons: v.reasons.join(" "),
      source: (sighting ?? scene)?.source ?? null,
    },
  };
}
