import { boxOf, type Box } from "../../base/geometry/box.ts";
import type { TimeSpan } from "../../base/time/span.ts";
import { dayText } from "../../base/time/words.ts";
import { positionsOf } from "./outline-parts.ts";
import type { Area, Site } from "./site.ts";

/** Metres around a site's areas that belong to its window. */
export const defaultMarginMetres = 200;
/** Half the side of the window of a site without areas, in metres. */
export const withoutAreasMetres = 1000;

const metresOfDegree = 111_320;

/** Areas whose outline holds at a time; all of them where the time is not known. One for each id: the first that holds. */
export function areasAt<A extends Pick<Area, "id" | "validFrom" | "validTo">>(
  areas: readonly A[],
  takenAt: Pick<TimeSpan, "fromMs"> | null,
  zoneMinutes: number,
): A[] {
  const day = takenAt === null ? null : dayText(takenAt.fromMs, zoneMinutes);
  const held = new Map<string, A>();
  for (const area of areas)
    if (
      !held.has(area.id) &&
      (day === null ||
        ((area.validFrom === null || area.validFrom <= day) && (area.validTo === null || day < area.validTo)))
    )
      held.set(area.id, area);
  return [...held.values()];
}

/** The box of meridians and parallels that a look at a site must read: its areas and a margin, or its position and a kilometre. */
export function windowOfSite(
  site: Site,
  areas: readonly Area[],
  marginMetres: number = defaultMarginMetres,
): Box {
  const around = boxOf(areas.flatMap(positionsOf));
  const box = around ?? {
    west: site.position[0],
    east: site.position[0],
    south: site.position[1],
    north: site.position[1],
  };
  const margin = around === null ? withoutAreasMetres : marginMetres;
  const latitude = margin / metresOfDegree;
  const shrunk = Math.max(
    0.01,
    Math.cos((Math.max(Math.abs(box.south), Math.abs(box.north)) * Math.PI) / 180),
  );
  const longitude = latitude / shrunk;
  return {
    west: box.west - longitude,
    east: box.east + longitude,
    south: Math.max(-90, box.south - latitude),
    north: Math.min(90, box.north + latitude),
  };
}
