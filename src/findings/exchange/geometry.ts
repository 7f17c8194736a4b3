import { InputError, quoted } from "../../base/errors.ts";
import { boxOf, cornersOf, type Box } from "../../base/geometry/box.ts";
import type { LonLat } from "../../base/geometry/ring.ts";

/** A geometry of GeoJSON. */
export type Geometry =
  | { readonly type: "Point"; readonly coordinates: LonLat }
  | { readonly type: "MultiPoint" | "LineString"; readonly coordinates: readonly LonLat[] }
  | { readonly type: "MultiLineString" | "Polygon"; readonly coordinates: readonly (readonly LonLat[])[] }
  | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly (readonly LonLat[])[])[] };

/** A geometry taken apart: its points, its lines, and its polygons as rings, the outer one first. */
export interface Parts {
  readonly points: readonly LonLat[];
  readonly lines: readonly (readonly LonLat[])[];
  readonly polygons: readonly (readonly (readonly LonLat[])[])[];
}

const nothing: Parts = { points: [], lines: [], polygons: [] };

export function partsOf(geometry: Geometry): Parts {
  switch (geometry.type) {
    case "Point":
      return { ...nothing, points: [geometry.coordinates] };
    case "MultiPoint":
      return { ...nothing, points: geometry.coordinates };
    case "LineString":
      return { ...nothing, lines: [geometry.coordinates] };
    case "MultiLineString":
      return { ...nothing, lines: geometry.coordinates };
    case "Polygon":
      return { ...nothing, polygons: [geometry.coordinates] };
    case "MultiPolygon":
      return { ...nothing, polygons: geometry.coordinates };
  }
}

/** Boxes as polygons. */
export const partsOfBoxes = (boxes: readonly Box[]): Parts => ({
  ...nothing,
  polygons: boxes.map((box) => {
    const corners = cornersOf(box);
    return [[...corners, ...corners.slice(0, 1)]];
  }),
});

/** The box around a geometry; null when it is empty. */
export const boxOfGeometry = (geometry: Geometry): Box | null => {
  const { points, lines, polygons } = partsOf(geometry);
  return boxOf([...points, ...lines.flat(), ...polygons.flat(2)]);
};

/** Most positions of a geometry that a client asks with. */
const mostPositions = 10_000;
const depths: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

/**
 * A geometry that a client asks with, taken apart; collections of geometries too.
 * @throws InputError when it is none, or has more than ten thousand positions
 */
export function readGeometry(value: unknown, where: string): Parts {
  const refuse = (found: string): never => {
    throw InputError.of(
      where,
      "intersects",
      found,
      `a geometry of GeoJSON in degrees, of at most ${mostPositions} positions`,
    );
  };
  let positions = 0;
  const coordinates = (found: unknown, depth: number): unknown => {
    if (!Array.isArray(found)) return refuse(quoted(JSON.stringify(found) ?? "nothing"));
    if (depth > 0) return found.map((part) => coordinates(part, depth - 1));
    const [longitude, latitude]: unknown[] = found;
    if (++positions > mostPositions) return refuse(`more than ${mostPositions} positions`);
    if (
      typeof longitude !== "number" ||
      typeof latitude !== "number" ||
      !(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)
    )
      return refuse(quoted(JSON.stringify(found)));
    return [longitude, latitude];
  };
  const read = (found: unknown, nested: number): Parts => {
    if (typeof found !== "object" || found === null)
      return refuse(quoted(JSON.stringify(found) ?? "nothing"));
    const { type, coordinates: given, geometries } = found as Readonly<Record<string, unknown>>;
    if (type === "GeometryCollection" && Array.isArray(geometries) && nested < 4)
      return joined(geometries.map((g) => read(g, nested + 1)));
    const depth = typeof type === "string" && Object.hasOwn(depths, type) ? depths[type] : undefined;
    if (depth === undefined) return refuse(quoted(JSON.stringify(type) ?? "nothing"));
    // Checked just above, position by position.
    const geometry = { type, coordinates: coordinates(given, depth) } as Geometry;
    const parts = partsOf(geometry);
    if (parts.polygons.flat().some((ring) => ring.length < 4) || parts.lines.some((line) => line.length < 2))
      return refuse("a ring of less than 4 or a line of less than 2 positions");
    return parts;
  };
  return read(value, 0);
}

const joined = (all: readonly Parts[]): Parts => ({
  points: all.flatMap((p) => p.points),
  lines: all.flatMap((p) => p.lines),
  polygons: all.flatMap((p) => p.polygons),
});
