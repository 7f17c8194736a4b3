import { distanceMetres } from "../../base/geodesy/wgs84.ts";
import type { Site } from "../../sites/counting/site.ts";
import type { VoyageRow } from "./voyages-table.ts";

/** How far a place may lie from a site for its legs to bear on it, in metres: a port and the yards that serve it. */
export const reachMetres = 100_000;

/**
 * The published legs that a finding at a site speaks of: all of the case, where one of them begins or ends at the site or at another one
 * within reach; none where no leg comes near, as of a yard on the other side of the world.
 */
export function legsOfSite(
  site: Pick<Site, "id" | "position">,
  sites: readonly Pick<Site, "id" | "position">[],
  voyages: readonly VoyageRow[],
): readonly VoyageRow[] {
  const near = new Set(
    sites.filter((s) => distanceMetres(s.position, site.position) <= reachMetres).map((s) => s.id),
  );
  return voyages.some((v) => near.has(v.fromPlace) || near.has(v.toPlace)) ? voyages : [];
}
