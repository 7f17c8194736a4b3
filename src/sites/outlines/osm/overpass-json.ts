import { InputError } from "../../../base/errors.ts";
import type { LonLat } from "../../../base/geometry/ring.ts";
import { described, isObject } from "../remarks.ts";
import { leftOutInWords, nodePosition, railWayOf, type FoundWay, type ReadWays } from "./rail-way.ts";
import { trackKind } from "./track-tags.ts";
import { osmBounds } from "./xml-tags.ts";

/**
 * Reads the tracks of what the Overpass API answers as JSON: ways with their nodes among the elements (`out body; >; out skel;`) or with
 * their geometry (`out geom;`).
 * @param value the parsed JSON
 * @throws InputError that names the way or the node
 */
export function readOverpass(value: unknown, file: string): ReadWays {
  const elements: unknown = isObject(value) ? value["elements"] : undefined;
  if (!Array.isArray(elements))
    throw InputError.of(
      file,
      "elements",
      described(elements),
      "a list, as the Overpass API gives it with [out:json]",
    );
  const remark = isObject(value) ? value["remark"] : undefined;
  if (typeof remark === "string" && /error|timed out/i.test(remark))
    throw InputError.of(file, "remark", described(remark), "the whole answer to a query");
  const found = new Map<string, FoundWay>();
  const given = new Map<string, LonLat>();
  const nodes = new Map<string, Readonly<Record<string, unknown>>>();
  const left = { gone: 0, tunnels: 0 };
  for (const [index, element] of elements.entries()) {
    const where = `${file} element ${index + 1}`;
    if (!isObject(element))
      throw InputError.of(where, "element", described(element), "a node, way or relation");
    const { type } = element;
    if (type !== "node" && type !== "way") continue;
    const id = idOf(element["id"], where);
    if (type === "node") {
      nodes.set(id, element);
      continue;
    }
    const tags = tagsOf(element["tags"]);
    const kind = trackKind(tags);
    if (kind === "gone") left.gone++;
    if (kind === "tunnel") left.tunnels++;
    if (kind !== "track" || found.has(id)) continue;
    if (found.size === osmBounds.tracks)
      throw InputError.of(file, "elements", "too many tracks", `at most ${osmBounds.tracks} ways`);
    const refs = nodesOf(element, id, file, given);
    found.set(id, { id, tags, nodes: refs });
  }
  const positionOf = (id: string): LonLat | undefined => {
    const node = nodes.get(id);
    return node === undefined ? given.get(id) : nodePosition(id, node["lon"], node["lat"], file);
  };
  return {
    ways: [...found.values()].map((way) => railWayOf(way, positionOf, file)),
    warnings: leftOutInWords(left),
  };
}

function idOf(value: unknown, where: string): string {
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  throw InputError.of(where, "id", described(value), "a whole number, the id in OpenStreetMap");
}

function tagsOf(value: unknown): ReadonlyMap<string, string> {
  if (!isObject(value)) return new Map();
  return new Map(Object.entries(value).map(([name, text]) => [name, typeof text === "string" ? text : ""]));
}

/** The ids of a way's nodes; positions that the way itself gives go into `given`. */
function nodesOf(
  way: Readonly<Record<string, unknown>>,
  id: string,
  file: string,
  given: Map<string, LonLat>,
): readonly string[] {
  const where = `${file} way ${id}`;
  const { nodes, geometry } = way;
  if (!Array.isArray(nodes))
    throw InputError.of(where, "nodes", described(nodes), "a list of the ids of its nodes");
  const ids = nodes.map((node: unknown) => idOf(node, where));
  if (!Array.isArray(geometry)) return ids;
  if (geometry.length !== ids.length)
    throw InputError.of(
      where,
      "geometry",
      `${geometry.length} positions`,
      `one for each of ${ids.length} nodes`,
    );
  for (const [i, point] of geometry.entries()) {
    const node = ids[i] ?? "";
    // Overpass leaves out what lies beyond the box of a query, as null.
    if (isObject(point)) given.set(node, nodePosition(node, point["lon"], point["lat"], file));
  }
  return ids;
}
