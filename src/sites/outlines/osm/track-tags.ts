import type { TrackGauge } from "../../tracks/track-line.ts";

export type OsmTags = ReadonlyMap<string, string>;

const kindsOfRailway = ["rail", "light_rail", "narrow_gauge"];
const notThere = ["abandoned", "razed", "demolished", "dismantled", "construction", "proposed"];

/**
 * Whether a way is a track on which cars can stand and be seen: railway=rail, light_rail or narrow_gauge with any service, that is neither
 * planned nor gone nor in a tunnel. `other`: no track at all, which is most of a map.
 */
export function trackKind(tags: OsmTags): "track" | "gone" | "tunnel" | "other" {
  if (!kindsOfRailway.includes(tags.get("railway") ?? "")) return "other";
  const stated = (name: string): boolean => !["no", undefined].includes(tags.get(name));
  if (notThere.some(stated)) return "gone";
  return stated("tunnel") && tags.get("tunnel") !== "avalanche_protector" ? "tunnel" : "track";
}

/** The gauge that a text states, in millimetres; null for none, several, or one without cars of its own here. 1524 has the cars of 1520. */
export function gaugeStated(text: string | undefined): TrackGauge | null {
  switch (text?.trim()) {
    case "1520":
    case "1524":
      return "1520";
    case "1435":
      return "1435";
    default:
      return null;
  }
}
