import { quoted } from "../../../base/errors.ts";
import { numberOf, objectOf, textOf, type ForeignObject } from "../supply/foreign.ts";
import { readDated, type Dated } from "./dated.ts";
import { bounds, type SidecarFacts } from "./sidecar-facts.ts";

/**
 * Planet's `*_metadata.json`, an item of its Data API: `acquired` is when it was taken, `published` when customers first could have it,
 * `updated` when the record last changed. cloud_cover is a share, cloud_percent a percentage, view_angle the off-nadir angle across the
 * track with a sign for its side, satellite_azimuth the angle from true north to the satellite, seen from the ground. Returns null for JSON of another kind.
 */
export function planetFacts(file: string, json: unknown): SidecarFacts | null {
  const properties = objectOf(objectOf(json)?.["properties"]);
  if (properties === null || !Object.hasOwn(properties, "acquired")) return null;
  const remarks: string[] = [];
  const value = (name: string, least: number, most: number): number | null => {
    const found = properties[name];
    if (found === undefined || found === null) return null;
    const read = numberOf(found, least, most);
    if (read === null)
      remarks.push(
        `${file}: ${name} is ${quoted(JSON.stringify(found))}, not a number from ${least} to ${most}; it was not used`,
      );
    return read;
  };
  const view = value("view_angle", -90, 90);
  const share = value("cloud_cover", 0, 1);
  const percent = value("cloud_percent", 0, 100);
  const { least, most } = bounds.distance;
  return {
    takenAt: dated(properties, "acquired", file, remarks),
    publishedAt: dated(properties, "published", file, remarks),
    fileTime: null,
    uploadedAt: dated(properties, "updated", file, remarks),
    provider: "Planet",
    sensor: textOf(properties["instrument"], 100) ?? textOf(properties["satellite_id"], 100),
    offNadirDegrees: view === null ? null : Math.abs(view),
    incidenceDegrees: null,
    viewAzimuthDegrees: value("satellite_azimuth", 0, 360),
    sunElevationDegrees: value("sun_elevation", -90, 90),
    sunAzimuthDegrees: value("sun_azimuth", 0, 360),
    sampleDistanceMetres: value("gsd", least, most) ?? value("pixel_resolution", least, most),
    cloudPercent: percent ?? (share === null ? null : share * 100),
    licence: textOf(properties["license"], 1000),
    remarks,
  };
}

function dated(properties: ForeignObject, name: string, file: string, remarks: string[]): Dated | null {
  const found = properties[name];
  if (found === undefined || found === null) return null;
  const read = readDated(typeof found === "string" ? found : JSON.stringify(found), `${file} ${name}`, "utc");
  if (read.ok) return read.dated;
  remarks.push(read.remark);
  return null;
}
