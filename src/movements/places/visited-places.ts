import type { Places, Position } from "../../sites/counting/site.ts";
import type { Place } from "./place-index.ts";
import type { Port } from "./port.ts";

/** Imported ports and the case's own sites with their outlines, as places that ships visit. */
export function visitedPlaces(ports: readonly Port[], { sites, areas }: Places): Place[] {
  const found: Place[] = ports.map(({ id, name, kind, position }) => ({
    id,
    name,
    kind,
    position,
    polygons: [],
  }));
  for (const site of sites)
    found.push({ id: site.id, name: site.name, kind: "area", position: site.position, polygons: [] });
  for (const area of areas) {
    if (area.outline.type !== "polygons") continue;
    const corners = area.outline.polygons.flatMap((p) => p[0] ?? []);
    if (corners.length === 0) continue;
    const ends = [area.validFrom, area.validTo].filter((d) => d !== null).join("/");
    found.push({
      id: `${area.siteId}/${area.id}${ends === "" ? "" : `/${ends}`}`,
      name: area.name,
      kind: "area",
      position: middleOf(corners),
      polygons: area.outline.polygons,
    });
  }
  return found;
}

function middleOf(corners: readonly Position[]): Position {
  const sum = corners.reduce<[number, number]>((s, c) => [s[0] + c[0], s[1] + c[1]], [0, 0]);
  return [sum[0] / corners.length, sum[1] / corners.length];
}
