import { distanceMetres } from "../../base/geodesy/wgs84.ts";
import type { Polygon, Position } from "../counting/site.ts";
import type { Georeference } from "./georeference/georeference.ts";
import type { LineUp } from "./picture-look.ts";
import { sitePlaceOf } from "./site-place.ts";

/** Edges longer than this are given in parts, since straight edges of a projection bend on the ground. */
const longEdgeMetres = 20_000;
const partsOfLongEdge = 8;

/**
 * What a picture covers where its pixels are shown: its edges through the georeference and the line-up, as one closed ring of longitudes and
 * latitudes, north west corner first for a picture that lies north up. null: its georeference cannot be computed, or has no position for an edge.
 */
export function pictureOutline(
  georeference: Georeference,
  { width, height }: { readonly width: number; readonly height: number },
  lineUp: Pick<LineUp, "eastMetres" | "northMetres" | "outcome"> | null,
): Polygon | null {
  try {
    const { toPosition } = sitePlaceOf(georeference, lineUp);
    const corners = [
      [0, 0],
      [0, height],
      [width, height],
      [width, 0],
    ] as const;
    const ring = corners.flatMap((from, i): Position[] => {
      const to = corners[(i + 1) % 4] ?? from;
      const parts = distanceMetres(toPosition(from), toPosition(to)) > longEdgeMetres ? partsOfLongEdge : 1;
      return Array.from({ length: parts }, (_, k): Position => {
        const share = k / parts;
        const [longitude, latitude] = toPosition([
          from[0] + share * (to[0] - from[0]),
          from[1] + share * (to[1] - from[1]),
        ]);
        return [toDigits(longitude), toDigits(latitude)];
      });
    });
    return ring.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y))
      ? [[...ring, ...ring.slice(0, 1)]]
      : null;
  } catch {
    // A place that its projection does not show is no place; the picture has none then.
    return null;
  }
}

/** A hundredth of a metre: what lies beyond is noise of the computing. */
const toDigits = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
