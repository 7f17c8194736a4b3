import { distanceMetres } from "../../base/geodesy/wgs84.ts";
import { boxOf, cornersOf } from "../../base/geometry/box.ts";
import type { LonLat } from "../../base/geometry/ring.ts";
import { positionsOf } from "../counting/outline-parts.ts";
import type { Area, Position } from "../counting/site.ts";
import type { Report } from "./remarks.ts";

/** How far an area may reach from the position of its site. Farther is a slip in a coordinate, not a larger site. */
export const farthestMetres = 100_000;

/**
 * Reports an area whose bounding box has a corner more than 100 km from the position of its site, and says so when
 * exchanging longitude and latitude would bring it near.
 */
export function checkNearness(area: Area, site: Position, report: Report): void {
  const box = boxOf(positionsOf(area));
  if (box === null) return;
  const corners = cornersOf(box);
  const metres = farthest(corners, site);
  if (metres <= farthestMetres) return;
  const exchanged = corners.map(([longitude, latitude]): LonLat => [latitude, longitude]);
  const swapped = exchanged.every(([, latitude]) => Math.abs(latitude) <= 90)
    ? farthest(exchanged, site)
    : Infinity;
  const hint =
    swapped <= farthestMetres
      ? `; longitude comes before latitude: with the two exchanged it would lie ${kilometres(swapped)} away`
      : "";
  const found = `an outline that reaches ${kilometres(metres)} from site ${area.siteId} at [${site.join(", ")}]`;
  report("coordinates", found, `at most ${kilometres(farthestMetres)} from the site${hint}`);
}

const farthest = (corners: readonly LonLat[], site: LonLat): number =>
  Math.max(...corners.map((corner) => distanceMetres(site, corner)));

const kilometres = (metres: number): string =>
  `${metres < 10_000 ? (metres / 1000).toFixed(1) : Math.round(metres / 1000)} km`;
