import { ports, type PortId } from "./sea-area.ts";

/** The name of a port as a site of a case. */
export const portSiteId = (id: PortId): string => `simulated-${id}`;

/** The ports of the simulated sea as sites for `site add`, in GeoJSON, each called simulated. */
export function portSites(): string {
  return JSON.stringify({
    type: "FeatureCollection",
    features: ports.map(({ id, name, berths, row }) => ({
      type: "Feature",
      properties: {
        record: "site",
        site: portSiteId(id),
        name,
        utc_offset: "+00:00",
        note: "Simulated: a port of the program’s own traffic. The waters are real, what happens in them is not.",
        source: "drawn by the program",
      },
      geometry: { type: "Point", coordinates: berths[0]?.[0] ?? row.from },
    })),
  });
}
