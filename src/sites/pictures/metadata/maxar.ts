import { fromTo, type Dated } from "./dated.ts";
import type { Leaves } from "./leaves.ts";
import { bounds, type SidecarFacts } from "./sidecar-facts.ts";

const satellites: Readonly<Record<string, string>> = {
  QB02: "QuickBird",
  WV01: "WorldView-1",
  WV02: "WorldView-2",
  WV03: "WorldView-3",
  WV04: "WorldView-4",
  GE01: "GeoEye-1",
  IK02: "IKONOS",
  LG01: "WorldView Legion 1",
  LG02: "WorldView Legion 2",
};

/**
 * Maxar's (DigitalGlobe's) Imagery Support Data, as IMD text or as XML: times are UTC, angles degrees, meanSatAz the azimuth of the
 * satellite as the target sees it (so is meanSatEl its elevation), cloudCover a share (-999: not known).
 * `generationTime` is when the product was made. A product of several images was taken from the first to the last.
 */
export function maxarFacts(leaves: Leaves): SidecarFacts {
  const lines = new Map<string, Dated>();
  for (const name of ["EARLIESTACQTIME", "LATESTACQTIME", "FIRSTLINETIME", "TLCTIME"]) {
    const dated = leaves.dated("utc", name);
    if (dated !== null) lines.set(name, dated);
  }
  const [earliest, latest] = [lines.get("EARLIESTACQTIME"), lines.get("LATESTACQTIME")];
  const range =
    earliest === undefined || latest === undefined
      ? null
      : fromTo(earliest, latest, `${leaves.file} EARLIESTACQTIME to LATESTACQTIME`);
  const several = new Set(leaves.texts("FIRSTLINETIME")).size > 1;
  if (several && range === null)
    leaves.remarks.push(
      `${leaves.file}: it joins several images and gives no range of times; taken-at is left open`,
    );
  const single = several ? null : (lines.get("FIRSTLINETIME") ?? lines.get("TLCTIME") ?? null);
  const satellite = leaves.text("SATID");
  const cloud = leaves.mean("CLOUDCOVER", { least: 0, most: 1, unknown: -999 });
  return {
    takenAt: several ? range : (single ?? range),
    publishedAt: null,
    fileTime: leaves.dated("utc", "GENERATIONTIME"),
    uploadedAt: null,
    provider: "Maxar",
    sensor: satellite === null ? null : (satellites[satellite.toUpperCase()] ?? satellite),
    offNadirDegrees: leaves.mean("MEANOFFNADIRVIEWANGLE", bounds.angle),
    incidenceDegrees: complement(leaves.mean("MEANSATEL", bounds.angle)),
    viewAzimuthDegrees: several ? null : leaves.mean("MEANSATAZ", bounds.azimuth),
    sunElevationDegrees: leaves.mean("MEANSUNEL", bounds.elevation),
    sunAzimuthDegrees: several ? null : leaves.mean("MEANSUNAZ", bounds.azimuth),
    sampleDistanceMetres:
      leaves.mean("MEANPRODUCTGSD", bounds.distance) ??
      leaves.mean("PRODUCTGSD", bounds.distance) ??
      leaves.mean("MEANCOLLECTEDGSD", bounds.distance),
    cloudPercent: cloud === null ? null : cloud * 100,
    licence: null,
    remarks: leaves.remarks,
  };
}

/** The satellite's elevation seen from the ground and the incidence angle make a right angle, by definition. */
const complement = (elevation: number | null): number | null => (elevation === null ? null : 90 - elevation);
