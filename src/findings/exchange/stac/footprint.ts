import { boxOf, cornersOf, type Box } from "../../../base/geometry/box.ts";
import { distanceMetres } from "../../../base/geodesy/wgs84.ts";
import { rightHanded, type LonLat } from "../../../base/geometry/ring.ts";
import type { Georeference } from "../../../sites/pictures/georeference/georeference.ts";
import { mappingOf } from "../../../sites/pictures/georeference/mapping.ts";
import type { Geometry } from "../geometry.ts";

/** Where a picture lies: its outline, and the box around it as STAC writes it (west may be greater than east, across the 180th meridian). */
export interface Footprint {
  readonly geometry: Geometry;
  readonly box: readonly [west: number, south: number, east: number, north: number];
}

/** Edges longer than this are given in parts, since straight edges of a projection bend on the ground. */
const longEdgeMetres = 20_000;
const partsOfLongEdge = 8;

/** The outline of a picture on the ground; null where its georeference cannot be computed. */
export function footprintOf(georeference: Georeference, width: number, height: number): Footprint | null {
  try {
    const { toPosition } = mappingOf(georeference);
    const corners = [
      [0, height],
      [width, height],
      [width, 0],
      [0, 0],
    ] as const;
    const [southWest, southEast] = [toPosition(corners[0]), toPosition(corners[1])];
    const parts = distanceMetres(southWest, southEast) > longEdgeMetres ? partsOfLongEdge : 1;
    const ring = corners.flatMap(([column, row], i) => {
      const [nextColumn, nextRow] = corners[(i + 1) % 4] ?? [column, row];
      return Array.from({ length: parts }, (_, k): LonLat => {
        const share = k / parts;
        const [longitude, latitude] = toPosition([
          column + share * (nextColumn - column),
          row + share * (nextRow - row),
        ]);
        return [toDigits(longitude), toDigits(latitude)];
      });
    });
    return outlined(ring);
  } catch {
    // A place that its projection does not show is no place; the picture has none then.
    return null;
  }
}

function outlined(ring: readonly LonLat[]): Footprint | null {
  const box = boxOf(ring);
  if (box === null) return null;
  const { west, south, east, north } = box;
  if (east - west <= 180) {
    const closed = rightHanded([...ring, ...ring.slice(0, 1)], true);
    return { geometry: { type: "Polygon", coordinates: [closed] }, box: [west, south, east, north] };
  }
  // Across the 180th meridian: the two parts of its box.
  const turned = boxOf(
    ring.map(([longitude, latitude]): LonLat => [longitude < 0 ? longitude + 360 : longitude, latitude]),
  );
  if (turned === null) return null;
  const halves = [
    { ...turned, east: 180 },
    { ...turned, west: -180, east: turned.east - 360 },
  ].map((half: Box): LonLat[] => [...cornersOf(half), ...cornersOf(half).slice(0, 1)]);
  return {
    geometry: { type: "MultiPolygon", coordinates: halves.map((half) => [half]) },
    box: [turned.west, south, turned.east - 360, north],
  };
}

/** A hundredth of a metre: what lies beyond is noise of the computing. */
const toDigits = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
