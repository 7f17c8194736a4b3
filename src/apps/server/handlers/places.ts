import { areasAt } from "../../../sites/counting/site-window.ts";
import { readPlaces } from "../../../system/store/reading.ts";
import type { Asked } from "../route.ts";

/** The sites of the case with the outlines that hold now, for the map. */
export function getPlaces({ bench }: Asked) {
  const { sites, areas } = readPlaces(bench.opened.database);
  const now = bench.now().getTime();
  return {
    sites: sites.map((site) => ({
      id: site.id,
      name: site.name,
      country: site.country,
      position: site.position,
      areas: areasAt(
        areas.filter((a) => a.siteId === site.id),
        { fromMs: now },
        site.zoneMinutes,
      ).map(({ id, name, role, outline, approximate }) => ({ id, name, role, outline, approximate })),
    })),
  };
}
