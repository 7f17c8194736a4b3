import { InputError } from "../../../base/errors.ts";
import { mostPositions, type LonLat } from "../../../base/geometry/ring.ts";
import type { TrackGauge } from "../../tracks/track-line.ts";
import { gaugeStated, type OsmTags } from "./track-tags.ts";

/** A way of OpenStreetMap that is a track. */
export interface RailWay {
  readonly id: string;
  /** Ids of its nodes, one for each position: ways that meet share a node. */
  readonly nodes: readonly string[];
  readonly positions: readonly LonLat[];
  readonly gauge: TrackGauge | null;
  /** yard, siding, spur, crossover; empty for a running line. */
  readonly service: string;
}

/** Tracks of a file, and what of it was not taken. */
export interface ReadWays {
  readonly ways: readonly RailWay[];
  readonly warnings: readonly string[];
}

/** A way as it stands in a file, before its nodes are looked up. */
export interface FoundWay {
  readonly id: string;
  readonly nodes: readonly string[];
  readonly tags: OsmTags;
}

/**
 * Puts the positions of its nodes into a way. A node that comes twice in a row is taken once.
 * @throws InputError that names the way, and the node that is missing
 */
export function railWayOf(
  { id, nodes, tags }: FoundWay,
  positionOf: (node: string) => LonLat | undefined,
  file: string,
): RailWay {
  const where = `${file} way ${id}`;
  if (nodes.length > mostPositions)
    throw InputError.of(where, "nodes", `${nodes.length} nodes`, `at most ${mostPositions} nodes`);
  const kept = nodes.filter((node, i) => node !== nodes[i - 1]);
  const positions = kept.map((node) => {
    const position = positionOf(node);
    if (position === undefined)
      throw InputError.of(
        where,
        `node ${node}`,
        "nothing",
        "its position in the same file; make the extract with whole ways (osmium extract --strategy complete_ways, or in Overpass: (._;>;); out body;)",
      );
    return position;
  });
  const [first] = positions;
  if (positions.every((p) => p[0] === first?.[0] && p[1] === first[1]))
    throw InputError.of(where, "nodes", `${kept.length} in one place`, "2 or more in different places");
  return {
    id,
    nodes: kept,
    positions,
    gauge: gaugeStated(tags.get("gauge")),
    service: tags.get("service") ?? "",
  };
}

/**
 * Reads a node's position.
 * @throws InputError that names the node; when it would do as latitude and longitude exchanged, it says so
 */
export function nodePosition(id: string, longitude: unknown, latitude: unknown, file: string): LonLat {
  const [lon, lat] = [numberOf(longitude), numberOf(latitude)];
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return [lon + 0, lat + 0];
  const hint = Math.abs(lon) <= 90 && Math.abs(lat) <= 180 ? "; lat and lon seem to be exchanged" : "";
  throw InputError.of(
    `${file} node ${id}`,
    "lat, lon",
    `lat ${shown(latitude)}, lon ${shown(longitude)}`,
    `lat from -90 to 90 and lon from -180 to 180, in degrees${hint}`,
  );
}

const shown = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value).slice(0, 40) : "nothing";

function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^[+-]?\d{1,3}(?:\.\d+)?(?:[eE][+-]?\d{1,2})?$/.test(value)
    ? Number(value)
    : Number.NaN;
}

/** Ways that are tracks of a kind on which no car can be seen, counted, in words. */
export function leftOutInWords({
  gone,
  tunnels,
}: {
  readonly gone: number;
  readonly tunnels: number;
}): readonly string[] {
  return [
    ...(gone === 0 ? [] : [`${gone} ways are tracks that are planned or gone; left out`]),
    ...(tunnels === 0 ? [] : [`${tunnels} ways are tracks in tunnels; left out`]),
  ];
}
