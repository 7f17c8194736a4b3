import { mostPositions, type LonLat } from "../../base/geometry/ring.ts";
import { described, type Remarks, type Report } from "./remarks.ts";

const axes = "[longitude, latitude] in degrees, longitude from -180 to 180, latitude from -90 to 90";

/** Reads one position. Gives null after a report. An elevation is dropped, and noted unless it is 0. */
export function readPosition(value: unknown, report: Report, remarks: Remarks): LonLat | null {
  if (!Array.isArray(value)) {
    report("coordinates", described(value), axes);
    return null;
  }
  const [longitude, latitude, elevation]: readonly unknown[] = value;
  if (!isDegrees(longitude, 180) || !isDegrees(latitude, 90)) {
    report(
      "coordinates",
      `[${value.slice(0, 3).map(described).join(", ")}]`,
      axes + hintFor(longitude, latitude),
    );
    return null;
  }
  if (elevation !== undefined && elevation !== 0) remarks.leftOut("an elevation was dropped");
  // Adding 0 turns -0 into 0, which is what the next reader of the file will see.
  return [longitude + 0, latitude + 0];
}

/** Reads a run of positions of one ring or line; null after a report of the first that is wrong. */
export function readPositions(value: unknown, report: Report, remarks: Remarks): readonly LonLat[] | null {
  if (!Array.isArray(value) || value.length > mostPositions) {
    report("coordinates", described(value), `a list of up to ${mostPositions} positions`);
    return null;
  }
  const positions: LonLat[] = [];
  for (const item of value) {
    const position = readPosition(item, report, remarks);
    if (position === null) return null;
    positions.push(position);
  }
  const leap = positions.find(
    ([longitude], i) => Math.abs(longitude - (positions[i - 1]?.[0] ?? longitude)) > 180,
  );
  if (leap === undefined) return positions;
  const allowed = "an outline cut at the 180th meridian into parts on either side (RFC 7946, 3.1.9)";
  report("coordinates", `a step of more than 180 degrees to [${leap.join(", ")}]`, allowed);
  return null;
}

function isDegrees(value: unknown, limit: number): value is number {
  return typeof value === "number" && Math.abs(value) <= limit;
}

function hintFor(first: unknown, second: unknown): string {
  if (typeof first !== "number" || typeof second !== "number") return "";
  if (Math.abs(first) <= 90 && Math.abs(second) > 90 && Math.abs(second) <= 180)
    return "; longitude comes before latitude";
  if (Math.abs(first) > 360 || Math.abs(second) > 360)
    return "; these look like metres of a map projection: save the file in WGS 84 (EPSG:4326)";
  return "";
}
