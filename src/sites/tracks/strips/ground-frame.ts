import { InputError } from "../../../base/errors.ts";
import type { LonLat } from "../../../base/geometry/ring.ts";
import type { Mapping } from "../../pictures/georeference/mapping.ts";
import type { GroundFrame } from "../track-line.ts";
import { betweenKnots } from "./knots.ts";
import { tangentPlane } from "./tangent-plane.ts";

/**
 * The frame of a picture with a georeference: metres east and north of `origin`, a place in or near it, on the plane that touches WGS 84 there.
 * `toPixel` is within 0.02 pixel of the mapping (see `betweenKnots`); it gives `[NaN, NaN]` where the mapping shows no such place.
 * Lines in longitude and latitude come into this frame by `tangentPlane(origin).toGround`.
 * @throws InputError when the mapping does not show the origin
 */
export function groundFrame(mapping: Mapping, origin: LonLat): GroundFrame {
  const plane = tangentPlane(origin);
  const { acrossMetres, alongMetres } = mapping.sampleDistanceMetres(mapping.pixelAt(origin));
  return {
    toPixel: betweenKnots((at) => {
      try {
        return mapping.pixelAt(plane.toPosition(at));
      } catch (error) {
        if (error instanceof InputError) return [Number.NaN, Number.NaN];
        throw error;
      }
    }),
    toGround: (pixel) => plane.toGround(mapping.toPosition(pixel)),
    sampleDistanceMetres: Math.sqrt(acrossMetres * alongMetres),
  };
}

/**
 * The frame of a picture without a georeference: its own pixels as metres, the first column in the west, the first row in the north.
 * @throws InputError when the sample distance is no length
 */
export function pixelFrame(sampleDistanceMetres: number): GroundFrame {
  if (!(sampleDistanceMetres > 0 && sampleDistanceMetres < Infinity))
    throw InputError.of("picture", "sample distance", String(sampleDistanceMetres), "metres, above 0");
  return {
    toPixel: ([east, north]) => [east / sampleDistanceMetres, -north / sampleDistanceMetres],
    toGround: ([column, row]) => [column * sampleDistanceMetres, -row * sampleDistanceMetres],
    sampleDistanceMetres,
  };
}
