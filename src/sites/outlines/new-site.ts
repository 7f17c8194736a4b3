import { boxOf } from "../../base/geometry/box.ts";
import type { LonLat } from "../../base/geometry/ring.ts";
import type { Position, Site } from "../counting/site.ts";
import { siteRecord } from "./feature-records.ts";
import type { FoundFeature } from "./features.ts";
import { isObject } from "./remarks.ts";

/** A site to be added for the outlines of a file. Position null: the middle of the box around them. */
export interface NewSite extends Omit<Site, "position"> {
  readonly position: Position | null;
}

/** The feature of a new site, to be checked with those that it was found with. */
export function newSiteFeature(site: NewSite, found: readonly FoundFeature[]): FoundFeature {
  const { properties } = siteRecord({ ...site, position: [0, 0] });
  const coordinates = site.position ?? middleOf(found);
  const geometry = coordinates === null ? null : { type: "Point", coordinates };
  return { where: "the new site", feature: { type: "Feature", geometry, properties } };
}

/** The middle of the box around the outlines, to a decimetre; null when there is none. */
function middleOf(found: readonly FoundFeature[]): LonLat | null {
  const box = boxOf(
    found.flatMap(({ feature }) =>
      isObject(feature) && isObject(feature["geometry"]) ? pairsIn(feature["geometry"]["coordinates"]) : [],
    ),
  );
  if (box === null) return null;
  return [rounded((box.west + box.east) / 2), rounded((box.south + box.north) / 2)];
}

function pairsIn(coordinates: unknown): readonly LonLat[] {
  if (!Array.isArray(coordinates)) return [];
  const [longitude, latitude]: readonly unknown[] = coordinates;
  return typeof longitude === "number" && typeof latitude === "number"
    ? [[longitude, latitude]]
    : coordinates.flatMap(pairsIn);
}

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
