import { InputError, quoted } from "../../../base/errors.ts";
import type { LonLat } from "../../../base/geometry/ring.ts";
import { leftOutInWords, nodePosition, railWayOf, type FoundWay, type ReadWays } from "./rail-way.ts";
import { trackKind } from "./track-tags.ts";
import { osmBounds, visitTags } from "./xml-tags.ts";

const idForm = /^-?\d{1,18}$/;

/**
 * Reads the tracks of an OpenStreetMap XML file. It is gone through twice, first for the ways and then for the nodes that they need, so that
 * the nodes of everything else are never kept.
 * @throws InputError as `visitTags`, `nodePosition` and `railWayOf`; on a root other than `osm`, and on ways and nodes without an id
 */
export function readOsmXml(text: string, file: string): ReadWays {
  const found = new Map<string, FoundWay>();
  const left = { gone: 0, tunnels: 0 };
  let root: string | null = null;
  let way: { readonly id: string; readonly nodes: string[]; readonly tags: Map<string, string> } | null =
    null;
  const idOf = (what: string, attribute: string, attributes: ReadonlyMap<string, string>): string => {
    const id = attributes.get(attribute) ?? "";
    if (!idForm.test(id))
      throw InputError.of(
        `${file} ${what}`,
        attribute,
        quoted(id),
        "a whole number, the id in OpenStreetMap",
      );
    return id;
  };
  const isDeleted = (attributes: ReadonlyMap<string, string>): boolean =>
    attributes.get("visible") === "false" || attributes.get("action") === "delete";
  visitTags(text, file, {
    open: (name, attributes) => {
      if (root === null && name !== "osm")
        throw InputError.of(file, "root element", quoted(name), "osm: OpenStreetMap XML, not a change file");
      root ??= name;
      if (name === "way") {
        const own = attributes();
        way = isDeleted(own) ? null : { id: idOf("a way", "id", own), nodes: [], tags: new Map() };
      } else if (way !== null && name === "nd") way.nodes.push(idOf(`way ${way.id} nd`, "ref", attributes()));
      else if (way !== null && name === "tag")
        way.tags.set(attributes().get("k") ?? "", attributes().get("v") ?? "");
    },
    close: (name) => {
      if (name !== "way" || way === null) return;
      const kind = trackKind(way.tags);
      if (kind === "gone") left.gone++;
      if (kind === "tunnel") left.tunnels++;
      if (kind === "track" && !found.has(way.id)) found.set(way.id, way);
      way = null;
      if (found.size > osmBounds.tracks)
        throw InputError.of(
          file,
          "ways",
          "too many tracks",
          `at most ${osmBounds.tracks}; cut the extract to the site`,
        );
    },
  });
  const wanted = new Set([...found.values()].flatMap(({ nodes }) => nodes));
  const positions = new Map<string, LonLat>();
  visitTags(text, file, {
    open: (name, attributes) => {
      if (name !== "node") return;
      const own = attributes();
      const id = idOf("a node", "id", own);
      if (wanted.has(id) && !isDeleted(own))
        positions.set(id, nodePosition(id, own.get("lon"), own.get("lat"), file));
    },
    close: () => undefined,
  });
  return {
    ways: [...found.values()].map((one) => railWayOf(one, (node) => positions.get(node), file)),
    warnings: leftOutInWords(left),
  };
}
