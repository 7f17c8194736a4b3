import { mappingOf } from "./georeference/mapping.ts";
import type { Georeference } from "./georeference/georeference.ts";
import type { LineUp } from "./picture-look.ts";
import { asItLies } from "./shift/as-it-lies.ts";

/** Between the pixels of a look's picture and positions of the site: the look's measured line-up lies between the two. */
export interface SitePlace {
  /** @throws InputError when the picture shows no such position */
  readonly toPixel: (position: readonly [number, number]) => readonly [number, number];
  /** @throws InputError when the projection has no position for the pixel */
  readonly toPosition: (pixel: readonly [number, number]) => readonly [number, number];
}

/**
 * Opens a picture's georeference together with its line-up: the one way from pixels to positions, for marks, strips and the screen.
 * @throws InputError as `mappingOf` does
 */
export function sitePlaceOf(
  georeference: Georeference,
  lineUp: Pick<LineUp, "eastMetres" | "northMetres" | "outcome"> | null,
): SitePlace {
  const mapping = mappingOf(georeference);
  const shift = {
    eastMetres: lineUp?.eastMetres ?? 0,
    northMetres: lineUp?.northMetres ?? 0,
    matched: lineUp?.outcome === "matched",
  };
  const back = { ...shift, eastMetres: -shift.eastMetres, northMetres: -shift.northMetres };
  return {
    toPixel: (position) => mapping.pixelAt(asItLies(position, shift)),
    toPosition: (pixel) => asItLies(mapping.toPosition(pixel), back),
  };
}
