import type { BandMeaning } from "./picture.ts";
import type { Raster } from "./raster.ts";

/** The pixels of a picture with what each of their bands means. */
export interface MeantRaster {
  readonly raster: Raster;
  readonly meanings: readonly BandMeaning[];
}

/** The picture's own light, without a mask that was stored beside it. */
export function withoutClasses({ raster, meanings }: MeantRaster): MeantRaster {
  if (!meanings.includes("classes")) return { raster, meanings };
  const keep = meanings.map((m) => m !== "classes");
  return {
    raster: { ...raster, bands: raster.bands.filter((_, i) => keep[i]) },
    meanings: meanings.filter((_, i) => keep[i]),
  };
}
