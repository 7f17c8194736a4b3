import { cornersOf } from "../../../base/geometry/box.ts";
import type { Area, Polygon, Site } from "../../counting/site.ts";
import { windowOfSite } from "../../counting/site-window.ts";

/** From one day to another, half-open; null: open. */
export interface Validity {
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/**
 * What of a line belongs to a site: what lies in the polygons of its areas that hold at some time of a validity, whatever their role; where
 * it has none, what lies in its window.
 */
export function limitsOfSite(site: Site, areas: readonly Area[], during: Validity): readonly Polygon[] {
  const own = areas.filter((area) => area.siteId === site.id);
  const polygons = own.flatMap((area) =>
    area.outline.type === "polygons" && overlap(area, during) ? area.outline.polygons : [],
  );
  if (polygons.length > 0) return polygons;
  const corners = cornersOf(windowOfSite(site, own));
  return [[[...corners, ...corners.slice(0, 1)]]];
}

const overlap = (a: Validity, b: Validity): boolean =>
  (a.validFrom === null || b.validTo === null || a.validFrom < b.validTo) &&
  (b.validFrom === null || a.validTo === null || b.validFrom < a.validTo);
