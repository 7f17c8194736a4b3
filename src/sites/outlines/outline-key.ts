import type { Area } from "../counting/site.ts";

/** An area is on record once for each of its outlines: "tumangang/depot@2021-12-31", and "tumangang/depot@" from ever. */
export const areaKey = (area: Pick<Area, "siteId" | "id" | "validFrom">): string =>
  `${area.siteId}/${area.id}@${area.validFrom ?? ""}`;
