import { InputError } from "../../../base/errors.ts";
import { described, isObject, Remarks } from "../../outlines/remarks.ts";
import type { Mark } from "../mark.ts";
import type { Position } from "../site.ts";
import { areaOf } from "./convex.ts";
import type { PictureSize } from "./mark-fields.ts";
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

/** Between pixels of the look's picture and positions, as marks have them. */
export interface PicturePlace {
  readonly toPixel: (position: Position) => Position;
  readonly toPosition: (pixel: Position) => Position;
}

/** What a file of marks tells or needs of the look's picture. */
export interface MarkedPicture {
  readonly fileName: string;
  readonly size: PictureSize;
  /** null where the picture has no place on the ground: marks are then in pixels. */
  readonly place: PicturePlace | null;
}

/**
 * Writes marks as a COCO file (cocodataset.org, object detection): one image, a category for each kind, polygons in pixels of the full
 * picture with [0, 0] at its outer corner. What COCO has no field for stands in `attributes`. A mark that stands for several things is
 * `iscrowd: 1`, with its polygon: a program that trains on single things must leave it out.
 */
export function writeMarksCoco(lookId: string, marks: readonly Mark[], picture: MarkedPicture): string {
  const { size, place, fileName } = picture;
  const kinds = [...new Set(marks.map((m) => m.kind))].sort();
  const annotations = marks.map((m, index) => {
    const corners = m.outline
      .slice(0, -1)
      .map((p): Position => (m.inPixels || place === null ? p : place.toPixel(p)));
    const columns = corners.map(([column]) => column);
    const rows = corners.map(([, row]) => row);
    const [left, top] = [Math.min(...columns), Math.min(...rows)];
    return JSON.stringify({
      id: index + 1,
      image_id: 1,
      category_id: kinds.indexOf(m.kind) + 1,
      segmentation: [corners.flat()],
      bbox: [left, top, Math.max(...columns) - left, Math.max(...rows) - top],
      area: areaOf(corners),
      iscrowd: m.number > 1 ? 1 : 0,
      attributes: {
        mark: m.id,
        area: m.areaId,
        track: m.trackId,
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
    });
  });
  const head = {
    info: { description: `Marks of look ${lookId}`, look: lookId },
    images: [{ id: 1, width: size.width, height: size.height, file_name: fileName }],
    categories: kinds.map((name, i) => ({ id: i + 1, name, supercategory: "" })),
  };
  return `${JSON.stringify(head).slice(0, -1)},"annotations":[\n${annotations.join(",\n")}${annotations.length === 0 ? "" : "\n"}]}\n`;
}

/**
 * Reads marks from a COCO file of one picture. The image's size must be that of the look's picture. An annotation without a polygon gives its
 * box. Masks in run lengths are refused.
 * @throws InputError with every fault found, by annotation and field
 */
export function readMarksCoco(text: string, options: MarksFileOptions, picture: MarkedPicture): ReadMarks {
  const { file, lookId } = options;
  const root = jsonObject(text, file);
  const remarks = new Remarks();
  const { info } = root;
  if (isObject(info) && info["look"] !== undefined && info["look"] !== lookId)
    remarks.fault(file, "info/look", described(info["look"]), `${lookId}, the look that is imported to`);
  const image = imageId(root, file, picture.size, remarks);
  const kindOf = categoriesOf(root, file, remarks);
  remarks.throwIfAny();
  const ids = new Ids();
  const marks = listOf(root["annotations"], file, "annotations").flatMap(
    (value, index): ReadMark | readonly ReadMark[] => {
      const where = `${file} annotation ${index + 1}`;
      if (!isObject(value)) {
        remarks.fault(where, "annotation", described(value), "an object");
        return [];
      }
      ids.check(value["id"], where, remarks);
      if (value["image_id"] !== image)
        remarks.fault(
          where,
          "image_id",
          described(value["image_id"]),
          `${String(image)}, the file's one image`,
        );
      const category = kindOf.get(value["category_id"]);
      if (category === undefined)
        remarks.fault(
          where,
          "category_id",
          described(value["category_id"]),
          "the id of one of the categories",
        );
      const pixels = cornersFrom(value, where, remarks);
      if (pixels === null || category === undefined) return [];
      return readOne(pixels, category, value, where) ?? [];
    },
  );
  remarks.throwIfAny();
  return { marks, warnings: remarks.warnings() };

  function readOne(
    pixels: readonly Position[],
    kind: string,
    value: Readonly<Record<string, unknown>>,
    where: string,
  ): ReadMark | null {
    const attributes = value["attributes"] ?? {};
    if (isObject(attributes) && value["iscrowd"] === 1 && attributes["number"] === undefined)
      remarks.fault(
        where,
        "attributes/number",
        "nothing",
        "how many an annotation with iscrowd 1 stands for",
      );
    const ring = [...pixels, ...pixels.slice(0, 1)];
    const read = markFrom(
      isObject(attributes) ? { ...attributes, kind } : attributes,
      { outline: ring, inPixels: true },
      { where, remarks, options: { ...options, size: picture.size } },
    );
    const { place } = picture;
    if (read === null || place === null) return read;
    const content = { ...read.content, outline: ring.map(place.toPosition), inPixels: false };
    return { ...read, content };
  }
}

function imageId(
  root: Readonly<Record<string, unknown>>,
  file: string,
  { width, height }: PictureSize,
  remarks: Remarks,
): unknown {
  const images = listOf(root["images"], file, "images");
  const [image] = images;
  if (images.length !== 1 || !isObject(image))
    throw InputError.of(file, "images", `${images.length} images`, "one image: the look's picture");
  if (image["width"] !== width || image["height"] !== height)
    remarks.fault(
      `${file} image 1`,
      "width, height",
      `${described(image["width"])}, ${described(image["height"])}`,
      `${width}, ${height}: the size of the look's picture`,
    );
  return image["id"];
}

function categoriesOf(
  root: Readonly<Record<string, unknown>>,
  file: string,
  remarks: Remarks,
): Map<unknown, string> {
  const found = new Map<unknown, string>();
  for (const [i, category] of listOf(root["categories"], file, "categories").entries()) {
    const where = `${file} category ${i + 1}`;
    const name = isObject(category) ? category["name"] : undefined;
    if (!isObject(category) || typeof name !== "string") {
      remarks.fault(where, "name", described(name), "a kind, as railcar");
      continue;
    }
    if (found.has(category["id"]))
      remarks.fault(where, "id", described(category["id"]), "an id that no other one has");
    found.set(category["id"], name);
  }
  return found;
}

function cornersFrom(
  value: Readonly<Record<string, unknown>>,
  where: string,
  remarks: Remarks,
): readonly Position[] | null {
  const { segmentation } = value;
  if (isObject(segmentation)) {
    remarks.fault(where, "segmentation", "a mask in run lengths", "one polygon");
    return null;
  }
  if (segmentation === undefined || (Array.isArray(segmentation) && segmentation.length === 0))
    return boxCorners(value["bbox"], where, remarks);
  const polygon: unknown =
    Array.isArray(segmentation) && segmentation.length === 1 ? segmentation[0] : segmentation;
  if (!Array.isArray(polygon) || polygon.length % 2 !== 0 || polygon.some(Array.isArray)) {
    remarks.fault(where, "segmentation", described(segmentation), "one polygon: column, row, column, row …");
    return null;
  }
  const corners: Position[] = [];
  for (let i = 0; i < polygon.length; i += 2) {
    const corner = pairFrom(polygon.slice(i, i + 2), where, i / 2, remarks);
    if (corner === null) return null;
    corners.push(corner);
  }
  const [first, last] = [corners[0], corners.at(-1)];
  // COCO's rings are open; some programs close them.
  return corners.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1]
    ? corners.slice(0, -1)
    : corners;
}

function boxCorners(box: unknown, where: string, remarks: Remarks): readonly Position[] | null {
  const sides: readonly unknown[] = Array.isArray(box) ? box : [];
  const [left, top, width, height] = sides;
  if (
    sides.length !== 4 ||
    typeof left !== "number" ||
    typeof top !== "number" ||
    typeof width !== "number" ||
    typeof height !== "number" ||
    !(width > 0 && height > 0)
  ) {
    remarks.fault(
      where,
      "bbox",
      described(box),
      "column, row, width and height, or a polygon in segmentation",
    );
    return null;
  }
  return [
    [left, top],
    [left + width, top],
    [left + width, top + height],
    [left, top + height],
  ];
}
