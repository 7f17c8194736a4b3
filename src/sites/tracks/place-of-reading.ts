import type { LonLat } from "../../base/geometry/ring.ts";
import { mappingOf } from "../pictures/georeference/mapping.ts";
import { asItLies } from "../pictures/shift/as-it-lies.ts";
import type { PictureReading } from "./picture-reading.ts";

type Pixel = readonly [column: number, row: number];

/** Between the pixels of a read picture and the site's positions, its line-up taken in; null for a picture without a place on the ground. */
export function placeOfReading({ georeference, lineUp }: Pick<PictureReading, "georeference" | "lineUp">): {
  readonly toPixel: (position: LonLat) => Pixel;
  readonly toPosition: (pixel: Pixel) => LonLat;
} | null {
  if (georeference === null) return null;
  const mapping = mappingOf(georeference);
  const back =
    lineUp === null ? null : { ...lineUp, eastMetres: -lineUp.eastMetres, northMetres: -lineUp.northMetres };
  return {
    toPixel: (position) => mapping.pixelAt(asItLies(position, lineUp)),
    toPosition: (pixel) => asItLies(mapping.toPosition(pixel), back),
  };
}
