import type { Leaves } from "./leaves.ts";
import { fromTo } from "./dated.ts";
import { bounds, type SidecarFacts } from "./sidecar-facts.ts";

/**
 * Sentinel-2's MTD_TL (a tile: SENSING_TIME, angles) and MTD_MSIL1C, MTD_MSIL2A (a product), after ESA's Products Specification Document: times
 * are UTC, the sun's ZENITH_ANGLE and its elevation make a right angle, viewing angles are incidence angles at the ground, for each
 * detector band, of which the mean counts. Their azimuths are not read: a mean over bands that look forward and back is none.
 */
export function sentinel2Facts(leaves: Leaves): SidecarFacts {
  const zenith = leaves.mean("ZENITH_ANGLE", { least: 0, most: 180 }, "MEAN_SUN_ANGLE");
  const [start, stop] = [leaves.dated("utc", "PRODUCT_START_TIME"), leaves.dated("utc", "PRODUCT_STOP_TIME")];
  const product =
    start === null || stop === null
      ? start
      : fromTo(start, stop, `${leaves.file} PRODUCT_START_TIME to PRODUCT_STOP_TIME`);
  return {
    takenAt: leaves.dated("utc", "SENSING_TIME") ?? product,
    publishedAt: null,
    fileTime: leaves.dated("utc", "GENERATION_TIME", "ARCHIVING_TIME"),
    uploadedAt: null,
    provider: "ESA Copernicus",
    sensor: leaves.text("SPACECRAFT_NAME") ?? "Sentinel-2",
    offNadirDegrees: null,
    incidenceDegrees: leaves.mean("ZENITH_ANGLE", bounds.angle, "MEAN_VIEWING_INCIDENCE_ANGLE"),
    viewAzimuthDegrees: null,
    sunElevationDegrees: zenith === null ? null : 90 - zenith,
    sunAzimuthDegrees: leaves.mean("AZIMUTH_ANGLE", bounds.azimuth, "MEAN_SUN_ANGLE"),
    sampleDistanceMetres: null,
    cloudPercent:
      leaves.mean("CLOUDY_PIXEL_PERCENTAGE", bounds.percent) ??
      leaves.mean("CLOUD_COVERAGE_ASSESSMENT", bounds.percent),
    licence: "Copernicus Sentinel data",
    remarks: leaves.remarks,
  };
}
