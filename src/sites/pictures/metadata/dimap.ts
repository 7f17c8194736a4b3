import { readDated, type Dated } from "./dated.ts";
import type { Leaves } from "./leaves.ts";
import { bounds, type SidecarFacts } from "./sidecar-facts.ts";

/**
 * DIMAP of SPOT, Pléiades and Pléiades Neo, versions 1 and 2: IMAGING_DATE with IMAGING_TIME (UTC), VIEWING_ANGLE at the satellite,
 * INCIDENCE_ANGLE at the ground, each for several places of the scene, of which the mean counts. PRODUCTION_DATE is when the product was made.
 * AZIMUTH_ANGLE is not read: it is that of the scan line, and the direction to the satellite follows from it only with the angles along and across the track.
 * Of the scene's several sources the first time and the last bound when it was taken.
 */
export function dimapFacts(leaves: Leaves): SidecarFacts {
  const [mission, index] = [leaves.text("MISSION"), leaves.text("MISSION_INDEX")];
  const signed = { least: -90, most: 90 };
  const viewing = leaves.mean("VIEWING_ANGLE", signed);
  const incidence = leaves.mean("INCIDENCE_ANGLE", signed);
  const gsd = [
    leaves.mean("GSD_ACROSS_TRACK", bounds.distance),
    leaves.mean("GSD_ALONG_TRACK", bounds.distance),
  ].filter((value) => value !== null);
  return {
    takenAt: taken(leaves),
    publishedAt: null,
    fileTime: leaves.dated("utc", "PRODUCTION_DATE", "DATASET_PRODUCTION_DATE"),
    uploadedAt: null,
    provider: leaves.text("DATASET_PRODUCER_NAME", "PRODUCER_NAME") ?? "Airbus",
    sensor: mission === null ? null : `${mission}${index === null ? "" : ` ${index}`}`,
    offNadirDegrees: viewing === null ? null : Math.abs(viewing),
    incidenceDegrees: incidence === null ? null : Math.abs(incidence),
    viewAzimuthDegrees: null,
    sunElevationDegrees: leaves.mean("SUN_ELEVATION", bounds.elevation),
    sunAzimuthDegrees: leaves.mean("SUN_AZIMUTH", bounds.azimuth),
    sampleDistanceMetres: gsd.length === 0 ? null : gsd.reduce((sum, value) => sum + value, 0) / gsd.length,
    cloudPercent: leaves.mean("CLOUD_COVERAGE", bounds.percent),
    licence: leaves.text("LEGAL_CONSTRAINTS", "DATASET_COPYRIGHT", "COPYRIGHT"),
    remarks: leaves.remarks,
  };
}

function taken(leaves: Leaves): Dated | null {
  const times = leaves.texts("IMAGING_TIME");
  const all = leaves.texts("IMAGING_DATE").flatMap((date, i) => {
    const time = times[i];
    const source = `${leaves.file} IMAGING_DATE${time === undefined ? "" : " and IMAGING_TIME"}`;
    const read = readDated(time === undefined ? date : `${date}T${time}`, source, "utc");
    if (read.ok) return read.dated;
    leaves.remarks.push(read.remark);
    return [];
  });
  const [first] = all.toSorted((a, b) => a.span.fromMs - b.span.fromMs);
  const last = all.toSorted((a, b) => a.span.toMs - b.span.toMs).at(-1);
  if (first === undefined || last === undefined) return null;
  if (first.span.text === last.span.text) return first;
  return {
    span: {
      fromMs: first.span.fromMs,
      toMs: last.span.toMs,
      precision: "range",
      text: `${first.span.text}/${last.span.text}`,
    },
    source: `${first.source}, of ${all.length} sources`,
    zoneStated: all.every(({ zoneStated }) => zoneStated),
  };
}
