import { isObject } from "./remarks.ts";

/** A placemark as the converter gives it, with its place in the file. */
export interface Placemark {
  readonly where: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: unknown;
}

interface Part {
  readonly type: unknown;
  readonly coordinates: unknown;
}

/** The simple geometries inside a geometry, out of any collections. */
export function partsOf(geometry: unknown): readonly Part[] {
  if (!isObject(geometry)) return [];
  const { type, coordinates, geometries } = geometry;
  const inside: readonly unknown[] = Array.isArray(geometries) ? geometries : [];
  return type === "GeometryCollection" ? inside.flatMap(partsOf) : [{ type, coordinates }];
}

/** The parts of one kind as one geometry; null when there is none. */
export function outlineOf(type: string, parts: readonly Part[], kind: string): object | null {
  const coordinates = parts.filter((part) => part.type === kind).map((part) => part.coordinates);
  return coordinates.length === 0 ? null : { type, coordinates };
}

/** The geometry of a placemark with properties of its own: a collection of one kind becomes the GeoJSON type for it. */
export function gathered(geometry: unknown): unknown {
  const parts = partsOf(geometry);
  if (!isObject(geometry) || geometry["type"] !== "GeometryCollection") return geometry;
  const outlines = [
    outlineOf("MultiPolygon", parts, "Polygon"),
    outlineOf("MultiLineString", parts, "LineString"),
  ];
  const [only, other] = outlines.filter((outline) => outline !== null);
  return other === undefined && !parts.some(({ type }) => type === "Point") ? only : geometry;
}
