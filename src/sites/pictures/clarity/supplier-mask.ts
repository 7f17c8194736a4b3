import type { Raster, Samples } from "../raster.ts";
import { codeOf, type PixelClasses } from "./pixel-class.ts";

/**
 * How a supplier's mask is written.
 * scl: Sentinel-2 scene classification, 0 to 11. qa-pixel: Landsat Collection 2 QA_PIXEL bits. udm2: Planet's usable data mask, eight bands.
 * cloud: one band, 0 clear, anything else cloud.
 */
export const maskForms = ["scl", "qa-pixel", "udm2", "cloud"] as const;
export type MaskForm = (typeof maskForms)[number];

/** A supplier's mask on the grid of the picture. */
export interface SupplierMask {
  readonly form: MaskForm;
  readonly raster: Raster;
}

/** Sen2Cor's classes in their order (Sentinel-2 Products Specification Document, scene classification). */
const sceneClasses: readonly number[] = [
  codeOf["no-data"], // 0 no data
  codeOf.saturated, // 1 saturated or defective
  codeOf.clear, // 2 dark area, cast shadows of terrain: Sen2Cor does not call it cloud shadow
  codeOf["cloud-shadow"], // 3
  codeOf.clear, // 4 vegetation
  codeOf.clear, // 5 not vegetated
  codeOf.clear, // 6 water
  codeOf.unknown, // 7 unclassified
  codeOf.cloud, // 8 medium probability
  codeOf.cloud, // 9 high probability
  codeOf.haze, // 10 thin cirrus
  codeOf.snow, // 11
];

/**
 * What each form may be off over a site, as a share. Judged, not measured here: the masks are made for scenes at 10 to 30 m, and over ports and yards
 * they are known to take bright roofs for cloud and to stop short of cloud edges.
 */
const uncertainties: Readonly<Record<MaskForm, number>> = {
  scl: 0.1,
  "qa-pixel": 0.1,
  udm2: 0.1,
  cloud: 0.15,
};

/**
 * Classes from a supplier's mask.
 * @throws RangeError when the mask has fewer bands than its form needs (udm2: 8, others 1)
 */
export function classesOfMask({ form, raster }: SupplierMask): PixelClasses {
  const needed = form === "udm2" ? 8 : 1;
  if (raster.bands.length < needed)
    throw new RangeError(
      `classesOfMask: ${form} with ${raster.bands.length} bands, at least ${needed} are needed`,
    );
  const codes = new Uint8Array(raster.width * raster.height);
  const first = raster.bands[0] ?? new Uint8Array();
  for (let i = 0; i < codes.length; i++)
    codes[i] =
      raster.valid?.[i] === 0
        ? codeOf["no-data"]
        : form === "scl"
          ? (sceneClasses[first[i] ?? 0] ?? codeOf.unknown)
          : form === "qa-pixel"
            ? landsatCode(first[i] ?? 1)
            : form === "udm2"
              ? planetCode(raster.bands, i)
              : (first[i] ?? 0) > 0
                ? codeOf.cloud
                : codeOf.clear;
  return {
    width: raster.width,
    height: raster.height,
    codes,
    method: `supplier's mask, ${form}/1`,
    uncertainty: uncertainties[form],
  };
}

/** Bits of QA_PIXEL: 0 fill, 1 dilated cloud, 2 cirrus, 3 cloud, 4 cloud shadow, 5 snow (Landsat 8-9 Collection 2 Level 2 Science Product Guide). */
function landsatCode(bits: number): number {
  if (bits & 0b1) return codeOf["no-data"];
  // Dilated cloud is a rim of a few pixels in which the guide itself expects cloud.
  if (bits & 0b1010) return codeOf.cloud;
  if (bits & 0b10000) return codeOf["cloud-shadow"];
  if (bits & 0b100000) return codeOf.snow;
  if (bits & 0b100) return codeOf.haze;
  return codeOf.clear;
}

/** Bands of UDM2.1: 1 clear, 2 snow, 3 shadow, 4 light haze, 5 heavy haze (no longer written), 6 cloud, 7 confidence, 8 unusable bits (bit 0: no data). */
function planetCode(bands: readonly Samples[], i: number): number {
  const on = (band: number): boolean => (bands[band - 1]?.[i] ?? 0) > 0;
  if (((bands[7]?.[i] ?? 0) & 1) === 1) return codeOf["no-data"];
  if (on(6)) return codeOf.cloud;
  if (on(3)) return codeOf["cloud-shadow"];
  if (on(2)) return codeOf.snow;
  if (on(4) || on(5)) return codeOf.haze;
  return on(1) ? codeOf.clear : codeOf.unknown;
}
