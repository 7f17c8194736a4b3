import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { CountryTopology } from "../../findings/distances/topology.ts";

/** Which data the borders are drawn from, and how far its lines may be off. */
export const borderData = {
  name: "world-atlas 2.0.2, Natural Earth 4.1.0 at 1:10 million",
  /**
   * Half a millimetre on the map, which nine in ten of well-defined points of a map of so small a scale keep
   * (United States National Map Accuracy Standards of 1947: 1/50 inch), is 5 km on the ground.
   */
  errorMetres: 5_000,
  view: "the data draws who held the ground in 2018; Crimea counts there as Russian ground",
} as const;

interface Geometry {
  readonly type: string;
  readonly id?: string | number;
  readonly properties?: { readonly name?: string };
  readonly arcs?: unknown;
}

/** The countries of the world as they came with the program. */
export function countryTopology(): CountryTopology {
  const path = createRequire(import.meta.url).resolve("world-atlas/countries-10m.json");
  // A file of a locked package: its form is known.
  const { transform, arcs, objects } = JSON.parse(readFileSync(path, "utf8")) as {
    readonly transform: CountryTopology["transform"];
    readonly arcs: CountryTopology["arcs"];
    readonly objects: { readonly countries: { readonly geometries: readonly Geometry[] } };
  };
  return {
    transform,
    arcs,
    countries: objects.countries.geometries.map((g) => ({
      id: String(g.id ?? ""),
      name: g.properties?.name ?? "",
      polygons: (g.type === "Polygon" ? [g.arcs] : (g.arcs ?? [])) as number[][][],
    })),
  };
}
