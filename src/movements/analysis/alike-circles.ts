import { sphereMetres } from "../../base/geodesy/sphere.ts";
import type { Circle } from "../tracks/circling.ts";

/** A circle with how many other identities circle alike. */
export interface RankedCircle extends Circle {
  /** Other identities with a circle about the same centre, or as wide and at the same time. */
  readonly alike: number;
}

/** Circles that share their centre within so many of the wider one's radii, or their radius within this share at the same time, are alike. */
const centreRadii = 1;
const radiusShare = 0.05;

/** Counts for each circle the identities that circle alike: one circle may be a ship's, the same circle of several is none. */
export function rankCircles(circles: readonly Circle[]): RankedCircle[] {
  return circles
    .map((circle): RankedCircle => {
      const others = new Set<number>();
      for (const other of circles)
        if (other.mmsi !== circle.mmsi && isAlike(circle, other)) others.add(other.mmsi);
      return { ...circle, alike: others.size };
    })
    .sort((a, b) => b.alike - a.alike || a.offShare - b.offShare);
}

function isAlike(a: Circle, b: Circle): boolean {
  const wider = Math.max(a.radiusMetres, b.radiusMetres);
  if (sphereMetres(...a.centre, ...b.centre) <= centreRadii * wider) return true;
  return (
    Math.abs(a.radiusMetres - b.radiusMetres) <= radiusShare * wider &&
    a.fromMs <= b.toMs &&
    b.fromMs <= a.toMs
  );
}
