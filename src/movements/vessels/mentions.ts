import { distanceMetres } from "../../base/geodesy/wgs84.ts";
import { overlaps } from "../../base/time/span.ts";
import type { Sighting } from "../sightings/sighting.ts";
import type { PublishedSighting } from "../sightings/published.ts";
import type { VoyageRow } from "../voyages/voyages-table.ts";
import { nameLikeness, nameThresholds } from "./names/likeness.ts";
import type { KnownVessel } from "./registry.ts";

/** How a page's ship is this one: by number, by the very name or a spelling of it, or perhaps by it. */
export type MentionBy = "imo" | "name" | "perhaps-name";

export interface Mention {
  readonly by: MentionBy;
  readonly likeness: number;
}

/** Whether what a page names is a vessel; null when it is not, or carries another ship number. */
export function mentionOf(
  vessel: Pick<KnownVessel, "imo" | "names">,
  named: { readonly vessel: string; readonly imo: string },
): Mention | null {
  const likeness =
    named.vessel === "" ? 0 : Math.max(0, ...vessel.names.map((name) => nameLikeness(name, named.vessel)));
  if (named.imo !== "" && vessel.imo !== null)
    return named.imo === vessel.imo ? { by: "imo", likeness } : null;
  if (likeness >= nameThresholds.alike) return { by: "name", likeness };
  return likeness >= nameThresholds.perhaps ? { by: "perhaps-name", likeness } : null;
}

/** Published legs that name a vessel, those without a ship too. */
export const legsOf = (
  vessel: Pick<KnownVessel, "imo" | "names">,
  voyages: readonly VoyageRow[],
): { readonly voyage: VoyageRow; readonly mention: Mention }[] =>
  voyages.flatMap((voyage) => {
    const mention = mentionOf(vessel, voyage);
    return mention === null ? [] : [{ voyage, mention }];
  });

/** Published sightings that name a vessel. */
export const sightingsNaming = (
  vessel: Pick<KnownVessel, "imo" | "names">,
  published: readonly PublishedSighting[],
): { readonly published: PublishedSighting; readonly mention: Mention }[] =>
  published.flatMap((p) => {
    const mention = mentionOf(vessel, p);
    return mention === null ? [] : [{ published: p, mention }];
  });

/**
 * What pages name at the time and place of a sighting. A claim, kept apart from what was compared: the page may rest on the same picture, or on other things.
 */
export const claimsBeside = (
  { id, at, position, error }: Sighting,
  published: readonly PublishedSighting[],
): readonly PublishedSighting[] =>
  published.filter(
    ({ sighting: other, vessel }) =>
      vessel !== "" &&
      other.id !== id &&
      overlaps(at, other.at) &&
      distanceMetres(position, other.position) <=
        2 * Math.hypot(error.semiMajorMetres, other.error.semiMajorMetres),
  );
