import { InputError } from "../../../base/errors.ts";
import { described, isObject, Remarks } from "../../outlines/remarks.ts";
import type { Mark } from "../mark.ts";
import type { Position } from "../site.ts";
import type { MarkedPicture } from "./coco-marks.ts";
import {
  Ids,
  jsonObject,
  listOf,
  markFrom,
  pairFrom,
  type MarksFileOptions,
  type ReadMark,
  type ReadMarks,
} from "./marks-file.ts";

/**
 * Writes marks as a GeoJSON FeatureCollection, one feature a line: polygons in longitude and latitude (RFC 7946). Marks in pixels are written
 * as [column, row] and the file says so, since GeoJSON has no word for it; map programs then draw them off the map.
 * @param picture facts of the picture for whoever draws marks on it; null: none are written
 * @throws RangeError when some marks are not as `inPixels` says
 */
export function writeMarksGeoJson(
  lookId: string,
  marks: readonly Mark[],
  picture: MarkedPicture | null = null,
): string {
  const inPixels = picture === null ? marks.some((m) => m.inPixels) : picture.place === null;
  if (marks.some((m) => m.inPixels !== inPixels))
    throw new RangeError("writeMarksGeoJson: pixels and positions");
  const lines = marks.map((m) =>
    JSON.stringify({
      type: "Feature",
      id: m.id,
      geometry: { type: "Polygon", coordinates: [m.outline] },
      properties: {
        mark: m.id,
        look: m.lookId,
        area: m.areaId,
        track: m.trackId,
        kind: m.kind,
        cover: m.cover,
        number: m.number,
        probability: m.probability,
        state: m.state,
        note: m.note,
        marker: m.marker.name,
        marker_type: m.marker.type,
        pass: m.pass,
        replaces: m.replaces,
      },
    }),
  );
  const head = JSON.stringify({
    look: lookId,
    coordinates: inPixels ? "pixels" : "positions",
    ...(picture === null ? {} : { picture: { file: picture.fileName, ...picture.size } }),
  });
  return `{"type":"FeatureCollection","yardwatch":${head},"features":[\n${lines.join(",\n")}${lines.length === 0 ? "" : "\n"}]}\n`;
}

/**
 * Reads marks from a GeoJSON FeatureCollection of polygons. Unknown properties, heights and who made a mark are left out, with a warning
 * where that loses something.
 * @param inPixels whether the look's marks are in pixels, as its picture has no place on the ground
 * @throws InputError with every fault found, by feature and field
 */
export function readMarksGeoJson(
  text: string,
  options: MarksFileOptions & { readonly inPixels: boolean },
): ReadMarks {
  const { file, inPixels } = options;
  const collection = jsonObject(text, file);
  if (collection["type"] !== "FeatureCollection")
    throw InputError.of(file, "type", described(collection["type"]), "FeatureCollection");
  const features = listOf(collection["features"], file, "features");
  const remarks = new Remarks();
  checkHead(collection, options, remarks);
  remarks.throwIfAny();
  const ids = new Ids();
  const marks = features.flatMap((feature, index): ReadMark | readonly ReadMark[] => {
    const where = `${file} feature ${index + 1}`;
    if (!isObject(feature) || feature["type"] !== "Feature") {
      remarks.fault(where, "type", described(isObject(feature) ? feature["type"] : feature), "Feature");
      return [];
    }
    ids.check(feature["id"], where, remarks);
    const outline = ringFrom(feature["geometry"], where, remarks);
    if (outline === null) return [];
    const place = { where, remarks, options, id: feature["id"] };
    return markFrom(feature["properties"], { outline, inPixels }, place) ?? [];
  });
  remarks.throwIfAny();
  return { marks, warnings: remarks.warnings() };
}

function checkHead(
  collection: Readonly<Record<string, unknown>>,
  { file, lookId, inPixels }: MarksFileOptions & { readonly inPixels: boolean },
  remarks: Remarks,
): void {
  const head = collection["yardwatch"];
  const said = isObject(head) ? head : {};
  if (said["look"] !== undefined && said["look"] !== lookId)
    remarks.fault(file, "yardwatch/look", described(said["look"]), `${lookId}, the look that is imported to`);
  const coordinates = said["coordinates"];
  const wanted = inPixels ? "pixels" : "positions";
  if (coordinates !== undefined && coordinates !== wanted)
    remarks.fault(
      file,
      "yardwatch/coordinates",
      described(coordinates),
      `${wanted}: the look's picture has ${inPixels ? "no place" : "a place"} on the ground`,
    );
  if (
    collection["crs"] !== undefined &&
    collection["crs"] !== null &&
    !/CRS84|4326/.test(JSON.stringify(collection["crs"]))
  )
    remarks.fault(file, "crs", "another system", "no crs: longitude and latitude in WGS 84");
}

function ringFrom(geometry: unknown, where: string, remarks: Remarks): readonly Position[] | null {
  const type = isObject(geometry) ? geometry["type"] : geometry;
  if (!isObject(geometry) || (type !== "Polygon" && type !== "MultiPolygon")) {
    remarks.fault(where, "geometry", described(type), "a Polygon; a mark has one outline");
    return null;
  }
  // Some programs write every polygon as one of several.
  const parts: unknown = type === "MultiPolygon" ? geometry["coordinates"] : [geometry["coordinates"]];
  const rings: unknown = Array.isArray(parts) && parts.length === 1 ? parts[0] : null;
  const ring: unknown = Array.isArray(rings) && rings.length === 1 ? rings[0] : null;
  if (!Array.isArray(ring)) {
    remarks.fault(
      where,
      "coordinates",
      described(geometry["coordinates"]),
      "one ring of positions, without holes",
    );
    return null;
  }
  const positions: Position[] = [];
  for (const [i, value] of ring.entries()) {
    const position = pairFrom(value, where, i, remarks);
    if (position === null) return null;
    positions.push(position);
  }
  return positions;
}
