import { readDated, type Dated } from "./dated.ts";
import type { Leaves } from "./leaves.ts";
import { bounds, type SidecarFacts } from "./sidecar-facts.ts";

/** Landsat's MTL (USGS, Collections 1 and 2): times are UTC, CLOUD_COVER in percent (-1: not known). Its instruments look straight down but for rare tasks. */
export function landsatFacts(leaves: Leaves): SidecarFacts {
  const sensor = [leaves.text("SPACECRAFT_ID"), leaves.text("SENSOR_ID")].filter((part) => part !== null);
  return {
    takenAt: taken(leaves),
    publishedAt: null,
    fileTime: leaves.dated("utc", "DATE_PRODUCT_GENERATED", "FILE_DATE"),
    uploadedAt: null,
    provider: "USGS",
    sensor: sensor.length === 0 ? null : sensor.join(" "),
    offNadirDegrees: leaves.text("NADIR_OFFNADIR")?.toUpperCase() === "NADIR" ? 0 : null,
    incidenceDegrees: null,
    viewAzimuthDegrees: null,
    sunElevationDegrees: leaves.mean("SUN_ELEVATION", bounds.elevation),
    sunAzimuthDegrees: turned(leaves.mean("SUN_AZIMUTH", { least: -180, most: 360 })),
    sampleDistanceMetres: leaves.mean("GRID_CELL_SIZE_REFLECTIVE", bounds.distance),
    cloudPercent: leaves.mean("CLOUD_COVER", { ...bounds.percent, unknown: -1 }),
    licence: "US public domain",
    remarks: leaves.remarks,
  };
}

/** MTL counts azimuths west of north below zero. */
const turned = (azimuth: number | null): number | null =>
  azimuth === null || azimuth >= 0 ? azimuth : azimuth + 360;

function taken(leaves: Leaves): Dated | null {
  const [date, time] = [leaves.text("DATE_ACQUIRED"), leaves.text("SCENE_CENTER_TIME")];
  if (date === null) return null;
  const source = `${leaves.file} DATE_ACQUIRED${time === null ? "" : " and SCENE_CENTER_TIME"}`;
  const read = readDated(time === null ? date : `${date}T${time}`, source, "utc");
  if (read.ok) return read.dated;
  leaves.remarks.push(read.remark);
  return null;
}
