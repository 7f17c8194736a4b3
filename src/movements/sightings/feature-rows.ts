import { InputError } from "../../base/errors.ts";
import { jsonObject } from "../../sites/counting/marks/marks-file.ts";
import { described, isObject } from "../../sites/outlines/remarks.ts";

/** Features of a GeoJSON file as cells of a table: a header, and one list of cells for each feature. */
export interface FeatureRows {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Properties that the table has no column for. */
  readonly leftOut: readonly string[];
}

const mostFeatures = 100_000;

/**
 * Reads features as rows of a table: properties by the names of its columns, a point as `longitude` and `latitude`, a polygon as `footprint`.
 * A feature's `id` stands for `key` where no property does. Values are checked later, as those of a CSV file are.
 * @throws InputError on what is no FeatureCollection, or has geometries of another kind
 */
export function featureRows(
  text: string,
  file: string,
  columns: readonly string[],
  key: string,
): FeatureRows {
  const collection = jsonObject(text, file);
  const features = collection["features"];
  if (collection["type"] !== "FeatureCollection" || !Array.isArray(features))
    throw InputError.of(file, "type", described(collection["type"]), "a FeatureCollection with features");
  if (features.length > mostFeatures)
    throw InputError.of(file, "features", `${features.length}`, `at most ${mostFeatures}`);
  if (collection["crs"] !== undefined && !/CRS84|4326/.test(JSON.stringify(collection["crs"])))
    throw InputError.of(file, "crs", "another system", "no crs: longitude and latitude in WGS 84");
  const known = new Set(columns);
  const leftOut = new Set<string>();
  const found = features.map((feature: unknown, index) =>
    cellsOf(feature, `${file} feature ${index + 1}`, known, key, leftOut),
  );
  const header = columns.filter((name) => found.some((cells) => cells.has(name)));
  return {
    header,
    rows: found.map((cells) => header.map((name) => cells.get(name) ?? "")),
    leftOut: [...leftOut],
  };
}

function cellsOf(
  feature: unknown,
  where: string,
  known: ReadonlySet<string>,
  key: string,
  leftOut: Set<string>,
): Map<string, string> {
  if (!isObject(feature) || feature["type"] !== "Feature")
    throw InputError.of(where, "type", described(feature), "a Feature");
  const cells = new Map<string, string>();
  const properties = isObject(feature["properties"]) ? feature["properties"] : {};
  for (const [name, value] of Object.entries(properties)) {
    if (!known.has(name)) leftOut.add(name);
    else cells.set(name, cellOf(value, where, name));
  }
  const { id, geometry } = { id: feature["id"], geometry: feature["geometry"] };
  if (!cells.has(key) && (typeof id === "string" || typeof id === "number")) cells.set(key, String(id));
  if (geometry === null || geometry === undefined) return cells;
  const type = isObject(geometry) ? geometry["type"] : undefined;
  const coordinates = isObject(geometry) ? geometry["coordinates"] : undefined;
  if (type === "Point" && known.has("longitude") && Array.isArray(coordinates)) {
    cells.set("longitude", String(coordinates[0]));
    cells.set("latitude", String(coordinates[1]));
  } else if (type === "Polygon" && known.has("footprint") && Array.isArray(coordinates))
    cells.set("footprint", polygonText(coordinates, where));
  else
    throw InputError.of(
      where,
      "geometry",
      described(type),
      known.has("footprint") ? "a Polygon, what the picture covers" : "a Point, the middle of the hull",
    );
  return cells;
}

function cellOf(value: unknown, where: string, name: string): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (Array.isArray(value) && value.every((v) => typeof v === "string")) return value.join(" ");
  throw InputError.of(where, name, described(value), "a text, a number or a list of words");
}

function polygonText(rings: readonly unknown[], where: string): string {
  const refuse = (found: unknown): InputError =>
    InputError.of(where, "coordinates", described(found), "rings of [longitude, latitude]");
  const texts = rings.map((ring: unknown) => {
    if (!Array.isArray(ring)) throw refuse(ring);
    const pairs = ring.map((p: unknown) => {
      if (!Array.isArray(p) || typeof p[0] !== "number" || typeof p[1] !== "number") throw refuse(p);
      return `${p[0]} ${p[1]}`;
    });
    return `(${pairs.join(", ")})`;
  });
  return `POLYGON(${texts.join(", ")})`;
}
