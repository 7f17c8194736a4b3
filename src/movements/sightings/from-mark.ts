import type { Mark } from "../../sites/counting/mark.ts";
import { convexHull, extentOf } from "../../sites/counting/marks/convex.ts";
import { cornersIn, planeOf } from "../../sites/counting/marks/outline-plane.ts";
import type { Scene, Sighting } from "./sighting.ts";
import { circleOf, measuredWithin, spreadModel, spreadOf } from "./spread.ts";

/** What a mark does not say of the picture that it stands in. */
export interface MarkedScene {
  readonly scene: Scene;
  /** 1 sigma of the picture's place on the ground, in metres; null: that of a usual supplier. */
  readonly georeferenceMetres: number | null;
}

/**
 * The vessel that a mark outlines: position, length, width and the axis of the hull by the tightest rectangle about the outline. Which end is
 * the bow an outline does not tell. Errors are those of the picture's pixels and of its place on the ground.
 * @throws RangeError on a mark in pixels, which has no place
 */
export function sightingOfMark(mark: Mark, { scene, georeferenceMetres }: MarkedScene): Sighting {
  if (mark.inPixels) throw new RangeError(`sightingOfMark: ${mark.id} is in pixels`);
  const plane = planeOf([mark]);
  const { along, middle, length, width } = extentOf(convexHull(cornersIn(plane, mark.outline)));
  const pixel = scene.sampleDistanceMetres ?? spreadModel.untoldSampleDistanceMetres;
  const bare = (best: number) => ({ low: null, best, high: null });
  const within = (best: number) => measuredWithin(best, spreadOf(bare(best), pixel));
  const axis = (450 - (Math.atan2(along[1], along[0]) * 180) / Math.PI) % 180;
  const turn =
    (Math.atan2(Math.SQRT2 * spreadModel.endPixels * pixel, Math.max(length, pixel)) * 180) / Math.PI;
  return {
    id: mark.id,
    sceneId: scene.id,
    markId: mark.id,
    at: scene.at,
    position: plane.toPosition(middle),
    error: circleOf(scene.sampleDistanceMetres, georeferenceMetres ?? spreadModel.georeferenceMetres),
    sensor: scene.sensor,
    lengthMetres: within(length),
    widthMetres: within(width),
    headingDegrees: measuredWithin(axis, turn, -Infinity),
    axisOnly: true,
    layout: [],
    colours: [],
    containers: null,
    by: mark.marker.name,
    source: scene.source,
    note: [mark.state === "unsure" ? "its marker was unsure of it" : "", mark.note]
      .filter((words) => words !== "")
      .join("; "),
  };
}
